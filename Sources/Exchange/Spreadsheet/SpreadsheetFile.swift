import CXLSXWriter
import Glibc
package import Library

/// A sheet as a workbook (.xlsx, ECMA-376): title, lead, headings in one row or
/// two, frozen and repeated on every printed page, and cells with their types.
///
/// Text is always stored as text: nothing in a cell is ever a formula. The
/// same values give the same bytes, since every time in the file is fixed.
package enum SpreadsheetFile {
    package static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    package static func bytes(of sheet: Sheet) throws(SpreadsheetError) -> [UInt8] { try bytes(of: [sheet]) }

    /// A workbook of several sheets, such as the three parts of a summary register.
    package static func bytes(of sheets: [Sheet]) throws(SpreadsheetError) -> [UInt8] {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.path + "/sheet.xlsx"
        try write(sheets, to: path, temporary: folder.path)
        return try folder.read(path)
    }

    private static func write(_ sheets: [Sheet], to path: String, temporary: String) throws(SpreadsheetError) {
        let workbook: UnsafeMutablePointer<lxw_workbook>? = temporary.withCString { folder in
            var options = lxw_workbook_options()
            options.tmpdir = UnsafeMutablePointer(mutating: folder)
            return workbook_new_opt(path, &options)
        }
        guard let workbook else { throw .noTemporaryFile }
        var properties = lxw_doc_properties()
        properties.created = fixedTime
        workbook_set_properties(workbook, &properties)

        let looks = SpreadsheetLooks(workbook)
        for sheet in sheets {
            var start = 0, part = 1
            repeat {
                let end = min(sheet.rows.count, start + SpreadsheetPage.mostRows)
                // Without a name of its own Excel's; a title could hold what it forbids.
                let name = sheet.tab.map { part == 1 ? $0 : "\($0) (\(part))" }
                let page = SpreadsheetPage(
                    workbook_add_worksheet(workbook, name), looks: looks, sheet: sheet, rows: start..<end)
                page?.write()
                (start, part) = (end, part + 1)
            } while start < sheet.rows.count
        }

        let code = workbook_close(workbook)
        guard code == LXW_NO_ERROR else { throw .writing(String(cString: lxw_strerror(code))) }
    }

    /// 2000-01-01 UTC.
    private static let fixedTime: time_t = 946_684_800
}

/// The formats of the cells of a workbook, which owns them.
struct SpreadsheetLooks {
    typealias Look = UnsafeMutablePointer<lxw_format>
    let title: Look?
    let heading: Look?
    let text: Look?
    let number: Look?
    let money: Look?
    let day: Look?

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        func make(_ set: (Look) -> Void) -> Look? {
            let look = workbook_add_format(workbook)
            if let look { set(look) }
            return look
        }
        title = make {
            format_set_bold($0); format_set_font_size($0, 14)
        }
        heading = make { look in
            format_set_bold(look)
            format_set_text_wrap(look)
            format_set_align(look, UInt8(LXW_ALIGN_CENTER.rawValue))
            format_set_align(look, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
            format_set_border(look, UInt8(LXW_BORDER_THIN.rawValue))
        }
        func cell(_ pattern: String?) -> Look? {
            make { look in
                format_set_text_wrap(look)
                format_set_align(look, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
                format_set_border(look, UInt8(LXW_BORDER_THIN.rawValue))
                if let pattern { format_set_num_format(look, pattern) }
            }
        }
        // "@" keeps a number of the register a text when somebody types in it.
        (text, number, money, day) = (cell("@"), cell("0"), cell("#,##0"), cell("dd/mm/yyyy"))
    }

    func look(of kind: Sheet.Kind) -> Look? {
        switch kind {
        case .text: text
        case .number: number
        case .money: money
        case .day: day
        }
    }
}
