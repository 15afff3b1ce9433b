import GRDB
import Library

/// Accounts of staff and their roles out of the precious database.
struct AccountTableRegister: AccountRegister {
    let pool: DatabasePool

    func add(userName: UserName, displayName: String, act: Act) async throws -> AccountID {
        let number: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "account") { () -> Int64 in
                let isTaken = try Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT 1 FROM account WHERE userName = ?)", arguments: [userName.text])
                guard isTaken != true else { throw AccountRefusal.nameTaken }
                try db.execute(
                    sql: "INSERT INTO account (userName, displayName) VALUES (?, ?)",
                    arguments: [userName.text, displayName])
                let number = db.lastInsertedRowID
                try ActLog.note(db, .accountAdded, "account \(number)", act)
                return number
            }
        }
        return AccountID(number)
    }

    func staff() async throws -> [Account] {
        try await pool.read { db in
            try Int64.fetchAll(db, sql: "SELECT id FROM account WHERE userName IS NOT NULL ORDER BY userName")
                .compactMap { try Self.account(db, AccountID($0)) }
        }
    }

    func account(_ id: AccountID) async throws -> Account? {
        try await pool.read { db in try Self.account(db, id) }
    }

    private static func account(_ db: Database, _ id: AccountID) throws -> Account? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT a.userName, ifnull(a.displayName, p.name), a.patronId, a.isOpen
                    FROM account a LEFT JOIN patron p ON p.id = a.patronId WHERE a.id = ?
                    """), arguments: [id.rawValue])
        guard let row else { return nil }
        return Account(
            id: id, userName: (row[0] as String?).flatMap { UserName($0) }, displayName: row[1],
            patron: (row[2] as Int64?).map { PatronID($0) }, isOpen: row[3], grants: try GrantRows.grants(db, of: id))
    }

    func grant(_ role: Role, at node: TreeNode, to account: AccountID, act: Act) async throws -> GrantID {
        guard role.canBeGranted(at: node) else { throw AccountRefusal.roleNotHere }
        let number: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "grant") { () -> Int64 in
                guard try PlaceRows.lineage(db, of: node) != nil else { throw AccountRefusal.nodeUnknown }
                let known = try GrantRows.grants(db, of: account).first { $0.role == role && $0.node == node }
                if let known { return known.id.rawValue }
                let columns = GrantRows.columns(node)
                try db.execute(
                    sql: """
                        INSERT INTO roleGrant (accountId, role, unitId, institutionId, servicePointId)
                        VALUES (?, ?, ?, ?, ?)
                        """,
                    arguments: [account.rawValue, role.rawValue, columns.unit, columns.institution, columns.point])
                let number = db.lastInsertedRowID
                try ActLog.note(
                    db, .roleGranted, "account \(account) \(role.rawValue) at \(Self.name(node))", act)
                return number
            }
        }
        return GrantID(number)
    }

    func take(_ grant: GrantID, act: Act) async throws -> AccountID? {
        let number: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "grant-taken") { () -> Int64 in
                let row = try Row.fetchOne(
                    db, sql: "SELECT accountId, role FROM roleGrant WHERE id = ?", arguments: [grant.rawValue])
                guard let row else { return 0 }
                if row[1] == Role.admin.rawValue { try Self.keepAnAdmin(db, except: row[0]) }
                try db.execute(sql: "DELETE FROM roleGrant WHERE id = ?", arguments: [grant.rawValue])
                try ActLog.note(db, .roleTaken, "account \(row[0] as Int64) \(row[1] as String)", act)
                return row[0]
            }
        }
        return number == 0 ? nil : AccountID(number)
    }

    func setOpen(_ isOpen: Bool, _ account: AccountID, act: Act) async throws {
        try await pool.write { db in
            _ = try ActLog.once(db, act, "account-open") { () -> Int64 in
                if !isOpen { try Self.keepAnAdmin(db, except: account.rawValue) }
                try db.execute(
                    sql: "UPDATE account SET isOpen = ? WHERE id = ?", arguments: [isOpen, account.rawValue])
                try db.execute(sql: "DELETE FROM session WHERE accountId = ?", arguments: [account.rawValue])
                try ActLog.note(db, isOpen ? .accountOpened : .accountEnded, "account \(account)", act)
                return account.rawValue
            }
        }
    }

    /// Refuses what would leave nobody who can grant anything.
    private static func keepAnAdmin(_ db: Database, except account: Int64) throws {
        let counts = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*) FILTER (WHERE a.id = ?1), count(*) FILTER (WHERE a.id <> ?1)
                FROM roleGrant g JOIN account a ON a.id = g.accountId WHERE g.role = 'admin' AND a.isOpen = 1
                """, arguments: [account])
        if let counts, counts[0] > 0, counts[1] == 0 { throw AccountRefusal.lastAdmin }
    }

    private static func name(_ node: TreeNode) -> String {
        switch node {
        case .library: "library"
        case .unit(let id): "unit \(id)"
        case .institution(let id): "institution \(id)"
        case .servicePoint(let id): "point \(id)"
        }
    }
}
