import GRDB
import Library

/// What was said of boxes sent by hand, as rows: no part of the ledger.
enum BoxDaysRows {
    static func days(_ db: Database, of box: BoxID) throws -> BoxDays {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT expectedOn, returnBy FROM boxDays WHERE boxId = ?"),
            arguments: [box.rawValue])
        guard let row else { return BoxDays() }
        return BoxDays(
            expectedOn: (row[0] as String?).flatMap { Day(iso: $0) },
            returnBy: (row[1] as String?).flatMap { Day(iso: $0) })
    }

    static func say(_ db: Database, _ days: BoxDays, of box: BoxID) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO boxDays (boxId, expectedOn, returnBy) VALUES (?1, ?2, ?3)
                ON CONFLICT (boxId) DO UPDATE SET expectedOn = ?2, returnBy = ifnull(?3, returnBy)
                """
        ).execute(arguments: [box.rawValue, days.expectedOn?.description, days.returnBy?.description])
    }

    /// Home again or no more: nothing is expected of it.
    static func forget(_ db: Database, _ box: BoxID) throws {
        try db.cachedStatement(sql: "DELETE FROM boxDays WHERE boxId = ?").execute(arguments: [box.rawValue])
    }
}
