import GRDB
import Library

/// Copies as the lists of boxes print them.
enum BoxCopyRows {
    private static let columns = """
        \(CopyRows.stateColumns.split(separator: ", ").map { "s.\($0)" }.joined(separator: ", ")), \
        c.accessionNumber, c.barcode, ifnull(r.title, ''), l.dueOn
        """
    private static let joins = """
        JOIN copy c ON c.id = s.id LEFT JOIN bibRecord r ON r.id = s.recordId LEFT JOIN loan l ON l.id = s.loanId
        """

    /// What is in a box now, with what the manifest of a sealing says.
    static func inside(_ db: Database, _ manifest: Manifest) throws -> [BoxCopy] {
        try fetch(
            db,
            """
            SELECT \(columns), m.outcome FROM copyState s \(joins)
            LEFT JOIN boxManifest m ON m.boxId = ?1 AND m.sealing = ?2 AND m.copyId = s.id
            WHERE s.boxId = ?1 ORDER BY c.numberKey, s.id
            """, [manifest.box.rawValue, manifest.sealing])
    }

    /// What stands on the manifest of a sealing and is no longer in the box.
    static func gone(_ db: Database, _ manifest: Manifest) throws -> [BoxCopy] {
        try fetch(
            db,
            """
            SELECT \(columns), m.outcome FROM boxManifest m JOIN copyState s ON s.id = m.copyId \(joins)
            WHERE m.boxId = ?1 AND m.sealing = ?2 AND s.boxId IS NOT ?1 ORDER BY c.numberKey, s.id
            """, [manifest.box.rawValue, manifest.sealing])
    }

    /// Everything on the manifest of a sealing, wherever it is now.
    static func sealed(_ db: Database, _ manifest: Manifest) throws -> [BoxCopy] {
        try fetch(
            db,
            """
            SELECT \(columns), m.outcome FROM boxManifest m JOIN copyState s ON s.id = m.copyId \(joins)
            WHERE m.boxId = ?1 AND m.sealing = ?2 ORDER BY c.numberKey, s.id
            """, [manifest.box.rawValue, manifest.sealing])
    }

    /// By a condition on `s` (copyState), `c` (copy) and `r` (bibRecord).
    static func copies(_ db: Database, _ condition: String, _ arguments: StatementArguments) throws -> [BoxCopy] {
        try fetch(db, "SELECT \(columns), NULL FROM copyState s \(joins) \(condition)", arguments)
    }

    private static func fetch(_ db: Database, _ sql: String, _ arguments: StatementArguments) throws -> [BoxCopy] {
        try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
            BoxCopy(
                state: try CopyRows.state(row), number: row[9], barcode: row[10], title: row[11],
                dueOn: (row[12] as String?).flatMap { Day(iso: $0) },
                outcome: (row[13] as String?).flatMap { ManifestOutcome(rawValue: $0) })
        }
    }
}
