import GRDB
import Library

/// The notes of daily backups.
struct BackupTableStore: BackupStore {
    private static let kept = 100
    let pool: DatabasePool

    func standing() async throws -> BackupStanding {
        try await pool.read { db in
            let select = "SELECT endedAt, outcome, path, byteCount, missing FROM dailyBackup"
            let last = try Row.fetchOne(db, sql: "\(select) ORDER BY id DESC LIMIT 1")
            let good = try Row.fetchOne(db, sql: "\(select) WHERE outcome = 'checked' ORDER BY id DESC LIMIT 1")
            return BackupStanding(last: last.flatMap(Self.read), lastGood: good.flatMap(Self.read))
        }
    }

    private static func read(_ row: Row) -> BackupNote? {
        BackupNote.Outcome(rawValue: row[1]).map { outcome in
            BackupNote(
                at: Moment(milliseconds: row[0]), outcome: outcome, path: row[2], byteCount: row[3], missing: row[4])
        }
    }

    func note(_ note: BackupNote) async throws {
        try await pool.write { db in
            try db.execute(
                sql: "INSERT INTO dailyBackup (endedAt, outcome, path, byteCount, missing) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    note.at.milliseconds, note.outcome.rawValue, note.path, note.byteCount, note.missing,
                ])
            // The last good one stays, however long ago it was.
            try db.execute(
                sql: """
                    DELETE FROM dailyBackup WHERE id <= (SELECT max(id) FROM dailyBackup) - \(Self.kept)
                        AND id <> (SELECT coalesce(max(id), 0) FROM dailyBackup WHERE outcome = 'checked')
                    """)
        }
    }
}
