import Library
import MadeFiles

/// Samples of formats of which nobody gives real files away: the workbooks and
/// tables that schools keep.
enum MadeSamples {
    static func files(of format: FileFormat) -> [[UInt8]] {
        switch format {
        case .xlsx: [register.bytes, classes.bytes, calculated.bytes]
        case .csv: tables
        default: []
        }
    }

    private static let books = [
        ["1", "TK.001", "Số đỏ", "Vũ Trọng Phụng", "H.", "Văn học", "1988", "10-12"],
        ["2", "TK.002", "Tắt đèn", "Ngô Tất Tố", "H.", "Văn học", "1939", "Lớp 8"],
        ["3", "TK.003", "", "Nam Cao", "", "", "", ""],
        ["4", "TK.004", "Dế Mèn phiêu lưu ký", "Tô Hoài", "H.", "Kim Đồng", "1941", "6"],
    ]

    /// A register of single copies: a title above, headings in two rows with
    /// merged cells, all texts shared.
    private static let register: MadeWorkbook = {
        let rows =
            [
                ["SỔ ĐĂNG KÝ CÁ BIỆT"],
                ["STT", "Số ĐKCB", "Tên sách", "Tác giả", "Xuất bản", "", "", "Lớp"],
                ["", "", "", "", "Nơi xuất bản", "Nhà xuất bản", "Năm xuất bản", ""],
                ["1", "2", "3", "4", "5", "6", "7", "8"],
            ] + books
        let texts = Array(Set(rows.joined())).filter { !$0.isEmpty }.sorted()
        let cells = rows.map { row in
            row.map { text in texts.firstIndex(of: text).map(MadeWorkbook.Cell.shared) ?? .empty }
        }
        return MadeWorkbook(
            sheets: [.init("Sổ đăng ký", rows: written(cells), merged: ["A1:H1", "A2:A3", "E2:G2", "H2:H3"])],
            strings: texts)
    }()

    /// A sheet a class, one without books and a hidden one; all texts inline.
    private static let classes: MadeWorkbook = {
        let rows = written([["Nhan đề", "Tác giả", "Năm", "Chủ đề"]] + books.map { [$0[2], $0[3], $0[6], "Văn học"] })
        return MadeWorkbook(sheets: [
            .init("Ẩn", rows: rows, isHidden: true), .init("Ghi chú", rows: written([["Kiểm kê tháng 5"]])),
            .init("Lớp 6", rows: rows), .init("Lớp 7", rows: rows),
        ])
    }()

    /// Numbers, dates, formulas and errors.
    private static let calculated = MadeWorkbook(
        sheets: [
            .init(
                "Mua mới",
                rows: written([
                    [.shared(0), .shared(1), .shared(2), .shared(3)],
                    [.inline("Số đỏ"), .number("1936"), .number("9.786041234567E12"), .error("#N/A")],
                    [.formula("\"Tắt\"&amp;\" đèn\"", result: "Tắt đèn"), .date(14_246), .empty, .inline("tái bản")],
                ]))
        ], strings: ["Nhan đề", "Năm", "ISBN", "Ghi chú"])

    /// With commas and line ends in cells; with semicolons, CRLF and a BOM; with
    /// tabs in UTF-16.
    private static let tables: [[UInt8]] = {
        let headings = ["STT", "Số ĐKCB", "Tên sách", "Tác giả", "Nơi xuất bản", "Nhà xuất bản", "Năm xuất bản", "Lớp"]
        let rows =
            [headings] + books + [["5", "", "Đất nước đứng lên", "Nguyên Ngọc; Ai Đó (dịch)", "", "", "1956", ""]]
        let quoted = rows.map { $0.map { "\"\($0)\"" }.joined(separator: ",") + "\n" }.joined()
        let remark = "\"6\",\"\",\"Truyện Kiều,\nbản \"\"Kim Vân Kiều\"\"\",\"Nguyễn Du\"\n"
        let semicolons = "\u{FEFF}" + rows.map { $0.joined(separator: ";") + "\r\n" }.joined()
        let tabs = "\u{FEFF}" + rows.map { $0.joined(separator: "\t") + "\n" }.joined()
        return [
            Array((quoted + remark).utf8), Array(semicolons.utf8),
            tabs.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
        ]
    }()

    private static func written(_ rows: [[String]]) -> String {
        zip(1..., rows).map { MadeWorkbook.row($0, $1) }.joined()
    }

    private static func written(_ rows: [[MadeWorkbook.Cell]]) -> String {
        zip(1..., rows).map { MadeWorkbook.row($0, $1) }.joined()
    }
}
