import Library
import Synchronization

/// At which point visitors are at home: where their card is from, and which
/// points there are. Asked once and remembered for some minutes.
final class VisitorPlaces: Sendable {
    private static let memory = Duration.seconds(600)
    private static let mostRemembered = 20_000

    private struct Memory {
        var since: Moment?
        var cards: [PatronID: ServicePointID] = [:]
        var points: [ServicePointID: Bool] = [:]
    }

    private let stores: MembershipStores
    private let memory = Mutex(Memory())

    init(_ stores: MembershipStores) { self.stores = stores }

    /// Nil when the store does not answer: a visit is counted without it.
    func point(ofCard patron: PatronID, at now: Moment) async -> ServicePointID? {
        if let known = remembered(now, { $0.cards[patron] }) { return known }
        guard let reader = try? await stores.patrons.patron(patron) else { return nil }
        memory.withLock { $0.cards[patron] = reader.servicePoint }
        return reader.servicePoint
    }

    /// Whether there is such a point: anybody can write a number.
    func exists(_ point: ServicePointID, at now: Moment) async -> Bool {
        if let known = remembered(now, { $0.points[point] }) { return known }
        guard let found = try? await stores.places.servicePoint(point) else {
            memory.withLock { $0.points[point] = false }
            return false
        }
        memory.withLock { $0.points[found.point.id] = true }
        return true
    }

    private func remembered<Value: Sendable>(_ now: Moment, _ find: (Memory) -> Value?) -> Value? {
        memory.withLock { memory in
            let isOld = memory.since.map { now < $0 || now.since($0) > Self.memory } ?? true
            if isOld || memory.cards.count + memory.points.count > Self.mostRemembered {
                memory = Memory(since: now)
            }
            return find(memory)
        }
    }
}
