/// Writes workbooks (.xlsx) cell by cell.
package struct MadeWorkbook {
    package struct Sheet {
        package var name: String
        /// The `<row>` elements, as ``MadeWorkbook/row(_:_:)`` writes them.
        package var rows: String
        /// Ranges that are one cell, such as "A1:H1".
        package var merged: [String]
        package var isHidden: Bool

        package init(_ name: String, rows: String, merged: [String] = [], isHidden: Bool = false) {
            self.name = name
            self.rows = rows
            self.merged = merged
            self.isHidden = isHidden
        }
    }

    package enum Cell {
        case empty
        case inline(String)
        /// The number of a string in ``MadeWorkbook/strings``.
        case shared(Int)
        case number(String)
        /// A day counted from 1899-12-30, in the second of the usual styles.
        case date(Int)
        case formula(String, result: String)
        case error(String)
    }

    package var sheets: [Sheet]
    package var strings: [String] = []
    /// Number formats of the cell styles: 0 general, 14 a date.
    package var styles = [0, 14]

    package init(sheets: [Sheet] = [], strings: [String] = []) {
        self.sheets = sheets
        self.strings = strings
    }

    /// A row of inline strings; empty ones are left out.
    package static func row(_ number: Int, _ texts: [String]) -> String {
        row(number, texts.map { $0.isEmpty ? .empty : .inline($0) })
    }

    /// A row of at most 26 cells, from column A.
    package static func row(_ number: Int, _ cells: [Cell]) -> String {
        let written = zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", cells).map { column, cell in
            let place = "r=\"\(column)\(number)\""
            return switch cell {
            case .empty: ""
            case .inline(let text): "<c \(place) t=\"inlineStr\"><is><t>\(text)</t></is></c>"
            case .shared(let index): "<c \(place) t=\"s\"><v>\(index)</v></c>"
            case .number(let digits): "<c \(place)><v>\(digits)</v></c>"
            case .date(let day): "<c \(place) s=\"1\"><v>\(day)</v></c>"
            case .formula(let formula, let result): "<c \(place) t=\"str\"><f>\(formula)</f><v>\(result)</v></c>"
            case .error(let code): "<c \(place) t=\"e\"><v>\(code)</v></c>"
            }
        }
        return "<row r=\"\(number)\">\(written.joined())</row>"
    }

    package var bytes: [UInt8] {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let package = "http://schemas.openxmlformats.org/package/2006"
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let numbered = zip(1..., sheets)
        let names = numbered.map { number, sheet in
            let state = sheet.isHidden ? " state=\"hidden\"" : ""
            return "<sheet name=\"\(sheet.name)\" sheetId=\"\(number)\"\(state) r:id=\"rId\(number)\"/>"
        }
        let targets = numbered.map { number, _ in
            "<Relationship Id=\"rId\(number)\" Target=\"worksheets/sheet\(number).xml\"/>"
        }
        let formats = styles.map { "<xf numFmtId=\"\($0)\"/>" }
        let shared = strings.map { "<si><t>\($0)</t></si>" }
        var zip = MadeZip([
            ("[Content_Types].xml", "<Types xmlns=\"\(package)/content-types\"/>"),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\"><sheets>\(names.joined())</sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"\(package)/relationships\">\(targets.joined())</Relationships>"
            ),
            (
                "xl/styles.xml",
                "<styleSheet xmlns=\"\(main)\"><cellXfs>\(formats.joined())</cellXfs></styleSheet>"
            ),
            ("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(shared.joined())</sst>"),
        ])
        for (number, sheet) in numbered {
            let merged = sheet.merged.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
            zip.add(
                "xl/worksheets/sheet\(number).xml",
                "<worksheet xmlns=\"\(main)\"><sheetData>\(sheet.rows)</sheetData>"
                    + (merged.isEmpty ? "" : "<mergeCells>\(merged)</mergeCells>") + "</worksheet>")
        }
        return zip.bytes
    }
}
