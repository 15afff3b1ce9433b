/// How a reader stands with the library at the moment of an act.
package struct PatronStanding: Equatable, Sendable {
    package var patron: PatronID
    package var traits: BorrowerTraits
    /// Copies out on this reader's name.
    package var openLoans: Int
    /// Of these, the ones whose day has passed.
    package var overdueLoans: Int
    /// The card has ended: the reader brings back and borrows no more.
    package var hasEnded: Bool
    /// The reader's own open holds.
    package var holds: [Hold]

    package init(
        patron: PatronID, traits: BorrowerTraits, openLoans: Int = 0, overdueLoans: Int = 0, hasEnded: Bool = false,
        holds: [Hold] = []
    ) {
        (self.patron, self.traits, self.openLoans) = (patron, traits, openLoans)
        (self.overdueLoans, self.hasEnded, self.holds) = (overdueLoans, hasEnded, holds)
    }

    /// What the desk would have said of a loan that was made on paper and counts
    /// among ``openLoans`` by now; nil when it would have made it too.
    package func doubt(under terms: LendingTerms) -> LoanDoubt? {
        if hasEnded { return .readerEnded }
        return openLoans > terms.loanLimit ? .limitReached : nil
    }

    /// The reader's own place in the queue for a title.
    package func hold(for record: RecordID) -> Hold? { holds.first { $0.record == record && $0.isOpen } }
}

/// What holds for one reader at one point, with its numbers.
package struct LendingTerms: Equatable, Sendable {
    package var loanDays: Int
    /// Copies the reader may have at a time.
    package var loanLimit: Int
    package var renewals: Int
    /// Titles the reader may wait for at a time.
    package var holdLimit: Int
    /// How long a copy stays set aside.
    package var holdDays: Int
    /// Whether somebody who is late may borrow more: a warning alone is usual,
    /// since a child who may not borrow stays away.
    package var overdueBlocks: Bool
    /// The version of the rules, which the events carry.
    package var version: String

    package init(
        loanDays: Int, loanLimit: Int, renewals: Int, holdLimit: Int = 5, holdDays: Int = usualHoldDays,
        overdueBlocks: Bool = false, version: String
    ) {
        (self.loanDays, self.loanLimit, self.renewals) = (loanDays, loanLimit, renewals)
        (self.holdLimit, self.holdDays, self.overdueBlocks) = (holdLimit, holdDays, overdueBlocks)
        self.version = version
    }

    package init(_ policy: LoanPolicy, overdueBlocks: Bool = false) {
        self.init(
            loanDays: policy.loanDays, loanLimit: policy.loanLimit, renewals: policy.renewals,
            overdueBlocks: overdueBlocks, version: policy.version)
    }

    /// How long a copy stays set aside where nobody says otherwise.
    package static let usualHoldDays = 7
}

/// The rules of one point, as they are asked for at its desk.
package struct DeskRules: Sendable {
    package var terms: @Sendable (PatronCategory) -> LendingTerms
    /// The day that a loan of so many days is due: the point is open then.
    package var dueOn: @Sendable (Day, Int) -> Day

    package init(
        terms: @escaping @Sendable (PatronCategory) -> LendingTerms,
        dueOn: @escaping @Sendable (Day, Int) -> Day
    ) {
        (self.terms, self.dueOn) = (terms, dueOn)
    }
}
