/// How a text that a spreadsheet would take for a formula stands in a text
/// table: behind an apostrophe.
///
/// A cell of CSV has no type, so `=HYPERLINK(…)` in a title would run where
/// the table is opened (CWE-1236). Writing and reading are exact inverses: a
/// text that begins with apostrophes and then one of these signs gets one
/// apostrophe more, and loses one again.
package enum DefusedCell {
    /// For example: "=1+1" becomes "'=1+1".
    package static func written(_ text: String) -> String { isDangerous(text.utf8) ? "'" + text : text }

    /// For example: "'=1+1" becomes "=1+1"; "'Tis" stays as it is.
    package static func read(_ cell: String) -> String {
        guard cell.utf8.first == apostrophe, isDangerous(cell.utf8.dropFirst()) else { return cell }
        return String(cell.dropFirst())
    }

    private static let apostrophe = UInt8(ascii: "'")

    private static func isDangerous(_ bytes: some Sequence<UInt8>) -> Bool {
        for byte in bytes where byte != apostrophe {
            return [UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D].contains(
                byte)
        }
        return false
    }
}
