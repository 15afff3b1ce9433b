import GRDB
import Library
import Synchronization

/// The one door by which acts come into the ledger. Acts that come while
/// another is made durable wait together and share the next fsync: fifty desks
/// then cost the disk little more than one.
final class LedgerWriter: Sendable {
    /// In one transaction; more would make the first wait for the last.
    private static let mostTogether = 64

    private let pool: DatabasePool
    private let traffic: DeskTraffic
    private let logKeeper: LogKeeper
    private let waiting = Mutex<[any WaitingAct]>([])

    init(_ databases: LibraryDatabases) {
        (pool, traffic, logKeeper) = (databases.precious, databases.traffic, databases.logKeeper)
    }

    /// Does `work` in a savepoint of its own: what it throws undoes only itself.
    /// Returns when everything it let happen is durable.
    func act<Outcome: Sendable>(
        at now: Moment = .now, _ work: @escaping @Sendable (inout LedgerTransaction) throws -> Outcome
    ) async throws -> Outcome {
        let act = LedgerAct(now, work)
        waiting.withLock { $0.append(act) }
        // Whoever is let in first does the work of all; the others find theirs done.
        while true {
            try await pool.writeWithoutTransaction { [self] db in drain(db) }
            if let outcome = act.outcome {
                logKeeper.tidy()
                return try outcome.get()
            }
        }
    }

    private func drain(_ db: Database) {
        let acts = waiting.withLock { list in
            let acts = Array(list.prefix(Self.mostTogether))
            list.removeFirst(acts.count)
            return acts
        }
        guard !acts.isEmpty else { return }
        traffic.note()
        do {
            try logKeeper.deskCommit {
                try db.inTransaction(.immediate) {
                    // Alone, an act that fails takes the transaction with it.
                    if acts.count == 1 { return acts[0].runAlone(db) ? .commit : .rollback }
                    for act in acts { try act.run(db) }
                    return .commit
                }
            }
            for act in acts { act.settle() }
        } catch {
            for act in acts { act.fail(error) }
        }
    }
}

/// An act of any outcome, waiting for its turn.
private protocol WaitingAct: Sendable {
    /// Throws only what spoils the whole transaction.
    func run(_ db: Database) throws
    /// Without a savepoint; false when nothing of it may stay.
    func runAlone(_ db: Database) -> Bool
    /// The transaction is durable.
    func settle()
    func fail(_ error: any Error)
}

private final class LedgerAct<Outcome: Sendable>: WaitingAct {
    private enum State {
        case waiting
        case done(Result<Outcome, any Error>)
        case settled(Result<Outcome, any Error>)
    }

    private let now: Moment
    private let work: @Sendable (inout LedgerTransaction) throws -> Outcome
    private let state = Mutex(State.waiting)

    init(_ now: Moment, _ work: @escaping @Sendable (inout LedgerTransaction) throws -> Outcome) {
        (self.now, self.work) = (now, work)
    }

    var outcome: Result<Outcome, any Error>? {
        state.withLock { if case .settled(let result) = $0 { result } else { nil } }
    }

    func runAlone(_ db: Database) -> Bool {
        let result = Result {
            var transaction = LedgerTransaction(db, at: now)
            return try work(&transaction)
        }
        state.withLock { $0 = .done(result) }
        if case .success = result { return true }
        return false
    }

    func run(_ db: Database) throws {
        var result: Result<Outcome, any Error>?
        do {
            try db.inSavepoint {
                var transaction = LedgerTransaction(db, at: now)
                result = .success(try work(&transaction))
                return .commit
            }
        } catch {
            // A full disk or an interrupted statement ends the whole transaction.
            guard db.isInsideTransaction else { throw error }
            result = .failure(error)
        }
        if let result { state.withLock { $0 = .done(result) } }
    }

    func settle() {
        state.withLock { if case .done(let result) = $0 { $0 = .settled(result) } }
    }

    func fail(_ error: any Error) { state.withLock { $0 = .settled(.failure(error)) } }
}
