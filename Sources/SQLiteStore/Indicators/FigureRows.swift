import GRDB
import Library

/// Months as the tables of figures keep them: 202609 for September 2026.
extension Month {
    var code: Int64 { Int64(year * 100 + number) }

    static func of(code: Int64, _ table: String) throws -> Month {
        guard let month = Month(Int(code / 100), Int(code % 100)) else {
            throw StoreError.damagedRow(table: table, id: code)
        }
        return month
    }
}

extension FigurePlace {
    /// Nil for the site as a whole.
    var code: Int64? {
        switch self {
        case .point(let id): id.rawValue
        case .site: nil
        }
    }

    init(code: Int64?) { self = code.map { .point(ServicePointID($0)) } ?? .site }
}

/// Entries of figures as rows.
enum FigureRows {
    static let columns = """
        e.id, e.servicePointId, e.indicator, e.month, e.origin, e.value, e.excluded, e.completeness, e.definition, \
        e.loss, e.cause, e.reason, e.yearToDate, e.schoolYearToDate, e.isCurrent, ifnull(a.displayName, ''), e.at
        """

    static func entry(_ row: Row) throws -> FigureEntry {
        let id: Int64 = row[0]
        guard let indicator = Indicator(rawValue: row[2]), let origin = FigureOrigin(rawValue: row[4]),
            let cause = FigureCause(rawValue: row[10])
        else { throw StoreError.damagedRow(table: "figureEntry", id: id) }
        let key = FigureKey(
            FigurePlace(code: row[1]), indicator, try Month.of(code: row[3], "figureEntry"), origin)
        var toDate: ReadersToDate?
        if let year = row[12] as Int?, let schoolYear = row[13] as Int? {
            toDate = ReadersToDate(calendarYear: year, schoolYear: schoolYear)
        }
        return FigureEntry(
            id: FigureEntryID(id), key: key, value: row[5], excluded: row[6],
            completeness: (row[7] as Int?).map { UInt8(clamping: $0) }, definition: UInt8(clamping: row[8] as Int),
            losses: FigureLoss.read(row[9]), cause: cause, reason: row[11], toDate: toDate, isCurrent: row[14],
            accountName: row[15], at: Moment(milliseconds: row[16]))
    }

    /// The entry that holds.
    struct Current {
        var id: Int64
        var value: Int?
        var counted: Int?
        var completeness: Int?
    }

    static func current(_ db: Database, _ key: FigureKey) throws -> Current? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT id, value, counted, completeness FROM figureEntry
                    WHERE indicator = ? AND ifnull(servicePointId, 0) = ? AND month = ? AND origin = ?
                        AND isCurrent = 1
                    """),
            arguments: [key.indicator.rawValue, key.place.code ?? 0, key.month.code, key.origin.rawValue]
        ).map { Current(id: $0[0], value: $0[1], counted: $0[2], completeness: $0[3]) }
    }

    /// What an entry says besides its key.
    struct Content {
        var value: Int?
        var counted: Int?
        var excluded = 0
        var completeness: UInt8?
        var losses: [FigureLoss] = []
        var toDate: ReadersToDate?
        var cause = FigureCause.first
        var reason: String?
    }

    /// Adds an entry in place of the one that held.
    static func add(
        _ db: Database, _ key: FigureKey, _ content: Content, replacing old: Int64?, account: AccountID?, at: Moment
    ) throws {
        if let old {
            try db.cachedStatement(sql: "UPDATE figureEntry SET isCurrent = 0 WHERE id = ?").execute(arguments: [old])
        }
        let version = DefinitionVersion.version(of: key.indicator, in: key.month)
        let what: [(any DatabaseValueConvertible)?] = [
            key.place.code, key.indicator.rawValue, key.month.code, key.origin.rawValue, content.value,
            content.counted, content.excluded, content.completeness.map { Int($0) }, Int(version),
        ]
        let why: [(any DatabaseValueConvertible)?] = [
            FigureLoss.text(content.losses), content.cause.rawValue, content.reason, content.toDate?.calendarYear,
            content.toDate?.schoolYear, old, account?.rawValue, at.milliseconds,
        ]
        try db.cachedStatement(
            sql: """
                INSERT INTO figureEntry (servicePointId, indicator, month, origin, value, counted, excluded,
                    completeness, definition, loss, cause, reason, yearToDate, schoolYearToDate, replacesId,
                    accountId, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: StatementArguments(what + why))
    }
}
