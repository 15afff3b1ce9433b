import GRDB
import Library

/// A counted month as rows of the precious database.
enum KeptMonth {
    static func write(_ usage: MonthUsage, _ db: Database) throws {
        let month = usage.month.description
        try db.execute(sql: "DELETE FROM usageMonth WHERE month = ?", arguments: [month])
        let evidence = usage.evidence
        try db.execute(
            sql: "INSERT INTO usageMonth VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                month, evidence.days, evidence.minutes, evidence.crashes, evidence.isOpen, evidence.dropped,
                evidence.clockSteps, evidence.robotLists.map(\.description).joined(separator: " "),
            ])
        for (kind, hits) in usage.hits {
            try db.execute(
                sql: "INSERT INTO usageMonthHits VALUES (?, ?, ?)", arguments: [month, kind.rawValue, hits])
        }
        let insert = try db.cachedStatement(sql: "INSERT INTO usageMonthCount VALUES (?, ?, ?, ?, ?)")
        for count in usage.counts {
            let (point, indicator) = (number(count.place), count.indicator.rawValue)
            try insert.execute(arguments: [month, point, indicator, "", count.value])
            for (reason, hits) in count.excluded {
                try insert.execute(arguments: [month, point, indicator, reason.rawValue, hits])
            }
        }
        let statement = try WriteStatement(db, "INSERT INTO usageMonthItem VALUES (?, ?, ?, ?, ?)")
        for item in usage.items {
            statement.bind(1, month)
            statement.bind(2, number(item.place))
            statement.bind(3, item.record.rawValue)
            statement.bind(4, item.requests)
            statement.bind(5, item.investigations)
            try statement.run()
        }
    }

    /// Without its items.
    static func read(_ month: Month, _ db: Database) throws -> MonthUsage? {
        let name = month.description
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM usageMonth WHERE month = ?", arguments: [name]) else {
            return nil
        }
        let lists: String = row[7]
        let evidence = UsageEvidence(
            days: row[1], minutes: row[2], crashes: row[3], isOpen: row[4], dropped: row[5], clockSteps: row[6],
            robotLists: lists.split(separator: " ").compactMap { Day(iso: $0) })
        var hits: [HitKind: Int] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT kind, hits FROM usageMonthHits WHERE month = ?", arguments: [name])
        {
            if let kind = HitKind(rawValue: row[0]) { hits[kind] = row[1] }
        }
        return MonthUsage(month: month, hits: hits, counts: try counts(name, db), items: [], evidence: evidence)
    }

    private static func counts(_ month: String, _ db: Database) throws -> [UsageCount] {
        var counts: [FigurePlace: [Indicator: UsageCount]] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT pointId, indicator, reason, number FROM usageMonthCount WHERE month = ?",
            arguments: [month])
        while let row = try rows.next() {
            guard let indicator = Indicator(rawValue: row[1]) else { continue }
            let place = place(row[0]), reason: String = row[2], number: Int = row[3]
            var count =
                counts[place]?[indicator] ?? UsageCount(place: place, indicator: indicator, value: 0, excluded: [:])
            if reason.isEmpty { count.value = number }
            if let reason = UsageExclusion(rawValue: reason) { count.excluded[reason] = number }
            counts[place, default: [:]][indicator] = count
        }
        return counts.sorted { UsageTally.precedes($0.key, $1.key) }.flatMap { _, counts in
            UsageTally.indicators.compactMap { counts[$0] }
        }
    }

    static func mostRead(_ filter: MostReadFilter, _ db: Database) throws -> [ReadRecord] {
        let points = filter.places.map { "[" + $0.map { "\(number($0))" }.joined(separator: ",") + "]" }
        // Months one by one: of a range only the first column of the key would be used.
        let months = "[" + filter.months.each.map { "\"\($0)\"" }.joined(separator: ",") + "]"
        let place = points == nil ? "?2 IS NULL" : "pointId IN (SELECT value FROM json_each(?2))"
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT recordId, sum(requests) AS read FROM usageMonthItem
                WHERE month IN (SELECT value FROM json_each(?1)) AND requests > 0 AND \(place)
                    AND EXISTS (SELECT 1 FROM bibRecord b WHERE b.id = recordId AND (?3 IS NULL OR EXISTS (
                        SELECT 1 FROM json_each(b.grades) g WHERE CAST(g.value AS INTEGER) = ?3)))
                GROUP BY recordId HAVING read >= ?4 ORDER BY read DESC, recordId LIMIT ?5
                """, arguments: [months, points, filter.grade, filter.fewest, max(0, filter.limit)])
        let summaries = try RecordSummaries.load(db, ids: rows.map { RecordID($0[0] as Int64) })
        return rows.compactMap { row in
            summaries[RecordID(row[0] as Int64)].map { ReadRecord(record: $0, requests: row[1]) }
        }
    }

    static func hits(_ db: Database) throws -> [Month: Int] {
        var hits: [Month: Int] = [:]
        let sql = """
            SELECT m.month, ifnull(sum(h.hits), 0) FROM usageMonth m
            LEFT JOIN usageMonthHits h ON h.month = m.month GROUP BY m.month
            """
        for row in try Row.fetchAll(db, sql: sql) {
            if let month = Month(iso: row[0] as String) { hits[month] = row[1] }
        }
        return hits
    }

    private static func number(_ place: FigurePlace) -> Int64 {
        switch place {
        case .point(let id): id.rawValue
        case .site: 0
        }
    }

    private static func place(_ number: Int64) -> FigurePlace {
        number == 0 ? .site : .point(ServicePointID(number))
    }
}
