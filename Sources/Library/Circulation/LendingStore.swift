/// The lending desk: acts, and what its pages show.
package protocol LendingStore: Sendable {
    /// One act at a desk. A repeated form gets the first outcome and changes nothing.
    func perform(_ request: DeskRequest, act: Act) async throws -> DeskOutcome
    /// What the page of a desk shows.
    func desk(_ query: DeskQuery) async throws -> DeskView
    /// Loans with their copies and readers, by class, name and day.
    func loans(_ filter: LoanFilter) async throws -> [LoanLine]
    func holds(_ filter: HoldFilter) async throws -> [HoldLine]
    /// The pupils of a class as a list of numbers, with how many copies each has.
    func pupils(of className: String, at point: ServicePointID, on day: Day) async throws -> [Pupil]
    /// Takes a day written on paper. Lines that name no card or copy come back;
    /// what cannot apply becomes an exception.
    func enter(_ lines: [PaperLine], at point: ServicePointID, rules: DeskRules, act: Act) async throws
        -> [PaperOutcome]
    /// Ends the holds nobody came for and sets their copies aside for the next;
    /// how many ended. `point` is the pickup; nil for all.
    func expireHolds(at point: ServicePointID?, days: Int, act: Act) async throws -> Int
}

/// What is asked of a desk.
package struct DeskRequest: Sendable {
    package enum Wish: Equatable, Sendable {
        /// Whatever the scanner read.
        case scan(String)
        /// A card's number, where a copy bears the same.
        case card(String)
        /// This copy, as if it had been scanned: chosen among several.
        case copy(CopyID)
        case lend(CopyID)
        case giveBack(CopyID)
        case takeIn(CopyID)
        /// From now on it belongs here: a book of the house, from hand to hand.
        case keep(CopyID)
        /// Read in the room.
        case use(CopyID)
        case setAside(CopyID)
        case renew(LoanID)
        case lose(LoanID)
        case cancel(HoldID)
    }

    package var point: ServicePointID
    package var mode: DeskMode
    /// Whose page is open.
    package var reader: PatronID?
    package var wish: Wish
    package var isInsisted: Bool
    package var rules: DeskRules

    package init(
        point: ServicePointID, mode: DeskMode = .lend, reader: PatronID? = nil, wish: Wish, isInsisted: Bool = false,
        rules: DeskRules
    ) {
        (self.point, self.mode, self.reader, self.wish) = (point, mode, reader, wish)
        (self.isInsisted, self.rules) = (isInsisted, rules)
    }
}

package struct DeskQuery: Equatable, Sendable {
    package var point: ServicePointID
    /// What the desk is doing.
    package var mode: DeskMode
    /// Shown when it is a reader of this institution, or the card was shown here.
    package var reader: PatronID?
    /// The form whose outcome is shown.
    package var form: String?
    package var account: AccountID?
    package var now: Moment
    package init(
        point: ServicePointID, mode: DeskMode = .lend, reader: PatronID? = nil, form: String? = nil,
        account: AccountID?, now: Moment
    ) {
        (self.point, self.mode, self.reader, self.form) = (point, mode, reader, form)
        (self.account, self.now) = (account, now)
    }
}

package struct DeskView: Equatable, Sendable {
    package var reader: ReaderView?
    package var last: DeskReport?
    /// The last acts of this member of staff at this desk, the newest first.
    package var recent: [DeskReport]
    package init(reader: ReaderView?, last: DeskReport?, recent: [DeskReport]) {
        (self.reader, self.last, self.recent) = (reader, last, recent)
    }
}

/// A reader with what is out and what is waited for.
package struct ReaderView: Equatable, Sendable {
    package var borrower: Borrower
    package var loans: [LoanLine]
    package var holds: [HoldLine]
    package init(borrower: Borrower, loans: [LoanLine], holds: [HoldLine]) {
        (self.borrower, self.loans, self.holds) = (borrower, loans, holds)
    }
}

