import GRDB
import Library
import VietnameseText

/// Administrative units out of the precious database.
struct UnitTableStore: UnitStore {
    let pool: DatabasePool

    func units(_ filter: UnitFilter) async throws -> [AdministrativeUnit] {
        let day = filter.on?.description
        return try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(UnitRows.columns) FROM administrativeUnit u
                        WHERE (?1 IS NULL OR (ifnull(u.validFrom, '') <= ?1 AND ifnull(u.validTo, '9') >= ?1))
                            AND (?2 IS NULL OR u.level = ?2) AND (?3 IS NULL OR u.parentId = ?3)
                        ORDER BY u.sortKey, u.id
                        """), arguments: [day, filter.level?.rawValue, filter.parent?.rawValue]
            ).map { try UnitRows.unit($0) }
        }
    }

    func path(of unit: UnitID) async throws -> [AdministrativeUnit]? {
        let path = try await pool.read { db in try UnitRows.path(db, of: unit) }
        return path.isEmpty ? nil : path
    }

    // MARK: Successions

    static let links = """
        FROM unitSuccession s JOIN administrativeUnit u ON u.id = s.oldUnitId
        JOIN administrativeUnit n ON n.id = s.newUnitId
        """
    static let linkColumns = """
        s.id, s.extent, s.source, s.confirmedBy, \(UnitRows.columns), \
        n.id, n.code, n.name, n.kind, n.parentId, n.validFrom, n.validTo
        """
    /// The new unit is the one asked for, or below it.
    private static let linkFilter = """
        (?1 IS NULL OR n.id = ?1 OR n.parentId = ?1
            OR n.parentId IN (SELECT id FROM administrativeUnit WHERE parentId = ?1))
        AND (?2 = 0 OR s.confirmedBy IS NULL)
        """

    func successions(_ filter: SuccessionFilter) async throws -> SuccessionPage {
        try await pool.read { db in
            let chosen: [(any DatabaseValueConvertible)?] = [filter.into?.rawValue, filter.isUnconfirmed]
            let total = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) \(Self.links) WHERE \(Self.linkFilter)"),
                arguments: StatementArguments(chosen))
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(Self.linkColumns) \(Self.links) WHERE \(Self.linkFilter) AND s.id > ?3
                        ORDER BY s.id LIMIT ?4
                        """),
                arguments: StatementArguments(chosen + [filter.after?.rawValue ?? 0, max(1, filter.limit)]))
            return SuccessionPage(links: try rows.map { try Self.succession($0) }, total: total ?? 0)
        }
    }

    func succession(_ id: SuccessionID) async throws -> UnitSuccession? {
        try await pool.read { db in
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT \(Self.linkColumns) \(Self.links) WHERE s.id = ?"),
                arguments: [id.rawValue]
            ).map { try Self.succession($0) }
        }
    }

    static func succession(_ row: Row) throws -> UnitSuccession {
        UnitSuccession(
            id: SuccessionID(row[0] as Int64), old: try UnitRows.unit(row, from: 4),
            new: try UnitRows.unit(row, from: 11),
            extent: (row[1] as String?).flatMap { UnitSuccession.Extent($0) }, source: row[2], confirmedBy: row[3])
    }

    func confirm(_ id: SuccessionID, as extent: UnitSuccession.Extent, by name: String, act: Act) async throws {
        try await pool.write { db in
            _ = try ActLog.once(db, act, "succession") { () -> Int64 in
                try db.execute(
                    sql: "UPDATE unitSuccession SET extent = ?, confirmedBy = ? WHERE id = ?",
                    arguments: [extent.description, name, id.rawValue])
                try ActLog.note(db, .successionConfirmed, "succession \(id) \(extent)", act)
                return id.rawValue
            }
        }
    }

    // MARK: Loading

    func load(_ files: UnitFiles) async throws -> UnitLoad {
        try await pool.write { db in try UnitLoading(db).load(files) }
    }
}

/// Takes the lists of `ingest/admin` in.
private struct UnitLoading {
    let db: Database

