/// A copy in hand at a desk whose place is elsewhere, and what the rules allow
/// there, one press each: what the desk is doing says which, so that a copy of
/// another house has one press where no reader is open.
package struct StrayCopy: Equatable, Sendable {
    package enum Action: String, Sendable, CaseIterable {
        /// Read in the room; then it is sent on.
        case use
        /// Noted here and laid out to be sent on.
        case takeIn = "take-in"
        /// It stays, as a book that was given from hand to hand.
        case keep
        /// Lent from here; afterwards it is sent on.
        case lend
    }

    package var copy: CopyState
    /// Where it goes from here once it is noted; nil when it stays.
    package var next: ServicePointID?
    package var actions: [Action]
    /// Whether it could be lent here, were a reader's page open.
    package var waitsForReader: Bool

    /// Nil for a copy that is where it should be, and for one that is on no shelf.
    ///
    /// `isOfTheHouse` says that the owner is a point of the same institution: the
    /// librarians of a house give their own books from hand to hand, those of
    /// others they send back.
    package init?(
        _ copy: CopyState, box: Box?, at point: ServicePointID, isOfTheHouse: Bool, mode: DeskMode, hasReader: Bool
    ) {
        guard copy.status == .available else { return nil }
        let isElsewhere = copy.holder != point
        var noted = copy
        if isElsewhere { noted.arrive(at: point, box: box) }
        guard isElsewhere || noted.plannedHolder != nil else { return nil }
        let next = noted.plannedHolder
        self.copy = copy
        self.next = next
        let isLendable = mode == .lend && box?.state != .recalled
        waitsForReader = isLendable && !hasReader
        actions = Action.allCases.filter { action in
            switch action {
            case .use: mode == .room
            case .takeIn: isElsewhere
            case .keep: isElsewhere && isOfTheHouse && copy.box == nil && next != nil
            case .lend: isLendable && hasReader
            }
        }
    }
}
