/// What a desk is doing: the same scan means another thing in each.
package enum DeskMode: String, Sendable, CaseIterable {
    /// Lending and taking back.
    case lend
    /// A pile of returns.
    case giveBack = "give-back"
    /// Books read in the room.
    case room
}

/// What the desk does with a scan.
package enum DeskMove: Equatable, Sendable {
    case open(PatronID)
    case lend(CopyID)
    case giveBack(CopyID, LoanID)
    case use(CopyID)
    /// Nothing happens; the page says what it is.
    case show(CopyID)
    /// It was missing, and here it is.
    case find(CopyID)
    /// It was expected here and has come.
    case takeIn(CopyID)
    /// It belongs to another place, and the page says to which.
    case tellPlace(CopyID)
    /// It is set aside, and the page says for whom.
    case tellTurn(CopyID, HoldID)
    case choose(reader: PatronID?, copies: [CopyID])
    case refuse(LendingRefusal, CopyID?)

    /// Where and for whom something was scanned.
    package struct Situation: Equatable, Sendable {
        package var point: ServicePointID
        package var mode: DeskMode
        /// Whose page is open.
        package var reader: PatronID?
        /// The holds of that reader.
        package var holds: Set<HoldID>
        /// The copy was lent here a moment ago.
        package var isJustLent: Bool
        package init(
            point: ServicePointID, mode: DeskMode = .lend, reader: PatronID? = nil, holds: Set<HoldID> = [],
            isJustLent: Bool = false
        ) {
            (self.point, self.mode, self.reader) = (point, mode, reader)
            (self.holds, self.isJustLent) = (holds, isJustLent)
        }
    }

    /// `copy` is the state of the one the scan means.
    package static func of(_ scan: DeskScan, copy: CopyState?, in situation: Situation) -> DeskMove {
        switch scan {
        case .reader(let patron), .endedReader(let patron): .open(patron)
        case .lostCard: .refuse(.cardLost, nil)
        case .refused(let refusal): .refuse(refusal, nil)
        case .ambiguous(let reader, let copies): .choose(reader: reader, copies: copies)
        case .copy(let id): copy.map { of($0, in: situation) } ?? .refuse(.copyUnknown, id)
        }
    }

    private static func of(_ copy: CopyState, in situation: Situation) -> DeskMove {
        switch copy.status {
        case .withdrawn: return .refuse(.copyWithdrawn, copy.id)
        case .packed, .inTransit, .awaitingCheck, .counted: return .refuse(.copyInBox, copy.id)
        case .missing, .lost: return .find(copy.id)
        case .onLoan:
            guard let loan = copy.loan else { return .refuse(.loanUnknown, copy.id) }
            let isSlip = situation.isJustLent && situation.mode != .giveBack
            return isSlip ? .refuse(.copyJustLent, copy.id) : .giveBack(copy.id, loan)
        case .setAside:
            guard let hold = copy.hold else { return .refuse(.holdUnknown, copy.id) }
            if situation.reader != nil, situation.holds.contains(hold), situation.mode == .lend {
                return .lend(copy.id)
            }
            if copy.holder != situation.point, copy.plannedHolder == situation.point { return .takeIn(copy.id) }
            return .tellTurn(copy.id, hold)
        case .available:
            if copy.plannedHolder == situation.point { return .takeIn(copy.id) }
            if copy.holder != situation.point || copy.plannedHolder != nil { return .tellPlace(copy.id) }
            switch situation.mode {
            case .room: return .use(copy.id)
            case .giveBack: return .show(copy.id)
            case .lend: return situation.reader == nil ? .show(copy.id) : .lend(copy.id)
            }
        }
    }
}
