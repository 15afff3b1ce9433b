/// Who reports to whom, about what and by when.
package struct ReportingDuty: Equatable, Sendable {
    package var id: DutyID
    package var kind: DutyKind
    package var from: [OfficialBodyID]
    package var to: [OfficialBodyID]
    /// "qua Phòng Văn hóa – Thông tin".
    package var through: [OfficialBodyID]
    /// Nil where the plan prints no date.
    package var date: DutyDate?
    /// The date's words as printed.
    package var words: String?
    /// The years it is due in.
    package var years: ClosedRange<Int>
    /// The months a report of a year speaks of; nil asks somebody to choose.
    package var months: Chosen<ReportMonths>?
    package var quotations: [Quotation]

    package init(
        id: DutyID, kind: DutyKind, from: [OfficialBodyID], to: [OfficialBodyID], through: [OfficialBodyID] = [],
        date: DutyDate? = nil, words: String? = nil, years: ClosedRange<Int>, months: Chosen<ReportMonths>? = nil,
        quotations: [Quotation]
    ) {
        (self.id, self.kind, self.from, self.to, self.through) = (id, kind, from, to, through)
        (self.date, self.words, self.years) = (date, words, years)
        (self.months, self.quotations) = (months, quotations)
    }

    /// Nil in a year it is not due in, or without a date.
    package func lastGoodDay(in year: Int) -> Day? { years.contains(year) ? date?.lastGoodDay(in: year) : nil }
}

/// A duty of a plan; written as a target is.
package struct DutyID: Hashable, Sendable, CustomStringConvertible {
    package var plan: PlanID
    package var code: String
    package init(plan: PlanID, code: String) { (self.plan, self.code) = (plan, code) }
    package var description: String { "\(plan)/\(code)" }
}

/// What is reported; words under `duty-kind`.
package enum DutyKind: String, Sendable, CaseIterable {
    case annual
    case sixMonth = "six-month"
    case midTerm = "mid-term"
    case final
    /// At the end of a phase.
    case phase
    /// The yearly rating "Đơn vị học tập".
    case rating
}

/// A date as plans print it.
package enum DutyDate: Hashable, Sendable {
    /// Every year "trước ngày": the day before is the last good one.
    case before(month: Int, day: Int)
    /// Every year "chậm nhất ngày", "đến ngày": the day itself is good.
    case on(month: Int, day: Int)
    /// "vào năm 2025": to the end of its year.
    case inYear(Int)

    /// Nil when the day is in no calendar, or the year another one.
    package func lastGoodDay(in year: Int) -> Day? {
        switch self {
        case .before(let month, let day): Day(year, month, day)?.adding(days: -1)
        case .on(let month, let day): Day(year, month, day)
        case .inYear(let only): year == only ? Day(year, 12, 31) : nil
        }
    }
}

/// The whole months a report speaks of: a report that is due in November cannot
/// speak of the year it stands in. 11 to 10 begins in the year before.
package struct ReportMonths: Hashable, Sendable, CustomStringConvertible {
    /// 1 to 12.
    package let first: Int
    package let last: Int

    package init?(first: Int, last: Int) {
        guard (1...12).contains(first), (1...12).contains(last) else { return nil }
        (self.first, self.last) = (first, last)
    }

    /// Reads "11-10".
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let first = parts[0], let last = parts[1] else { return nil }
        self.init(first: first, last: last)
    }

    /// "11-10".
    package var description: String { "\(first)-\(last)" }

    /// Of a report that is due in a year.
    package func months(of year: Int) -> ClosedRange<Month>? {
        guard let from = Month(first > last ? year - 1 : year, first), let to = Month(year, last) else { return nil }
        return from...to
    }
}
