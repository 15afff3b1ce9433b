import GRDB
import Library

/// Readers out of the precious database.
struct PatronTableStore: PatronStore {
    let pool: DatabasePool

    func patrons(_ filter: PatronFilter) async throws -> PatronPage {
        try await pool.read { db in
            let chosen: [(any DatabaseValueConvertible)?] = [filter.point.rawValue, filter.className]
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(PatronRows.columns) FROM \(PatronRows.inForce)
                        AND p.servicePointId = ?1 AND (?2 IS NULL OR p.className = ?2)
                        AND (?3 IS NULL OR (ifnull(p.className, ''), p.sortKey, p.id)
                            > (SELECT ifnull(className, ''), sortKey, id FROM patron WHERE id = ?3))
                        ORDER BY ifnull(p.className, ''), p.sortKey, p.id LIMIT ?4
                        """),
                arguments: StatementArguments(chosen + [filter.after?.rawValue, max(1, filter.limit) + 1]))
            let patrons = try rows.prefix(filter.limit).map { try PatronRows.patron($0) }
            let classes = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT className, count(*) FROM patron WHERE servicePointId = ? AND endedOn IS NULL
                        GROUP BY className ORDER BY length(className), className
                        """), arguments: [filter.point.rawValue])
            return PatronPage(
                patrons: patrons, classes: classes.map { ClassSize(className: $0[0], readers: $0[1]) },
                next: rows.count > filter.limit ? patrons.last?.id : nil)
        }
    }

    func patron(_ id: PatronID) async throws -> Patron? {
        try await pool.read { db in try PatronRows.patron(db, id) }
    }

    func importClassList(_ lines: [ClassLine], at point: ServicePointID, isDryRun: Bool, act: Act) async throws
        -> [ListOutcome]
    {
        try await pool.write { db in
            var outcomes: [ListOutcome] = []
            try db.inSavepoint {
                var intake = ClassListIntake(db, point)
                outcomes = try lines.map { try intake.take($0) }
                let taken = outcomes.count { $0.result == .added || $0.result == .changed }
                try ActLog.note(db, .patronsImported, "point \(point), \(taken) readers", act)
                return isDryRun ? .rollback : .commit
            }
            return outcomes
        }
    }

    func replaceCard(of patron: PatronID, act: Act) async throws -> CardNumber {
        try await pool.write { db in
            // The act's outcome is the reader: a card's number is kept on the card alone.
            _ = try ActLog.once(db, act, "card") { () -> Int64 in
                try PatronCards.markLost(db, of: patron)
                _ = try PatronCards.give(db, nil, to: patron)
                // Whoever found the card may know the PIN as well: it goes with it.
                try db.execute(
                    sql: "UPDATE account SET pinHash = NULL WHERE patronId = ?", arguments: [patron.rawValue])
                try Self.endSessions(db, of: patron.rawValue)
                try ActLog.note(db, .cardReplaced, "patron \(patron)", act)
                return patron.rawValue
            }
            guard let card = try PatronRows.patron(db, patron)?.card else { throw ActRefusal() }
            return card
        }
    }

    func change(_ patron: PatronID, to facts: PatronFacts, act: Act) async throws {
        try await pool.write { db in
            _ = try ActLog.once(db, act, "patron") { () -> Int64 in
                guard let known = try PatronRows.patron(db, patron) else { throw ActRefusal() }
                let changed = known.facts.fields(differingFrom: facts.permitted)
                guard !changed.isEmpty else { return patron.rawValue }
                try PatronRows.update(db, facts, of: patron)
                try ActLog.note(db, .patronChanged, "patron \(patron), \(changed.joined(separator: ", "))", act)
                return patron.rawValue
            }
        }
    }

    func endSchoolYear(at point: ServicePointID, lastGrade: Int, act: Act) async throws -> SchoolYearReport {
        let outcome = try await pool.write { db in
            try ActLog.once(db, act, "school-year") {
                let report = try Self.endSchoolYear(db, at: point, lastGrade: lastGrade, act)
                try ActLog.note(db, .schoolYearEnded, "point \(point)", act)
                return "\(report.promoted) \(report.left) \(report.stayed)"
            }
        }
        let numbers = outcome.result.split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 3 else { throw ActRefusal() }
        return SchoolYearReport(promoted: numbers[0], left: numbers[1], stayed: numbers[2])
    }

    private static func endSchoolYear(
        _ db: Database, at point: ServicePointID, lastGrade: Int, _ act: Act
    ) throws -> SchoolYearReport {
        var report = SchoolYearReport(promoted: 0, left: 0, stayed: 0)
        let pupils = try Row.fetchAll(
            db,
            sql: """
                SELECT id, className FROM patron
                WHERE servicePointId = ? AND category = 'pupil' AND endedOn IS NULL
                """, arguments: [point.rawValue])
        let move = try db.cachedStatement(sql: "UPDATE patron SET className = ? WHERE id = ?")
        let end = try db.cachedStatement(sql: "UPDATE patron SET endedOn = ? WHERE id = ?")
        for pupil in pupils {
            let (id, className): (Int64, String) = (pupil[0], pupil[1] ?? "")
            switch SchoolYear.outcome(of: className, lastGrade: lastGrade) {
            case .promoted(let next):
                try move.execute(arguments: [next, id])
                report.promoted += 1
            case .leaves:
                try end.execute(arguments: [Day(act.at).description, id])
                try endSessions(db, of: id)
                report.left += 1
            case .stays: report.stayed += 1
            }
        }
        return report
    }

    private static func endSessions(_ db: Database, of patron: Int64) throws {
        try db.execute(
            sql: "DELETE FROM session WHERE accountId IN (SELECT id FROM account WHERE patronId = ?)",
            arguments: [patron])
    }

    func accounts(of patrons: [PatronID]) async throws -> [PatronID: AccountID] {
        try await pool.read { db in
            let find = try db.cachedStatement(sql: "SELECT id FROM account WHERE patronId = ?")
            var accounts: [PatronID: AccountID] = [:]
            for patron in patrons {
                accounts[patron] = try Int64.fetchOne(find, arguments: [patron.rawValue]).map { AccountID($0) }
            }
            return accounts
        }
    }
}
