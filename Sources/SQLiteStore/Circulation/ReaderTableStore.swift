import GRDB
import Library

/// What readers do for themselves, over the precious database.
struct ReaderTableStore: ReaderStore {
    let pool: DatabasePool
    let writer: LedgerWriter

    func reader(_ patron: PatronID, now: Moment) async throws -> ReaderView? {
        try await pool.read { db in
            guard let borrower = try BorrowerRows.borrower(db, patron) else { return nil }
            let lines = LendingLines(db)
            return ReaderView(
                borrower: borrower, loans: try lines.loans(LoanFilter(patron: patron)),
                holds: try lines.holds(.patron(patron)))
        }
    }

    func availability(of record: RecordID) async throws -> Availability {
        try await pool.read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT s.holderId, p.name, count(*), count(*) FILTER (WHERE s.status = 'available'),
                            min(l.dueOn)
                        FROM copy c JOIN copyState s ON s.id = c.id JOIN servicePoint p ON p.id = s.holderId
                        LEFT JOIN loan l ON l.id = s.loanId
                        WHERE c.recordId = ? AND s.status NOT IN ('withdrawn', 'lost', 'missing')
                        GROUP BY s.holderId ORDER BY p.sortKey, p.id
                        """), arguments: [record.rawValue])
            let waiting = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) FROM hold WHERE recordId = ? AND state = 'waiting'"),
                arguments: [record.rawValue])
            return Availability(
                points: rows.map { row in
                    Availability.AtPoint(
                        place: PlaceName(id: ServicePointID(row[0] as Int64), name: row[1]), copies: row[2],
                        available: row[3], dueOn: (row[4] as String?).flatMap { Day(iso: $0) })
                }, waiting: waiting ?? 0)
        }
    }

    // MARK: Holds and renewals

    func placeHold(for record: RecordID, pickup: ServicePointID, by patron: PatronID, rules: DeskRules, act: Act)
        async throws -> HoldID
    {
        let text = try await writer.act(at: act.at) { transaction in
            let db = transaction.db
            return try ActLog.once(db, act, "hold") {
                guard let borrower = try BorrowerRows.borrower(db, patron) else { throw LendingRefusal.readerUnknown }
                let standing = try BorrowerRows.standing(db, borrower, on: Day(act.at))
                let loans = try Int64.fetchAll(
                    db.cachedStatement(
                        sql: """
                            SELECT s.recordId FROM loanParty p JOIN loan l ON l.id = p.loanId
                            JOIN copyState s ON s.id = l.copyId WHERE p.patronId = ? AND l.closedAt IS NULL
                            """), arguments: [patron.rawValue]
                ).map { RecordID($0) }
                let copies = try CopyRows.copies(db, "WHERE c.recordId = ?", [record.rawValue]).map(\.state)
                var random = SystemRandomNumberGenerator()
                let hold = HoldID.mint(at: act.at, using: &random)
                let facts = try Holds.place(
                    hold, for: record, pickup: pickup, by: standing, having: loans, copies: copies,
                    under: rules.terms(borrower.category))
                try LedgerFacts.happen(facts, in: &transaction)
                try db.cachedStatement(sql: "INSERT INTO holdParty (holdId, patronId) VALUES (?, ?)")
                    .execute(arguments: [hold.rawValue, patron.rawValue])
                return hold.description
            }.result
        }
        guard let number = Int64(text) else { throw ActRefusal() }
        return HoldID(number)
    }

    func cancelHold(_ hold: HoldID, of patron: PatronID, act: Act) async throws {
        try await writer.act(at: act.at) { transaction in
            let db = transaction.db
            _ = try ActLog.once(db, act, "hold-cancelled") {
                guard try BorrowerRows.patron(db, of: hold) == patron else { throw LendingRefusal.holdUnknown }
                try HoldEnding.end(hold, .cancelled, in: &transaction)
                return hold.description
            }
        }
    }

    func renew(_ loan: LoanID, of patron: PatronID, rules: DeskRules, act: Act) async throws -> Day {
        let text = try await writer.act(at: act.at) { transaction in
            let db = transaction.db
            return try ActLog.once(db, act, "renewal") {
                guard try BorrowerRows.patron(db, of: loan) == patron,
                    let borrower = try BorrowerRows.borrower(db, patron), let known = try LoanRows.loan(db, loan)
                else { throw LendingRefusal.loanUnknown }
                return try DeskActing.renew(
                    loan, of: borrower, at: known.point, rules: rules, act: act, in: &transaction
                ).description
            }.result
        }
        guard let day = Day(iso: text) else { throw ActRefusal() }
        return day
    }

    // MARK: Reading record

    func readingRecord(of patron: PatronID) async throws -> [ReadTitle]? {
        try await pool.read { db in try ReadingRecordRows.titles(db, of: patron) }
    }

    func keepReadingRecord(_ isKept: Bool, of patron: PatronID, act: Act) async throws {
        try await pool.write { db in
            _ = try ActLog.once(db, act, "reading-record") { () -> Int64 in
                guard isKept else {
                    try ReadingRecordRows.remove(db, of: patron)
                    return 0
                }
                guard let borrower = try BorrowerRows.borrower(db, patron) else { throw LendingRefusal.readerUnknown }
                // Of a child nothing beyond lending is kept unless a guardian agreed.
                guard borrower.mayKeepMore else { throw LendingRefusal.consentMissing }
                try db.execute(
                    sql: "INSERT OR IGNORE INTO readingRecord (patronId, since) VALUES (?, ?)",
                    arguments: [patron.rawValue, act.at.milliseconds])
                return 1
            }
        }
    }
}

/// What a reader wanted remembered, as rows.
enum ReadingRecordRows {
    static func titles(_ db: Database, of patron: PatronID) throws -> [ReadTitle]? {
        let isKept = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM readingRecord WHERE patronId = ?)", arguments: [patron.rawValue])
        guard isKept == true else { return nil }
        return try Row.fetchAll(
            db,
            sql: "SELECT recordId, title, day FROM readTitle WHERE patronId = ? ORDER BY day DESC, title",
            arguments: [patron.rawValue]
        ).compactMap { row in
            Day(iso: row[2] as String).map { ReadTitle(record: RecordID(row[0] as Int64), title: row[1], on: $0) }
        }
    }

    static func remove(_ db: Database, of patron: PatronID) throws {
        try db.execute(sql: "DELETE FROM readTitle WHERE patronId = ?", arguments: [patron.rawValue])
        try db.execute(sql: "DELETE FROM readingRecord WHERE patronId = ?", arguments: [patron.rawValue])
    }
}
