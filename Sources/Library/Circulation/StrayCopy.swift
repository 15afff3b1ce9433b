/// A copy in hand at a desk whose place is elsewhere, and what the rules allow
/// there, one press each.
package struct StrayCopy: Equatable, Sendable {
    package enum Action: String, Sendable, CaseIterable {
        /// Noted here and laid out to be sent on.
        case takeIn = "take-in"
        /// It stays, as a book that was given from hand to hand.
        case keep
        /// Read in the room; then it is sent on.
        case use
        /// Lent from here; afterwards it is sent on.
        case lend
    }

    package var copy: CopyState
    /// Where it goes from here once it is noted; nil when it stays.
    package var next: ServicePointID?
    package var actions: [Action]

    /// Nil for a copy that is where it should be, and for one that is on no shelf.
    ///
    /// `isOfTheHouse` says that the owner is a point of the same institution: the
    /// librarians of a house give their own books from hand to hand, those of
    /// others they send back.
    package init?(_ copy: CopyState, box: Box?, at point: ServicePointID, isOfTheHouse: Bool, hasReader: Bool) {
        guard copy.status == .available else { return nil }
        let isElsewhere = copy.holder != point
        var noted = copy
        if isElsewhere { noted.arrive(at: point, box: box) }
        guard isElsewhere || noted.plannedHolder != nil else { return nil }
        let next = noted.plannedHolder
        self.copy = copy
        self.next = next
        actions = Action.allCases.filter { action in
            switch action {
            case .takeIn: isElsewhere
            case .keep: isElsewhere && isOfTheHouse && copy.box == nil && next != nil
            case .use: true
            case .lend: hasReader && box?.state != .recalled
            }
        }
    }
}
