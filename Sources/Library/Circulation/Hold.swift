/// A reader's place in the queue for a title, wherever a copy of it stands.
/// Who waits stands apart from it.
package struct Hold: Equatable, Sendable {
    package var id: HoldID
    package var record: RecordID
    /// Where the reader comes for it.
    package var pickup: ServicePointID
    package var placedAt: Moment
    package var state: State

    package enum State: Equatable, Sendable {
        case waiting
        /// A copy is set aside.
        case ready(CopyID, since: Moment)
        case ended(HoldEnd)
    }

    package init(id: HoldID, record: RecordID, pickup: ServicePointID, placedAt: Moment, state: State = .waiting) {
        (self.id, self.record, self.pickup) = (id, record, pickup)
        (self.placedAt, self.state) = (placedAt, state)
    }

    package var isOpen: Bool { if case .ended = state { false } else { true } }
}

package enum HoldEnd: String, Sendable, CaseIterable {
    /// The reader has the book.
    case filled
    case cancelled
    /// Nobody came for the copy that was set aside.
    case expired
}

package typealias HoldID = RowID<Hold>

extension RowID where Thing == Hold {
    /// As ``LoanID/mint(at:using:)``.
    package static func mint(at moment: Moment, using generator: inout some RandomNumberGenerator) -> HoldID {
        HoldID(TimedNumber.mint(at: moment, using: &generator))
    }
}
