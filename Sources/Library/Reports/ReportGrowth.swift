/// Growth as a line of a report.
extension ReportTargets {
    /// How a place grew by the mean since the plan's base year, how that stands to
    /// the target, and each year of it; no years where nothing can be reckoned. A
    /// report over more than a year is judged by the same months of every year up
    /// to its last one.
    func growth(
        _ target: Target, _ growth: GrowthTarget, _ order: ReportOrder, on day: Day
    ) async throws -> (line: ReportFigures.TargetLine, years: [ReportFigures.GrowthYear]) {
        var line = ReportFigures.TargetLine(
            name: target.name, wanted: ReportWords.wanted(target), result: ReportWords.none, verdict: .unknown)
        let month = Month(of: day)
        let over = month.days.upperBound <= day ? month : month.previous
        let base = growth.baseYear?.value ?? order.years[0].upperBound.year - 1
        let question: GrowthQuestion
        do {
            question = try GrowthQuestion(
                order.lastYear, over: over, baseYear: base, mean: growth.mean?.value ?? .compound,
                goal: RateGoal(growth, target.comparator), judgedBy: growth.basis())
        } catch {
            line.result = ReportWords.said(error, baseYear: base)
            return (line, [])
        }
        let scope = directory.scope(of: node, over: question.months, target: target.scope)
        let places = scope.members.map(\.place)
        var tables: [FigureTable] = []
        for indicator in growth.counts {
            tables.append(try await figures.table(indicator, at: places, in: question.months))
        }
        let study: GrowthStudy
        do { study = try GrowthStudy(tables, scope: scope, question: question) } catch {
            line.result = ReportWords.said(error)
            return (line, [])
        }
        var parts: [String] = []
        if question.judgedBy == .mean {
            parts.append(Self.mean(of: study, isLong: order.isLong))
            line.verdict = study.verdict.ofTarget
            if study.verdict == .over { parts.append("vượt") }
        } else {
            parts.append(
                growth.baseYear == nil ? "kế hoạch chưa chọn năm gốc" : "kế hoạch chưa chọn cách tính bình quân")
        }
        if !order.isLong { parts.append(Self.lastYear(of: study)) }
        line.result = parts.joined(separator: "; ")
        return (line, study.years.map { ReportFigures.GrowthYear($0) })
    }

    private static func mean(of study: GrowthStudy, isLong: Bool) -> String {
        let question = study.question
        let months = isLong ? ", mỗi năm tính \(ReportWords.monthsOfYear(question.pair.now))" : ""
        switch study.mean() {
        case .rate(let rate):
            let name = question.mean == .compound ? "bình quân kép" : "bình quân cộng"
            let decimals = question.goal?.decimals(of: rate) ?? 1
            let printed = ReportWords.decimal(rate * 100, decimals: decimals)
            return "\(name) từ \(question.baseYear): \(printed)\u{A0}%/năm\(months)"
        case .none(let absence):
            return "chưa tính được bình quân từ \(question.baseYear) (\(ReportWords.name(absence)))\(months)"
        case .count, .number: return ReportWords.none
        }
    }

    private static func lastYear(of study: GrowthStudy) -> String {
        switch study.total.panelGrowth {
        case .rate(let rate):
            let points = "trên \(ReportWords.number(study.coverage.matched)) điểm"
            return "so với cùng kỳ (\(points)): \(ReportWords.change(rate * 100))"
        case .none, .count, .number: return "so với cùng kỳ: không so sánh được"
        }
    }
}

extension ReportWords {
    /// "2024 (01/2024–11/2024)".
    static func year(_ months: ClosedRange<Month>) -> String {
        "\(months.upperBound.year) (\(shortPeriod(months)))"
    }

    /// "các tháng 01–11".
    static func monthsOfYear(_ months: ClosedRange<Month>) -> String {
        let (first, last) = (month(months.lowerBound).prefix(2), month(months.upperBound).prefix(2))
        return first == last ? "tháng \(first)" : "các tháng \(first)–\(last)"
    }

    static func name(_ absence: Working.Absence) -> String {
        switch absence {
        case .noFigures: none
        case .notComparable: "không so sánh được: cách đếm hoặc nơi đếm đã đổi"
        case .nothingMatched: "không điểm nào có số liệu so được ở cả hai bên"
        case .baseZero: "năm trước là 0"
        case .missingYears: "thiếu số liệu của năm ở giữa hoặc năm gốc"
        case .tooLittleKnown: "số liệu còn quá ít"
        case .notAdditive: "chỉ số không cộng được"
        case .nothingToCount: "không có gì để đếm"
        case .noMonthsLeft: "không còn tháng nào"
        case .notChosen: "chưa chọn năm gốc và cách tính bình quân"
        }
    }

    static func said(_ refusal: PeriodRefusal, baseYear: Int) -> String {
        switch refusal {
        case .notOver: "chưa có tháng nào của năm cuối kỳ báo cáo qua hết"
        case .noYearBefore: "năm gốc \(baseYear) không đứng trước năm cuối của kỳ báo cáo"
        case .longerThanItsDistance: "kỳ so sánh dài hơn một năm"
        }
    }

    static func said(_ refusal: CountingRefusal) -> String {
        switch refusal {
        case .nothingCounted: "kế hoạch chưa chọn chỉ số để đếm"
        case .notAdditive(let indicator): "không cộng được: \(name(indicator))"
        case .countedTwice(let one, let other): "đếm hai lần: \(name(one)) và \(name(other))"
        }
    }
}
