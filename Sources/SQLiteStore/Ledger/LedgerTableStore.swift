import GRDB
import Library

/// The ledger out of the precious database.
struct LedgerTableStore: LedgerStore {
    let pool: DatabasePool
    let writer: LedgerWriter

    func accept(_ events: [LedgerEvent]) async throws -> [AcceptedEvent] {
        try await writer.act { transaction in try events.map { try transaction.accept($0) } }
    }

    func history(of copy: CopyID) async throws -> [AcceptedEvent] {
        try await pool.read { db in
            var history: [AcceptedEvent] = []
            try LedgerRows.events(db, where: "e.copyId = ?", [copy.rawValue]) { history.append($0) }
            return history
        }
    }

    /// Of the hands it came into by then, those that were told of last: an hour that
    /// a wrong clock told does not hold for ever.
    func custody(of copy: CopyID, on day: Day) async throws -> Custody? {
        try await pool.read { db in
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT kind, pointId, toPointId, boxId FROM custody
                        WHERE copyId = ? AND since < ? ORDER BY sincePosition DESC LIMIT 1
                        """), arguments: [copy.rawValue, day.end.milliseconds])
            return row.flatMap { CustodyRows.custody($0, from: 0) }
        }
    }

    func whereabouts(of copy: CopyID) async throws -> [CustodyEntry] {
        try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT kind, pointId, toPointId, boxId, sincePosition, since, untilPosition, until
                        FROM custody WHERE copyId = ? ORDER BY sincePosition
                        """), arguments: [copy.rawValue]
            ).compactMap { row in
                guard let custody = CustodyRows.custody(row, from: 0) else { return nil }
                var entry = CustodyEntry(
                    custody: custody, since: LedgerStamp(position: row[4], at: Moment(milliseconds: row[5])))
                if let position = row[6] as Int64?, let at = row[7] as Int64? {
                    entry.until = LedgerStamp(position: position, at: Moment(milliseconds: at))
                }
                return entry
            }
        }
    }

    func exceptions(_ filter: ExceptionFilter) async throws -> [OpenException] {
        try await pool.read { db in
            var found: [AcceptedEvent] = []
            try LedgerRows.events(
                db,
                where: """
                    e.position IN (SELECT position FROM ledgerException WHERE resolution IS NULL AND position > ?1)
                    AND (?2 IS NULL OR e.pointId = ?2)
                    """, [filter.after, filter.point?.rawValue]
            ) { if found.count < filter.limit { found.append($0) } }
            return try found.map { accepted in
                let copy = try accepted.event.fact.copy.flatMap { try CopyRows.copy(db, $0) }
                return OpenException(accepted: accepted, copy: copy)
            }
        }
    }

    func resolve(_ position: LedgerPosition, _ resolution: ExceptionResolution, act: Act) async throws {
        _ = try await writer.act(at: act.at) { transaction in
            try ActLog.once(transaction.db, act, "exception") {
                try transaction.happen(.exceptionResolved(position, resolution))
            }
        }
    }
}
