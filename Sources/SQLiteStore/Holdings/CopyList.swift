import GRDB
import Library
import VietnameseText

/// The copies of a point that a filter asks for, in the order they were
/// registered: an index gives that order, so that a page of a large library is
/// no more work than one of a small one.
struct CopyList {
    let db: Database
    let filter: CopyFilter

    /// One more than a page, to know whether the list goes on.
    func ids() throws -> [Int64] {
        guard !filter.words.isEmpty else { return try page() }
        let key = AccessionNumber.key(of: filter.words)
        if AccessionNumber(filter.words) != nil {
            let exact = try page("AND (c.numberKey = ?6 OR c.barcodeKey = ?6)", key)
            if !exact.isEmpty { return exact }
        }
        return try titled(Folding.folded(filter.words))
    }

    private var tables: String {
        switch filter.place {
        case .owned, .away: "copy c CROSS JOIN copyState s ON s.id = c.id"
        case .here, .visiting: "copyState s CROSS JOIN copy c ON c.id = s.id"
        }
    }

    private var order: String {
        switch filter.place {
        case .owned, .away: "c.id"
        case .here, .visiting: "s.id"
        }
    }

    private var condition: String {
        let place =
            switch filter.place {
            case .owned: "c.ownerId = ?1"
            case .away: "c.ownerId = ?1 AND s.holderId <> ?1"
            case .here: "s.holderId = ?1"
            case .visiting: "s.holderId = ?1 AND s.ownerId <> ?1"
            }
        return """
            \(place) AND \(order) > ?2 AND ifnull(?3, s.status) = s.status AND (?3 IS NOT NULL OR s.status <> 'withdrawn')
            AND ifnull(?4, c.condition) = c.condition
            """
    }

    private var arguments: [(any DatabaseValueConvertible)?] {
        [
            filter.point.rawValue, filter.after?.rawValue ?? 0, filter.status?.rawValue, filter.condition?.rawValue,
            max(1, filter.limit) + 1,
        ]
    }

    private func page(_ more: String = "", _ key: String? = nil) throws -> [Int64] {
        try Int64.fetchAll(
            db.cachedStatement(sql: pageQuery(more)),
            arguments: StatementArguments(arguments + (key.map { [$0] } ?? [])))
    }

    /// `more` narrows it further.
    func pageQuery(_ more: String = "") -> String {
        "SELECT c.id FROM \(tables) WHERE \(condition) \(more) ORDER BY \(order) LIMIT ?5"
    }

    /// Those whose title has the words next to each other; titles are folded as
    /// they are read.
    private func titled(_ words: String) throws -> [Int64] {
        guard !words.isEmpty else { return [] }
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT c.id, r.title FROM \(tables) CROSS JOIN bibRecord r ON r.id = c.recordId
                    WHERE \(condition) AND ?5 > 0 ORDER BY \(order)
                    """), arguments: StatementArguments(arguments))
        var ids: [Int64] = []
        while ids.count <= filter.limit, let row = try rows.next() {
            let title = " " + Folding.folded(row[1] as String)
            if title.contains(" " + words) { ids.append(row[0]) }
        }
        return ids
    }

    func counts() throws -> [CopyStatus: Int] {
        let place =
            switch filter.place {
            case .owned: "s.ownerId = ?1"
            case .away: "s.ownerId = ?1 AND s.holderId <> ?1"
            case .here: "s.holderId = ?1"
            case .visiting: "s.holderId = ?1 AND s.ownerId <> ?1"
            }
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT s.status, count(*) FROM copyState s WHERE \(place) GROUP BY s.status"),
            arguments: [filter.point.rawValue])
        var counts: [CopyStatus: Int] = [:]
        for row in rows { if let status = CopyStatus(rawValue: row[0]) { counts[status] = row[1] } }
        return counts
    }
}
