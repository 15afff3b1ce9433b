package import Library

/// A ledger in memory: what the store's acceptance does, in ten lines.
package struct MemoryLedger: Sendable {
    package private(set) var shelf = MemoryShelf()
    package private(set) var events: [AcceptedEvent] = []
    private var known: [EventID: Int] = [:]

    package init() {}

    @discardableResult
    package mutating func accept(_ event: LedgerEvent) throws -> AcceptedEvent {
        if let place = known[event.id] { return events[place] }
        let position = LedgerPosition(events.count + 1)
        let conflict = try LedgerFold.judge(
            event.fact, at: LedgerStamp(position: position, at: event.happenedAt), by: event.device, on: &shelf)
        let accepted = AcceptedEvent(
            position: position, acceptedAt: event.happenedAt, event: event, conflict: conflict)
        known[event.id] = events.count
        events.append(accepted)
        return accepted
    }

    /// Positions of what waits for a librarian, the oldest first.
    package var waiting: [LedgerPosition] {
        shelf.exceptions.values.filter { $0.resolution == nil }.map(\.position).sorted()
    }

    /// A whole history of a maker.
    package static func history(_ maker: inout HistoryMaker, _ count: Int) throws -> MemoryLedger {
        var ledger = MemoryLedger()
        for _ in 0..<count { try ledger.accept(maker.next(ledger.shelf, waiting: ledger.waiting)) }
        return ledger
    }

    /// The state without the order in which it came about: events stand for
    /// their positions.
    package var picture: LedgerPicture { LedgerPicture(self) }
}

/// What two orders of the same events must agree on.
package struct LedgerPicture: Equatable, Sendable {
    private var copies: [CopyID: CopyState]
    private var facts: [CopyID: CopyFacts]
    private var custody: [CopyID: [Stay]] = [:]
    private var loans: [LoanID: Loan]
    private var holds: [HoldID: Hold]
    private var boxes: [BoxID: Box]
    private var lines: [BoxID: [BoxLine]] = [:]
    private var manifests: [Manifest: [CopyID: ManifestOutcome]]
    /// What waits for a person, by the event that could not apply.
    package var exceptions: [EventID: LedgerConflict] = [:]

    private struct Stay: Equatable, Sendable {
        var custody: Custody
        var since: EventID
        var until: EventID?
    }

    init(_ ledger: MemoryLedger) {
        let shelf = ledger.shelf
        func event(_ position: LedgerPosition) -> EventID { ledger.events[Int(position) - 1].event.id }
        (copies, facts, loans, holds) = (shelf.copies, shelf.facts, shelf.loans, shelf.holds)
        (boxes, manifests) = (shelf.boxes, shelf.manifests)
        for (copy, stays) in shelf.custody {
            custody[copy] = stays.map {
                Stay(custody: $0.custody, since: event($0.since.position), until: $0.until.map { event($0.position) })
            }
        }
        for box in shelf.boxes.keys { lines[box] = shelf.lines(in: box) }
        for exception in shelf.exceptions.values { exceptions[event(exception.position)] = exception.conflict }
    }
}
