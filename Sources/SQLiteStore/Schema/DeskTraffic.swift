import GRDB
import Glibc
import Synchronization

/// Whether somebody else writes just now, and how bulk work makes room
/// (docs/decisions/0014).
///
/// Acts of this process are noted by the ledger's writer; those of another are
/// seen by `PRAGMA data_version`, which changes when another connection commits.
final class DeskTraffic: Sendable {
    /// How long desks count as at work after the last act that was seen.
    private static let patience: Duration = .seconds(2)
    /// What a transaction of bulk work may take while they are, and how long it
    /// then stays away.
    static let piece: Duration = .milliseconds(2)
    private static let pause: Duration = .milliseconds(16)

    private let lastAct = Mutex<ContinuousClock.Instant?>(nil)
    private let lastVersion = Mutex<Int64?>(nil)
    /// The first transactions of a process are short as well: only between them does
    /// it see whether others write. A slice of an ingest is 0.2 s long.
    private static let probes = 3
    private let looks = Atomic<Int>(0)

    /// A desk has written.
    func note() { lastAct.withLock { $0 = .now } }

    var isBusy: Bool {
        guard let last = lastAct.withLock({ $0 }) else { return false }
        return .now - last < Self.patience
    }

    /// Looks whether others have written since the last look; to be called by
    /// the writing connection, outside of a transaction or at its beginning.
    func look(_ db: Database) throws {
        let version = try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) ?? 0
        let before = lastVersion.withLock { last in
            defer { last = version }
            return last
        }
        if let before, before != version { note() }
        looks.add(1, ordering: .relaxed)
    }

    /// When a transaction of bulk work that begins now should end; nil when
    /// nobody waits for it.
    var deadline: ContinuousClock.Instant? {
        isBusy || looks.load(ordering: .relaxed) <= Self.probes ? .now + Self.piece : nil
    }

    /// Leaves the database to the desks, if there are any.
    func giveWay() async throws { if isBusy { try await Task.sleep(for: Self.pause) } }
}

extension Database.BusyMode {
    /// Ten seconds in all, as any of our transactions is far shorter. SQLite's
    /// own waiting doubles its sleeps to 100 ms and so misses every gap that
    /// others leave; this one looks again after 0.3 ms, and every 2 ms once 60 ms
    /// have gone.
    static let attentive = Database.BusyMode.callback { tries in
        usleep(tries < 200 ? 300 : 2_000)
        return tries < 5_200
    }
}
