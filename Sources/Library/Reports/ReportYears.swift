/// Growth year by year beside the lines of 8 % and 10 %, as it stands in a report.
extension ReportFigures {
    /// What a growth target counts, in each year since its base: over the parts
    /// that the year and the one before both have, counted alike.
    package struct YearlyGrowth: Equatable, Sendable {
        package var counts: [Indicator]
        package var scope: TargetScope
        /// The first one first.
        package var years: [GrowthYear]
        package init(_ counts: [Indicator], of scope: TargetScope, years: [GrowthYear]) {
            (self.counts, self.scope, self.years) = (counts, scope, years)
        }
    }

    package struct GrowthYear: Equatable, Sendable {
        package var months: ClosedRange<Month>
        /// Nil where no part has figures in both years.
        package var now: Int?
        package var before: Int?
        /// Percent, or why there is none.
        package var growth: Double?
        package var absence: Working.Absence?
        package init(
            _ months: ClosedRange<Month>, now: Int?, before: Int?, growth: Double?, absence: Working.Absence? = nil
        ) {
            (self.months, self.now, self.before) = (months, now, before)
            (self.growth, self.absence) = (growth, absence)
        }

        init(_ growth: PeriodGrowth) {
            let sums = growth.sums, rate = sums.panelGrowth
            self.init(
                growth.pair.now, now: sums.value(.panel, .now), before: sums.value(.panel, .base),
                growth: rate.value.map { $0 * 100 }, absence: rate.absence)
        }

        /// The least whole number that grows by so much over the year before.
        package func line(_ rate: Double) -> Int? { before.map { RateGoal(rate).required(over: $0) } }
    }
}

extension ReportTables {
    var yearsLead: [String] {
        let counted =
            source.growth.count == 1
            ? ["Tính: \(ReportWords.name(source.growth[0]))."] : []
        return counted + [
            "Mỗi năm so với cùng những tháng ấy của năm trước, chỉ trên phần có số liệu ở cả hai năm và đếm như nhau. Mức 8\u{A0}% và mức 10\u{A0}% là số ít nhất phải có để tăng chừng ấy so với năm trước."
        ]
    }

    /// Each year with the lines it stands by; of several growths each below its name.
    var years: ReportDocument.Table? {
        typealias Column = ReportDocument.Table.Column
        let rows = source.growth.flatMap { growth -> [[String]] in
            let name = ["\(ReportWords.name(growth))"] + Array(repeating: "", count: 5)
            return (source.growth.count > 1 ? [name] : []) + growth.years.map(Self.row)
        }
        guard !rows.isEmpty else { return nil }
        return ReportDocument.Table(
            [
                Column("nam", "Năm (các tháng)"), Column("thuc-hien", "Thực hiện (phần so được)", isNumber: true),
                Column("nam-truoc", "Cùng tháng năm trước", isNumber: true),
                Column("muc-tam", "Mức 8\u{A0}%", isNumber: true), Column("muc-muoi", "Mức 10\u{A0}%", isNumber: true),
                Column("thay-doi", "Tăng, giảm", isNumber: true),
            ], rows: rows)
    }

    private static func row(_ year: ReportFigures.GrowthYear) -> [String] {
        let numbers = ([year.now, year.before] + RateGoal.shownAlways.map { year.line($0) }).map { number in
            number.map { ReportWords.number($0) } ?? "–"
        }
        let growth = year.growth.map { ReportWords.change($0) } ?? year.absence.map { ReportWords.name($0) } ?? "–"
        return ["Năm " + ReportWords.year(year.months)] + numbers + [growth]
    }
}

extension ReportAnnex {
    /// The same years with their numbers as numbers.
    static func years(_ order: ReportOrder, _ figures: ReportFigures, _ title: String) -> Sheet? {
        guard !figures.growth.isEmpty else { return nil }
        let columns = [
            Sheet.Column("Tính", width: 40), Sheet.Column("Năm (các tháng)", width: 26),
            Sheet.Column("Thực hiện (phần so được)", .money, width: 14),
            Sheet.Column("Cùng tháng năm trước", .money, width: 14),
            Sheet.Column("Mức 8 %", .money, width: 14), Sheet.Column("Mức 10 %", .money, width: 14),
            Sheet.Column("Tăng, giảm", width: 22),
        ]
        let rows = figures.growth.flatMap { growth in
            growth.years.map { year -> [Sheet.Cell] in
                let change = year.growth.map { ReportWords.change($0) } ?? year.absence.map { ReportWords.name($0) }
                return [
                    .text(ReportWords.name(growth)), .text("Năm " + ReportWords.year(year.months)),
                    Sheet.Cell(year.now),
                    Sheet.Cell(year.before),
                ] + RateGoal.shownAlways.map { Sheet.Cell(year.line($0)) } + [.text(change ?? "–")]
            }
        }
        return Sheet(
            title: "Phụ lục 3. Mức tăng từng năm", tab: "3. Từng năm", lead: lead(order, figures, title),
            columns: columns, rows: rows)
    }
}

extension ReportWords {
    /// "Lượt người đến thư viện, lượt truy cập trực tuyến (thư viện trường)".
    static func name(_ growth: ReportFigures.YearlyGrowth) -> String {
        let names = growth.counts.enumerated().map { place, indicator in
            place == 0 ? name(indicator) : lowered(name(indicator))
        }
        let whom = name(growth.scope)
        return names.joined(separator: ", ") + (whom.isEmpty ? "" : " (\(whom))")
    }
}
