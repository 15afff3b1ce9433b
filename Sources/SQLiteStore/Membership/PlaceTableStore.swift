import GRDB
import Library
import VietnameseText

/// Institutions and service points out of the precious database.
struct PlaceTableStore: PlaceStore {
    let pool: DatabasePool

    func institutions(_ filter: InstitutionFilter) async throws -> InstitutionPage {
        try await pool.read { db in
            let condition = """
                \(PlaceRows.within(filter.unit.map { [.unit($0)] })) AND \(PlaceRows.within(filter.within))
                AND (?1 IS NULL OR i.kind = ?1) AND (?2 = '' OR i.folded LIKE '%' || ?2 || '%')
                """
            let words = Folding.folded(filter.words)
            let total = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM institution i WHERE \(condition)",
                arguments: [filter.kind?.rawValue, words])
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(PlaceRows.institutionColumns) FROM institution i WHERE \(condition)
                        AND (?3 IS NULL OR (i.sortKey, i.id) > (SELECT sortKey, id FROM institution WHERE id = ?3))
                    ORDER BY i.sortKey, i.id LIMIT ?4
                    """,
                arguments: [filter.kind?.rawValue, words, filter.after?.rawValue, max(1, filter.limit) + 1])
            let views = try rows.prefix(filter.limit).map { try PlaceRows.view(db, PlaceRows.institution($0)) }
            return InstitutionPage(
                institutions: views, total: total ?? 0,
                next: rows.count > filter.limit ? views.last?.institution.id : nil)
        }
    }

    func institution(_ id: InstitutionID) async throws -> InstitutionView? {
        try await pool.read { db in try PlaceRows.institution(db, id) }
    }

    func servicePoint(_ id: ServicePointID) async throws -> ServicePointView? {
        try await pool.read { db in
            guard let point = try PlaceRows.point(db, id),
                let institution = try PlaceRows.institution(db, point.institution)
            else { return nil }
            return ServicePointView(point: point, institution: institution)
        }
    }

    func servicePoints(within nodes: Set<TreeNode>, limit: Int) async throws -> [ServicePoint] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(PlaceRows.pointColumns) FROM servicePoint p
                    WHERE \(PlaceRows.pointsWithin(nodes, of: "p.id")) ORDER BY p.sortKey, p.id LIMIT ?
                    """, arguments: [max(0, limit)]
            ).map { try PlaceRows.point($0) }
        }
    }

    func lineage(of node: TreeNode) async throws -> Lineage? {
        try await pool.read { db in try PlaceRows.lineage(db, of: node) }
    }

    // MARK: Changes

    func save(_ facts: InstitutionFacts, as id: InstitutionID?, act: Act) async throws -> InstitutionID {
        let number: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "institution") { () -> Int64 in
                try InstitutionWriting(db).save(facts, as: id, act)
            }
        }
        return InstitutionID(number)
    }

    func save(
        _ facts: ServicePointFacts, as id: ServicePointID?, of institution: InstitutionID, act: Act
    ) async throws -> ServicePointID {
        let number: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "servicePoint") { () -> Int64 in
                try Self.save(db, facts, as: id, of: institution, act)
            }
        }
        return ServicePointID(number)
    }

    static func save(
        _ db: Database, _ facts: ServicePointFacts, as id: ServicePointID?, of institution: InstitutionID, _ act: Act
    ) throws -> Int64 {
        if let parent = facts.parent {
            let above = try PlaceRows.pointsAbove(db, parent)
            guard !above.isEmpty else { throw PlaceRefusal.parentUnknown }
            guard !above.contains(where: { $0.id == id }) else { throw PlaceRefusal.parentLoop }
        }
        let values: [(any DatabaseValueConvertible)?] = [
            institution.rawValue, facts.parent?.rawValue, facts.name, SortKey.make(facts.name), facts.kind.rawValue,
            facts.rules.loanDays, facts.rules.loanLimit, facts.rules.renewals, facts.rules.opening?.description,
            facts.validity.first?.description, facts.validity.last?.description,
        ]
        if let id {
            // A point never changes its institution: its past is there.
            try db.execute(
                sql: """
                    UPDATE servicePoint SET parentId = ?2, name = ?3, sortKey = ?4, kind = ?5, loanDays = ?6,
                        loanLimit = ?7, renewals = ?8, openingDays = ?9, validFrom = ?10, validTo = ?11
                    WHERE institutionId = ?1 AND id = ?12
                    """, arguments: StatementArguments(values + [id.rawValue]))
            try ActLog.note(db, .placeChanged, "point \(id)", act)
            return id.rawValue
        }
        try db.execute(
            sql: """
                INSERT INTO servicePoint (institutionId, parentId, name, sortKey, kind, loanDays, loanLimit,
                    renewals, openingDays, validFrom, validTo)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, arguments: StatementArguments(values))
        let number = db.lastInsertedRowID
        try ActLog.note(db, .placeChanged, "point \(number)", act)
        return number
    }

    func importInstitutions(_ lines: [InstitutionLine], isDryRun: Bool, act: Act) async throws -> [ListOutcome] {
        try await pool.write { db in
            var outcomes: [ListOutcome] = []
            try db.inSavepoint {
                var intake = InstitutionIntake(db, act)
                outcomes = try lines.map { try intake.take($0) }
                return isDryRun ? .rollback : .commit
            }
            return outcomes
        }
    }
}

/// Writes one institution.
struct InstitutionWriting {
    let db: Database

    init(_ db: Database) { self.db = db }

    func save(_ facts: InstitutionFacts, as id: InstitutionID?, _ act: Act) throws -> Int64 {
        guard try !UnitRows.path(db, of: facts.unit).isEmpty else { throw PlaceRefusal.unitUnknown }
        let key = Folding.canonical(facts.name)
        let other = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT ifnull(code = ?1, 0) FROM institution
                    WHERE (code = ?1 OR (unitId = ?2 AND nameKey = ?3)) AND id IS NOT ?4
                    """), arguments: [facts.code, facts.unit.rawValue, key, id?.rawValue])
        if let other { throw other[0] == true ? PlaceRefusal.codeTaken : PlaceRefusal.nameTaken }
        let values: [(any DatabaseValueConvertible)?] = [
            facts.name, key, Folding.folded(facts.name), SortKey.make(facts.name), facts.kind.rawValue,
            facts.unit.rawValue, facts.code, facts.address, facts.validity.first?.description,
            facts.validity.last?.description,
        ]
        if let id {
            try db.execute(
                sql: """
                    UPDATE institution SET name = ?1, nameKey = ?2, folded = ?3, sortKey = ?4, kind = ?5, unitId = ?6,
                        code = ?7, address = ?8, validFrom = ?9, validTo = ?10 WHERE id = ?11
                    """, arguments: StatementArguments(values + [id.rawValue]))
        } else {
            try db.execute(
                sql: """
                    INSERT INTO institution (name, nameKey, folded, sortKey, kind, unitId, code, address, validFrom,
                        validTo) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """, arguments: StatementArguments(values))
        }
        let number = id?.rawValue ?? db.lastInsertedRowID
        try ActLog.note(db, .placeChanged, "institution \(number)", act)
        return number
    }
}
