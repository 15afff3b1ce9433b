import GRDB
import Library

/// Rotas out of the precious database.
struct RotaTableStore: RotaStore {
    let pool: DatabasePool

    func save(_ facts: RotaFacts, as id: RotaID?, owner: ServicePointID, act: Act) async throws -> RotaID {
        guard !facts.name.isEmpty else { throw RotationRefusal(.incomplete) }
        let number: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "rota \(id.map { "\($0)" } ?? "new")") { () -> Int64 in
                let other = try Int64.fetchOne(
                    db.cachedStatement(sql: "SELECT id FROM rota WHERE ownerId = ? AND name = ?"),
                    arguments: [owner.rawValue, facts.name])
                guard other == nil || other == id?.rawValue else {
                    throw RotationRefusal(.numberTaken, text: facts.name)
                }
                if let id {
                    try db.execute(
                        sql: "UPDATE rota SET name = ?, ending = ? WHERE id = ? AND ownerId = ?",
                        arguments: [facts.name, facts.ending.rawValue, id.rawValue, owner.rawValue])
                    return id.rawValue
                }
                try db.execute(
                    sql: "INSERT INTO rota (ownerId, name, ending) VALUES (?, ?, ?)",
                    arguments: [owner.rawValue, facts.name, facts.ending.rawValue])
                return db.lastInsertedRowID
            }
        }
        return RotaID(number)
    }

    func remove(_ id: RotaID, act: Act) async throws {
        _ = try await pool.write { db in
            try ActLog.once(db, act, "rota-remove \(id)") {
                let boxes = try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM rotaBox WHERE rotaId = ?", arguments: [id.rawValue])
                if let boxes, boxes > 0 { throw RotationRefusal(.rotaInUse, number: boxes) }
                try db.execute(sql: "DELETE FROM rotaStage WHERE rotaId = ?", arguments: [id.rawValue])
                try db.execute(sql: "DELETE FROM rota WHERE id = ?", arguments: [id.rawValue])
                return ""
            }
        }
    }

    func setStages(_ stages: [RotaStage], of id: RotaID, act: Act) async throws {
        let ranges = RotaStage.range
        guard stages.allSatisfy({ ranges.days.contains($0.days) && $0.loans.map(ranges.loans.contains) ?? true }) else {
            throw RotationRefusal(.incomplete)
        }
        _ = try await pool.write { db in
            try ActLog.once(db, act, "rota-stages \(id)") {
                guard var rota = try RotaRows.rota(db, id) else { throw RotationRefusal(.incomplete) }
                let before = rota.stages
                rota.stages = stages
                try db.execute(sql: "DELETE FROM rotaStage WHERE rotaId = ?", arguments: [id.rawValue])
                for (index, stage) in stages.enumerated() {
                    try db.execute(
                        sql: "INSERT INTO rotaStage (rotaId, ordinal, pointId, days, loans) VALUES (?, ?, ?, ?, ?)",
                        arguments: [id.rawValue, index + 1, stage.point.rawValue, stage.days, stage.loans])
                }
                for row in try Row.fetchAll(
                    db, sql: "SELECT boxId, stage FROM rotaBox WHERE rotaId = ?", arguments: [id.rawValue])
                {
                    try RotaRows.setStage(rota.stage(row[1], of: before), of: BoxID(row[0] as Int64), db)
                }
                return ""
            }
        }
    }

    func assign(_ box: BoxID, to rota: RotaID?, owner: ServicePointID, act: Act) async throws {
        _ = try await pool.write { db in
            try ActLog.once(db, act, "rota-box \(box)") {
                guard let known = try BoxRows.box(db, box) else { throw RotationRefusal(.boxUnknown, box: box) }
                guard known.owner == owner else {
                    throw RotationRefusal(.wrongPlace, box: box, point: known.owner)
                }
                guard let rota else {
                    try db.execute(sql: "DELETE FROM rotaBox WHERE boxId = ?", arguments: [box.rawValue])
                    return ""
                }
                guard let list = try RotaRows.rota(db, rota), list.owner == owner else {
                    throw RotationRefusal(.wrongPlace, box: box)
                }
                // One that is away already is in the stage of where it stands.
                let isAway = known.place != known.owner
                let stage = isAway ? list.stage(arrivingAt: known.place, from: 0) : 0
                try db.execute(
                    sql: """
                        INSERT INTO rotaBox (boxId, rotaId, stage) VALUES (?1, ?2, ?3)
                        ON CONFLICT (boxId) DO UPDATE SET rotaId = ?2, stage = ?3
                        """, arguments: [box.rawValue, rota.rawValue, stage])
                return ""
            }
        }
    }

    // MARK: Questions

    func rota(_ id: RotaID) async throws -> RotaView? {
        try await pool.read { db in try RotaRows.rota(db, id).map { try Self.view(db, $0) } }
    }

    func rotas(of owner: ServicePointID) async throws -> [RotaView] {
        try await pool.read { db in
            try RotaRows.rotas(db, "WHERE ownerId = ? ORDER BY name", [owner.rawValue]).map { try Self.view(db, $0) }
        }
    }

    private static func view(_ db: Database, _ rota: Rota) throws -> RotaView {
        let stages = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT boxId, stage FROM rotaBox WHERE rotaId = ?"), arguments: [rota.id.rawValue])
        var stageOf: [BoxID: Int] = [:]
        for row in stages { stageOf[BoxID(row[0] as Int64)] = row[1] }
        let boxes = try BoxRows.summaries(
            db, "WHERE id IN (SELECT boxId FROM rotaBox WHERE rotaId = ?) ORDER BY number, id", [rota.id.rawValue])
        return RotaView(
            rota: rota, owner: try PointNames.one(db, rota.owner),
            points: try PointNames.of(db, rota.stages.map(\.point)),
            boxes: boxes.map { RotaBox(summary: $0, stage: stageOf[$0.box.id] ?? 0) })
    }
}
