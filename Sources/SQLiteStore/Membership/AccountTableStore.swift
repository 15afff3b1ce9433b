import GRDB
import Library

/// Secrets and sessions out of the precious database.
struct AccountTableStore: AccountStore {
    let pool: DatabasePool

    func secret(of name: String, _ kind: SecretKind) async throws -> StoredSecret? {
        let sql =
            switch kind {
            case .pin:
                """
                SELECT a.id, a.pinHash FROM patronCard c JOIN patron p ON p.id = c.patronId
                JOIN account a ON a.patronId = p.id
                WHERE c.number = ? AND c.isLost = 0 AND p.endedOn IS NULL AND a.isOpen = 1 AND a.pinHash IS NOT NULL
                """
            case .password:
                """
                SELECT id, passwordHash FROM account
                WHERE userName = ? AND isOpen = 1 AND passwordHash IS NOT NULL
                """
            }
        return try await pool.read { db in
            try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [name]).map(Self.stored)
        }
    }

    func secret(of account: AccountID, _ kind: SecretKind) async throws -> StoredSecret? {
        let column = Self.column(kind)
        return try await pool.read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT id, \(column) FROM account WHERE id = ? AND isOpen = 1 AND \(column) IS NOT NULL"),
                arguments: [account.rawValue]
            ).map(Self.stored)
        }
    }

    private static func stored(_ row: Row) -> StoredSecret {
        StoredSecret(account: AccountID(row[0] as Int64), hash: row[1])
    }

    private static func column(_ kind: SecretKind) -> String {
        switch kind {
        case .pin: "pinHash"
        case .password: "passwordHash"
        }
    }

    func open(_ session: Session) async throws {
        try await pool.write { db in
            // Whoever signs in sweeps out what nobody has used for a month.
            try db.execute(
                sql: "DELETE FROM session WHERE lastUsedAt < ?",
                arguments: [session.openedAt.adding(.seconds(-31 * 86_400)).milliseconds])
            try db.execute(
                sql: "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    session.tokenHash, session.account.rawValue, session.kind.rawValue, session.isShared,
                    session.openedAt.milliseconds, session.lastUsedAt.milliseconds,
                ])
            try ActiveReaderRows.signedIn(db, session.account, at: session.openedAt)
        }
    }

    func session(_ tokenHash: String) async throws -> (session: Session, actor: Actor)? {
        try await pool.read { db in
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT s.accountId, s.kind, s.isShared, s.openedAt, s.lastUsedAt,
                            ifnull(a.displayName, p.name), a.patronId
                        FROM session s JOIN account a ON a.id = s.accountId LEFT JOIN patron p ON p.id = a.patronId
                        WHERE s.tokenHash = ? AND a.isOpen = 1
                        """), arguments: [tokenHash])
            guard let row, let kind = SecretKind(rawValue: row[1]) else { return nil }
            let account = AccountID(row[0] as Int64)
            let session = Session(
                tokenHash: tokenHash, account: account, kind: kind, isShared: row[2],
                openedAt: Moment(milliseconds: row[3]), lastUsedAt: Moment(milliseconds: row[4]))
            // Six digits open no desk: a PIN's session has no role but the reader's.
            let grants = kind == .password ? try GrantRows.grants(db, of: account) : []
            let actor = Actor(
                account: account, name: row[5], patron: (row[6] as Int64?).map { PatronID($0) }, grants: grants)
            return (session, actor)
        }
    }

    func touch(_ tokenHash: String, at now: Moment) async throws {
        try await pool.write { db in
            try db.execute(
                sql: "UPDATE session SET lastUsedAt = ? WHERE tokenHash = ?", arguments: [now.milliseconds, tokenHash])
        }
    }

    func close(_ tokenHash: String) async throws {
        try await pool.write { db in
            try db.execute(sql: "DELETE FROM session WHERE tokenHash = ?", arguments: [tokenHash])
        }
    }

    func setSecrets(_ hashes: [AccountID: String], _ kind: SecretKind, isIssued: Bool, act: Act) async throws -> Bool {
        let column = Self.column(kind)
        return try await pool.write { db in
            try ActLog.once(db, act, "secret") {
                for (account, hash) in hashes.sorted(by: { $0.key < $1.key }) {
                    try db.execute(
                        sql: "UPDATE account SET \(column) = ? WHERE id = ?", arguments: [hash, account.rawValue])
                    try db.execute(sql: "DELETE FROM session WHERE accountId = ?", arguments: [account.rawValue])
                    try ActLog.note(
                        db, isIssued ? .secretIssued : .secretChanged, "account \(account) \(kind.rawValue)", act)
                }
                return String(hashes.count)
            }.isFirst
        }
    }
}

/// Grants as rows.
enum GrantRows {
    static func grants(_ db: Database, of account: AccountID) throws -> [Grant] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, role, unitId, institutionId, servicePointId FROM roleGrant
                    WHERE accountId = ? ORDER BY id
                    """), arguments: [account.rawValue]
        ).map { row in
            guard let role = Role(rawValue: row[1]) else {
                throw StoreError.damagedRow(table: "roleGrant", id: row[0])
            }
            return Grant(id: GrantID(row[0] as Int64), role: role, node: node(row))
        }
    }

    private static func node(_ row: Row) -> TreeNode {
        if let unit: Int64 = row[2] { return .unit(UnitID(unit)) }
        if let institution: Int64 = row[3] { return .institution(InstitutionID(institution)) }
        if let point: Int64 = row[4] { return .servicePoint(ServicePointID(point)) }
        return .library
    }

    /// The three columns of a node.
    static func columns(_ node: TreeNode) -> (unit: Int64?, institution: Int64?, point: Int64?) {
        switch node {
        case .library: (nil, nil, nil)
        case .unit(let id): (id.rawValue, nil, nil)
        case .institution(let id): (nil, id.rawValue, nil)
        case .servicePoint(let id): (nil, nil, id.rawValue)
        }
    }
}
