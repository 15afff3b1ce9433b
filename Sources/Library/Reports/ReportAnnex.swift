/// The annex of a report: its figures by point and month with where they come
/// from, and the table of the report itself.
package enum ReportAnnex {
    package static func sheets(of report: Report) -> [Sheet] {
        sheets(report.order, report.figures, title: report.document.head.subject)
    }

    static func sheets(_ order: ReportOrder, _ figures: ReportFigures, title: String) -> [Sheet] {
        [totals(order, figures, title), points(order, figures, title)]
            + [years(order, figures, title)].compactMap(\.self)
    }

    private static func totals(_ order: ReportOrder, _ figures: ReportFigures, _ title: String) -> Sheet {
        let columns = [
            Sheet.Column("Chỉ số", width: 40), Sheet.Column("Kỳ này", .money, width: 14),
            Sheet.Column(order.isLong ? "Cùng tháng năm trước" : "Cùng kỳ trước", .money, width: 14),
            Sheet.Column("Tháng có số liệu, kỳ này", .money, width: 14),
            Sheet.Column("Tháng có số liệu, kỳ trước", .money, width: 14),
            Sheet.Column("Phải có, mỗi kỳ", .money, width: 14), Sheet.Column("Điểm so được", .money, width: 12),
            Sheet.Column("Kỳ này, các điểm ấy", .money, width: 14),
            Sheet.Column("Kỳ trước, các điểm ấy", .money, width: 14), Sheet.Column("Tăng, giảm", width: 16),
            Sheet.Column("Phiên bản cách đếm", .number, width: 12),
        ]
        let rows = ReportTables.named(figures).flatMap(\.self).map { name, line -> [Sheet.Cell] in
            [
                .text(name), Sheet.Cell(line.now.value), Sheet.Cell(line.before.value),
                .number(line.now.known), .number(line.before.known), .number(line.now.expected),
                Sheet.Cell(line.matched?.points), Sheet.Cell(line.matched?.now), Sheet.Cell(line.matched?.before),
                .text(ReportTables.change(line)),
                .number(line.definition),
            ]
        }
        return Sheet(
            title: "Phụ lục 1. Số liệu chung", tab: "1. Số liệu chung", lead: lead(order, figures, title),
            columns: columns, rows: rows)
    }

    /// An empty cell has no figure, which is not 0.
    private static func points(_ order: ReportOrder, _ figures: ReportFigures, _ title: String) -> Sheet {
        let indicators = figures.lines.map(\.indicator)
        let columns =
            [
                Sheet.Column("Đơn vị hành chính", width: 20), Sheet.Column("Điểm phục vụ", width: 32),
                Sheet.Column("Tháng", width: 9),
            ] + indicators.map { Sheet.Column(ReportWords.name($0), .money, width: 12) }
            + [
                Sheet.Column("Nguồn số liệu", width: 20),
                Sheet.Column("Ngày mở cửa có số liệu (%)", .number, width: 12),
            ]
        let months = order.months.each.map { ReportWords.month($0) }
        var rows: [[Sheet.Cell]] = []
        rows.reserveCapacity(figures.points.count * months.count)
        for point in figures.points {
            for (name, month) in zip(months, point.months) {
                rows.append(
                    [.text(point.unit), .text(point.name), .text(name)] + month.values.map { Sheet.Cell($0) }
                        + [Sheet.Cell(ReportWords.names(month.origins)), Sheet.Cell(month.completeness)])
            }
        }
        return Sheet(
            title: "Phụ lục 2. Số liệu theo điểm và tháng", tab: "2. Theo điểm và tháng",
            lead: lead(order, figures, title), columns: columns,
            rows: rows)
    }

    static func lead(_ order: ReportOrder, _ figures: ReportFigures, _ title: String) -> [String] {
        [
            figures.place, title,
            "Số liệu lấy ngày \(ReportWords.day(Day(figures.takenAt))); ô trống là chưa có số liệu.",
        ]
    }
}
