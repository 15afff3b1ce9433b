import Library

/// The rows of one sheet, one after the other.
struct SheetRows {
    struct Row {
        /// 1-based, as the spreadsheet shows it.
        var number: Int
        var cells: [String]
    }

    private let stream: XMLStream
    private let workbook: Workbook
    private let entry: String
    private var lastRow = 0
    /// Columns further right are no register; a hostile cell in column XFD costs
    /// nothing.
    private static let mostColumns = 512

    init?(_ sheet: Workbook.Sheet, of workbook: Workbook, limits: ReadingLimits) throws(FileRejection) {
        guard let stream = try workbook.stream(sheet.entry, limits: limits) else { return nil }
        (self.stream, self.workbook, entry) = (stream, workbook, sheet.entry)
    }

    /// The next row that has cells; nil at the end of the sheet's data.
    mutating func next() throws(FileRejection) -> Row? {
        var row: Row?
        var cell = Cell()
        while let event = try nextEvent() {
            switch event {
            case .startElement("row", _, let attributes):
                let number = attributes.first { $0.name == "r" }.flatMap { Int($0.value) } ?? lastRow + 1
                lastRow = max(number, lastRow + 1)
                row = Row(number: lastRow, cells: [])
            case .startElement("c", _, let attributes): cell = Cell(attributes, after: row?.cells.count ?? 0)
            case .startElement("rPh", _, _): cell.isPhonetic = true
            case .endElement("rPh", _): cell.isPhonetic = false
            case .startElement("v", _, _), .startElement("t", _, _): cell.piece = ""
            case .text(let text): cell.piece += text
            case .endElement("v", _), .endElement("t", _): if !cell.isPhonetic { cell.text += cell.piece }
            case .endElement("c", _): place(cell, in: &row)
            case .endElement("row", _): if let row, !row.cells.isEmpty { return row }
            case .endElement("sheetData", _): return nil
            default: break
            }
        }
        return nil
    }

    private func nextEvent() throws(FileRejection) -> XMLStream.Event? {
        do { return try stream.next() } catch { throw Workbook.rejection(error, entry) }
    }

    private func place(_ cell: Cell, in row: inout Row?) {
        guard row != nil, cell.column < Self.mostColumns else { return }
        let text = value(cell)
        while row!.cells.count < cell.column { row!.cells.append("") }
        if row!.cells.count == cell.column { row!.cells.append(text) } else { row!.cells[cell.column] = text }
    }

    /// One cell while it is read.
    private struct Cell {
        var column = 0
        var type = "n"
        var style = 0
        var text = ""
        var piece = ""
        var isPhonetic = false

        init() {}
        init(_ attributes: [XMLAttribute], after count: Int) {
            column = count
            for attribute in attributes {
                switch attribute.name {
                case "r": column = SheetRows.column(attribute.value) ?? count
                case "t": type = attribute.value
                case "s": style = Int(attribute.value) ?? 0
                default: break
                }
            }
        }
    }

    /// 27 for "AB7"; nil for what is no reference.
    static func column(_ reference: String) -> Int? {
        var column = 0
        var letters = 0
        for byte in reference.utf8 {
            let letter = byte & 0xDF
            guard letter >= 0x41, letter <= 0x5A else { break }
            letters += 1
            guard letters <= 3 else { return nil }
            column = column * 26 + Int(letter - 0x40)
        }
        return column > 0 ? column - 1 : nil
    }

    private func value(_ cell: Cell) -> String {
        switch cell.type {
        case "s":
            guard let index = Int(cell.text), workbook.strings.indices.contains(index) else { return "" }
            return workbook.strings[index]
        case "n":
            guard !cell.text.isEmpty, let number = Double(cell.text), number.isFinite else { return cell.text }
            let isDate = workbook.dateStyles.indices.contains(cell.style) && workbook.dateStyles[cell.style]
            return isDate ? SheetNumber.date(number, countsFrom1904: workbook.countsFrom1904) : SheetNumber.text(number)
        // An error ("#N/A") is no value.
        case "e": return ""
        default: return cell.text
        }
    }
}
