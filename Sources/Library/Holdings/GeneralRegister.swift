/// The summary register (sổ đăng ký tổng quát): what came in by each voucher,
/// what left by each set of minutes, and what that makes of every year.
///
/// Its three parts are the printed form's. Which kinds of books have a column
/// is the library's to say: schools count textbooks, teachers' books and
/// reference books, which are their rooms (kho).
package struct GeneralRegister: Equatable, Sendable {
    /// One line: a voucher, or the minutes of a withdrawal.
    package struct Movement: Equatable, Sendable {
        package var on: Day
        /// Who gave it, or why it left.
        package var about: String?
        /// Number and day of the paper.
        package var document: String?
        package var titles: Int
        /// Copies of each kind.
        package var copies: [String: Int]
        /// In đồng.
        package var value: Int
        package var note: String?
        package var total: Int { copies.values.reduce(0, +) }

        package init(
            on day: Day, about: String? = nil, document: String? = nil, titles: Int, copies: [String: Int], value: Int,
            note: String? = nil
        ) {
            (on, self.about, self.document, self.titles) = (day, about, document, titles)
            (self.copies, self.value, self.note) = (copies, value, note)
        }
    }

    /// Why copies leave, a column each: `about` of what left is one of them, or
    /// counts as the last.
    package static let reasons = ["Mất", "Rách nát", "Lạc hậu", "Khác"]

    package var kinds: [String]
    /// In the order of their days.
    package var entered: [Movement]
    package var left: [Movement]

    package init(kinds: [String], entered: [Movement], left: [Movement]) {
        self.kinds = kinds
        self.entered = entered.sorted { $0.on < $1.on }
        self.left = left.sorted { $0.on < $1.on }
    }

    /// Parts I, II and III. Numbers run on from year to year, as the guides ask:
    /// the number of a line of part I is the "số vào sổ tổng quát" of its copies.
    package func sheets(lead: [String] = []) -> [Sheet] { [enteredSheet(lead), leftSheet(lead), yearsSheet(lead)] }

    private var kindColumns: [Sheet.Column] {
        kinds.map { Sheet.Column($0, in: "Phân loại (số bản)", .number, width: 10) }
    }

    private func kindCells(_ copies: [String: Int]) -> [Sheet.Cell] { kinds.map { Sheet.Cell(copies[$0]) } }

    private func enteredSheet(_ lead: [String]) -> Sheet {
        let columns =
            [
                Sheet.Column("Ngày vào sổ", .day, width: 11), Sheet.Column("Số thứ tự", .number, width: 6),
                Sheet.Column("Nguồn cung cấp", width: 20), Sheet.Column("Số và ngày chứng từ", width: 18),
                Sheet.Column("Số tên", in: "Tổng số", .number, width: 7),
                Sheet.Column("Số bản", in: "Tổng số", .number, width: 7),
                Sheet.Column("Thành tiền", in: "Tổng số", .money, width: 12),
            ] + kindColumns + [Sheet.Column("Phụ chú", width: 18)]
        let rows = entered.enumerated().map { index, line in
            [
                .day(line.on), .number(index + 1), Sheet.Cell(line.about), Sheet.Cell(line.document),
                .number(line.titles), .number(line.total), .number(line.value),
            ] + kindCells(line.copies) + [Sheet.Cell(line.note)]
        }
        return Sheet(title: "Sổ đăng ký tổng quát – Phần I: Nhập", lead: lead, columns: columns, rows: rows)
    }

    private func leftSheet(_ lead: [String]) -> Sheet {
        let columns =
            [
                Sheet.Column("Ngày vào sổ", .day, width: 11), Sheet.Column("Số thứ tự", .number, width: 6),
                Sheet.Column("Số và ngày biên bản xuất", width: 20),
                Sheet.Column("Số bản", in: "Tổng số", .number, width: 7),
                Sheet.Column("Thành tiền", in: "Tổng số", .money, width: 12),
            ] + kindColumns + Self.reasons.map { Sheet.Column($0, in: "Lý do xuất (số bản)", .number, width: 8) }
            + [Sheet.Column("Phụ chú", width: 18)]
        let rows = left.enumerated().map { index, line in
            let reason = Self.reasons.firstIndex(of: line.about ?? "") ?? Self.reasons.count - 1
            return [
                .day(line.on), .number(index + 1), Sheet.Cell(line.document), .number(line.total), .number(line.value),
            ] + kindCells(line.copies)
                + Self.reasons.indices.map { $0 == reason ? Sheet.Cell.number(line.total) : .none }
                + [Sheet.Cell(line.note)]
        }
        return Sheet(title: "Sổ đăng ký tổng quát – Phần II: Xuất", lead: lead, columns: columns, rows: rows)
    }

    /// Opening stock, in, out, closing stock of every year with a line.
    private func yearsSheet(_ lead: [String]) -> Sheet {
        let columns =
            [
                Sheet.Column("Năm", .number, width: 7), Sheet.Column("Nội dung", width: 24),
                Sheet.Column("Số bản", in: "Tổng số", .number, width: 9),
                Sheet.Column("Thành tiền", in: "Tổng số", .money, width: 14),
            ] + kindColumns
        var rows: [[Sheet.Cell]] = []
        var stock = Sum()
        for year in Set((entered + left).map(\.on.year)).sorted() {
            let came = Sum(entered.filter { $0.on.year == year })
            let went = Sum(left.filter { $0.on.year == year })
            func add(_ words: String, _ sum: Sum) {
                rows.append(
                    [.number(year), .text(words), .number(sum.total), .number(sum.value)] + kindCells(sum.copies))
            }
            add("Hiện có đầu năm", stock)
            add("Nhập trong năm", came)
            add("Xuất trong năm", went)
            stock = stock.adding(came, times: 1).adding(went, times: -1)
            add("Hiện còn cuối năm", stock)
        }
        return Sheet(
            title: "Sổ đăng ký tổng quát – Phần III: Tổng kết tình hình kho sách", lead: lead, columns: columns,
            rows: rows)
    }

    private struct Sum {
        var copies: [String: Int] = [:]
        var value = 0
        var total: Int { copies.values.reduce(0, +) }

        init(_ lines: [Movement] = []) {
            for line in lines {
                value += line.value
                copies.merge(line.copies, uniquingKeysWith: +)
            }
        }

        func adding(_ other: Sum, times: Int) -> Sum {
            var sum = self
            sum.value += other.value * times
            sum.copies.merge(other.copies.mapValues { $0 * times }, uniquingKeysWith: +)
            return sum
        }
    }
}

