import GRDB
import Library

/// What forms have done, and the audit; both written in the act's own transaction.
enum ActLog {
    /// Does something once: a form that comes again gets what it got the first
    /// time, and nothing is done.
    static func once(
        _ db: Database, _ act: Act, _ kind: String, _ work: () throws -> String
    ) throws -> (result: String, isFirst: Bool) {
        guard let form = act.form else { return (try work(), true) }
        let known = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT result, kind, accountId FROM formAct WHERE id = ?"), arguments: [form])
        if let known {
            // Another person's form, or one for something else, is no repetition.
            guard known[1] == kind, known[2] == act.account?.rawValue else { throw ActRefusal() }
            return (known[0], false)
        }
        let result = try work()
        try db.execute(
            sql: "INSERT INTO formAct (id, accountId, kind, result, at) VALUES (?, ?, ?, ?, ?)",
            arguments: [form, act.account?.rawValue, kind, result, act.at.milliseconds])
        return (result, true)
    }

    /// The same for what gives a row's number.
    static func once(_ db: Database, _ act: Act, _ kind: String, _ work: () throws -> Int64) throws -> Int64 {
        let outcome = try once(db, act, kind) { String(try work()) }
        guard let number = Int64(outcome.result) else { throw ActRefusal() }
        return number
    }

    static func note(_ db: Database, _ kind: AuditEntry.Kind, _ subject: String, _ act: Act) throws {
        try db.execute(
            sql: "INSERT INTO auditEntry (at, accountId, kind, subject) VALUES (?, ?, ?, ?)",
            arguments: [act.at.milliseconds, act.account?.rawValue, kind.rawValue, subject])
    }
}

/// The audit out of the precious database.
struct AuditStore: AuditLog {
    let pool: DatabasePool

    func note(_ kind: AuditEntry.Kind, _ subject: String, act: Act) async throws {
        try await pool.write { db in try ActLog.note(db, kind, subject, act) }
    }

    func begin(_ kind: AuditEntry.Kind, _ subject: String, act: Act) async throws -> Bool {
        try await pool.write { db in
            try ActLog.once(db, act, kind.rawValue) { () -> String in
                try ActLog.note(db, kind, subject, act)
                return ""
            }.isFirst
        }
    }

    func entries(before: Moment?, limit: Int) async throws -> [AuditEntry] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT e.at, e.accountId, ifnull(a.displayName, ''), e.kind, e.subject
                    FROM auditEntry e LEFT JOIN account a ON a.id = e.accountId
                    WHERE e.at < ? ORDER BY e.id DESC LIMIT ?
                    """, arguments: [before?.milliseconds ?? Int64.max, max(0, limit)]
            ).compactMap { row in
                guard let kind = AuditEntry.Kind(rawValue: row[3]) else { return nil }
                return AuditEntry(
                    at: Moment(milliseconds: row[0]), account: (row[1] as Int64?).map { AccountID($0) },
                    accountName: row[2], kind: kind, subject: row[4])
            }
        }
    }
}
