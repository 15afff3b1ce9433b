import GRDB
import Library

/// The gift register out of the precious database.
struct GiftTableStore: GiftStore {
    let pool: DatabasePool

    func save(_ facts: GiftFacts, as id: GiftID?, at point: ServicePointID, act: Act) async throws -> GiftID {
        let number: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "gift") { () -> Int64 in try GiftRows.save(db, facts, as: id, at: point) }
        }
        return GiftID(number)
    }

    func gifts(at point: ServicePointID, year: Int) async throws -> [GiftView] {
        try await pool.read { db in
            try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM gift WHERE servicePointId = ? AND receivedOn >= ? AND receivedOn < ?
                    ORDER BY receivedOn DESC, id DESC
                    """, arguments: [point.rawValue, "\(year)", "\(year + 1)"]
            ).compactMap { try GiftRows.view(db, GiftID($0)) }
        }
    }

    func sums(at point: ServicePointID) async throws -> [(year: Int, sum: GiftSum)] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT CAST(substr(g.receivedOn, 1, 4) AS INTEGER) AS year, count(*),
                        sum((SELECT count(*) FROM giftCopy k WHERE k.giftId = g.id)
                            + (SELECT ifnull(sum(quantity), 0) FROM giftLine l WHERE l.giftId = g.id)),
                        sum((SELECT ifnull(sum(c.price), 0) FROM giftCopy k JOIN copy c ON c.id = k.copyId
                                WHERE k.giftId = g.id)
                            + (SELECT ifnull(sum(value), 0) FROM giftLine l WHERE l.giftId = g.id))
                    FROM gift g WHERE g.servicePointId = ? GROUP BY 1 ORDER BY 1 DESC
                    """, arguments: [point.rawValue]
            ).map { ($0[0], GiftSum(gifts: $0[1], books: $0[2], value: $0[3])) }
        }
    }

    func gift(_ id: GiftID) async throws -> GiftView? {
        try await pool.read { db in try GiftRows.view(db, id) }
    }

    func eraseDonor(of gift: GiftID, act: Act) async throws {
        _ = try await pool.write { db in
            try ActLog.once(db, act, "gift-donor") { () -> Int64 in
                try db.execute(sql: "DELETE FROM giftDonor WHERE giftId = ?", arguments: [gift.rawValue])
                try ActLog.note(db, .donorErased, "gift \(gift)", act)
                return gift.rawValue
            }
        }
        // What was erased must not lie in the log either; whoever still reads it delays that.
        _ = try? await pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
    }
}

/// Gifts as rows.
enum GiftRows {
    static func save(_ db: Database, _ facts: GiftFacts, as id: GiftID?, at point: ServicePointID) throws -> Int64 {
        let values: [(any DatabaseValueConvertible)?] = [
            point.rawValue, facts.receivedOn.description, facts.donor.kind.rawValue, facts.place,
        ]
        if let id {
            try db.execute(
                sql:
                    "UPDATE gift SET receivedOn = ?2, donorKind = ?3, place = ?4 WHERE id = ?5 AND servicePointId = ?1",
                arguments: StatementArguments(values + [id.rawValue]))
            guard db.changesCount == 1 else { throw CopyRefusal.giftUnknown }
        } else {
            try db.execute(
                sql: "INSERT INTO gift (servicePointId, receivedOn, donorKind, place) VALUES (?, ?, ?, ?)",
                arguments: StatementArguments(values))
        }
        let number = id?.rawValue ?? db.lastInsertedRowID
        try db.execute(sql: "DELETE FROM giftLine WHERE giftId = ?", arguments: [number])
        for (place, line) in facts.lines.enumerated() {
            try db.execute(
                sql: "INSERT INTO giftLine (giftId, line, text, quantity, value) VALUES (?, ?, ?, ?, ?)",
                arguments: [number, place + 1, line.text, line.quantity, line.value])
        }
        // A name that was erased does not come back by a correction without one.
        guard !facts.donor.name.isEmpty else { return number }
        try db.execute(
            sql: """
                INSERT INTO giftDonor (giftId, name, address) VALUES (?1, ?2, ?3)
                ON CONFLICT (giftId) DO UPDATE SET name = ?2, address = ?3
                """, arguments: [number, facts.donor.name, facts.donor.address])
        return number
    }

    static func view(_ db: Database, _ id: GiftID) throws -> GiftView? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT g.servicePointId, g.receivedOn, g.donorKind, g.place, ifnull(d.name, ''), d.address
                    FROM gift g LEFT JOIN giftDonor d ON d.giftId = g.id WHERE g.id = ?
                    """), arguments: [id.rawValue])
        guard let row else { return nil }
        guard let day = Day(iso: row[1] as String), let kind = Donor.Kind(rawValue: row[2]) else {
            throw StoreError.damagedRow(table: "gift", id: id.rawValue)
        }
        let lines = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT text, quantity, value FROM giftLine WHERE giftId = ? ORDER BY line"),
            arguments: [id.rawValue]
        ).map { GiftLine(text: $0[0], quantity: $0[1], value: $0[2]) }
        let copies = try Int64.fetchAll(
            db.cachedStatement(sql: "SELECT copyId FROM giftCopy WHERE giftId = ? ORDER BY copyId"),
            arguments: [id.rawValue])
        let facts = GiftFacts(
            donor: Donor(kind: kind, name: row[4], address: row[5]), receivedOn: day, place: row[3], lines: lines)
        return GiftView(
            gift: Gift(id: id, point: ServicePointID(row[0] as Int64), facts: facts),
            copies: try TitledCopies.titled(db, ids: copies))
    }

    static func add(_ db: Database, _ copies: [CopyID], to gift: GiftID, at point: ServicePointID) throws {
        let isKnown = try Bool.fetchOne(
            db, sql: "SELECT 1 FROM gift WHERE id = ? AND servicePointId = ?",
            arguments: [gift.rawValue, point.rawValue])
        guard isKnown == true else { throw CopyRefusal.giftUnknown }
        for copy in copies {
            try db.execute(
                sql: "INSERT INTO giftCopy (copyId, giftId) VALUES (?, ?)", arguments: [copy.rawValue, gift.rawValue])
        }
    }
}
