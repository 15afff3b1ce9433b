/// The tables of a report and the sentences that lead to them.
struct ReportTables {
    let order: ReportOrder
    let source: ReportFigures

    init(order: ReportOrder, figures: ReportFigures) { (self.order, source) = (order, figures) }

    private typealias Column = ReportDocument.Table.Column
    private static let ordinal = Column("stt", "TT")

    /// Rows with their number in front.
    private func table(_ columns: [ReportDocument.Table.Column], _ rows: [[String]]) -> ReportDocument.Table? {
        table(columns, groups: rows.map { [$0] })
    }

    /// Of each group the first row has the number, the others stand below it.
    private func table(_ columns: [ReportDocument.Table.Column], groups: [[[String]]]) -> ReportDocument.Table? {
        guard !groups.isEmpty else { return nil }
        let rows = groups.enumerated().flatMap { number, group in
            group.enumerated().map { [$0 == 0 ? String(number + 1) : ""] + $1 }
        }
        return ReportDocument.Table([Self.ordinal] + columns, rows: rows)
    }

    // MARK: Figures

    var figuresLead: [String] {
        if source.lines.isEmpty { return ["Chưa có số liệu."] }
        let points = "trên các điểm có số liệu ở cùng những tháng của cả hai bên; cột ghi chú nói số điểm ấy."
        guard order.isLong else { return ["Mức tăng, giảm tính \(points)"] }
        return [
            "Dòng đầu của mỗi chỉ số cộng đủ \(order.months.count) tháng. Từng năm tính \(ReportWords.monthsOfYear(order.lastYear)) và so với chính những tháng ấy của năm trước, \(points)"
        ]
    }

    /// The figures with their names: of a report over more than a year each is
    /// followed by its years.
    static func named(
        _ figures: ReportFigures
    ) -> [[(name: String, line: ReportFigures.Line)]] {
        figures.lines.map { line in
            let years = figures.years.compactMap { year -> (name: String, line: ReportFigures.Line)? in
                year.lines.first { $0.indicator == line.indicator }.map {
                    ("– năm " + ReportWords.year(year.months), $0)
                }
            }
            return [(ReportWords.name(line.indicator), line)] + years
        }
    }

    var figures: ReportDocument.Table? {
        let before = order.monthsBefore.map { "Cùng kỳ trước (\(ReportWords.shortPeriod($0)))" }
        let columns = [
            Column("chi-so", "Chỉ số"),
            Column("ky-nay", "Kỳ này (\(ReportWords.shortPeriod(order.months)))", isNumber: true),
            Column("ky-truoc", before ?? "Cùng tháng năm trước", isNumber: true),
            Column("thay-doi", "Tăng, giảm", isNumber: true), Column("ghi-chu", "Ghi chú"),
        ]
        return table(
            columns,
            groups: Self.named(source).map { group in
                group.enumerated().map { place, named in
                    let line = named.line
                    // The whole of several years stands beside nothing.
                    let isWhole = order.isLong && place == 0
                    return [
                        named.name, ReportWords.number(line.now.value),
                        isWhole ? "–" : ReportWords.number(line.before.value), isWhole ? "–" : Self.change(line),
                        note(line),
                    ]
                }
            })
    }

    /// Over what both periods have.
    static func change(_ line: ReportFigures.Line) -> String {
        if let growth = line.matched?.growth { return ReportWords.change(growth) }
        return line.breaks.isEmpty ? "–" : "không so sánh được"
    }

    /// What a reader must know before believing the number.
    private func note(_ line: ReportFigures.Line) -> String {
        var notes: [String] = []
        if let matched = line.matched, source.points.count > 1 {
            notes.append("so trên \(ReportWords.number(matched.points)) điểm")
        }
        if !line.now.isComplete, line.now.value != nil { notes.append(Self.share(line.now, "kỳ này")) }
        if !line.before.isComplete, line.before.value != nil { notes.append(Self.share(line.before, "kỳ trước")) }
        notes += line.breaks.map { ReportWords.name($0) }
        return notes.joined(separator: "; ")
    }

