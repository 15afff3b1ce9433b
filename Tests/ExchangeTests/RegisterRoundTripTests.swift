import Exchange
import Formats
import Library
import Randomness
import Testing

/// A register that is exported and read again is the same register.
@Suite struct RegisterRoundTripTests {
    @Test func `exported and read again, a register has exactly the same lines`() throws {
        var made = MadeRegister(seed: 17)
        for round in 0..<12 {
            let rows = made.rows(count: 60)
            let read = AccessionRegister(rows)
            #expect(read.lines.count > 30)
            let checks =
                round.isMultiple(of: 2) ? [AccessionSheet.Check(label: "2024", present: ["1"], missing: ["2"])] : []
            let sheet = AccessionSheet.sheet(of: read.lines, lead: ["Trường THCS Hoà Bình"], checks: checks)

            let workbook = AccessionRegister(try ReadBack.rows(SpreadsheetFile.bytes(of: sheet), name: "so.xlsx"))
            let csv = AccessionRegister(try ReadBack.rows(DelimitedText.bytes(of: sheet), name: "so.csv"))

            for again in [workbook, csv] {
                #expect(again.rejected == [])
                #expect(again.lines.map(\.apartFromRow) == read.lines.map(\.apartFromRow))
            }
            #expect(AccessionGroups(csv.lines).groups == AccessionGroups(read.lines).groups)
        }
    }

    @Test func `twenty thousand rows are grouped with work that grows as they do`() {
        var made = MadeRegister(seed: 18)
        let lines = AccessionRegister(made.rows(count: 20_000)).lines

        let groups = AccessionGroups(lines).groups

        #expect(lines.count > 15_000)
        #expect(groups.reduce(0) { $0 + $1.lines.count } == lines.count)
        #expect(groups.count < lines.count / 2)
    }
}

extension AccessionLine {
    /// The line wherever it stood.
    fileprivate var apartFromRow: AccessionLine {
        var line = self
        (line.row, line.sheet) = (0, nil)
        return line
    }
}

/// Seeded registers in the hands of many librarians.
struct MadeRegister {
    private var random: SeededRandom
    private var next = 1

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    private static let headings = [
        "STT", "Ngày vào sổ", "Số ĐKCB", "Tên sách", "Tập", "Tác giả", "NXB", "Nơi XB", "Năm XB", "Giá tiền",
        "Môn loại",
        "Kho", "Số vào sổ TQ", "Biên bản xuất", "Tình trạng", "Nguồn", "Ghi chú", "ISBN", "Mã vạch", "Số lượng",
        "Ký hiệu xếp giá",
    ]

    mutating func rows(count: Int) -> [TableRow] {
        [TableRow(line: 1, cells: Self.headings)] + (0..<count).map { TableRow(line: $0 + 2, cells: row($0)) }
    }

    private mutating func row(_ index: Int) -> [String] {
        next += 1 + random.below(3)
        let number = random.pick([
            "\(next)", "TK.\(next)", "GK-\(next)", "STN \(next)", "\(next)/TN", "\(next)-\(next + 2)",
        ])
        if number.contains("-\(next + 2)") { next += 2 }
        let title =
            random.pick(["Số đỏ", "Dế Mèn phiêu lưu ký", "=SUM(A1)", "-Tắt đèn", "Ngữ văn \(random.below(12) + 1)"])
            + random.pick(["", "", " tập 1", " \"chọn lọc\"", ", in lần 2", " \(random.below(400))"])
        return [
            "\(index + 1)", random.pick(["", "5/9/2020", "26.XI.2007", "2019-01-31", "1/2/1890"]), number, title,
            random.pick(["", "", "1", "Tập 2"]),
            random.pick(["", "Tô Hoài", "Vũ Tú Nam, Phạm Hổ", "Austen, Jane", "Nam Cao; Tô Hoài", "nhiều tác giả"]),
            random.pick(["", "Kim Đồng", "NXB Giáo dục; Hà Nội"]), random.pick(["", "H.", "TP. Hồ Chí Minh"]),
            random.pick(["", "1999", "[2005]"]), random.pick(["", "12.500đ", "0", "tặng", "1.000.000"]),
            random.pick(["", "8V", "895.9223", "53(075)"]), random.pick(["", "Kho giáo khoa", "@kệ 3"]),
            random.pick(["", "17", "PN 03/2020"]), random.pick(["", "", "", "12/5/2021, số 3"]),
            random.pick(["", "Tốt", "cũ", "rách nát", "mất", "mối gặm", "Thanh lý"]),
            random.pick(["", "Mua", "PGD cấp", "Tặng: phụ huynh lớp 4A", "hội chợ"]),
            random.pick(["", "Bìa cứng", "+ đĩa", "'ghi chú"]),
            random.pick(["", "9786041234567", "978-604-0-00000-2", "12345"]), random.pick(["", "", "VN\(next)"]),
            random.pick(["", "", "1"]), random.pick(["", "895.9 T450"]),
        ]
    }
}
