import GRDB
import Library

/// Counts the ledger from where the last count ended: a few thousand events a
/// day, so that no act at a desk pays for it, and a late one is found whatever
/// day it tells.
struct UseCounting: Sendable {
    /// Events in a transaction, while desks are at work and while they are not.
    private static let (piece, stretch) = (500, 20_000)

    let pool: DatabasePool
    let traffic: DeskTraffic

    init(_ databases: LibraryDatabases) { (pool, traffic) = (databases.precious, databases.traffic) }

    /// The kinds of `ledgerEvent` that are use, and what they are to figures.
    private static let kinds: [String: UseAct.Kind] = [
        "loan-opened": .lent, "loan-renewed": .renewed, "loan-returned": .givenBack, "loan-lost": .lost,
        "used-in-house": .usedInHouse, "hold-placed": .held, "copy-seen": .seen,
    ]
    private static let kindList = kinds.keys.sorted().map { "'\($0)'" }.joined(separator: ", ")

    /// Counts what came since; the months it fell into.
    @discardableResult
    func catchUp(now: Moment) async throws -> Set<Month> {
        var touched: Set<Month> = []
        while true {
            let size = traffic.isBusy ? Self.piece : Self.stretch
            let read = try await pool.read { db in try Self.slice(db, after: try Self.progress(db), size, now) }
            guard let read else { return touched }
            let isKept = try await pool.write { db in
                try traffic.look(db)
                return try Self.keep(db, read)
            }
            // Another process was faster: it goes on from where that one is.
            if isKept { touched.formUnion(read.tally.work.keys.map(\.month)) }
            try await traffic.giveWay()
        }
    }

    /// Everything from the first event on, in memory, in some accesses so that no
    /// reader holds the log.
    func countAll(upTo last: LedgerPosition, now: Moment) async throws -> UseTally {
        var tally = UseTally(clock: UseClock(lastTold: UseClock.beginning, now: now))
        var position: LedgerPosition = 0
        while position < last {
            let end = min(last, position + Int64(Self.stretch) * 10)
            tally = try await pool.read { [tally, position] db in
                var tally = tally
                try Self.each(db, after: position, upTo: end) { act, _ in tally.take(act) }
                return tally
            }
            position = end
        }
        return tally
    }

    struct Progress {
        var position: LedgerPosition
        var lastTold: Moment
    }

    static func progress(_ db: Database) throws -> Progress {
        let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT position, lastTold FROM useProgress"))
        guard let row else { throw StoreError.damagedRow(table: "useProgress", id: 1) }
        return Progress(position: row[0], lastTold: Moment(milliseconds: row[1]))
    }

    // MARK: A slice

    private struct Slice: Sendable {
        var after: LedgerPosition
        var last: LedgerPosition
        var tally: UseTally
        var readers: Set<ActiveReader>
    }

    /// Nil when there is nothing new.
    private static func slice(
        _ db: Database, after progress: Progress, _ size: Int, _ now: Moment
    ) throws -> Slice? {
        let end = min(try LedgerRows.lastPosition(db), progress.position + Int64(size))
        guard end > progress.position else { return nil }
        var slice = Slice(
            after: progress.position, last: end,
            tally: UseTally(clock: UseClock(lastTold: progress.lastTold, now: now)), readers: [])
        try each(db, after: progress.position, upTo: end) { act, patron in
            let month = slice.tally.take(act)
            guard !act.isRejected, act.kind != .seen, let patron else { return }
            slice.readers.insert(ActiveReader(month: month, point: act.point, patron: patron))
        }
        return slice
    }