    private static func share(_ sum: ReportFigures.Sum, _ period: String) -> String {
        "\(period) đủ \(ReportWords.number(sum.known))/\(ReportWords.number(sum.expected)) tháng"
    }

    // MARK: Targets and declarations

    var targets: ReportDocument.Table? {
        var groups: [[[String]]] = []
        for line in source.targets {
            let row = [line.name, line.wanted, line.result, line.verdict.map { ReportWords.name($0) } ?? ""]
            if line.verdict == nil, !groups.isEmpty {
                groups[groups.count - 1].append(row)
            } else {
                groups.append([row])
            }
        }
        return table(
            [
                Column("chi-tieu", "Chỉ tiêu"), Column("muc-tieu", "Mức kế hoạch giao"), Column("ket-qua", "Kết quả"),
                Column("danh-gia", "Đánh giá"),
            ], groups: groups)
    }

    var declaredLead: [String] {
        let silent = source.declared.map(\.silent).max() ?? 0
        return silent > 0
            ? [
                "Cơ quan, đơn vị chưa khai báo được tính là chưa đáp ứng; nhiều nhất \(ReportWords.number(silent)) nơi chưa khai báo một nội dung."
            ]
            : []
    }

    var declared: ReportDocument.Table? {
        table(
            [
                Column("noi-dung", "Nội dung"), Column("so-co", "Đáp ứng", isNumber: true),
                Column("tong-so", "Tổng số", isNumber: true), Column("ty-le", "Tỷ lệ (%)", isNumber: true),
                Column("he-thong", "Hệ thống ghi nhận", isNumber: true),
            ],
            source.declared.map { line in
                let name = ReportWords.name(line)
                // Nobody to count is no share of 0.
                guard line.all > 0 else { return [name, "–", "0", ReportWords.none, "–"] }
                let share = ReportWords.decimal(Double(line.have) / Double(line.all) * 100)
                return [
                    name, ReportWords.number(line.have), ReportWords.number(line.all), share,
                    ReportWords.number(line.proven),
                ]
            })
    }

    // MARK: Work

    var rotation: [String] {
        let moved = source.rotation
        guard moved != ReportFigures.Rotation() else {
            return ["Trong kỳ không có chuyến luân chuyển hay đợt tặng sách nào được ghi."]
        }
        return [
            "Số chuyến luân chuyển: \(ReportWords.number(moved.trips)); chuyến thư viện lưu động: \(ReportWords.number(moved.mobileTrips)); thùng sách đã nhận: \(ReportWords.number(moved.boxesReceived)), gồm \(ReportWords.number(moved.copiesReceived)) bản; đợt tặng sách: \(ReportWords.number(moved.gifts))."
        ]
    }

    var activitiesLead: [String] {
        if source.activities.isEmpty { return ["Chưa có hoạt động nào được ghi trong kỳ."] }
        let uncounted = source.activities.reduce(0) { $0 + $1.uncounted }
        return uncounted > 0
            ? [
                "Có \(ReportWords.number(uncounted)) hoạt động chưa đếm số người dự; số người dưới đây không gồm các hoạt động ấy."
            ] : []
    }

    var activities: ReportDocument.Table? {
        table(
            [
                Column("loai", "Hoạt động"), Column("so-lan", "Số lần", isNumber: true),
                Column("so-nguoi", "Lượt người dự", isNumber: true),
            ],
            source.activities.map { line in
                let people = line.uncounted == line.number ? ReportWords.none : ReportWords.number(line.people)
                return [ReportWords.name(line.kind), ReportWords.number(line.number), people]
            })
    }

    func units(_ units: ReportUnits) -> ReportDocument.Table? {
        table(
            [
                Column("chi-so", "Chỉ số"), Column("tong-don-vi", "Cộng báo cáo các đơn vị", isNumber: true),
                Column("so-cap-nay", "Số liệu của cấp này", isNumber: true),
                Column("chenh-lech", "Chênh lệch", isNumber: true),
            ],
            units.lines.map { line in
                [
                    ReportWords.name(line.indicator), ReportWords.number(line.units), ReportWords.number(line.own),
                    line.difference.map { ReportWords.number($0) } ?? "–",
                ]
            })
    }
}
