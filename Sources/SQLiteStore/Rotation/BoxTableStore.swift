import GRDB
import Library

/// Boxes out of the precious database.
struct BoxTableStore: BoxStore {
    let pool: DatabasePool
    let writer: LedgerWriter
    let acting: BoxActing

    // MARK: Acts

    func open(_ number: String, owner: ServicePointID, act: Act) async throws -> BoxID {
        let acting = acting
        let id: Int64 = try await writer.act(at: act.at) { transaction in
            try ActLog.once(transaction.db, act, "box") {
                try acting.open(number, owner: owner, in: &transaction).rawValue
            }
        }
        return BoxID(id)
    }

    func perform(_ order: BoxOrder, on box: BoxID, at point: ServicePointID, act: Act) async throws {
        let acting = acting
        _ = try await writer.act(at: act.at) { transaction in
            try ActLog.once(transaction.db, act, "box \(box)") {
                try acting.perform(order, on: box, at: point, in: &transaction)
                return ""
            }
        }
    }

    func scan(
        _ texts: [String], _ purpose: ScanPurpose, _ id: BoxID, at point: ServicePointID, act: Act
    ) async throws -> [ScanOutcome] {
        try await writer.act(at: act.at) { transaction in
            let once = try ActLog.once(transaction.db, act, "scan \(id)") {
                guard let box = try BoxRows.box(transaction.db, id) else { throw RotationRefusal(.boxUnknown, box: id) }
                var outcomes: [ScanOutcome] = []
                for text in texts {
                    let meant = try HoldingsTableStore.copies(scanned: text, at: point, transaction.db).map(\.state)
                    let judged = try BoxScan.judge(text, meaning: meant, purpose, box, at: point)
                    try transaction.happen(judged.facts)
                    outcomes.append(judged.outcome)
                }
                return outcomes.map { "\($0.kind.rawValue) \($0.copy)" }.joined(separator: ",")
            }
            return once.result.split(separator: ",").compactMap { part in
                let words = part.split(separator: " ")
                guard words.count == 2, let copy = Int64(words[1]) else { return nil }
                return ScanOutcome.Kind(rawValue: String(words[0])).map { ScanOutcome($0, CopyID(copy)) }
            }
        }
    }

    func hand(
        _ texts: [String], from point: ServicePointID, to other: ServicePointID, act: Act
    ) async throws -> Int {
        let count: Int64 = try await writer.act(at: act.at) { transaction in
            try ActLog.once(transaction.db, act, "hand \(point) \(other)") { () -> Int64 in
                try PointNames.requireOpen(transaction.db, other, on: Day(transaction.now))
                let copies = try Self.inHand(texts, at: point, transaction.db)
                try transaction.happen(copies.map { .copyHanded($0, to: other) })
                return Int64(copies.count)
            }
        }
        return Int(count)
    }

    /// The copies of some scans that stand at a point; all that stand there free
    /// and in no box, for no scans.
    private static func inHand(_ texts: [String], at point: ServicePointID, _ db: Database) throws -> [CopyID] {
        guard !texts.isEmpty else {
            return try CopyRows.copies(
                db, "WHERE s.holderId = ? AND s.status = 'available' AND s.boxId IS NULL ORDER BY s.id",
                [point.rawValue]
            ).map(\.id)
        }
        return try texts.map { text in
            let meant = try HoldingsTableStore.copies(scanned: text, at: point, db).map(\.state)
            let here = meant.filter { $0.holder == point }
            guard let copy = here.first else {
                guard let away = meant.first else { throw RotationRefusal(.copyUnknown, text: text) }
                throw RotationRefusal(.copyElsewhere, text: text, copy: away.id, point: away.holder)
            }
            guard here.count == 1 else { throw RotationRefusal(.copyAmbiguous, text: text, number: here.count) }
            if let refusal = BoxScan.handing(copy, text) { throw refusal }
            return copy.id
        }
    }

    // MARK: Questions

    func box(_ id: BoxID) async throws -> BoxView? {
        try await pool.read { db in
            guard let box = try BoxRows.box(db, id) else { return nil }
            let names = try PointNames.of(db, [box.owner, box.place] + (box.destination.map { [$0] } ?? []))
            guard let owner = names[box.owner], let place = names[box.place] else {
                throw StoreError.damagedRow(table: "box", id: id.rawValue)
            }
            let manifest = Manifest(box: id, sealing: box.sealings)
            let handovers = try HandoverRows.of(db, id)
            let request = try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT id FROM bookRequest WHERE boxId = ?"), arguments: [id.rawValue])
            return BoxView(
                box: box, owner: owner, place: place, destination: box.destination.flatMap { names[$0] },
                copies: try BoxCopyRows.inside(db, manifest), gone: try BoxCopyRows.gone(db, manifest),
                lines: try BoxRows.lines(db, in: id), departedAt: try BoxRows.last("box-depart", of: id, db),
                handovers: handovers, handoverPoints: try PointNames.of(db, handovers.flatMap { [$0.from, $0.to] }),
                request: request.map { RequestID($0) },
                rota: try RotaRows.membership(db, of: id),
                planned: try TripRows.planned(db, of: id)[id],
                label: try BoxRows.label(db, of: id, acting.contents), days: try BoxDaysRows.days(db, of: id))
        }
    }

