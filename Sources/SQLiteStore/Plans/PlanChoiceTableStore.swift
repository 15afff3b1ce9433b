import GRDB
import Library

/// Choices for plans, and where plans hold, out of the precious database.
struct PlanChoiceTableStore: PlanChoiceStore {
    let pool: DatabasePool

    func choices(of plan: PlanID?) async throws -> [PlanChoice] {
        try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT c.id, c.planId, c.kind, c.subject, c.value, c.reason, \(PlanRows.name("c")), c.at
                        FROM planChoice c WHERE ?1 IS NULL OR c.planId = ?1 ORDER BY c.id
                        """), arguments: [plan?.text]
            ).map { row in
                guard let plan = PlanID(row[1] as String),
                    let subject = PlanChoiceSubject(kind: row[2], of: row[3])
                else { throw StoreError.damagedRow(table: "planChoice", id: row[0]) }
                return PlanChoice(
                    plan: plan, subject: subject, value: row[4], reason: row[5], by: row[6] ?? "",
                    at: Moment(milliseconds: row[7]))
            }
        }
    }

    func choose(
        _ value: String, for subject: PlanChoiceSubject, of plan: PlanID, reason: String, act: Act
    ) async throws {
        guard !reason.isEmpty else { throw PlanRefusal.reasonMissing }
        let stored = subject.stored
        try await pool.write { db in
            _ = try ActLog.once(db, act, "planChoice") { () -> String in
                try db.execute(
                    sql: """
                        INSERT INTO planChoice (planId, kind, subject, value, reason, accountId, at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        plan.text, stored.kind, stored.of, value, reason, act.account?.rawValue, act.at.milliseconds,
                    ])
                try ActLog.note(db, .planChosen, "plan \(plan): \(stored.kind) \(stored.of) = \(value)", act)
                return ""
            }
        }
    }

    func scope(of plan: Plan, choices: [PlanChoice], on day: Day) async throws -> PlanScope {
        let choice = choices.last { $0.plan == plan.id && $0.subject == .carriers }
        return try await pool.read { db in
            var scope = PlanScope(choice: choice)
            for unit in plan.units {
                if let known = try Self.unit(db, unit.code, on: unit.on) {
                    scope.named.append(known)
                } else {
                    scope.missing.append(unit)
                }
            }
            let former = try Self.below(db, scope.named.map(\.id))
            scope.all = former
            if let choice {
                for code in choice.value.split(separator: " ") {
                    if let unit = try Self.unit(db, String(code), on: day) { scope.today.append(unit) }
                }
            } else {
                let links = try Self.links(db, from: former)
                scope.doubtful = links.filter { $0.confirmedBy == nil || $0.extent != .whole }
                scope.today = Self.highest(
                    (scope.named + links.map(\.new)).filter { $0.validity.contains(day) })
            }
            scope.all.formUnion(try Self.below(db, scope.today.map(\.id)))
            return scope
        }
    }

    /// The unit that had a code on a day.
    private static func unit(_ db: Database, _ code: String, on day: Day) throws -> AdministrativeUnit? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT \(UnitRows.columns) FROM administrativeUnit u
                    WHERE u.code = ?1 AND ifnull(u.validFrom, '') <= ?2 AND ifnull(u.validTo, '9') >= ?2
                    """), arguments: [code, day.description]
        ).map { try UnitRows.unit($0) }
    }

    private static func below(_ db: Database, _ units: [UnitID]) throws -> Set<UnitID> {
        let ids = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    WITH RECURSIVE below(id) AS (
                        SELECT value FROM json_each(?)
                        UNION SELECT u.id FROM below b JOIN administrativeUnit u ON u.parentId = b.id)
                    SELECT id FROM below
                    """), arguments: [PlanRows.list(units.map(\.rawValue))])
        return Set(ids.map { UnitID($0) })
    }

    private static func links(_ db: Database, from units: Set<UnitID>) throws -> [UnitSuccession] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(UnitTableStore.linkColumns) \(UnitTableStore.links)
                    WHERE s.oldUnitId IN (SELECT value FROM json_each(?)) ORDER BY s.id
                    """), arguments: [PlanRows.list(units.map(\.rawValue))]
        ).map { try UnitTableStore.succession($0) }
    }

    /// Each unit once, and none that lies in another of them.
    private static func highest(_ units: [AdministrativeUnit]) -> [AdministrativeUnit] {
        let ids = Set(units.map(\.id))
        var seen: Set<UnitID> = []
        return units.filter { unit in
            !(unit.parent.map(ids.contains) ?? false) && seen.insert(unit.id).inserted
        }
    }
}
