/// What readers do for themselves. Refusals are thrown as ``LendingRefusal``.
package protocol ReaderStore: Sendable {
    /// Loans, holds and the card; nil for a reader who has gone.
    func reader(_ patron: PatronID, now: Moment) async throws -> ReaderView?
    /// Where the copies of a title are, and how many wait.
    func availability(of record: RecordID) async throws -> Availability
    func placeHold(for record: RecordID, pickup: ServicePointID, by patron: PatronID, rules: DeskRules, act: Act)
        async throws -> HoldID
    /// Only the reader's own.
    func cancelHold(_ hold: HoldID, of patron: PatronID, act: Act) async throws
    func renew(_ loan: LoanID, of patron: PatronID, rules: DeskRules, act: Act) async throws -> Day
    /// Nil while it is turned off; it is, until the reader turns it on.
    func readingRecord(of patron: PatronID) async throws -> [ReadTitle]?
    /// Turning it off removes what it holds.
    func keepReadingRecord(_ isKept: Bool, of patron: PatronID, act: Act) async throws
}

/// A title the reader wanted remembered; a copy of its own, which tells nothing
/// of a loan.
package struct ReadTitle: Equatable, Sendable {
    package var record: RecordID
    package var title: String
    package var on: Day
    package init(record: RecordID, title: String, on day: Day) { (self.record, self.title, on) = (record, title, day) }
}

/// Where the copies of a title are now.
package struct Availability: Equatable, Sendable {
    package struct AtPoint: Equatable, Sendable {
        package var place: PlaceName
        package var copies: Int
        package var available: Int
        /// When the first of those out is due back.
        package var dueOn: Day?
        package init(place: PlaceName, copies: Int, available: Int, dueOn: Day?) {
            (self.place, self.copies, self.available, self.dueOn) = (place, copies, available, dueOn)
        }
    }
    package var points: [AtPoint]
    /// How many wait for the title.
    package var waiting: Int
    package init(points: [AtPoint], waiting: Int) { (self.points, self.waiting) = (points, waiting) }
}

/// What is kept of a person, and how it goes.
package protocol PrivacyStore: Sendable {
    /// Everything the library keeps of a reader; nil for one who was erased.
    func personalData(of patron: PatronID, now: Moment) async throws -> PersonalData?
    /// Removes the person for ever: name, card, contact, links, reading record,
    /// sessions and secrets. Throws ``LendingRefusal`` while copies are out.
    /// `requestedOn` is the day the reader asked.
    func erase(_ patron: PatronID, requestedOn: Day, act: Act) async throws -> ErasureReport
    /// Forgets who had what, of loans that ended long enough ago.
    func forget(_ limits: ForgettingLimits, now: Moment) async throws -> ForgettingReport
}

/// How long it is kept who had a copy after the loan ended.
package struct ForgettingLimits: Equatable, Sendable {
    package var returnedDays: Int
    /// A lost copy has to be talked about for longer.
    package var lostDays: Int
    /// What forms have done: long enough for a form sent twice.
    package var formDays: Int
    package init(returnedDays: Int = 30, lostDays: Int = 365, formDays: Int = 30) {
        (self.returnedDays, self.lostDays, self.formDays) = (returnedDays, lostDays, formDays)
    }
}

package struct ForgettingReport: Equatable, Sendable {
    package var loans: Int
    package var holds: Int
    package init(loans: Int, holds: Int) { (self.loans, self.holds) = (loans, holds) }
}

package struct ErasureReport: Equatable, Sendable {
    /// False while a trace may stand in the write-ahead log or in unused room of
    /// the file; the next daily upkeep removes it.
    package var isClean: Bool
    package init(isClean: Bool) { self.isClean = isClean }
}

/// What the library keeps of one reader, in full.
package struct PersonalData: Equatable, Sendable {
    package var borrower: Borrower
    package var basis: LegalBasis
    package var consentOn: Day?
    package var birthday: Day?
    package var contact: String?
    /// Open loans, and those whose link is not forgotten yet.
    package var loans: [LoanLine]
    package var holds: [HoldLine]
    package var reading: [ReadTitle]?
    package var sessions: Int
    package init(
        borrower: Borrower, basis: LegalBasis, consentOn: Day?, birthday: Day?, contact: String?, loans: [LoanLine],
        holds: [HoldLine], reading: [ReadTitle]?, sessions: Int
    ) {
        (self.borrower, self.basis, self.consentOn) = (borrower, basis, consentOn)
        (self.birthday, self.contact, self.loans) = (birthday, contact, loans)
        (self.holds, self.reading, self.sessions) = (holds, reading, sessions)
    }
}