    /// Who did it is known until it is forgotten; nobody for what was used in
    /// the room.
    private static func each(
        _ db: Database, after first: LedgerPosition, upTo last: LedgerPosition,
        _ body: (UseAct, PatronID?) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT e.kind, e.pointId, l.ownerId, e.happenedAt, e.acceptedAt, e.conflict IS NOT NULL,
                        ifnull(p.patronId, h.patronId)
                    FROM ledgerEvent e LEFT JOIN loan l ON e.kind = 'loan-opened' AND l.id = e.loanId
                    LEFT JOIN loanParty p ON p.loanId = e.loanId LEFT JOIN holdParty h ON h.holdId = e.holdId
                    WHERE e.position > ? AND e.position <= ? AND e.kind IN (\(kindList)) AND e.pointId IS NOT NULL
                    ORDER BY e.position
                    """), arguments: [first, last])
        while let row = try rows.next() {
            guard let kind = kinds[row[0] as String] else { continue }
            let act = UseAct(
                kind, at: ServicePointID(row[1] as Int64), owner: (row[2] as Int64?).map { ServicePointID($0) },
                happenedAt: Moment(milliseconds: row[3]), acceptedAt: Moment(milliseconds: row[4]),
                isRejected: row[5])
            try body(act, (row[6] as Int64?).map { PatronID($0) })
        }
    }

    /// False, and nothing kept, when the ledger was counted further meanwhile.
    private static func keep(_ db: Database, _ slice: Slice) throws -> Bool {
        try db.cachedStatement(
            sql: "UPDATE useProgress SET position = ?, lastTold = ? WHERE position = ?"
        ).execute(arguments: [slice.last, slice.tally.clock.lastTold.milliseconds, slice.after])
        guard db.changesCount == 1 else { return false }
        let count = try db.cachedStatement(
            sql: """
                INSERT INTO useCount VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET value = value + excluded.value,
                    excluded = useCount.excluded + excluded.excluded, wrongClock = wrongClock + excluded.wrongClock
                """)
        for (key, number) in slice.tally.counts {
            try count.execute(arguments: [
                key.point.rawValue, key.month.code, key.indicator.rawValue, number.value, number.excluded,
                number.wrongClock,
            ])
        }
        let work = try db.cachedStatement(
            sql: """
                INSERT INTO deskWork VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET acts = acts + excluded.acts, firstDay = min(firstDay, excluded.firstDay)
                """)
        for (place, done) in slice.tally.work {
            try work.execute(arguments: [place.point.rawValue, place.month.code, done.acts, done.firstDay])
        }
        try ActiveReaderRows.add(db, slice.readers)
        return true
    }
}

/// That a reader used a point in a month.
struct ActiveReader: Hashable, Sendable {
    var month: Month
    var point: ServicePointID
    var patron: PatronID
}

/// Who used which point, until it is counted.
enum ActiveReaderRows {
    /// Those of years that are counted are not kept again.
    static func add(_ db: Database, _ readers: some Collection<ActiveReader>) throws {
        guard !readers.isEmpty else { return }
        let oldest = try keptFrom(db)?.code ?? 0
        let insert = try db.cachedStatement(sql: "INSERT OR IGNORE INTO activeReader VALUES (?, ?, ?)")
        for reader in readers where reader.month.code >= oldest {
            try insert.execute(arguments: [reader.month.code, reader.point.rawValue, reader.patron.rawValue])
        }
    }

    /// Somebody with a card signed in: it counts at the reader's own point.
    static func signedIn(_ db: Database, _ account: AccountID, at moment: Moment) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT p.servicePointId, p.id FROM account a JOIN patron p ON p.id = a.patronId
                    WHERE a.id = ? AND a.userName IS NULL
                    """), arguments: [account.rawValue])
        guard let row else { return }
        let reader = ActiveReader(
            month: Month(of: Day(moment)), point: ServicePointID(row[0] as Int64), patron: PatronID(row[1] as Int64))
        try add(db, [reader])
    }

    /// The person goes, and the number of people stays.
    static func forget(_ db: Database, _ patron: PatronID) throws {
        let nobody = -Int64.random(in: 1...Int64.max)
        try db.execute(
            sql: "UPDATE activeReader SET patronId = ? WHERE patronId = ?", arguments: [nobody, patron.rawValue])
    }

    /// The first month whose readers are still needed; nil while nothing is frozen.
    static func keptFrom(_ db: Database) throws -> Month? {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(month) FROM figureFreeze"))
            .map { try Month.of(code: $0, "figureFreeze").next.firstOfYears }
    }
}
