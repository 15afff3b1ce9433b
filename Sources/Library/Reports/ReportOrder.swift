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

    /// The same months a year before; of a report over more than a year so many
    /// years before that no month stands on both sides.
    package var monthsBefore: ClosedRange<Month> { months.earlier(byYears: (months.count + 11) / 12) }

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
