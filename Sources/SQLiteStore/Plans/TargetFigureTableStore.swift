import GRDB
import Library

/// Figures of other offices and milestones out of the precious database.
struct TargetFigureTableStore: TargetFigureStore {
    let pool: DatabasePool

    private static let columns = """
        f.id, f.planId, f.targetCode, f.onDay, f.numerator, f.denominator, f.source, f.reason, \
        \(PlanRows.name("f")) AS name, f.at
        """

    func figures(of plan: PlanID?) async throws -> [TargetFigure] {
        try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(Self.columns) FROM targetFigure f
                        WHERE (?1 IS NULL OR f.planId = ?1) AND NOT EXISTS (SELECT 1 FROM targetFigure later
                            WHERE later.planId = f.planId AND later.targetCode = f.targetCode
                                AND later.onDay = f.onDay AND later.id > f.id)
                        ORDER BY f.planId, f.targetCode, f.onDay DESC
                        """), arguments: [plan?.text]
            ).map { try Self.figure($0) }
        }
    }

    func history(of target: TargetID) async throws -> [TargetFigure] {
        try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(Self.columns) FROM targetFigure f WHERE f.planId = ? AND f.targetCode = ?
                        ORDER BY f.id DESC
                        """), arguments: [target.plan.text, target.code]
            ).map { try Self.figure($0) }
        }
    }

    private static func figure(_ row: Row) throws -> TargetFigure {
        TargetFigure(
            target: try PlanRows.target(row, "targetFigure"),
            facts: TargetFigureFacts(
                on: try PlanRows.day(row["onDay"], "targetFigure", row["id"]), numerator: row["numerator"],
                denominator: row["denominator"], source: row["source"]), reason: row["reason"],
            by: row["name"] ?? "", at: Moment(milliseconds: row["at"]))
    }

    func enter(_ facts: TargetFigureFacts, for target: TargetID, reason: String?, act: Act) async throws {
        if let refusal = facts.refusal(on: Day(act.at)) { throw refusal }
        try await pool.write { db in
            _ = try ActLog.once(db, act, "targetFigure") { () -> String in
                let known = try Int.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT count(*) FROM targetFigure WHERE planId = ? AND targetCode = ? AND onDay = ?"),
                    arguments: [target.plan.text, target.code, facts.on.description])
                if known ?? 0 > 0, reason == nil { throw PlanRefusal.reasonMissing }
                try db.execute(
                    sql: """
                        INSERT INTO targetFigure (planId, targetCode, onDay, numerator, denominator, source, reason,
                            accountId, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        target.plan.text, target.code, facts.on.description, facts.numerator, facts.denominator,
                        facts.source, reason, act.account?.rawValue, act.at.milliseconds,
                    ])
                try ActLog.note(
                    db, .targetFigureEntered, "\(target) \(facts.on): \(facts.numerator)/\(facts.denominator)", act)
                return ""
            }
        }
    }

    // MARK: Milestones

    func marks(of plan: PlanID?) async throws -> [MilestoneMark] {
        try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT m.id, m.planId, m.targetCode, m.reachedOn, m.evidence, \(PlanRows.name("m")) AS name, m.at
                        FROM milestoneMark m WHERE ?1 IS NULL OR m.planId = ?1 ORDER BY m.id DESC
                        """), arguments: [plan?.text]
            ).map { row in
                MilestoneMark(
                    id: MilestoneMarkID(row["id"] as Int64), target: try PlanRows.target(row, "milestoneMark"),
                    reachedOn: try (row["reachedOn"] as String?).map {
                        try PlanRows.day($0, "milestoneMark", row["id"])
                    }, evidence: row["evidence"], by: row["name"] ?? "", at: Moment(milliseconds: row["at"]))
            }
        }
    }

    func mark(_ target: TargetID, reachedOn: Day?, evidence: String, act: Act) async throws {
        guard !evidence.isEmpty else { throw PlanRefusal.sourceMissing }
        if let reachedOn, reachedOn > Day(act.at) { throw PlanRefusal.dayWrong }
        try await pool.write { db in
            _ = try ActLog.once(db, act, "milestone") { () -> String in
                try db.execute(
                    sql: """
                        INSERT INTO milestoneMark (planId, targetCode, reachedOn, evidence, accountId, at)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        target.plan.text, target.code, reachedOn?.description, evidence, act.account?.rawValue,
                        act.at.milliseconds,
                    ])
                try ActLog.note(
                    db, .targetFigureEntered, "\(target): \(reachedOn?.description ?? "taken back")", act)
                return ""
            }
        }
    }

    // MARK: What was done often enough

    func counted(
        _ target: CountTarget, at filter: StandingFilter, in months: ClosedRange<Month>
    ) async throws -> [CountStatus.Row] {
        try await pool.read { db in
            let institutions = try StandingRows.institutions(db, filter).map(\.institution)
            let found = try CountRows(db, target, months).found(PlanRows.list(institutions.map(\.id.rawValue)))
            return institutions.map { institution in
                let counts = found[institution.id.rawValue]
                return CountStatus.Row(
                    institution: institution, number: counts?.number, classes: counts?.classes)
            }
        }
    }
}

/// Activities and reading periods by institution.
private struct CountRows {
    let db: Database
    let target: CountTarget
    let months: ClosedRange<Month>

    init(_ db: Database, _ target: CountTarget, _ months: ClosedRange<Month>) {
        (self.db, self.target, self.months) = (db, target, months)
    }

    /// Institutions of which nothing was noted are left out: that is not 0.
    func found(_ institutions: String) throws -> [Int64: (number: Int, classes: Int?)] {
        let first = months.lowerBound.days.lowerBound.description
        let last = months.upperBound.days.upperBound.description
        let sql =
            switch target.counts {
            case .readingPeriod: Self.periods
            default: Self.activities
            }
        let kind = target.counts == .readingFestival ? ActivityKind.readingFestival.rawValue : nil
        return try Row.fetchAll(
            db.cachedStatement(sql: sql), arguments: [institutions, first, last, kind]
        ).reduce(into: [:]) { $0[$1[0]] = (number: $1[1], classes: $1[2]) }
    }

    /// Where any activity at all was noted, none of the kind is 0.
    private static let activities = """
        SELECT p.institutionId, sum(e.state = 'held' AND (?4 IS NULL OR e.kind = ?4)), NULL
        FROM servicePoint p JOIN activity a ON a.servicePointId = p.id
        JOIN activityEntry e ON e.activityId = a.id AND e.isCurrent = 1
        WHERE p.institutionId IN (SELECT value FROM json_each(?1)) AND e.firstDay BETWEEN ?2 AND ?3
        GROUP BY p.institutionId
        """

    /// Periods held, and the classes that have one on the timetable.
    private static let periods = """
        SELECT p.institutionId,
            sum((SELECT count(*) FROM readingEntry e WHERE e.seriesId = s.id AND e.isCurrent = 1
                AND e.state = 'held' AND e.day BETWEEN ?2 AND ?3)),
            count(DISTINCT s.servicePointId || ' ' || s.sortKey)
        FROM servicePoint p JOIN readingSeries s ON s.servicePointId = p.id
        WHERE p.institutionId IN (SELECT value FROM json_each(?1)) AND s.lastDay >= ?2 AND s.firstDay <= ?3
            AND ?4 IS NULL
        GROUP BY p.institutionId
        """
}
