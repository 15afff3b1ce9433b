import GRDB
import Library

/// Declarations of institutions out of the precious database.
struct DeclarationTableStore: DeclarationStore {
    let pool: DatabasePool

    private static let columns = """
        d.id, d.institutionId, d.property, d.holds, d.fromDay, d.evidence, d.link, d.reason, \
        \(PlanRows.name("d")), d.at
        """

    func history(of institution: InstitutionID) async throws -> [Declaration] {
        try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT \(Self.columns) FROM declaration d WHERE d.institutionId = ? ORDER BY d.id DESC"),
                arguments: [institution.rawValue]
            ).map { try Self.declaration($0) }
        }
    }

    private static func declaration(_ row: Row) throws -> Declaration {
        let id: Int64 = row[0]
        guard let property = DeclaredProperty(rawValue: row[2]) else {
            throw StoreError.damagedRow(table: "declaration", id: id)
        }
        return Declaration(
            id: DeclarationID(id), institution: InstitutionID(row[1] as Int64),
            facts: DeclarationFacts(
                property: property, holds: row[3], from: try PlanRows.day(row[4], "declaration", id),
                evidence: row[5], link: row[6]), reason: row[7], by: row[8] ?? "", at: Moment(milliseconds: row[9]))
    }

    func declare(_ drafts: [DeclarationDraft], of institution: InstitutionID, act: Act) async throws {
        let today = Day(act.at)
        for draft in drafts {
            if let refusal = draft.facts.refusal(on: today) { throw refusal }
        }
        try await pool.write { db in
            _ = try ActLog.once(db, act, "declaration") { () -> String in
                for draft in drafts { try Self.declare(db, draft, of: institution, act) }
                let said = drafts.map { "\($0.facts.property.rawValue) \($0.facts.holds ? "yes" : "no")" }
                try ActLog.note(
                    db, .declared, "institution \(institution): \(said.joined(separator: ", "))", act)
                return ""
            }
        }
    }

    private static func declare(
        _ db: Database, _ draft: DeclarationDraft, of institution: InstitutionID, _ act: Act
    ) throws {
        let facts = draft.facts
        let last = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT max(id) FROM declaration WHERE institutionId = ? AND property = ?"),
            arguments: [institution.rawValue, facts.property.rawValue])
        guard last == draft.basedOn?.rawValue else { throw PlanRefusal.changedMeanwhile }
        if last != nil, draft.reason == nil { throw PlanRefusal.reasonMissing }
        try db.execute(
            sql: """
                INSERT INTO declaration (institutionId, property, holds, fromDay, evidence, link, reason, accountId, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                institution.rawValue, facts.property.rawValue, facts.holds, facts.from.description, facts.evidence,
                facts.link, draft.reason, act.account?.rawValue, act.at.milliseconds,
            ])
    }

    // MARK: What holds on a day

    func standings(_ filter: StandingFilter) async throws -> [InstitutionStanding] {
        try await pool.read { db in
            var standings = try StandingRows.institutions(db, filter).map {
                InstitutionStanding(institution: $0.institution, unit: $0.unit)
            }
            let places = Dictionary(
                uniqueKeysWithValues: standings.enumerated().map { ($1.institution.id.rawValue, $0) })
            let list = PlanRows.list(places.keys)
            // Of a property the last of those that speak of the day.
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(Self.columns) FROM declaration d
                        WHERE d.institutionId IN (SELECT value FROM json_each(?1)) AND d.fromDay <= ?2
                            AND NOT EXISTS (SELECT 1 FROM declaration later
                                WHERE later.institutionId = d.institutionId AND later.property = d.property
                                    AND later.id > d.id AND later.fromDay <= ?2)
                        """), arguments: [list, filter.on.description])
            for row in rows {
                let declaration = try Self.declaration(row)
                guard let place = places[declaration.institution.rawValue] else { continue }
                standings[place].declared[declaration.facts.property] = declaration
            }
            guard filter.withProofs else { return standings }
            for (id, proofs) in try StandingRows.proofs(db, of: list, on: filter.on) {
                if let place = places[id] { standings[place].proofs = proofs }
            }
            return standings
        }
    }
}
