import GRDB
import Library

/// Rotas as rows.
enum RotaRows {
    static func rota(_ db: Database, _ id: RotaID) throws -> Rota? {
        try rotas(db, "WHERE id = ?", [id.rawValue]).first
    }

    static func rotas(_ db: Database, _ condition: String, _ arguments: StatementArguments) throws -> [Rota] {
        let rotas = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT id, ownerId, name, ending FROM rota \(condition)"), arguments: arguments)
        let stages = try db.cachedStatement(
            sql: "SELECT pointId, days, loans FROM rotaStage WHERE rotaId = ? ORDER BY ordinal")
        return try rotas.map { row in
            guard let ending = RotaEnding(rawValue: row[3]) else {
                throw StoreError.damagedRow(table: "rota", id: row[0])
            }
            return Rota(
                id: RotaID(row[0] as Int64), owner: ServicePointID(row[1] as Int64),
                facts: RotaFacts(name: row[2], ending: ending),
                stages: try Row.fetchAll(stages, arguments: [row[0] as Int64]).map {
                    RotaStage(point: ServicePointID($0[0] as Int64), days: $0[1], loans: $0[2])
                })
        }
    }

    static func membership(_ db: Database, of box: BoxID) throws -> RotaMembership? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT b.rotaId, r.name, b.stage FROM rotaBox b JOIN rota r ON r.id = b.rotaId WHERE b.boxId = ?"),
            arguments: [box.rawValue]
        ).map { RotaMembership(rota: RotaID($0[0] as Int64), name: $0[1], stage: $0[2]) }
    }

    /// A box came to its place: it is in the stage of that place now.
    static func arrive(_ db: Database, _ box: Box) throws {
        guard let member = try membership(db, of: box.id), let rota = try rota(db, member.rota) else { return }
        try setStage(rota.stage(arrivingAt: box.place, from: member.stage), of: box.id, db)
    }

    /// A box is home again: its round begins anew, unless its rota is over.
    static func comeHome(_ db: Database, _ box: Box) throws {
        guard let member = try membership(db, of: box.id), let rota = try rota(db, member.rota) else { return }
        try setStage(rota.stage(homeFrom: member.stage), of: box.id, db)
    }

    /// Of a box that is no more.
    static func release(_ db: Database, _ box: BoxID) throws {
        try db.cachedStatement(sql: "DELETE FROM rotaBox WHERE boxId = ?").execute(arguments: [box.rawValue])
    }

    static func setStage(_ stage: Int, of box: BoxID, _ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE rotaBox SET stage = ? WHERE boxId = ?").execute(
            arguments: [stage, box.rawValue])
    }
}
