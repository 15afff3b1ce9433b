import Exchange
import Hummingbird
import Library

/// Sheets as a file to be saved: a workbook, or the first of them as a text table.
struct SheetDownload {
    var sheets: [Sheet]
    var format: SheetFormat
    /// Without its ending.
    var name: String

    func response() throws -> Response {
        guard let first = sheets.first else { throw VisitorError(.notFound) }
        let (bytes, type) =
            switch format {
            case .xlsx: (try SpreadsheetFile.bytes(of: sheets), SpreadsheetFile.mediaType)
            case .csv: (DelimitedText.bytes(of: first), DelimitedText.mediaType)
            }
        return SavedFile(name: "\(name).\(format.rawValue)", mediaType: type, bytes: bytes).response
    }
}

extension Sheet {
    /// "Từ ngày 01/09/2026 đến ngày 30/09/2026": the form's words, not the
    /// interface's.
    static func period(_ days: ClosedRange<Day>) -> String {
        "Từ ngày \(Cell.written(days.lowerBound)) đến ngày \(Cell.written(days.upperBound))"
    }

    static func until(_ day: Day) -> String { "Tính đến ngày \(Cell.written(day))" }
}
