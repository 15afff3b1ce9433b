import Library

/// How what plans say is said on pages.
enum PlanWords {
    /// "trên 90 %", "8–10 % mỗi năm", "2 lần mỗi năm học, mỗi đơn vị".
    static func figure(_ target: Target, _ words: Words) -> HTML {
        let comparator = target.words.html { "\(given($0)) " }
        switch target.shape {
        case .growth(let growth):
            let low = percentText(growth.rate.lowerBound, words)
            let high = percentText(growth.rate.upperBound, words)
            let rate = low == high ? low : "\(low)–\(high)"
            return comparator + words(.plansRate, ["rate": given(rate)])
        case .shareOfInstitutions(let percent, _), .shareOfPeople(let percent, _):
            return comparator + self.percent(percent, words)
        case .count(let count):
            let gaps = [
                "number": words.number(count.number), "period": words.name(.countPeriod, count.period.rawValue),
                "per": words.name(.countPer, count.per.rawValue),
            ]
            return comparator + words(.plansCount, gaps)
        case .milestone: return comparator + words[.plansMilestone]
        }
    }

    /// "82,4 %", with at most one decimal.
    /// With more where those would hide something.
    static func percent(_ value: Double, decimals: Int = 1, _ words: Words) -> HTML {
        given(percentText(value, decimals: decimals, words) + " %")
    }

    private static func percentText(_ value: Double, decimals: Int = 1, _ words: Words) -> String {
        let isWhole = decimals == 1 && Int((value * 10).rounded()) % 10 == 0
        return NumberText.decimal(value, decimals: isWhole ? 0 : decimals, in: words.language)
    }

    static func deadline(_ target: Target, _ words: Words) -> HTML {
        target.deadline.map { PlaceNames.day($0) } ?? words[.plansNotPrinted]
    }

    /// What is reached, in a line.
    static func reached(_ status: TargetStatus, _ words: Words) -> HTML {
        switch status.result {
        case .fromFigures: return growth(status.target, words)
        case .milestone(let marks):
            guard let day = marks.first?.reachedOn else { return words[.plansNotReached] }
            return words(.plansReachedOn, ["day": PlaceNames.day(day)])
        case .share, .entered, .counted: break
        }
        guard let numerator = status.numerator, let denominator = status.denominator, let percent = status.percent
        else { return words[.plansNoFigure] }
        return words(
            .plansOf,
            [
                "numerator": words.number(numerator), "denominator": words.number(denominator),
                "percent": self.percent(percent, decimals: status.decimals, words),
            ])
    }

    private static func growth(_ target: Target, _ words: Words) -> HTML {
        guard let growth = target.growth, let year = growth.baseYear, let mean = growth.mean else {
            return words[.plansToChoose]
        }
        return words(
            .plansBase,
            ["year": given(String(year.value)), "mean": words.name(.meanKind, mean.value.rawValue)])
    }

    static func verdict(_ status: TargetStatus, _ words: Words) -> HTML {
        words.name(.targetVerdict, status.verdict.rawValue)
    }

    /// The words as printed, and where they stand.
    static func quotations(_ quotations: [Quotation], _ words: Words) -> HTML {
        quotations.html { quotation in
            let place = words(
                .plansLine, ["line": given(String(quotation.line)), "file": given(quotation.file)])
            return
                "<blockquote><p>“\(given(quotation.text, lang: "vi"))”</p><p class=\"quiet\">\(place)</p></blockquote>\n"
        }
    }

    /// A body's name, and that it has ended.
    static func body(_ id: OfficialBodyID, of plan: Plan, on day: Day, _ words: Words) -> HTML {
        guard let body = plan.body(id) else { return given(id.text) }
        guard let last = body.validity.last, last < day else { return given(body.name) }
        if let successor = body.successor {
            return words(.plansBodySucceeded, ["name": given(body.name), "successor": given(successor.name)])
        }
        return words(.plansBodyEnded, ["name": given(body.name), "day": PlaceNames.day(last)])
    }

    static func bodies(_ ids: [OfficialBodyID], of plan: Plan, on day: Day, _ words: Words) -> HTML {
        HTML(joining: ids.map { body($0, of: plan, on: day, words) }, with: "; ")
    }

    /// "tháng 11/2025 – 10/2026".
    static func months(_ months: ClosedRange<Month>) -> HTML {
        let (first, last) = (months.lowerBound, months.upperBound)
        return given("\(first.number)/\(first.year) – \(last.number)/\(last.year)")
    }

    /// What ``ReportMonths`` mean for such a duty.
    static func periods(_ kind: DutyKind) -> NameList {
        switch kind {
        case .annual, .rating: .reportMonths
        case .sixMonth: .reportHalves
        case .midTerm, .final, .phase: .reportSpans
        }
    }

    /// As the choice is called; months of a plan's file that are no choice as numbers.
    static func months(_ months: ReportMonths, of kind: DutyKind, _ words: Words) -> HTML {
        kind.choices.contains(months.description)
            ? words.name(periods(kind), months.description) : given("\(months.first) – \(months.last)")
    }

    static func daysLeft(_ days: Int, _ words: Words) -> HTML {
        days == 0 ? words[.plansToday] : words(.plansDaysLeft, count: days)
    }

    static func refusal(_ refusal: PlanRefusal, _ words: Words) -> HTML {
        "<div class=\"notice\" role=\"alert\"><p>\(words.name(.planRefusal, refusal.rawValue))</p></div>\n"
    }

    /// Who chose, when and why.
    static func choice(_ choice: PlanChoice, _ words: Words) -> HTML {
        words(
            .plansChosenBy,
            ["name": given(choice.by), "day": PlaceNames.day(Day(choice.at)), "reason": given(choice.reason)])
    }
}
