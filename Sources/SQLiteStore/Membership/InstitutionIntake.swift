import GRDB
import Library
import VietnameseText

/// Takes a province's list of institutions in, row by row.
struct InstitutionIntake {
    private let db: Database
    private let act: Act
    /// The institutions this list has named already.
    private var named: Set<Int64> = []

    init(_ db: Database, _ act: Act) { (self.db, self.act) = (db, act) }

    mutating func take(_ line: InstitutionLine) throws -> ListOutcome {
        let result: ListOutcome.Result
        do {
            result = try place(line)
        } catch let fault as ListFault {
            result = .rejected(fault)
        } catch is PlaceRefusal {
            result = .rejected(.codeTaken)
        }
        return ListOutcome(row: line.row, label: line.name, result: result)
    }

    private mutating func place(_ line: InstitutionLine) throws -> ListOutcome.Result {
        var facts = InstitutionFacts(
            name: line.name, kind: line.kind, unit: try unit(line), code: line.code, address: line.address)
        let known = try known(facts)
        if let known {
            guard named.insert(known.id.rawValue).inserted else { throw ListFault.rowTwice }
            facts.validity = known.facts.validity
            facts.code = facts.code ?? known.facts.code
            facts.address = facts.address ?? known.facts.address
        }
        var result = ListOutcome.Result.unchanged
        if known?.facts != facts { result = known == nil ? .added : .changed }
        let id = result == .unchanged ? known?.id.rawValue : try InstitutionWriting(db).save(facts, as: known?.id, act)
        guard let id else { return result }
        named.insert(id)
        if let kind = line.point, try addPoint(kind, InstitutionID(id), line.name), result == .unchanged {
            result = .changed
        }
        return result
    }

    private func known(_ facts: InstitutionFacts) throws -> Institution? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT \(PlaceRows.institutionColumns) FROM institution i
                    WHERE i.code = ?1 OR (i.unitId = ?2 AND i.nameKey = ?3)
                    ORDER BY i.code IS NOT ?1 LIMIT 1
                    """), arguments: [facts.code, facts.unit.rawValue, Folding.canonical(facts.name)])
        return try row.map { try PlaceRows.institution($0) }
    }

    /// True when the institution has no point of the kind yet and got one.
    private func addPoint(_ kind: ServicePointKind, _ institution: InstitutionID, _ name: String) throws -> Bool {
        let exists = try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM servicePoint WHERE institutionId = ? AND kind = ?)"),
            arguments: [institution.rawValue, kind.rawValue])
        guard exists != true else { return false }
        _ = try PlaceTableStore.save(db, ServicePointFacts(name: name, kind: kind), as: nil, of: institution, act)
        return true
    }

    /// The unit of today by its code or name; the province's column tells units
    /// of one name apart.
    private func unit(_ line: InstitutionLine) throws -> UnitID {
        let province = try line.province.map { words in
            let found = try units(words, below: nil, level: 1)
            guard let first = found.first else { throw ListFault.unitUnknown }
            return first
        }
        let found = try units(line.unit, below: province, level: nil)
        guard let unit = found.first else { throw ListFault.unitUnknown }
        guard found.count == 1 else { throw ListFault.unitAmbiguous }
        return UnitID(unit)
    }

    private func units(_ words: String, below parent: Int64?, level: Int?) throws -> [Int64] {
        let today = Day(act.at).description
        return try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id FROM administrativeUnit
                    WHERE (code = ?1 OR nameKey = ?2 OR nameKey = ?3) AND (?4 IS NULL OR parentId = ?4 OR id = ?4)
                        AND (?5 IS NULL OR level = ?5)
                        AND ifnull(validFrom, '') <= ?6 AND ifnull(validTo, '9') >= ?6
                    """),
            arguments: [words, Folding.folded(words), Folding.folded(Self.bare(words)), parent, level, today])
    }

    /// Without the word for the kind: "xã Tân Lập" is called Tân Lập.
    private static func bare(_ words: String) -> String {
        let kinds = ["thị trấn", "thành phố", "đặc khu", "phường", "tỉnh", "xã", "tp.", "tp", "x.", "p.", "tt."]
        let lower = words.lowercased()
        for kind in kinds where lower.hasPrefix(kind + " ") || (kind.hasSuffix(".") && lower.hasPrefix(kind)) {
            return String(words.dropFirst(kind.count)).trimmingPrefix(" ").description
        }
        return words
    }
}
