/// Reads accession registers as schools keep them in a workbook or a text
/// table: one row a copy, or a row for a bundle of copies.
///
/// Every sheet with headings is read; rows above the headings, empty rows and
/// columns that it does not know are passed over. What is not taken is told
/// row by row.
package struct AccessionRegister: Sendable {
    package private(set) var lines: [AccessionLine] = []
    package private(set) var rejected: [AccessionRejection] = []

    package init(_ rows: [TableRow]) {
        var reading = Reading()
        var rest = rows[...]
        while let first = rest.first {
            let sheet = rest.prefix { $0.sheet == first.sheet }
            rest = rest[sheet.endIndex...]
            reading.read(sheet)
        }
        (lines, rejected) = (reading.lines, reading.rejected)
        if !reading.hasHeadings {
            rejected = rows.prefix(1).map { AccessionRejection(row: $0, label: "", fault: .headingsMissing) }
        }
    }

    private struct Reading {
        var lines: [AccessionLine] = []
        var rejected: [AccessionRejection] = []
        var hasHeadings = false
        private var seen: Set<String> = []

        mutating func read(_ sheet: ArraySlice<TableRow>) {
            guard let headings = AccessionHeadings(sheet) else { return }
            hasHeadings = true
            var above: [AccessionField: String] = [:]
            for row in sheet[(headings.lastRow + 1)...] where row.cells.contains(where: { !$0.isEmpty }) {
                let cells = RowCells(row, headings, above: above)
                above = cells.texts
                do throws(AccessionFault) {
                    let numbers = try cells.numbers()
                    let line = try cells.line(numbers[0])
                    for number in numbers { take(line, number, row) }
                } catch {
                    let label = cells[.number] ?? cells[.title] ?? cells[.creatorAndTitle] ?? ""
                    rejected.append(AccessionRejection(row: row, label: label, fault: error))
                }
            }
        }

        private mutating func take(_ line: AccessionLine, _ number: AccessionNumber, _ row: TableRow) {
            guard seen.insert(number.key).inserted else {
                rejected.append(AccessionRejection(row: row, label: number.text, fault: .numberTwice))
                return
            }
            var line = line
            line.copy.number = number
            lines.append(line)
        }
    }
}

/// The cells of one row by their fields, with what "as above" stands for.
private struct RowCells {
    let row: TableRow
    private(set) var texts: [AccessionField: String] = [:]

    init(_ row: TableRow, _ headings: AccessionHeadings, above: [AccessionField: String]) {
        self.row = row
        for field in headings.places.keys {
            guard let text = headings.text(field, in: row) else { continue }
            texts[field] = AccessionWords.isDitto(text) ? above[field] : text
        }
    }

    subscript(field: AccessionField) -> String? { texts[field] }

    func numbers() throws(AccessionFault) -> [AccessionNumber] {
        guard let text = texts[.number] else { throw .numberMissing }
        var quantity: Int?
        if let words = texts[.quantity] { quantity = try AccessionCells.quantity(words) }
        return try AccessionNumbers.of(text, quantity: quantity)
    }

    func line(_ number: AccessionNumber) throws(AccessionFault) -> AccessionLine {
        var title = texts[.title]
        var creators = texts[.creators].map { AccessionCells.creators($0) } ?? []
        if title == nil, let both = texts[.creatorAndTitle] {
            let parts = AccessionCells.titleAndCreators(both)
            title = parts.title
            if creators.isEmpty { creators = parts.creators }
        }
        guard let title, !title.isEmpty else { throw .titleMissing }
        var line = AccessionLine(
            row: row.line, sheet: row.sheet, copy: try copy(number), title: title, volume: texts[.volume],
            creators: creators, publisher: texts[.publisher], place: texts[.place],
            classification: texts[.classification])
        if let text = texts[.year] { line.year = try AccessionCells.year(text) }
        if let text = texts[.isbn] {
            line.isbn = StandardNumber.isbn(text)
            if line.isbn == nil { line.copy.say(note: "ISBN: \(text)") }
        }
        return line
    }

    private func copy(_ number: AccessionNumber) throws(AccessionFault) -> CopyDraft {
        var copy = CopyDraft(number: number)
        copy.note = texts[.note]
        copy.barcode = texts[.barcode]
        copy.callNumber = texts[.callNumber]
        copy.location = texts[.location]
        copy.invoice = texts[.invoice]
        if let text = texts[.receivedOn] { copy.receivedOn = try AccessionCells.day(text) }
        if let text = texts[.price] {
            copy.price = try AccessionCells.price(text)
            if copy.price == nil { copy.source = AccessionWords.sources[AccessionWords.key(text)] }
        }
        if let text = texts[.source] { copy.say(source: text) }
        if let text = texts[.condition] { copy.say(condition: text) }
        if let text = texts[.withdrawal] { (copy.withdrawal, copy.standing) = (text, .withdrawn) }
        return copy
    }
}
