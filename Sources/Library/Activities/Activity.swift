/// Something a library does for its readers besides lending: a festival, a talk,
/// an exhibition.
package struct Activity: Equatable, Sendable {
    package var id: ActivityID
    package var servicePoint: ServicePointID
    package var facts: ActivityFacts
    /// The entry the facts are from; what a later change says it starts from.
    package var entry: Int64
    package init(id: ActivityID, servicePoint: ServicePointID, facts: ActivityFacts, entry: Int64) {
        (self.id, self.servicePoint, self.facts, self.entry) = (id, servicePoint, facts, entry)
    }
}

package typealias ActivityID = RowID<Activity>

/// What is noted of an activity.
package struct ActivityFacts: Equatable, Sendable {
    /// Shown to everybody while it is planned: it names no reader.
    package var title: String
    package var kind: ActivityKind
    package var first: Day
    package var last: Day
    package var place: String?
    /// The class it is for; nil for more than one.
    package var className: String?
    package var state: ActivityState
    /// Nil while nobody has counted.
    package var attendance: Attendance?
    package var note: String?

    package init(
        title: String, kind: ActivityKind, first: Day, last: Day, place: String? = nil, className: String? = nil,
        state: ActivityState = .planned, attendance: Attendance? = nil, note: String? = nil
    ) {
        (self.title, self.kind, self.first, self.last) = (title, kind, first, last)
        (self.place, self.className, self.state) = (place, className, state)
        (self.attendance, self.note) = (attendance, note)
    }

    /// In days: a club lasts a year.
    package static let longest = 366

    /// What is wrong with it on a day; nil when it can be kept.
    package func refusal(on today: Day) -> ActivityRefusal? {
        if title.isEmpty { return .titleMissing }
        if !(0..<Self.longest).contains(first.days(until: last)) { return .daysWrong }
        if state == .held, first > today { return .heldTooEarly }
        if let attendance {
            if state != .held { return .countedButNotHeld }
            if !attendance.isSound { return .countsWrong }
        }
        return nil
    }
}

/// The kinds of activity; words under `activity-kind` in the locales.
package enum ActivityKind: String, Sendable, CaseIterable {
    case readingFestival = "reading-festival"
    /// Tuần lễ hưởng ứng học tập suốt đời.
    case learningWeek = "learning-week"
    /// Ngày Sách và Văn hóa đọc Việt Nam.
    case bookDay = "book-day"
    case storytelling
    case bookTalk = "book-talk"
    case exhibition
    /// One outside of the weekly series.
    case readingPeriod = "reading-period"
    case club
    case other
}

/// How far an activity has come; words under `activity-state`.
package enum ActivityState: String, Sendable, CaseIterable {
    case planned, held, cancelled
}

/// How many came, by coarse groups: nobody is named.
package struct Attendance: Equatable, Sendable {
    package var pupils: Int
    /// Teachers and staff.
    package var teachers: Int
    package var others: Int
    /// Of all of them; nil when they were not counted.
    package var women: Int?
    package init(pupils: Int = 0, teachers: Int = 0, others: Int = 0, women: Int? = nil) {
        (self.pupils, self.teachers, self.others, self.women) = (pupils, teachers, others, women)
    }

    package var total: Int { pupils + teachers + others }

    /// More at one place and day is a slip of the keyboard.
    package static let range = 0...100_000

    package var isSound: Bool {
        [pupils, teachers, others].allSatisfy { Self.range.contains($0) } && (0...total).contains(women ?? 0)
    }
}

/// Why something cannot be noted as it is; the sentences are in the locales
/// under `activity-refusal`.
package enum ActivityRefusal: String, Error, Sendable, CaseIterable {
    case titleMissing = "title-missing"
    case daysWrong = "days-wrong"
    case heldTooEarly = "held-too-early"
    case countedButNotHeld = "counted-but-not-held"
    case countsWrong = "counts-wrong"
    /// Somebody else changed it since the form was shown.
    case changedMeanwhile = "changed-meanwhile"
    case reasonMissing = "reason-missing"
    /// A day that has not come yet.
    case dayToCome = "day-to-come"
    /// Part of the series has been noted already.
    case seriesInUse = "series-in-use"
}
