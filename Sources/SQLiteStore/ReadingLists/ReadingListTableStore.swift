import GRDB
import Library

/// Thematic lists out of the precious database.
struct ReadingListTableStore: ReadingListStore {
    let pool: DatabasePool

    private static let columns = """
        l.id, l.servicePointId, l.title, l.introduction, l.occasion, l.grade, l.isPublished, l.version, l.changedAt, \
        p.name
        """

    func list(_ id: ReadingListID) async throws -> ReadingListView? {
        try await pool.read { db in
            let sql = """
                SELECT \(Self.columns) FROM readingList l JOIN servicePoint p ON p.id = l.servicePointId WHERE l.id = ?
                """
            return try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [id.rawValue]).map {
                try Self.view(db, $0)
            }
        }
    }

    func lists(_ filter: ReadingListFilter) async throws -> [ReadingListView] {
        try await pool.read { db in
            let sql = """
                SELECT \(Self.columns) FROM readingList l JOIN servicePoint p ON p.id = l.servicePointId
                WHERE (?1 IS NULL OR l.servicePointId = ?1) AND (?2 OR l.isPublished)
                ORDER BY l.changedAt DESC, l.id DESC LIMIT ?3
                """
            return try Row.fetchAll(
                db.cachedStatement(sql: sql),
                arguments: [filter.point?.rawValue, filter.withDrafts, filter.limit]
            ).map { try Self.view(db, $0) }
        }
    }

    private static func view(_ db: Database, _ row: Row) throws -> ReadingListView {
        let id: Int64 = row[0]
        let entries = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT recordId, note FROM readingListEntry WHERE listId = ? ORDER BY place"),
            arguments: [id]
        ).map { ReadingListFacts.Entry(RecordID($0[0] as Int64), note: $0[1]) }
        let facts = ReadingListFacts(
            title: row[2], introduction: row[3], occasion: row[4], grade: row[5], isPublished: row[6],
            entries: entries)
        return ReadingListView(
            list: ReadingList(
                id: ReadingListID(id), servicePoint: ServicePointID(row[1] as Int64), facts: facts, version: row[7]),
            pointName: row[9], changedAt: Moment(milliseconds: row[8]),
            records: try RecordSummaries.list(db, ids: entries.map(\.record)))
    }

    // MARK: Changes

    func add(_ facts: ReadingListFacts, at point: ServicePointID, act: Act) async throws -> ReadingListID {
        if let refusal = facts.refusal { throw refusal }
        let number: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "readingList") { () -> Int64 in
                try db.execute(
                    sql: """
                        INSERT INTO readingList (servicePointId, title, introduction, occasion, grade, isPublished,
                            version, accountId, changedAt)
                        VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)
                        """,
                    arguments: [
                        point.rawValue, facts.title, facts.introduction, facts.occasion, facts.grade,
                        facts.isPublished, act.account?.rawValue, act.at.milliseconds,
                    ])
                let id = db.lastInsertedRowID
                try Self.enter(db, facts.entries, id)
                return id
            }
        }
        return ReadingListID(number)
    }

    func change(_ id: ReadingListID, to facts: ReadingListFacts, basedOn version: Int, act: Act) async throws {
        if let refusal = facts.refusal { throw refusal }
        try await pool.write { db in
            _ = try ActLog.once(db, act, "readingListChange") { () -> String in
                try db.execute(
                    sql: """
                        UPDATE readingList SET title = ?, introduction = ?, occasion = ?, grade = ?, isPublished = ?,
                            version = version + 1, accountId = ?, changedAt = ?
                        WHERE id = ? AND version = ?
                        """,
                    arguments: [
                        facts.title, facts.introduction, facts.occasion, facts.grade, facts.isPublished,
                        act.account?.rawValue, act.at.milliseconds, id.rawValue, version,
                    ])
                guard db.changesCount == 1 else { throw ReadingListRefusal.changedMeanwhile }
                try db.execute(sql: "DELETE FROM readingListEntry WHERE listId = ?", arguments: [id.rawValue])
                try Self.enter(db, facts.entries, id.rawValue)
                return ""
            }
        }
    }

    private static func enter(_ db: Database, _ entries: [ReadingListFacts.Entry], _ list: Int64) throws {
        let exists = try db.cachedStatement(sql: "SELECT 1 FROM bibRecord WHERE id = ?")
        let insert = try db.cachedStatement(
            sql: "INSERT INTO readingListEntry (listId, place, recordId, note) VALUES (?, ?, ?, ?)")
        for (place, entry) in entries.enumerated() {
            guard try Int.fetchOne(exists, arguments: [entry.record.rawValue]) != nil else {
                throw ReadingListRefusal.recordUnknown
            }
            try insert.execute(arguments: [list, place + 1, entry.record.rawValue, entry.note])
        }
    }

    func remove(_ id: ReadingListID, act: Act) async throws {
        try await pool.write { db in
            _ = try ActLog.once(db, act, "readingListRemoval") { () -> String in
                try db.execute(sql: "DELETE FROM readingList WHERE id = ?", arguments: [id.rawValue])
                return ""
            }
        }
    }

    // MARK: What was read

    func mostBorrowed(_ filter: MostBorrowedFilter) async throws -> [MostBorrowed] {
        try await pool.read { db in
            let sql = """
                SELECT c.recordId, count(*) FROM loan l INDEXED BY loanByPointAndTime JOIN copy c ON c.id = l.copyId
                WHERE l.pointId IN (
                    SELECT p.id FROM servicePoint here JOIN servicePoint p ON p.institutionId = here.institutionId
                    WHERE here.id = ?1) AND l.openedAt >= ?2 AND l.openedAt < ?3 AND (?4 IS NULL OR l.grade = ?4)
                GROUP BY c.recordId HAVING count(*) >= ?5 ORDER BY count(*) DESC, c.recordId LIMIT ?6
                """
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: sql),
                arguments: [
                    filter.point.rawValue, filter.days.lowerBound.start.milliseconds,
                    filter.days.upperBound.end.milliseconds, filter.grade, MostBorrowedFilter.fewestLoans,
                    filter.limit,
                ])
            let summaries = try RecordSummaries.load(db, ids: rows.map { RecordID($0[0] as Int64) })
            return rows.compactMap { row in
                summaries[RecordID(row[0] as Int64)].map { MostBorrowed(record: $0, loans: row[1]) }
            }
        }
    }

    func arrivals(at point: ServicePointID, limit: Int) async throws -> [RecordSummary] {
        try await pool.read { db in
            // Copies get their numbers in the order in which they are registered.
            let sql = """
                SELECT recordId FROM copy WHERE ownerId = ? GROUP BY recordId ORDER BY max(id) DESC LIMIT ?
                """
            let ids = try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: [point.rawValue, limit])
            return try RecordSummaries.list(db, ids: ids.map { RecordID($0) })
        }
    }
}
