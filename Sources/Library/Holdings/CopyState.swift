/// Where a copy is and what it may do now: the fold of its events.
package struct CopyState: Equatable, Sendable {
    package var id: CopyID
    package var record: RecordID
    /// Whose it is; rotation never touches it.
    package var owner: ServicePointID
    /// Who has it, or had it last.
    package var holder: ServicePointID
    /// Who should have it; nil when it is where it should be.
    package var plannedHolder: ServicePointID?
    package var box: BoxID?
    package var status: CopyStatus
    /// The open loan, when it is out.
    package var loan: LoanID?
    /// The hold it is set aside for.
    package var hold: HoldID?

    package init(
        id: CopyID, record: RecordID, owner: ServicePointID, holder: ServicePointID,
        plannedHolder: ServicePointID? = nil, box: BoxID? = nil, status: CopyStatus = .available,
        loan: LoanID? = nil, hold: HoldID? = nil
    ) {
        (self.id, self.record, self.owner, self.holder) = (id, record, owner, holder)
        (self.plannedHolder, self.box, self.status) = (plannedHolder, box, status)
        (self.loan, self.hold) = (loan, hold)
    }
}

/// What a copy is doing. The words are in `Locales/*-holdings.yaml` under
/// `copy-status`.
package enum CopyStatus: String, Sendable, CaseIterable {
    /// On its shelf, to be borrowed.
    case available
    case onLoan = "on-loan"
    /// On the shelf behind the desk, for the reader whose turn it is.
    case setAside = "set-aside"
    /// In a box that is being packed or is sealed.
    case packed
    case inTransit = "in-transit"
    /// In a box that arrived and is not counted yet.
    case awaitingCheck = "awaiting-check"
    /// In a box that is being counted, and found.
    case counted
    /// Nobody knows where it is: not found in a box or at a stock-take.
    case missing
    /// Said to be lost by the reader who had it.
    case lost
    /// Taken out of the register.
    case withdrawn

    /// Whether it counts as part of the stock.
    package var isHeld: Bool { self != .withdrawn && self != .lost && self != .missing }
    /// Whether it is with its holder: on the shelf, in a box that stands there, or
    /// lent from there.
    package var isAtHolder: Bool { isHeld && self != .inTransit }
}

/// Whose hands a copy is in, from one event to the next: the answer to "where
/// was it on that day". A copy has exactly one at a time.
package enum Custody: Equatable, Sendable {
    case at(ServicePointID, box: BoxID?)
    case travelling(from: ServicePointID, to: ServicePointID, box: BoxID)
    /// Last seen at a point, and not there.
    case missing(last: ServicePointID)
    /// Out of the register.
    case gone(last: ServicePointID)

    /// The box it is in; nil when it is in none, or nobody knows where it is.
    package var box: BoxID? {
        switch self {
        case .at(_, let box): box
        case .travelling(_, _, let box): box
        case .missing, .gone: nil
        }
    }

    /// Whether it says that the copy is, or was last, on the shelf of `owner`.
    package func isStay(with owner: ServicePointID) -> Bool {
        switch self {
        case .at(let point, let box): point == owner && box == nil
        case .missing(let last), .gone(let last): last == owner
        case .travelling: false
        }
    }
}
