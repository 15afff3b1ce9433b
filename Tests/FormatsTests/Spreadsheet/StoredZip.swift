/// Writes ZIP archives without compression, for small workbooks in tests.
enum StoredZip {
    static func bytes(_ entries: [(name: String, text: String)]) -> [UInt8] {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        for (name, text) in entries {
            let data = Array(text.utf8)
            let common =
                word(20) + word(0x0800) + word(0) + word(0) + word(0) + long(crc(data)) + long(UInt32(data.count))
                + long(UInt32(data.count)) + word(UInt16(name.utf8.count)) + word(0)
            let start = UInt32(body.count)
            body += long(0x0403_4B50) + common + Array(name.utf8) + data
            directory +=
                long(0x0201_4B50) + word(20) + common + word(0) + word(0) + word(0) + long(0) + long(start)
                + Array(name.utf8)
        }
        let end =
            long(0x0605_4B50) + word(0) + word(0) + word(UInt16(entries.count)) + word(UInt16(entries.count))
            + long(UInt32(directory.count)) + long(UInt32(body.count)) + word(0)
        return body + directory + end
    }

    private static func word(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    private static func long(_ value: UInt32) -> [UInt8] { word(UInt16(value & 0xFFFF)) + word(UInt16(value >> 16)) }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}

/// Builds workbooks cell by cell.
struct TestWorkbook {
    var sheets: [(name: String, rows: String)] = []
    var strings: [String] = []
    /// Number formats of the cell styles: 0 general, 14 a date.
    var styles = [0, 14]
    var isHidden = false

    var bytes: [UInt8] {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        var entries: [(name: String, text: String)] = [
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\"><sheets>"
                    + sheets.enumerated().map { index, sheet in
                        let state = isHidden && index == 0 ? " state=\"hidden\"" : ""
                        return
                            "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"rId\(index + 1)\"/>"
                    }.joined() + "</sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + sheets.indices.map {
                        "<Relationship Id=\"rId\($0 + 1)\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
                    }.joined()
                    + "</Relationships>"
            ),
            (
                "xl/styles.xml",
                "<styleSheet xmlns=\"\(main)\"><cellXfs>" + styles.map { "<xf numFmtId=\"\($0)\"/>" }.joined()
                    + "</cellXfs></styleSheet>"
            ),
            (
                "xl/sharedStrings.xml",
                "<sst xmlns=\"\(main)\">" + strings.map { "<si><t>\($0)</t></si>" }.joined() + "</sst>"
            ),
        ]
        for (index, sheet) in sheets.enumerated() {
            let text = "<worksheet xmlns=\"\(main)\"><sheetData>\(sheet.rows)</sheetData></worksheet>"
            entries.append(("xl/worksheets/sheet\(index + 1).xml", text))
        }
        return StoredZip.bytes(entries)
    }

    /// A row of inline strings.
    static func row(_ number: Int, _ cells: [String]) -> String {
        let columns = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return "<row r=\"\(number)\">"
            + cells.enumerated().filter { !$0.element.isEmpty }
            .map { "<c r=\"\(columns[$0.offset])\(number)\" t=\"inlineStr\"><is><t>\($0.element)</t></is></c>" }
            .joined() + "</row>"
    }
}