    func boxes(around point: ServicePointID) async throws -> [BoxSummary] {
        try await pool.read { db in
            try BoxRows.summaries(
                db,
                """
                WHERE (placeId = ?1 OR ownerId = ?1 OR destinationId = ?1) AND state <> 'dissolved'
                ORDER BY number, id LIMIT 1000
                """, [point.rawValue])
        }
    }

    func box(scanned text: String, at point: ServicePointID) async throws -> BoxID? {
        let key = text.uppercased().filter { !$0.isWhitespace }
        return try await pool.read { db in
            if let id = Box.id(ofLabel: key) { return try BoxRows.box(db, id)?.id }
            return try Int64.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT id FROM box WHERE (ownerId = ?1 OR destinationId = ?1 OR placeId = ?1)
                            AND state <> 'dissolved' AND upper(replace(number, ' ', '')) = ?2
                        ORDER BY ownerId = ?1 DESC, destinationId IS ?1 DESC, id LIMIT 1
                        """), arguments: [point.rawValue, key]
            ).map { BoxID($0) }
        }
    }
}

extension BoxRows {
    static func copies(_ db: Database, in box: BoxID) throws -> [CopyState] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT \(CopyRows.stateColumns) FROM copyState WHERE boxId = ? ORDER BY id"),
            arguments: [box.rawValue]
        ).map { try CopyRows.state($0) }
    }

    /// When an event of a kind last happened to a box.
    static func last(_ kind: String, of box: BoxID, _ db: Database) throws -> Moment? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT happenedAt FROM ledgerEvent WHERE boxId = ? AND kind = ? AND conflict IS NULL
                    ORDER BY position DESC LIMIT 1
                    """), arguments: [box.rawValue, kind]
        ).map { Moment(milliseconds: $0) }
    }

    /// Boxes by a condition on `box`, as lists show them.
    static func summaries(_ db: Database, _ condition: String, _ arguments: StatementArguments) throws -> [BoxSummary] {
        let boxes = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT \(columns) FROM box \(condition)"), arguments: arguments
        ).map { try box($0) }
        let names = try PointNames.of(db, boxes.flatMap { [$0.owner, $0.place] + ($0.destination.map { [$0] } ?? []) })
        let count = try db.cachedStatement(sql: "SELECT count(*) FROM copyState WHERE boxId = ?")
        let quantity = try db.cachedStatement(sql: "SELECT ifnull(sum(quantity), 0) FROM boxLine WHERE boxId = ?")
        let lastAt = try db.cachedStatement(
            sql: "SELECT happenedAt FROM ledgerEvent WHERE boxId = ? ORDER BY position DESC LIMIT 1")
        return try boxes.compactMap { box in
            guard let owner = names[box.owner], let place = names[box.place] else { return nil }
            return BoxSummary(
                box: box, owner: owner, place: place, destination: box.destination.flatMap { names[$0] },
                copies: try Int.fetchOne(count, arguments: [box.id.rawValue]) ?? 0,
                quantity: try Int.fetchOne(quantity, arguments: [box.id.rawValue]) ?? 0,
                lastAt: try Int64.fetchOne(lastAt, arguments: [box.id.rawValue]).map { Moment(milliseconds: $0) },
                days: try BoxDaysRows.days(db, of: box.id))
        }
    }
}

extension RotationStores {
    init(_ pool: DatabasePool, _ writer: LedgerWriter, _ contents: any ContentStore) {
        let acting = BoxActing(contents: contents)
        self.init(
            boxes: BoxTableStore(pool: pool, writer: writer, acting: acting),
            trips: TripTableStore(pool: pool, writer: writer, acting: acting),
            rotas: RotaTableStore(pool: pool),
            proposals: ProposalTableStore(pool: pool),
            requests: RequestTableStore(pool: pool, writer: writer, acting: acting),
            itineraries: ItineraryTableStore(pool: pool), handovers: HandoverTableStore(pool: pool))
    }
}
