/// Which months a report of a duty speaks of.
extension Plan {
    /// As people chose, or the plan says; nil where it waits for a choice.
    ///
    /// A mid-term, final or phase report begins with the plan, or its phase: a
    /// choice of "1-11" is 01/2023–11/2025 of a plan from 2023. A six-month report
    /// is due twice a year, so that "1-6" is 07–12 of the second half.
    package func months(of duty: ReportingDuty, in year: Int, half: Int? = nil) -> ClosedRange<Month>? {
        duty.months.flatMap { months(of: duty, chosen: $0.value, in: year, half: half) }
    }

    /// What is filled in while nobody has chosen: whole months that are over before
    /// the last good day.
    package func usualMonths(of duty: ReportingDuty, in year: Int, half: Int? = nil) -> ClosedRange<Month> {
        let day = duty.lastGoodDay(in: year) ?? Day(year, 12, 31)
        let last = day.map { Month(of: $0).previous } ?? Month(of: Day(Moment(milliseconds: 0)))
        switch duty.kind {
        case .sixMonth: return Self.half(half ?? 1, endingIn: 6, of: year) ?? last.adding(months: -5)...last
        case .midTerm, .final, .phase:
            let first = Month(firstYear(of: duty, in: year), 1) ?? last
            return first...max(first, last)
        case .annual, .rating: return last.adding(months: -11)...last
        }
    }

    private func months(
        of duty: ReportingDuty, chosen: ReportMonths, in year: Int, half: Int?
    ) -> ClosedRange<Month>? {
        switch duty.kind {
        case .annual, .rating: return chosen.months(of: year)
        case .sixMonth: return Self.half(half ?? 1, endingIn: chosen.last, of: year)
        case .midTerm, .final, .phase:
            let start = firstYear(of: duty, in: year)
            guard let first = Month(chosen.first > chosen.last ? start - 1 : start, chosen.first),
                let last = Month(year, chosen.last), first <= last
            else { return nil }
            return first...last
        }
    }

    /// The two halves of a year end six months apart.
    private static func half(_ half: Int, endingIn month: Int, of year: Int) -> ClosedRange<Month>? {
        Month(year, (month - 1) % 6 + (half == 1 ? 1 : 7)).map { $0.adding(months: -5)...$0 }
    }

    private func firstYear(of duty: ReportingDuty, in year: Int) -> Int {
        let phase = duty.kind == .phase ? phases.first { $0.years.contains(year) } : nil
        return min(phase?.years.lowerBound ?? years.lowerBound, year)
    }
}

extension Plan {
    /// Whom a report of a duty is sent to on a day: the bodies the plan names, or
    /// what a person said has taken their place; empty where they have ended and
    /// nobody has said it.
    package func addressee(of duty: ReportingDuty, on day: Day) -> String {
        duty.to.compactMap { body($0) }.compactMap { body in
            guard let last = body.validity.last, last < day else { return body.name }
            return body.successor?.confirmedBy == nil ? nil : body.successor?.name
        }.joined(separator: "; ")
    }
}

extension DutyKind {
    /// What may be chosen as ``ReportMonths`` of such a duty.
    package var choices: [String] {
        switch self {
        case .annual, .rating: ["11-10", "1-10", "1-12", "12-11", "1-6", "7-12"]
        case .sixMonth: ["1-6", "12-5"]
        case .midTerm, .final, .phase: ["1-10", "1-11", "1-12", "11-10"]
        }
    }
}
