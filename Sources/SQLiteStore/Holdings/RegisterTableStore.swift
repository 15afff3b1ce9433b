import GRDB
import Library
import VietnameseText

/// The register of a point out of the precious database.
struct RegisterTableStore: CopyRegister {
    let pool: DatabasePool
    let writer: LedgerWriter

    // MARK: Lists

    func copies(_ filter: CopyFilter) async throws -> CopyPage {
        try await pool.read { db in
            let list = CopyList(db: db, filter: filter)
            let ids = try list.ids()
            let copies = try TitledCopies.titled(db, ids: Array(ids.prefix(filter.limit)))
            return CopyPage(
                copies: copies, counts: try list.counts(), next: ids.count > filter.limit ? copies.last?.copy.id : nil)
        }
    }

    func copies(listed numbers: [String], of point: ServicePointID) async throws -> [ListedCopy] {
        try await pool.read { db in
            try numbers.map { text in
                let key = AccessionNumber.key(of: text)
                let found =
                    key.isEmpty
                    ? []
                    : try CopyRows.copies(
                        db, "WHERE c.ownerId = ?1 AND (c.numberKey = ?2 OR c.barcodeKey = ?2) ORDER BY c.id LIMIT 1",
                        [point.rawValue, key])
                return ListedCopy(text: text, copy: try TitledCopies.titled(db, found).first)
            }
        }
    }

    func series(of point: ServicePointID) async throws -> [AccessionSeries] {
        try await pool.read { db in
            guard let point = try PlaceRows.point(db, point) else { return [] }
            return try SeriesRows.series(db, of: point.institution)
        }
    }

    // MARK: Acts

    func describe(_ copy: CopyID, as description: CopyDescription, act: Act) async throws {
        _ = try await writer.act(at: act.at) { transaction in
            try ActLog.once(transaction.db, act, "copy-described") { () -> String in
                guard let known = try CopyRows.copy(transaction.db, copy) else { throw LedgerConflict.copyUnknown }
                let facts = known.facts.described(as: description)
                if facts != known.facts { try transaction.happen(.copyDescribed(copy, facts)) }
                return ""
            }
        }
    }

    func add(_ addition: CopyAddition, to point: ServicePointID, act: Act) async throws -> [CopyID] {
        let outcome = try await writer.act(at: act.at) { transaction in
            try ActLog.once(transaction.db, act, "copies-added") { () -> String in
                try Self.add(addition, to: point, in: &transaction).map(\.description).joined(separator: ",")
            }
        }
        return outcome.result.split(separator: ",").compactMap { Int64($0) }.map { CopyID($0) }
    }

    private static func add(
        _ addition: CopyAddition, to point: ServicePointID, in transaction: inout LedgerTransaction
    ) throws -> [CopyID] {
        let db = transaction.db
        guard let register = try PlaceRows.point(db, point)?.institution else { throw CopyRefusal.pointUnknown }
        guard try TitledCopies.title(db, of: addition.record) != nil else { throw CopyRefusal.recordUnknown }
        let known = try SeriesRows.series(db, of: register).first { $0.prefix == addition.prefix }
        guard CopyAddition.counts.contains(addition.count),
            var series = AccessionSeries(
                register: register, prefix: addition.prefix, width: addition.width,
                next: addition.first ?? known?.next ?? 1)
        else { throw CopyRefusal.seriesWrong }
        let taken = try db.cachedStatement(sql: "SELECT 1 FROM copy WHERE institutionId = ? AND numberKey = ?")
        let numbers = try series.take(addition.count) { number in
            try Bool.fetchOne(taken, arguments: [register.rawValue, number.key]) ?? false
        }
        guard numbers.count == addition.count else { throw CopyRefusal.numbersTaken }
        var ids: [CopyID] = []
        for number in numbers {
            let facts = CopyFacts(
                record: addition.record, register: register, number: number, source: addition.source,
                receivedOn: addition.receivedOn
            ).described(as: addition.description)
            guard case .registered(let id) = try HoldingsTableStore.register(facts, owner: point, in: &transaction)
            else { throw CopyRefusal.numbersTaken }
            ids.append(id)
        }
        try SeriesRows.put(db, series)
        if let gift = addition.gift { try GiftRows.add(db, ids, to: gift, at: point) }
        return ids
    }

    func withdraw(_ copies: [CopyID], of point: ServicePointID, document: String, act: Act) async throws -> Int {
        let outcome = try await writer.act(at: act.at) { transaction in
            try ActLog.once(transaction.db, act, "copies-withdrawn") { () -> String in
                var refused: [(copy: CopyID, conflict: LedgerConflict)] = []
                for id in copies {
                    guard let state = try CopyRows.state(transaction.db, id) else {
                        refused.append((id, .copyUnknown))
                        continue
                    }
                    if let conflict = WithdrawalRule.conflict(of: state, for: point) {
                        refused.append((id, conflict))
                    } else {
                        try transaction.happen(.copyWithdrawn(id, document: document))
                    }
                }
                guard refused.isEmpty else { throw WithdrawalRefusal(refused: refused) }
                return String(copies.count)
            }
        }
        return Int(outcome.result) ?? 0
    }

    func find(_ copy: CopyID, at point: ServicePointID, act: Act) async throws {
        _ = try await writer.act(at: act.at) { transaction in
            try ActLog.once(transaction.db, act, "copy-found") { () -> String in
                try transaction.happen(.copySeen(copy, at: point))
                return ""
            }
        }
    }
}

/// Number series as rows.
enum SeriesRows {
    static func series(_ db: Database, of register: InstitutionID) throws -> [AccessionSeries] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT prefix, width, next FROM accessionSeries WHERE institutionId = ? ORDER BY prefix"),
            arguments: [register.rawValue]
        ).compactMap { AccessionSeries(register: register, prefix: $0[0], width: $0[1], next: $0[2]) }
    }

    static func put(_ db: Database, _ series: AccessionSeries) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO accessionSeries (institutionId, prefix, width, next) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (institutionId, prefix) DO UPDATE SET width = ?3, next = ?4
                """
        ).execute(arguments: [series.register.rawValue, series.prefix, series.width, series.next])
    }
}