extension GeneralRegister {
    /// Works the summary out of the copies: one line in for each day and
    /// voucher, by source; one line out for each set of minutes. Copies without
    /// a day are of no line; kinds are the rooms, in the order of their names.
    package init(of lines: [AccessionLine], withdrawnOn: (AccessionLine) -> Day?) {
        struct Key: Hashable {
            var day: Day
            var document: String?
            var about: String?
        }
        var came: [Key: [AccessionLine]] = [:]
        var went: [Key: [AccessionLine]] = [:]
        for line in lines {
            guard let day = line.copy.receivedOn else { continue }
            let source = line.copy.source.map(AccessionSheet.words)
            came[Key(day: day, document: line.copy.invoice, about: source), default: []].append(line)
            guard line.copy.standing == .withdrawn, let gone = withdrawnOn(line) else { continue }
            let reason = line.copy.condition == .damaged ? "Rách nát" : "Khác"
            went[Key(day: gone, document: line.copy.withdrawal, about: reason), default: []].append(line)
        }
        func movements(_ groups: [Key: [AccessionLine]]) -> [Movement] {
            let sorted = groups.sorted { left, right in
                (left.key.day.description, left.key.document ?? "", left.key.about ?? "")
                    < (right.key.day.description, right.key.document ?? "", right.key.about ?? "")
            }
            return sorted.map { key, lines in
                Movement(
                    on: key.day, about: key.about, document: key.document, titles: AccessionGroups(lines).groups.count,
                    copies: lines.reduce(into: [:]) { $0[Self.kind(of: $1), default: 0] += 1 },
                    value: lines.reduce(0) { $0 + ($1.copy.price ?? 0) })
            }
        }
        self.init(
            kinds: Set(lines.map(Self.kind)).sorted(), entered: movements(came), left: movements(went))
    }

    private static func kind(of line: AccessionLine) -> String { line.copy.location ?? "Kho chung" }
}
