/// What a report is about: whose, of which months, and which duty of a plan
/// asks for it.
package struct ReportOrder: Equatable, Sendable {
    package var node: TreeNode
    package var kind: DutyKind
    package var months: ClosedRange<Month>
    /// Nil for a report that no plan asks for.
    package var duty: ReportedDuty?

    package init(node: TreeNode, kind: DutyKind, months: ClosedRange<Month>, duty: ReportedDuty? = nil) {
        (self.node, self.kind, self.months, self.duty) = (node, kind, months, duty)
    }

    /// Whether it speaks of more than a year: such a report is told year by year.
    package var isLong: Bool { months.count > 12 }

    /// The same months a year before; nil of a report over more than a year.
    package var monthsBefore: ClosedRange<Month>? { isLong ? nil : months.earlier(byYears: 1) }

    /// The year the report ends in. Years run from the month the report begins
    /// with, so that the last one may be shorter: of 01/2023–11/2025 it is
    /// 01/2025–11/2025.
    package var lastYear: ClosedRange<Month> {
        months.lowerBound.adding(months: (months.count - 1) / 12 * 12)...months.upperBound
    }

    /// The months of the last year in every year of the report, the first one
    /// first: only the same months are ever compared.
    package var years: [ClosedRange<Month>] {
        (0...(months.count - 1) / 12).reversed().map { lastYear.earlier(byYears: $0) }
    }

    /// What its figures are taken from: its months, and the year before them.
    package var lookedAt: ClosedRange<Month> { months.earlier(byYears: 1).lowerBound...months.upperBound }

    /// Reports of more months are a slip: plans run for ten years.
    package static let mostMonths = 132
}

/// The duty of a plan as it stood when the report was begun.
package struct ReportedDuty: Equatable, Sendable {
    package var id: DutyID
    /// The year it is due in.
    package var year: Int
    /// The title of the plan.
    package var plan: String
    /// Nil where the plan prints no date.
    package var lastGoodDay: Day?

    package init(id: DutyID, year: Int, plan: String, lastGoodDay: Day?) {
        (self.id, self.year, self.plan, self.lastGoodDay) = (id, year, plan, lastGoodDay)
    }

    /// How a day stands to the last good one; 0 on the day itself, negative once
    /// it has passed, nil without a date.
    package func daysLeft(on day: Day) -> Int? { lastGoodDay.map { day.days(until: $0) } }
}

/// What people write in a report: letterhead, free text, signature. Only a draft
/// can be changed.
package struct ReportTexts: Equatable, Sendable {
    package var superior = ""
    package var body = ""
    /// "45"; empty until the office gives one.
    package var number = ""
    /// "BC-TVT".
    package var symbol = "BC"
    package var place = ""
    /// Nil where it is written by hand.
    package var day: Day?
    package var subject = ""
    package var addressee = ""
    /// Paragraphs, one a line.
    package var overview = ""
    package var difficulties = ""
    package var proposals = ""
    /// One a line.
    package var recipients = ""
    package var authority = ""
    package var position = ""
    package var signer = ""

    package init() {}

    /// What the next report of the same body begins with: the letterhead and the
    /// signature, and nothing of what was said.
    package var letterhead: ReportTexts {
        var texts = self
        (texts.number, texts.day, texts.subject) = ("", nil, "")
        (texts.overview, texts.difficulties, texts.proposals) = ("", "", "")
        return texts
    }

    /// Of one field, in bytes.
    package static let longest = 20_000
}
