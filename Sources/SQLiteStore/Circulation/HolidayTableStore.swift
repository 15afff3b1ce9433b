import GRDB
import Library

/// Announced days off out of the precious database.
struct HolidayTableStore: HolidayStore {
    let pool: DatabasePool

    func announced() async throws -> [AnnouncedHoliday] {
        try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT id, name, firstDay, lastDay, source FROM announcedHoliday ORDER BY firstDay, id")
            ).map(Self.announced)
        }
    }

    private static func announced(_ row: Row) throws -> AnnouncedHoliday {
        guard let first = Day(iso: row[2] as String), let last = Day(iso: row[3] as String) else {
            throw StoreError.damagedRow(table: "announcedHoliday", id: row[0])
        }
        return AnnouncedHoliday(
            id: AnnouncedHolidayID(row[0] as Int64),
            announcement: Holidays.Announcement(name: row[1], first: first, last: last, source: row[4]))
    }

    func announce(_ announcement: Holidays.Announcement, act: Act) async throws -> AnnouncedHolidayID {
        try announcement.check()
        let number: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "announcedHoliday") { () -> Int64 in
                let isKnown = try Bool.fetchOne(
                    db,
                    sql: "SELECT EXISTS (SELECT 1 FROM announcedHoliday WHERE name = ? AND substr(lastDay, 1, 4) = ?)",
                    arguments: [announcement.name, String(announcement.year)])
                guard isKnown != true else { throw HolidayRefusal.announcedAlready }
                try db.execute(
                    sql: "INSERT INTO announcedHoliday (name, firstDay, lastDay, source) VALUES (?, ?, ?, ?)",
                    arguments: [
                        announcement.name, announcement.first.description, announcement.last.description,
                        announcement.source,
                    ])
                let number = db.lastInsertedRowID
                try ActLog.note(
                    db, .holidaysChanged, "announced \(Self.told(announcement)): \(announcement.source)", act)
                return number
            }
        }
        return AnnouncedHolidayID(number)
    }

    func takeBack(_ announced: AnnouncedHolidayID, act: Act) async throws {
        try await pool.write { db in
            _ = try ActLog.once(db, act, "announcedHolidayEnd") { () -> String in
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        DELETE FROM announcedHoliday WHERE id = ?
                        RETURNING id, name, firstDay, lastDay, source
                        """, arguments: [announced.rawValue])
                if let row {
                    let known = try Self.announced(row).announcement
                    try ActLog.note(db, .holidaysChanged, "taken back \(Self.told(known))", act)
                }
                return ""
            }
        }
    }

    /// As the audit says it: "Tết Nguyên đán 2027-02-05 – 2027-02-13".
    private static func told(_ announcement: Holidays.Announcement) -> String {
        "\(announcement.name) \(announcement.first) – \(announcement.last)"
    }
}
