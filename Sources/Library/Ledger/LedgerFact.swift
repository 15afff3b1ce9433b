/// What can happen to a copy, a loan, a hold or a box. Each case is a fact with
/// its outcome, never a wish: a loan carries the day it was due by the rules of
/// the day it was made.
package enum LedgerFact: Equatable, Sendable {
    // The register
    case copyRegistered(CopyID, CopyFacts, owner: ServicePointID)
    /// The register's line was corrected.
    case copyDescribed(CopyID, CopyFacts)
    /// Somebody had the copy in hand, and it was not out on loan.
    case copySeen(CopyID, at: ServicePointID)
    /// Given into the hands of another point, on the spot and without a box: from
    /// a school's library to a class corner, and back.
    case copyHanded(CopyID, to: ServicePointID)
    /// Looked for and not found.
    case copyMissing(CopyID, at: ServicePointID)
    /// Taken out of the register; `document` is the paper that says so.
    case copyWithdrawn(CopyID, document: String)
    /// Entered by mistake and taken back before anything came of it: its number is
    /// free again, and it is nowhere.
    case copyUnregistered(CopyID)

    // Loans and holds
    case loanOpened(LoanID, LoanOpening)
    case loanRenewed(LoanID, CopyID, at: ServicePointID, dueOn: Day)
    case loanReturned(LoanID, CopyID, at: ServicePointID)
    /// The reader says it is lost.
    case loanLost(LoanID, CopyID, at: ServicePointID)
    /// A loan written on paper broke a rule that the desk would have told, or came
    /// back before it began by the clock. It stays a loan; the question never
    /// applies, and so waits for a librarian.
    case loanQuestioned(LoanID, CopyID, at: ServicePointID, LoanDoubt)
    /// Read in the room and put back.
    case usedInHouse(CopyID, at: ServicePointID)
    case holdPlaced(HoldID, RecordID, pickup: ServicePointID)
    /// A copy was set aside for the reader.
    case holdReady(HoldID, CopyID, at: ServicePointID)
    case holdEnded(HoldID, HoldEnd)

    // Boxes
    case boxOpened(BoxID, number: String, owner: ServicePointID)
    case copyPacked(CopyID, BoxID)
    /// Taken out of a box: before it is sealed, or for good ("tách khỏi thùng").
    case copyUnpacked(CopyID, BoxID)
    /// A thing without a barcode; a quantity of 0 takes the line out.
    case linePacked(BoxLine)
    case boxActed(BoxID, BoxAct, BoxActFacts)
    /// Scanned by the receiver, out of this box.
    case copyCounted(CopyID, BoxID)
    /// What the receiver counted of a line without a barcode.
    case lineCounted(BoxID, line: Int, quantity: Int)

    // Exceptions
    /// A librarian settled an event that could not apply.
    case exceptionResolved(LedgerPosition, ExceptionResolution)
}

/// What is known when a copy is lent.
package struct LoanOpening: Equatable, Sendable {
    package var copy: CopyID
    package var point: ServicePointID
    package var dueOn: Day
    /// The version of the rules the day follows from.
    package var policy: String
    package var borrower: BorrowerTraits
    package init(copy: CopyID, point: ServicePointID, dueOn: Day, policy: String, borrower: BorrowerTraits) {
        (self.copy, self.point, self.dueOn) = (copy, point, dueOn)
        (self.policy, self.borrower) = (policy, borrower)
    }
}

/// What is wrong with a loan that was made all the same.
package enum LoanDoubt: String, Sendable, CaseIterable {
    /// The reader has more copies than the rules of the category allow.
    case limitReached = "limit-reached"
    /// The reader's card had ended.
    case readerEnded = "reader-ended"
    /// By the clock it ended before it began.
    case clockWrong = "clock-wrong"

    /// As it stands among the exceptions.
    package var conflict: LedgerConflict {
        switch self {
        case .limitReached: .limitReached
        case .readerEnded: .readerEnded
        case .clockWrong: .clockWrong
        }
    }
}

/// What an act on a box says besides its name.
package struct BoxActFacts: Equatable, Sendable {
    /// Where it was done.
    package var at: ServicePointID
    /// Where the box goes, for `depart`.
    package var to: ServicePointID?
    package var trip: TripID?
    /// What was counted and frozen, for `seal`.
    package var seal: BoxSeal?
    package init(at point: ServicePointID, to: ServicePointID? = nil, trip: TripID? = nil, seal: BoxSeal? = nil) {
        (at, self.to, self.trip, self.seal) = (point, to, trip, seal)
    }
}

/// What a librarian did about an event that could not apply.
package enum ExceptionResolution: String, Sendable, CaseIterable {
    /// It was put right by other acts, or needs nothing.
    case settled
    /// It never happened: a slip, or told twice.
    case dismissed
}

extension LedgerFact {
    /// Whether somebody had the copy in hand. Not so for what only says something
    /// of it (a corrected line, a later day), that it was looked for in vain, or
    /// that it is taken out of a box it may have left long before.
    package var isInHand: Bool {
        switch self {
        case .copySeen, .copyHanded, .loanOpened, .loanReturned, .usedInHouse, .holdReady, .copyPacked, .copyCounted:
            true
        // The reader was here, and said what became of it.
        case .loanLost: true
        case .copyRegistered, .copyDescribed, .copyMissing, .copyWithdrawn, .copyUnregistered, .loanRenewed,
            .loanQuestioned, .holdPlaced, .holdEnded, .boxOpened, .copyUnpacked, .linePacked, .boxActed, .lineCounted,
            .exceptionResolved:
            false
        }
    }

    /// The copy it is about; nil for what is about no single one.
    package var copy: CopyID? {
        switch self {
        case .copyRegistered(let id, _, _), .copyDescribed(let id, _), .copySeen(let id, _),
            .copyHanded(let id, _), .copyMissing(let id, _), .copyWithdrawn(let id, _), .usedInHouse(let id, _),
            .copyUnregistered(let id):
            id
        case .loanOpened(_, let opening): opening.copy
        case .loanRenewed(_, let id, _, _), .loanReturned(_, let id, _), .loanLost(_, let id, _): id
        case .loanQuestioned(_, let id, _, _): id
        case .holdReady(_, let id, _): id
        case .copyPacked(let id, _), .copyUnpacked(let id, _), .copyCounted(let id, _): id
        case .holdPlaced, .holdEnded, .boxOpened, .linePacked, .boxActed, .lineCounted, .exceptionResolved: nil
        }
    }
}
