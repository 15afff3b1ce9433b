import GRDB
import Library

/// The prepared statements of a database's one writing connection.
///
/// They are made on first use and only ever touched on the writer's own
/// queue, where GRDB runs one access at a time.
final class CommitWriter: @unchecked Sendable {
    private let database: any DatabaseWriter
    private let traffic: DeskTraffic
    private var commit: RecordCommit?
    /// What the epoch was after our last transaction; nil after a roll-back.
    private var lastEpoch: Int64?

    init(_ database: any DatabaseWriter, _ traffic: DeskTraffic) {
        (self.database, self.traffic) = (database, traffic)
    }

    /// One IMMEDIATE transaction that also tells searches that answers may differ.
    /// While desks are at work they have the database to themselves afterwards
    /// for a moment; `body` hears when it should come to its end.
    func write<Outcome: Sendable>(
        _ body: @escaping @Sendable (RecordCommit, Database, _ deadline: ContinuousClock.Instant?) throws -> Outcome
    ) async throws -> Outcome {
        let outcome = try await transaction(body)
        try await traffic.giveWay()
        return outcome
    }

    private func transaction<Outcome: Sendable>(
        _ body: @escaping @Sendable (RecordCommit, Database, _ deadline: ContinuousClock.Instant?) throws -> Outcome
    ) async throws -> Outcome {
        try await database.write { [self] db in
            try traffic.look(db)
            let deadline = traffic.deadline
            let commit = try commit ?? RecordCommit(db)
            self.commit = commit
            let epoch = try SearchEpoch.read(db)
            if epoch != lastEpoch { commit.forget() }
            lastEpoch = nil
            let changes = db.totalChangesCount
            let outcome = try body(commit, db, deadline)
            // What changes nothing leaves every cache as good as it was, and the
            // disk alone.
            if db.totalChangesCount > changes { try SearchEpoch.bump(db) }
            lastEpoch = try SearchEpoch.read(db)
            return outcome
        }
    }

    /// Gives the statements back before the connection closes.
    func finalise() {
        database.writeWithoutTransaction { [self] _ in commit = nil }
    }
}
