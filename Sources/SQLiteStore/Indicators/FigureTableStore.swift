import GRDB
import Library

/// The monthly figures out of the precious database.
struct FigureTableStore: FigureStore {
    let pool: DatabasePool
    let traffic: DeskTraffic
    let counting: UseCounting

    init(_ databases: LibraryDatabases) {
        (pool, traffic) = (databases.precious, databases.traffic)
        counting = UseCounting(databases)
    }

    func table(
        _ indicator: Indicator, at places: [FigurePlace]?, in months: ClosedRange<Month>
    ) async throws -> FigureTable {
        try await pool.read { db in
            try FigureTableReading(db, indicator, months).table(at: places)
        }
    }

    func entries(_ filter: FigureFilter) async throws -> [FigureEntry] {
        try await pool.read { db in
            var conditions = ["e.month BETWEEN ? AND ?"]
            var arguments: StatementArguments = [filter.months.lowerBound.code, filter.months.upperBound.code]
            if let place = filter.place {
                conditions.append("ifnull(e.servicePointId, 0) = ?")
                arguments += [place.code ?? 0]
            }
            if let indicator = filter.indicator {
                conditions.append("e.indicator = ?")
                arguments += [indicator.rawValue]
            }
            if !filter.includesEarlier { conditions.append("e.isCurrent = 1") }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT \(FigureRows.columns) FROM figureEntry e LEFT JOIN account a ON a.id = e.accountId
                    WHERE \(conditions.joined(separator: " AND ")) ORDER BY e.id
                    """, arguments: arguments
            ).map { try FigureRows.entry($0) }
        }
    }

    func note(_ notes: FigureNotes, act: Act) async throws -> [FigureNoteOutcome] {
        try await pool.write { db in
            var outcomes: [FigureNoteOutcome] = []
            try db.inSavepoint {
                outcomes = try FigureNoting(db, notes, act).take()
                return notes.isDryRun ? .rollback : .commit
            }
            return outcomes
        }
    }

    func freeze(_ request: FreezeRequest, act: Act) async throws -> FreezeReport {
        try await MonthFreezing(pool: pool, traffic: traffic, counting: counting, request: request, act: act).freeze()
    }

    func freezes(in months: ClosedRange<Month>) async throws -> [MonthFreeze] {
        try await pool.read { db in try FreezeRows.freezes(db, in: months) }
    }

    func epoch() async throws -> FigureEpoch {
        try await pool.read { db in
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT ifnull((SELECT max(id) FROM figureEntry), 0), (SELECT count(*) FROM figureFreeze)
                        """))
            return FigureEpoch(lastEntry: row?[0] ?? 0, freezes: row?[1] ?? 0)
        }
    }

    func points(_ filter: FigurePointFilter) async throws -> [FigurePoint] {
        try await pool.read { db in try FigurePointRows.points(db, filter) }
    }
}

/// Freezes as rows.
enum FreezeRows {
    private static let selection = """
        SELECT f.month, f.at, f.accountId, ifnull(a.displayName, ''), f.position, f.figures, f.took
        FROM figureFreeze f LEFT JOIN account a ON a.id = f.accountId
        """

    static func freezes(_ db: Database, in months: ClosedRange<Month>) throws -> [MonthFreeze] {
        try Row.fetchAll(
            db, sql: "\(selection) WHERE f.month BETWEEN ? AND ? ORDER BY f.month",
            arguments: [months.lowerBound.code, months.upperBound.code]
        ).map { row in
            MonthFreeze(
                month: try Month.of(code: row[0], "figureFreeze"), at: Moment(milliseconds: row[1]),
                account: (row[2] as Int64?).map { AccountID($0) }, accountName: row[3], position: row[4],
                figures: row[5], took: .milliseconds(row[6] as Int64))
        }
    }

    static func freeze(_ db: Database, of month: Month) throws -> MonthFreeze? {
        try freezes(db, in: month...month).first
    }
}

