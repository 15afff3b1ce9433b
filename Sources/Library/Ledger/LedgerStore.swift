/// The ledger as a whole: what happened, where things were, what waits for a
/// librarian. Acts of the features come in by their own stores.
package protocol LedgerStore: Sendable {
    /// Takes events that were made elsewhere, in this order and in one
    /// transaction. An event that is known already keeps its first judgement.
    func accept(_ events: [LedgerEvent]) async throws -> [AcceptedEvent]
    /// What happened to a copy, the oldest first.
    func history(of copy: CopyID) async throws -> [AcceptedEvent]
    /// Whose hands a copy was in at the end of a day; nil before it was registered.
    func custody(of copy: CopyID, on day: Day) async throws -> Custody?
    /// All hands a copy was in, the first first.
    func whereabouts(of copy: CopyID) async throws -> [CustodyEntry]
    /// Events that could not apply and were not settled, the oldest first.
    func exceptions(_ filter: ExceptionFilter) async throws -> [OpenException]
    func resolve(_ position: LedgerPosition, _ resolution: ExceptionResolution, act: Act) async throws
}

package struct ExceptionFilter: Equatable, Sendable {
    /// Those that happened at a point; nil for all.
    package var point: ServicePointID?
    package var after: LedgerPosition
    package var limit: Int
    package init(point: ServicePointID? = nil, after: LedgerPosition = 0, limit: Int = 100) {
        (self.point, self.after, self.limit) = (point, after, limit)
    }
}

/// An event that waits for a librarian.
package struct OpenException: Equatable, Sendable {
    package var accepted: AcceptedEvent
    /// Nil when it is about no copy that is known.
    package var copy: Copy?
    package init(accepted: AcceptedEvent, copy: Copy?) { (self.accepted, self.copy) = (accepted, copy) }
}

/// What a rebuild of the folded state found.
package struct RebuildReport: Equatable, Sendable {
    package var events: Int
    /// For reading and folding the events and writing the new state.
    package var took: Duration
    /// SHA-256 of the dump of the folded tables, as they are and as they are
    /// made again from the events alone.
    package var live: ContentHash
    package var rebuilt: ContentHash
    package var isEqual: Bool { live == rebuilt }
    package init(events: Int, took: Duration, live: ContentHash, rebuilt: ContentHash) {
        (self.events, self.took, self.live, self.rebuilt) = (events, took, live, rebuilt)
    }
}
