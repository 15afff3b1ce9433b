import GRDB
import Library

/// The lending desk over the precious database.
struct LendingTableStore: LendingStore {
    let pool: DatabasePool
    let writer: LedgerWriter

    /// What the page of a desk lists of its last acts, and for how long back.
    private static let lastActs = (count: 12, within: Duration.seconds(12 * 3_600))

    func perform(_ request: DeskRequest, act: Act) async throws -> DeskOutcome {
        let text = try await writer.act(at: act.at) { transaction in
            try ActLog.once(transaction.db, act, "desk") {
                let outcome = try DeskActing(request: request, act: act).perform(in: &transaction)
                return DeskLog.text(outcome, at: request.point)
            }.result
        }
        // A form of this desk alone.
        guard let outcome = DeskLog.outcome(text, at: request.point) else { throw ActRefusal() }
        return outcome
    }

    func desk(_ query: DeskQuery) async throws -> DeskView {
        try await pool.read { db in
            let lines = LendingLines(db)
            let reader = try query.reader.flatMap {
                try DeskReaders.welcome($0, at: query.point, account: query.account, now: query.now, db)
            }.map { borrower in
                ReaderView(
                    borrower: borrower, loans: try lines.loans(LoanFilter(patron: borrower.id)),
                    holds: try lines.holds(.patron(borrower.id)))
            }
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, result, at FROM formAct
                        WHERE accountId = ? AND kind = 'desk' AND at > ? ORDER BY at DESC, id LIMIT ?
                        """),
                arguments: [
                    query.account?.rawValue, query.now.adding(.zero - Self.lastActs.within).milliseconds,
                    Self.lastActs.count * 2,
                ])
            var recent: [DeskReport] = []
            var last: DeskReport?
            for row in rows {
                guard let outcome = DeskLog.outcome(row[1], at: query.point) else { continue }
                let report = try lines.report(
                    outcome, at: Moment(milliseconds: row[2]), desk: query, hasReader: reader != nil)
                if row[0] as String == query.form { last = report } else { recent.append(report) }
            }
            return DeskView(
                reader: reader, last: last, recent: Array(recent.prefix(Self.lastActs.count)))
        }
    }

    func loans(_ filter: LoanFilter) async throws -> [LoanLine] {
        try await pool.read { db in try LendingLines(db).loans(filter) }
    }

    func holds(_ filter: HoldFilter) async throws -> [HoldLine] {
        try await pool.read { db in try LendingLines(db).holds(filter) }
    }

    func pupils(of className: String, at point: ServicePointID, on day: Day) async throws -> [Pupil] {
        try await pool.read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT p.id, p.name, count(l.id), count(l.id) FILTER (WHERE l.dueOn < ?3)
                        FROM patron p LEFT JOIN loanParty lp ON lp.patronId = p.id
                        LEFT JOIN loan l ON l.id = lp.loanId AND l.closedAt IS NULL
                        WHERE p.servicePointId IN (
                            SELECT id FROM servicePoint
                            WHERE institutionId = (SELECT institutionId FROM servicePoint WHERE id = ?1))
                            AND p.className = ?2 AND p.endedOn IS NULL
                        GROUP BY p.id ORDER BY p.sortKey, p.id LIMIT 500
                        """), arguments: [point.rawValue, className, day.description])
            return rows.enumerated().map { place, row in
                Pupil(
                    number: place + 1, id: PatronID(row[0] as Int64), name: row[1], openLoans: row[2],
                    overdueLoans: row[3])
            }
        }
    }

    func enter(_ lines: [PaperLine], at point: ServicePointID, rules: DeskRules, act: Act) async throws
        -> [PaperOutcome]
    {
        let text = try await writer.act(at: act.at) { transaction in
            try ActLog.once(transaction.db, act, "paper") {
                let intake = PaperDayIntake(point: point, rules: rules)
                return try intake.take(lines, in: &transaction).map(\.coded).joined(separator: "\n")
            }.result
        }
        return text.split(separator: "\n").compactMap { PaperOutcome(coded: $0) }
    }

    func expireHolds(at point: ServicePointID?, days: Int, act: Act) async throws -> Int {
        try await writer.act(at: act.at) { transaction in
            let outcome = try ActLog.once(transaction.db, act, "expire-holds") {
                let rows = try Row.fetchAll(
                    transaction.db.cachedStatement(
                        sql: """
                            SELECT \(HoldRows.columns) FROM hold
                            WHERE state = 'ready' AND (?1 IS NULL OR pickupId = ?1) ORDER BY readySince
                            """), arguments: [point?.rawValue])
                var ended = 0
                for row in rows {
                    let hold = try HoldRows.hold(row)
                    guard case .ready(let id, _) = hold.state, let copy = try CopyRows.state(transaction.db, id) else {
                        continue
                    }
                    let arrival = try Int64.fetchOne(
                        transaction.db.cachedStatement(
                            sql: "SELECT since FROM custody WHERE copyId = ? AND untilPosition IS NULL"),
                        arguments: [id.rawValue])
                    let isOver = Holds.hasExpired(
                        hold, copy: copy, arrival: Moment(milliseconds: arrival ?? 0), now: act.at, days: days)
                    guard isOver else { continue }
                    try HoldEnding.end(hold.id, .expired, in: &transaction)
                    ended += 1
                }
                return String(ended)
            }
            return Int(outcome.result) ?? 0
        }
    }
}