/// Puts one indicator's entries into a dense table.
struct FigureTableReading {
    private let db: Database
    private let indicator: Indicator
    private let months: ClosedRange<Month>

    init(_ db: Database, _ indicator: Indicator, _ months: ClosedRange<Month>) {
        (self.db, self.indicator, self.months) = (db, indicator, months)
    }

    func table(at places: [FigurePlace]?) throws -> FigureTable {
        var cells: [FigureChange] = []
        if let places, places.count <= 500 {
            for place in places { try read(place) { cells.append($0) } }
        } else {
            try read(nil) { cells.append($0) }
        }
        var table = FigureTable(indicator, places: places ?? Self.places(cells), months: months)
        for one in cells { table[one.place, one.month] = table[one.place, one.month] + one.cell }
        return table
    }

    /// The points by number, the site last.
    private static func places(_ cells: [FigureChange]) -> [FigurePlace] {
        let codes = Set(cells.map { $0.place.code ?? .max })
        return codes.sorted().map { FigurePlace(code: $0 == .max ? nil : $0) }
    }

    private func read(_ place: FigurePlace?, _ body: (FigureChange) -> Void) throws {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT servicePointId, month, origin, value, definition, completeness FROM figureEntry
                    WHERE indicator = ?1 AND isCurrent = 1 AND month BETWEEN ?2 AND ?3
                        \(place == nil ? "" : "AND ifnull(servicePointId, 0) = ?4")
                    """),
            arguments: StatementArguments(
                [indicator.rawValue, months.lowerBound.code, months.upperBound.code]
                    + (place.map { [$0.code ?? 0] } ?? [])))
        while let row = try rows.next() {
            let cell = try Self.cell(row, from: 2)
            guard cell.value != nil else { continue }
            body(
                FigureChange(
                    indicator, FigurePlace(code: row[0]), try Month.of(code: row[1], "figureEntry"), cell))
        }
    }

    /// Of the columns `origin, value, definition, completeness`; empty where a
    /// figure was taken back.
    static func cell(_ row: Row, from column: Int) throws -> FigureTable.Cell {
        guard let value = row[column + 1] as Int?, let origin = FigureOrigin(rawValue: row[column]) else {
            return .none
        }
        return FigureTable.Cell(
            value: value, origins: FigureOrigins(origin), definition: UInt8(clamping: row[column + 2] as Int),
            completeness: (row[column + 3] as Int?).map { UInt8(clamping: $0) })
    }
}

/// Points as tables of others name them.
enum FigurePointRows {
    static func points(_ db: Database, _ filter: FigurePointFilter) throws -> [FigurePoint] {
        var condition = PlaceRows.pointsWithin(filter.within, of: "p.id")
        var arguments: StatementArguments = []
        if let month = filter.silentIn {
            let days = ActivityDays.bounds(month.days)
            condition += """
                 AND ifnull(p.validFrom, '') <= ? AND ifnull(p.validTo, '9999-12-31') >= ?
                AND NOT EXISTS (SELECT 1 FROM figureEntry e
                    WHERE ifnull(e.servicePointId, 0) = p.id AND e.month = ? AND e.isCurrent = 1
                        AND e.value IS NOT NULL)
                """
            arguments = [days.1, days.0, month.code]
        }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT p.id, p.name, p.kind, i.name, i.code, u.name, p.parentId IS NULL
                FROM servicePoint p JOIN institution i ON i.id = p.institutionId
                JOIN administrativeUnit u ON u.id = i.unitId
                WHERE \(condition) ORDER BY u.sortKey, i.sortKey, p.sortKey, p.id
                """, arguments: arguments
        ).map { row in
            FigurePoint(
                id: ServicePointID(row[0] as Int64), name: row[1], kind: ServicePointKind(rawValue: row[2]) ?? .other,
                institutionName: row[3], code: row[4], unitName: row[5], isMain: row[6])
        }
    }
}
