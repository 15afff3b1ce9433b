import VietnameseText

/// A column of a register that is read. What is not in the table (the yearly
/// stock-take, totals) is passed over.
enum AccessionField: Hashable {
    case number, ordinal, barcode, title, creatorAndTitle, creators, volume, publisher, place, year, price, quantity
    case classification, callNumber, location, invoice, withdrawal, condition, source, receivedOn, note, isbn
}

/// Finds the columns of a register by its headings, in one row or two.
struct AccessionHeadings {
    private(set) var places: [AccessionField: Int] = [:]
    /// The index of the last row that belongs to the headings.
    private(set) var lastRow: Int

    /// Titles, the school's name and dates stand above in most registers.
    static let rowsSearched = 20

    /// Nil when no row has a number and a title.
    init?(_ rows: ArraySlice<TableRow>) {
        for index in rows.indices.prefix(Self.rowsSearched) {
            var places = Self.single(rows[index])
            var last = index
            if rows.indices.contains(index + 1), let both = Self.double(rows[index], rows[index + 1]) {
                (places, last) = (both, index + 1)
            }
            // On the printed form the number's column is called "Số thứ tự".
            if places[.number] == nil, places[.receivedOn] != nil { places[.number] = places[.ordinal] }
            guard places[.number] != nil, places[.title] ?? places[.creatorAndTitle] != nil else { continue }
            if rows.indices.contains(last + 1), Self.isNumbering(rows[last + 1].cells) { last += 1 }
            (self.places, lastRow) = (places, last)
            return
        }
        return nil
    }

    /// Nil for a cell without text, or with a dash that stands for none.
    func text(_ field: AccessionField, in row: TableRow) -> String? {
        guard let place = places[field], row.cells.indices.contains(place) else { return nil }
        let cell = row.cells[place]
        let text = Self.isTidy(cell) ? cell : Self.tidied(cell)
        return text.isEmpty || text.utf8.count <= 3 && Self.dashes.contains(text) ? nil : text
    }

    private static let dashes: Set<String> = ["-", "–", "—", "_", "."]

    private static func tidied(_ cell: String) -> String {
        NormalForm.nfc(cell.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }

    /// Latin letters of Vietnamese in one piece, single blanks inside: most
    /// cells, told at a glance.
    private static func isTidy(_ cell: String) -> Bool {
        var last: UInt8 = 0x20
        for byte in cell.utf8 {
            if byte < 0x20 || byte == 0x20 && last == 0x20 || byte == 0x7F { return false }
            // C3 to C6 and E1 BA, E1 BB lead the letters; CC and CD would lead
            // marks to be composed, C2 and E2 lead blanks.
            if byte >= 0xC0, !(0xC3...0xC6).contains(byte), byte != 0xE1 { return false }
            if last == 0xE1, byte != 0xBA, byte != 0xBB { return false }
            last = byte
        }
        return last != 0x20
    }

    private static func single(_ row: TableRow) -> [AccessionField: Int] {
        var places: [AccessionField: Int] = [:]
        for (index, cell) in row.cells.enumerated() {
            guard let field = AccessionWords.fields[AccessionWords.key(cell)], places[field] == nil else { continue }
            places[field] = index
        }
        return places
    }

    /// "Xuất bản" above "Nhà", "Nơi", "Năm": nil when the second row is no row
    /// of headings, names the number itself or has a cell below the number's.
    private static func double(_ top: TableRow, _ below: TableRow) -> [AccessionField: Int]? {
        var places: [AccessionField: Int] = [:]
        var group = ""
        var isHeading = false
        for index in 0..<max(top.cells.count, below.cells.count) {
            let above = top.cells.indices.contains(index) ? AccessionWords.key(top.cells[index]) : ""
            let own = below.cells.indices.contains(index) ? AccessionWords.key(below.cells[index]) : ""
            if !above.isEmpty { group = above }
            guard !group.hasPrefix("kiemke") else { continue }
            var field = AccessionWords.fields[above]
            if !own.isEmpty {
                if field == .number || field == .ordinal { return nil }
                field = AccessionWords.fields[group + own] ?? AccessionWords.fields[own]
                if field == .number || field == .ordinal { return nil }
                if field != nil { isHeading = true }
            }
            if let field, places[field] == nil { places[field] = index }
        }
        return isHeading ? places : nil
    }

    /// "1 2 3", "(1) (2) (3)", "A B 1 2": a row that only counts the columns.
    private static func isNumbering(_ cells: [String]) -> Bool {
        let marks = cells.map { $0.filter { !$0.isWhitespace && $0 != "(" && $0 != ")" } }.filter { !$0.isEmpty }
        let numbers = marks.compactMap { Int($0) }
        let letters = marks.filter { $0.count == 1 && $0.first?.isLetter == true }
        guard marks.count > 2, numbers.count + letters.count == marks.count, let first = numbers.first, first <= 2
        else { return false }
        return zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
    }
}
