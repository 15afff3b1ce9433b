/// A thematic list that a library recommends: for 21 April, for the Learning
/// Week, for a lesson.
package struct ReadingList: Equatable, Sendable {
    package var id: ReadingListID
    package var servicePoint: ServicePointID
    package var facts: ReadingListFacts
    /// Counted up with each change; what a later change says it starts from.
    package var version: Int
    package init(id: ReadingListID, servicePoint: ServicePointID, facts: ReadingListFacts, version: Int) {
        (self.id, self.servicePoint, self.facts, self.version) = (id, servicePoint, facts, version)
    }
}

package typealias ReadingListID = RowID<ReadingList>

/// What a librarian says of a list.
package struct ReadingListFacts: Equatable, Sendable {
    /// A title and why it is recommended; the note may be empty.
    package struct Entry: Equatable, Sendable {
        package var record: RecordID
        package var note: String
        package init(_ record: RecordID, note: String = "") { (self.record, self.note) = (record, note) }
    }

    package var title: String
    package var introduction: String
    /// What it is for, as a librarian writes it: "Ngày Sách 21/4".
    package var occasion: String
    /// The class level it is for, 1 to 12.
    package var grade: Int?
    /// Only published lists are shown to everybody.
    package var isPublished: Bool
    /// In the order shown.
    package var entries: [Entry]

    package init(
        title: String, introduction: String = "", occasion: String = "", grade: Int? = nil, isPublished: Bool = false,
        entries: [Entry] = []
    ) {
        (self.title, self.introduction, self.occasion) = (title, introduction, occasion)
        (self.grade, self.isPublished, self.entries) = (grade, isPublished, entries)
    }

    /// What fits on a page that somebody reads.
    package static let mostEntries = 200

    /// What is wrong with it; nil when it can be kept.
    package var refusal: ReadingListRefusal? {
        if title.isEmpty { return .titleMissing }
        if let grade, !(1...12).contains(grade) { return .gradeWrong }
        if entries.count > Self.mostEntries { return .tooMany }
        if Set(entries.map(\.record)).count < entries.count { return .twice }
        if isPublished, entries.isEmpty { return .nothingToPublish }
        return nil
    }
}

/// Why a list cannot be kept as it is; words under `reading-list-refusal`.
package enum ReadingListRefusal: String, Error, Sendable, CaseIterable {
    case titleMissing = "title-missing"
    case gradeWrong = "grade-wrong"
    case tooMany = "too-many"
    case twice
    case nothingToPublish = "nothing-to-publish"
    case recordUnknown = "record-unknown"
    case changedMeanwhile = "changed-meanwhile"
}

/// Lists that libraries keep, and what was read most.
package protocol ReadingListStore: Sendable {
    func list(_ id: ReadingListID) async throws -> ReadingListView?
    /// The one changed last first; drafts only where they are asked for.
    func lists(_ filter: ReadingListFilter) async throws -> [ReadingListView]
    func add(_ facts: ReadingListFacts, at point: ServicePointID, act: Act) async throws -> ReadingListID
    /// Throws `ReadingListRefusal.changedMeanwhile` unless `version` is the last.
    func change(_ id: ReadingListID, to facts: ReadingListFacts, basedOn version: Int, act: Act) async throws
    func remove(_ id: ReadingListID, act: Act) async throws
    /// What was borrowed most, the most borrowed first.
    func mostBorrowed(_ filter: MostBorrowedFilter) async throws -> [MostBorrowed]
    /// The records that were registered at a point last, the newest first.
    func arrivals(at point: ServicePointID, limit: Int) async throws -> [RecordSummary]
}

package struct ReadingListFilter: Equatable, Sendable {
    /// Nil for those of every library.
    package var point: ServicePointID?
    package var withDrafts: Bool
    package var limit: Int
    package init(point: ServicePointID? = nil, withDrafts: Bool = false, limit: Int = 100) {
        (self.point, self.withDrafts, self.limit) = (point, withDrafts, limit)
    }
}

/// A list with what its page shows beside it.
package struct ReadingListView: Equatable, Sendable {
    package var list: ReadingList
    package var pointName: String
    package var changedAt: Moment
    /// Of the entries, in their order.
    package var records: [RecordSummary]
    package init(list: ReadingList, pointName: String, changedAt: Moment, records: [RecordSummary]) {
        (self.list, self.pointName, self.changedAt, self.records) = (list, pointName, changedAt, records)
    }
}

package struct MostBorrowedFilter: Equatable, Sendable {
    /// Of this point and the others of its institution: what class corners lend
    /// belongs to the list of their school.
    package var point: ServicePointID
    /// Nil for readers of every class level.
    package var grade: Int?
    /// Days on which the loans began.
    package var days: ClosedRange<Day>
    package var limit: Int
    package init(point: ServicePointID, grade: Int? = nil, days: ClosedRange<Day>, limit: Int = 20) {
        (self.point, self.grade, self.days, self.limit) = (point, grade, days, limit)
    }

    /// A title that fewer borrowed is not named: in a small class everybody would
    /// know who it was.
    package static let fewestLoans = 3
}

/// A title and how often it was borrowed.
package struct MostBorrowed: Equatable, Sendable {
    package var record: RecordSummary
    package var loans: Int
    package init(record: RecordSummary, loans: Int) { (self.record, self.loans) = (record, loans) }
}
