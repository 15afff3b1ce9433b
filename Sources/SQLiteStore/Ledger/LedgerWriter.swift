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
    private let line = Mutex(Line())

    private struct Line {
        var acts: [any WaitingAct] = []
        /// Whether somebody works the line off.
        var isServed = false
    }

    init(_ databases: LibraryDatabases) {
        (pool, traffic, logKeeper) = (databases.precious, databases.traffic, databases.logKeeper)
    }

    /// Does `work` in a savepoint of its own: what it throws undoes only itself.
    /// Returns when everything it let happen is durable. A request that is given
    /// up meanwhile does not take back its act, nor those of others with it.
    func act<Outcome: Sendable>(
        at now: Moment = .now, _ work: @escaping @Sendable (inout LedgerTransaction) throws -> Outcome
    ) async throws -> Outcome {
        let outcome = try await withCheckedThrowingContinuation { continuation in
            let isUnserved = line.withLock { line in
                line.acts.append(LedgerAct(now, work, continuation))
                defer { line.isServed = true }
                return !line.isServed
            }
            if isUnserved { Task { await serve() } }
        }
        logKeeper.tidy()
        return outcome
    }

    // MARK: Bulk work

    /// Facts of one transaction of bulk work: about a tenth of a second. More
    /// fill the page cache, and each fact costs more the longer it gets.
    private static let mostInPiece = 200

    /// Does `work` for each item, in order, in transactions of at most
    /// ``mostInPiece`` items; while desks are at work each ends after some
    /// milliseconds and leaves the database to them (docs/decisions/0014). What
    /// `work` throws undoes its own piece and ends the whole; the pieces before
    /// stay, so that the items must bear being done again. `progress` hears how
    /// many are durable.
    func bulk<Item: Sendable, Outcome: Sendable>(
        _ items: [Item], at now: Moment = .now, progress: @Sendable (Int) -> Void = { _ in },
        _ work: @escaping @Sendable (Item, inout LedgerTransaction) throws -> Outcome
    ) async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(items.count)
        while outcomes.count < items.count {
            try Task.checkCancellation()
            let rest = items[outcomes.count..<min(items.count, outcomes.count + Self.mostInPiece)]
            outcomes += try await pool.writeWithoutTransaction { [traffic] db in
                try traffic.look(db)
                let deadline = traffic.deadline
                var done: [Outcome] = []
                try db.inTransaction(.immediate) {
                    var transaction = LedgerTransaction(db, at: now)
                    for item in rest {
                        done.append(try work(item, &transaction))
                        if let deadline, .now >= deadline { break }
                    }
                    return .commit
                }
                return done
            }
            progress(outcomes.count)
            try await traffic.giveWay()
        }
        return outcomes
    }

    /// One access to the writer a group, so that others get their turn between.
    private func serve() async {
        while isSomebodyWaiting() {
            do {
                try await pool.writeWithoutTransaction { [self] db in drain(db) }
            } catch {
                for act in takeGroup() { act.fail(error) }
            }
        }
    }

    private func isSomebodyWaiting() -> Bool {
        line.withLock { line in
            line.isServed = !line.acts.isEmpty
            return line.isServed
        }
    }

    private func takeGroup() -> [any WaitingAct] {
        line.withLock { line in
            let group = Array(line.acts.prefix(Self.mostTogether))
            line.acts.removeFirst(group.count)
            return group
        }
    }

    private func drain(_ db: Database) {
        let acts = takeGroup()
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
    private let now: Moment
    private let work: @Sendable (inout LedgerTransaction) throws -> Outcome
    private let continuation: CheckedContinuation<Outcome, any Error>
    /// What came of it, until it is durable.
    private let result = Mutex<Result<Outcome, any Error>?>(nil)

    init(
        _ now: Moment, _ work: @escaping @Sendable (inout LedgerTransaction) throws -> Outcome,
        _ continuation: CheckedContinuation<Outcome, any Error>
    ) {
        (self.now, self.work, self.continuation) = (now, work, continuation)
    }

    func runAlone(_ db: Database) -> Bool {
        do {
            var transaction = LedgerTransaction(db, at: now)
            let outcome = try work(&transaction)
            result.withLock { $0 = .success(outcome) }
            return true
        } catch {
            result.withLock { $0 = .failure(error) }
            return false
        }
    }

    func run(_ db: Database) throws {
        do {
            try db.inSavepoint {
                var transaction = LedgerTransaction(db, at: now)
                let outcome = try work(&transaction)
                result.withLock { $0 = .success(outcome) }
                return .commit
            }
        } catch {
            // A full disk or an interrupted statement ends the whole transaction.
            guard db.isInsideTransaction else { throw error }
            result.withLock { $0 = .failure(error) }
        }
    }

    func settle() {
        switch result.withLock({ $0 }) {
        case .success(let outcome): continuation.resume(returning: outcome)
        case .failure(let error): continuation.resume(throwing: error)
        case nil: continuation.resume(throwing: CancellationError())
        }
    }

    func fail(_ error: any Error) { continuation.resume(throwing: error) }
}