    init(_ db: Database) { self.db = db }

    func load(_ files: UnitFiles) throws -> UnitLoad {
        var load = UnitLoad()
        try loadUnits(files, &load)
        try loadSuccessions(files, &load)
        load.faults = files.faults + load.faults
        return load
    }

    /// A parent is the unit of its code that is valid when the child begins, or
    /// ends; provinces come before districts, districts before communes.
    private func loadUnits(_ files: UnitFiles, _ load: inout UnitLoad) throws {
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO administrativeUnit (code, name, nameKey, sortKey, kind, level, parentId, validFrom, validTo)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                ON CONFLICT (code, ifnull(validFrom, '')) DO UPDATE
                SET name = ?2, nameKey = ?3, sortKey = ?4, kind = ?5, level = ?6, parentId = ?7, validTo = ?9
                WHERE (name, kind, parentId, validTo) IS NOT (?2, ?5, ?7, ?9)
                """)
        var parents: [String: [(id: Int64, validity: Validity)]] = [:]
        let find = try db.makeStatement(
            sql: "SELECT id FROM administrativeUnit WHERE code = ? AND ifnull(validFrom, '') = ifnull(?, '')")
        for unit in files.units.sorted(by: { $0.kind.level < $1.kind.level }) {
            let from = unit.validity.first?.description
            let parent = unit.parentCode.flatMap { code in
                parents[code]?.first { Self.overlap($0.validity, unit.validity) }?.id
            }
            if let code = unit.parentCode, parent == nil {
                load.faults.append(UnitFault(.parentUnknown, at: unit.place, "\(unit.code) \(unit.name), \(code)"))
                continue
            }
            try insert.execute(arguments: [
                unit.code, unit.name, Folding.folded(unit.name), SortKey.make(unit.name), unit.kind.rawValue,
                unit.kind.level.rawValue, parent, from, unit.validity.last?.description,
            ])
            load.units += 1
            // Of this statement alone, without what triggers count.
            load.changed += db.changesCount
            if unit.kind.level != .commune, let id = try Int64.fetchOne(find, arguments: [unit.code, from]) {
                parents[unit.code, default: []].append((id, unit.validity))
            }
        }
    }

    private static func overlap(_ left: Validity, _ right: Validity) -> Bool {
        let startsBeforeEnd = { (a: Validity, b: Validity) in
            guard let first = a.first, let last = b.last else { return true }
            return first <= last
        }
        return startsBeforeEnd(left, right) && startsBeforeEnd(right, left)
    }

    /// The old unit is the last of its code that has ended, the new one the first
    /// that began after it. What a person confirmed here outlives the file.
    private func loadSuccessions(_ files: UnitFiles, _ load: inout UnitLoad) throws {
        let old = try db.makeStatement(
            sql: """
                SELECT id, validTo FROM administrativeUnit WHERE code = ? AND validTo IS NOT NULL
                ORDER BY validTo DESC LIMIT 1
                """)
        let new = try db.makeStatement(
            sql: "SELECT id FROM administrativeUnit WHERE code = ? AND validFrom > ? ORDER BY validFrom LIMIT 1")
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO unitSuccession (oldUnitId, newUnitId, extent, source, confirmedBy)
                VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT (oldUnitId, newUnitId) DO UPDATE SET extent = ?3, source = ?4, confirmedBy = ?5
                WHERE confirmedBy IS NULL AND (extent, source, confirmedBy) IS NOT (?3, ?4, ?5)
                """)
        for link in files.successions {
            guard let former = try Row.fetchOne(old, arguments: [link.oldCode]),
                let present = try Int64.fetchOne(new, arguments: [link.newCode, former[1] as String])
            else {
                load.faults.append(UnitFault(.linkUnknown, at: link.place, "\(link.oldCode) → \(link.newCode)"))
                continue
            }
            try insert.execute(arguments: [
                former[0] as Int64, present, link.extent?.description, link.source, link.confirmedBy,
            ])
            load.successions += 1
            load.changed += db.changesCount
        }
    }
}
