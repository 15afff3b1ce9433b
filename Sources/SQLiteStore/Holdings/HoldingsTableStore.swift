import GRDB
import Library

/// Copies out of the precious database.
struct HoldingsTableStore: HoldingsStore {
    let pool: DatabasePool
    let writer: LedgerWriter

    func register(_ copies: [CopyFacts], owner: ServicePointID, act: Act) async throws -> [RegisterOutcome] {
        try await writer.act(at: act.at) { transaction in
            var outcomes: [RegisterOutcome] = []
            let once = try ActLog.once(transaction.db, act, "register") {
                outcomes = try copies.map { try Self.register($0, owner: owner, in: &transaction) }
                return String(outcomes.count)
            }
            // Sent again: the same copies stand in the register by now.
            guard once.isFirst else {
                return try copies.compactMap { try CopyRows.copy(transaction.db, numbered: $0.number, in: $0.register) }
                    .map { .registered($0) }
            }
            return outcomes
        }
    }

    /// Enters one copy, or says who has its number.
    static func register(
        _ facts: CopyFacts, owner: ServicePointID, in transaction: inout LedgerTransaction
    ) throws -> RegisterOutcome {
        if let other = try CopyRows.copy(transaction.db, numbered: facts.number, in: facts.register) {
            return .numberTaken(by: other)
        }
        let id = try nextID(transaction.db)
        try transaction.happen(.copyRegistered(id, facts, owner: owner))
        return .registered(id)
    }

    /// No copy ever had it, not even one whose entry was taken back: the ledger
    /// still tells of that one.
    static func nextID(_ db: Database) throws -> CopyID {
        let last = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT copyId FROM ledgerEvent WHERE copyId IS NOT NULL AND conflict IS NULL
                    ORDER BY copyId DESC LIMIT 1
                    """))
        return CopyID((last ?? 0) + 1)
    }

    func copy(_ id: CopyID) async throws -> Copy? { try await pool.read { db in try CopyRows.copy(db, id) } }

    func copies(of record: RecordID) async throws -> [Copy] {
        try await pool.read { db in
            try CopyRows.copies(db, "WHERE c.recordId = ? ORDER BY c.ownerId, c.numberKey, c.id", [record.rawValue])
        }
    }

    func copies(scanned text: String) async throws -> [Copy] {
        try await pool.read { db in try Self.copies(scanned: text, db) }
    }

    /// Those a text can mean at a point: what is here, comes here or belongs here
    /// goes before all others, as every school has a number 1. Of the others no
    /// more than ``mostMeant``.
    static func copies(scanned text: String, at point: ServicePointID? = nil, _ db: Database) throws -> [Copy] {
        let key = AccessionNumber.key(of: text)
        guard !key.isEmpty else { return [] }
        let meant =
            "c.id IN (SELECT id FROM copy WHERE barcodeKey = ?1 UNION SELECT id FROM copy WHERE numberKey = ?1)"
        if let point {
            let near = try CopyRows.copies(
                db,
                """
                WHERE \(meant) AND s.status <> 'withdrawn'
                    AND (s.holderId = ?2 OR s.plannedHolderId = ?2 OR s.ownerId = ?2) ORDER BY c.id
                """, [key, point.rawValue])
            if !near.isEmpty { return near }
        }
        return try CopyRows.copies(db, "WHERE \(meant) ORDER BY c.id LIMIT \(mostMeant)", [key])
    }

    /// More are no choice for a person.
    private static let mostMeant = 200
}

extension LedgerStores {
    /// All of them over one database and one writer; records of registers go
    /// through `ingest`, copies of ingests and registers through `copies`.
    init(_ databases: LibraryDatabases, _ writer: LedgerWriter, ingest: any IngestStore, copies: CopyEntering) {
        let pool = databases.precious
        let holdings = HoldingsTableStore(pool: pool, writer: writer)
        self.init(
            ledger: LedgerTableStore(pool: pool, writer: writer), holdings: holdings,
            registers: RegisterTableDesk(databases: databases, ingest: ingest, copies: copies),
            registerBook: RegisterBookStore(pool: pool), undo: ingest, intake: copies,
            overview: OverviewTableStore(pool: pool), register: RegisterTableStore(pool: pool, writer: writer),
            stockTakes: StockTakeTableStore(pool: pool, writer: writer), gifts: GiftTableStore(pool: pool),
            lending: LendingTableStore(pool: pool, writer: writer),
            readers: ReaderTableStore(pool: pool, writer: writer),
            privacy: PrivacyTableStore(pool: pool, writer: writer, counting: UseCounting(databases)),
            rotation: RotationStores(pool, writer, databases.contents))
    }
}