/// An outcome with what its sentence names.
package struct DeskReport: Equatable, Sendable {
    package var at: Moment
    package var outcome: DeskOutcome
    package var copies: [DeskCopy]
    package var reader: Borrower?
    package var loan: Loan?
    /// Whose turn it is.
    package var next: Borrower?
    /// Where the one whose turn it is comes for it.
    package var pickup: PlaceName?
    /// What may be done with a copy whose place is elsewhere.
    package var stray: StrayCopy?
    /// The name of the place it is sent on to.
    package var strayNext: PlaceName?
    package init(
        at moment: Moment, outcome: DeskOutcome, copies: [DeskCopy] = [], reader: Borrower? = nil, loan: Loan? = nil,
        next: Borrower? = nil, pickup: PlaceName? = nil
    ) {
        (at, self.outcome, self.copies, self.reader) = (moment, outcome, copies, reader)
        (self.loan, self.next, self.pickup) = (loan, next, pickup)
    }
}

/// A copy with its title and the names of its places.
package struct DeskCopy: Equatable, Sendable {
    package var copy: Copy
    package var title: String
    package var owner: PlaceName
    package var holder: PlaceName
    package var plannedHolder: PlaceName?
    package init(copy: Copy, title: String, owner: PlaceName, holder: PlaceName, plannedHolder: PlaceName?) {
        (self.copy, self.title, self.owner) = (copy, title, owner)
        (self.holder, self.plannedHolder) = (holder, plannedHolder)
    }
}

package struct PlaceName: Equatable, Sendable {
    package var id: ServicePointID
    package var name: String
    package init(id: ServicePointID, name: String) { (self.id, self.name) = (id, name) }
}

package struct LoanFilter: Equatable, Sendable {
    package var point: ServicePointID?
    package var patron: PatronID?
    package var className: String?
    /// Open loans due before this day.
    package var dueBefore: Day?
    /// All that were made in these days, open and closed; nil for open ones alone.
    package var madeIn: ClosedRange<Day>?
    package var limit: Int
    package init(
        point: ServicePointID? = nil, patron: PatronID? = nil, className: String? = nil, dueBefore: Day? = nil,
        madeIn: ClosedRange<Day>? = nil, limit: Int = 2_000
    ) {
        (self.point, self.patron, self.className) = (point, patron, className)
        (self.dueBefore, self.madeIn, self.limit) = (dueBefore, madeIn, limit)
    }
}

package struct LoanLine: Equatable, Sendable {
    package var loan: Loan
    package var copy: DeskCopy
    /// Nil once it is forgotten who it was.
    package var borrower: Borrower?
    /// Whether somebody waits for the title.
    package var isWaitedFor: Bool
    package init(loan: Loan, copy: DeskCopy, borrower: Borrower?, isWaitedFor: Bool) {
        (self.loan, self.copy, self.borrower, self.isWaitedFor) = (loan, copy, borrower, isWaitedFor)
    }
}

package enum HoldFilter: Equatable, Sendable {
    case patron(PatronID)
    /// Copies set aside: to be collected at a point, or still on the way to it.
    case ready(at: ServicePointID)
    /// Waiting titles of which a copy stands on the shelf of a point.
    case toFetch(at: ServicePointID)
}

package struct HoldLine: Equatable, Sendable {
    package var hold: Hold
    package var title: String
    /// From 1; nil when it waits no more.
    package var place: Int?
    package var pickup: PlaceName
    /// The copy set aside, or one that could be.
    package var copy: DeskCopy?
    package var borrower: Borrower?
    package init(
        hold: Hold, title: String, place: Int?, pickup: PlaceName, copy: DeskCopy?, borrower: Borrower?
    ) {
        (self.hold, self.title, self.place) = (hold, title, place)
        (self.pickup, self.copy, self.borrower) = (pickup, copy, borrower)
    }
}

/// A pupil on the list of a class.
package struct Pupil: Equatable, Sendable {
    /// On the list, from 1.
    package var number: Int
    package var id: PatronID
    package var name: String
    package var openLoans: Int
    package var overdueLoans: Int
    package init(number: Int, id: PatronID, name: String, openLoans: Int, overdueLoans: Int) {
        (self.number, self.id, self.name) = (number, id, name)
        (self.openLoans, self.overdueLoans) = (openLoans, overdueLoans)
    }
}
