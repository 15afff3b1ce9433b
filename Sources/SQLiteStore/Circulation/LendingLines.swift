import GRDB
import Library

/// Loans, holds and copies with the names that pages show, inside of one read.
struct LendingLines {
    let db: Database

    init(_ db: Database) { self.db = db }

    // MARK: Names

    func title(_ record: RecordID) throws -> String {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT title FROM bibRecord WHERE id = ?"), arguments: [record.rawValue]) ?? "–"
    }

    func place(_ id: ServicePointID) throws -> PlaceName {
        let name = try String.fetchOne(
            db.cachedStatement(sql: "SELECT name FROM servicePoint WHERE id = ?"), arguments: [id.rawValue])
        return PlaceName(id: id, name: name ?? "–")
    }

    func copy(_ id: CopyID) throws -> DeskCopy? {
        guard let copy = try CopyRows.copy(db, id) else { return nil }
        return DeskCopy(
            copy: copy, title: try title(copy.state.record), owner: try place(copy.state.owner),
            holder: try place(copy.state.holder), plannedHolder: try copy.state.plannedHolder.map { try place($0) })
    }

    // MARK: Loans

    private static let loanColumns = LoanRows.columns.split(separator: ", ").map { "l.\($0)" }.joined(separator: ", ")

    func loans(_ filter: LoanFilter) throws -> [LoanLine] {
        // From the side that is smallest.
        let source =
            filter.patron == nil
            ? "loan l LEFT JOIN loanParty lp ON lp.loanId = l.id" : "loanParty lp CROSS JOIN loan l ON l.id = lp.loanId"
        var conditions: [String] = []
        var values: [(any DatabaseValueConvertible)?] = []
        func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
            conditions.append(condition)
            values.append(value)
        }
        if let point = filter.point { require("l.pointId = ?", point.rawValue) }
        if let patron = filter.patron { require("lp.patronId = ?", patron.rawValue) }
        if let className = filter.className { require("p.className = ?", className) }
        if let day = filter.dueBefore { require("l.dueOn < ?", day.description) }
        if let days = filter.madeIn {
            require("l.openedAt >= ?", days.lowerBound.start.milliseconds)
            require("l.openedAt < ?", days.upperBound.end.milliseconds)
        } else {
            conditions.append("l.closedAt IS NULL")
        }
        let order = filter.madeIn == nil ? "p.className, p.sortKey, p.id, l.dueOn, l.id" : "l.openedAt, l.id"
        values.append(max(1, filter.limit))
        return try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(Self.loanColumns), lp.patronId FROM \(source) LEFT JOIN patron p ON p.id = lp.patronId
                    WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order) LIMIT ?
                    """), arguments: StatementArguments(values)
        ).compactMap { row in
            try line(try LoanRows.loan(row), (row[13] as Int64?).map { PatronID($0) })
        }
    }

    private func line(_ loan: Loan, _ patron: PatronID?) throws -> LoanLine? {
        guard let copy = try copy(loan.copy) else { return nil }
        let isWaitedFor = try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM hold WHERE recordId = ? AND state = 'waiting')"),
            arguments: [copy.copy.state.record.rawValue])
        return LoanLine(
            loan: loan, copy: copy, borrower: try patron.flatMap { try BorrowerRows.borrower(db, $0) },
            isWaitedFor: isWaitedFor ?? false)
    }

    // MARK: Holds

    private static let holdColumns = HoldRows.columns.split(separator: ", ").map { "h.\($0)" }.joined(separator: ", ")

    func holds(_ filter: HoldFilter) throws -> [HoldLine] {
        switch filter {
        case .patron(let id): try BorrowerRows.openHolds(db, of: id).map { try line($0, copy: nil) }
        case .ready(let point):
            try Row.fetchAll(
                db.cachedStatement(
                    sql:
                        "SELECT \(HoldRows.columns) FROM hold WHERE pickupId = ? AND state = 'ready' ORDER BY readySince"
                ),
                arguments: [point.rawValue]
            ).map { try line(try HoldRows.hold($0), copy: nil) }
        case .toFetch(let point):
            // One copy for each title that somebody waits for; whose turn it is
            // is the first in the queue.
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(Self.holdColumns), min(s.id) FROM hold h
                        JOIN copy c ON c.recordId = h.recordId
                        JOIN copyState s ON s.id = c.id AND s.holderId = ? AND s.status = 'available'
                        WHERE h.state = 'waiting' AND NOT EXISTS (
                            SELECT 1 FROM hold f WHERE f.recordId = h.recordId AND f.state = 'waiting'
                                AND (f.placedAt, f.id) < (h.placedAt, h.id))
                        GROUP BY h.id ORDER BY h.placedAt, h.id LIMIT 200
                        """), arguments: [point.rawValue]
            ).map { try line(try HoldRows.hold($0), copy: CopyID($0[7] as Int64)) }
        }
    }

    private func line(_ hold: Hold, copy: CopyID?) throws -> HoldLine {
        var place: Int?
        var chosen = copy
        switch hold.state {
        case .waiting:
            place = try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT count(*) FROM hold WHERE recordId = ?1 AND state = 'waiting'
                            AND (placedAt, id) <= (?2, ?3)
                        """), arguments: [hold.record.rawValue, hold.placedAt.milliseconds, hold.id.rawValue])
        case .ready(let id, _): chosen = id
        case .ended: break
        }
        return HoldLine(
            hold: hold, title: try title(hold.record), place: place, pickup: try self.place(hold.pickup),
            copy: try chosen.flatMap { try self.copy($0) },
            borrower: try BorrowerRows.patron(db, of: hold.id).flatMap { try BorrowerRows.borrower(db, $0) })
    }

    // MARK: Outcomes

    /// An outcome with what its sentence names, as it is now; at the desk that
    /// asks, with a reader's page open there or none.
    func report(
        _ outcome: DeskOutcome, at moment: Moment, desk: DeskQuery, hasReader: Bool
    ) throws -> DeskReport {
        var report = DeskReport(at: moment, outcome: outcome)
        func note(_ copy: CopyID?) throws { report.copies += try copy.flatMap { try self.copy($0) }.map { [$0] } ?? [] }
        func note(_ loan: LoanID) throws {
            report.loan = try LoanRows.loan(db, loan)
            report.reader = try BorrowerRows.patron(db, of: loan).flatMap { try BorrowerRows.borrower(db, $0) }
            try note(report.loan?.copy)
        }
        func note(_ hold: HoldID) throws {
            report.next = try BorrowerRows.patron(db, of: hold).flatMap { try BorrowerRows.borrower(db, $0) }
            report.pickup = try HoldRows.hold(db, hold).map { try place($0.pickup) }
        }
        switch outcome {
        case .reader(let id): report.reader = try BorrowerRows.borrower(db, id)
        case .lent(let loan), .renewed(let loan), .lost(let loan): try note(loan)
        case .returned(let loan, let hold):
            try note(loan)
            if let hold { try note(hold) }
        case .used(let copy), .shown(let copy), .found(let copy), .takenIn(let copy), .belongsElsewhere(let copy):
            try note(copy)
            if case .belongsElsewhere = outcome, let state = report.copies.first?.copy.state {
                report.stray = try stray(state, desk, hasReader: hasReader)
                report.strayNext = try report.stray?.next.map { try place($0) }
            }
            // It has come for somebody.
            if let hold = report.copies.first?.copy.state.hold { try note(hold) }
        case .promised(let copy, let hold), .setAside(let copy, let hold):
            try note(copy)
            try note(hold)
        case .holdEnded(let hold): try note(hold)
        case .choose(let reader, let copies):
            report.reader = try reader.flatMap { try BorrowerRows.borrower(db, $0) }
            for copy in copies { try note(copy) }
        case .refused(_, let copy): try note(copy)
        }
        return report
    }

    private func stray(_ copy: CopyState, _ desk: DeskQuery, hasReader: Bool) throws -> StrayCopy? {
        StrayCopy(
            copy, box: try copy.box.flatMap { try BoxRows.box(db, $0) }, at: desk.point,
            isOfTheHouse: try DeskCopies.areOfOneHouse(copy.owner, desk.point, db), mode: desk.mode,
            hasReader: hasReader)
    }
}
