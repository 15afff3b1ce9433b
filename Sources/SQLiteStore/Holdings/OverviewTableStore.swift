import GRDB
import Library

/// What readers see of the copies, out of the precious database.
struct OverviewTableStore: HoldingsOverview {
    let pool: DatabasePool

    static let linesOfRecord = """
        SELECT s.ownerId, s.holderId, s.plannedHolderId, c.callNumber, c.location, s.status,
            ifnull(b.state = 'recalled', 0) AS isRecalled, count(*)
        FROM copyState s JOIN copy c ON c.id = s.id LEFT JOIN box b ON b.id = s.boxId
        WHERE s.recordId = ? AND \(HoldingRows.isHeld)
        GROUP BY 1, 2, 3, 4, 5, 6, 7
        """
    static let availabilityOfRecord = """
        SELECT sum(isAvailable), sum(isAvailable > 0), sum(held) FROM (
            SELECT s.holderId, sum(\(HoldingRows.isAvailable)) AS isAvailable, count(*) AS held
            FROM copyState s WHERE s.recordId = ? AND \(HoldingRows.isHeld) GROUP BY s.holderId)
        """

    func lines(of record: RecordID) async throws -> [HoldingLine] {
        try await pool.read { db in
            let lines = try Row.fetchAll(
                db.cachedStatement(sql: Self.linesOfRecord), arguments: [record.rawValue]
            ).compactMap { row -> HoldingLine? in
                guard let status = CopyStatus(rawValue: row[5]) else { return nil }
                return HoldingLine(
                    owner: ServicePointID(row[0] as Int64), holder: ServicePointID(row[1] as Int64),
                    plannedHolder: (row[2] as Int64?).map { ServicePointID($0) }, callNumber: row[3],
                    location: row[4], status: status, isRecalled: row[6], copies: row[7])
            }
            return lines.sorted {
                ($0.isAvailable ? 0 : 1, $0.holder, $0.status.rawValue, $0.callNumber ?? "")
                    < ($1.isAvailable ? 0 : 1, $1.holder, $1.status.rawValue, $1.callNumber ?? "")
            }
        }
    }

    func shown(of records: [RecordID], at points: Set<ServicePointID>) async throws -> ShownCopies {
        try await pool.read { db in
            var shown = ShownCopies()
            shown.names = try Self.names(db, points)
            let statement = try db.cachedStatement(sql: Self.availabilityOfRecord)
            for record in records {
                guard let row = try Row.fetchOne(statement, arguments: [record.rawValue]),
                    let held = row[2] as Int?, let available = row[0] as Int?, let points = row[1] as Int?
                else { continue }
                shown.counts[record] = CopyCount(available: available, points: points, held: held)
            }
            return shown
        }
    }

    func names(of points: Set<ServicePointID>) async throws -> [ServicePointID: String] {
        try await pool.read { db in try Self.names(db, points) }
    }

    private static func names(_ db: Database, _ points: Set<ServicePointID>) throws -> [ServicePointID: String] {
        // One question for all: a page of results names sixty.
        let statement = try db.cachedStatement(
            sql: "SELECT id, name FROM servicePoint WHERE id IN (SELECT value FROM json_each(?))")
        let list = "[" + points.map(\.description).joined(separator: ",") + "]"
        var names: [ServicePointID: String] = [:]
        let rows = try Row.fetchCursor(statement, arguments: [list])
        while let row = try rows.next() { names[ServicePointID(row[0] as Int64)] = row[1] }
        return names
    }

    func numbers(of boxes: Set<BoxID>) async throws -> [BoxID: String] {
        try await pool.read { db in
            let statement = try db.cachedStatement(sql: "SELECT number FROM box WHERE id = ?")
            var numbers: [BoxID: String] = [:]
            for box in boxes { numbers[box] = try String.fetchOne(statement, arguments: [box.rawValue]) }
            return numbers
        }
    }

    func titles(of records: Set<RecordID>) async throws -> [RecordID: String] {
        try await pool.read { db in
            var titles: [RecordID: String] = [:]
            for record in records { titles[record] = try TitledCopies.title(db, of: record) }
            return titles
        }
    }
}

/// Copies with the titles they are copies of.
enum TitledCopies {
    static func title(_ db: Database, of record: RecordID) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT title FROM bibRecord WHERE id = ?"), arguments: [record.rawValue])
    }

    static func titled(_ db: Database, _ copies: [Copy]) throws -> [TitledCopy] {
        var titles: [RecordID: String] = [:]
        return try copies.map { copy in
            let record = copy.facts.record
            let title = try titles[record] ?? self.title(db, of: record) ?? ""
            titles[record] = title
            return TitledCopy(copy: copy, title: title)
        }
    }

    /// Those of `ids` that exist, in their order.
    static func titled(_ db: Database, ids: [Int64]) throws -> [TitledCopy] {
        try titled(db, ids.compactMap { try CopyRows.copy(db, CopyID($0)) })
    }
}
