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
        let last = try Int64.fetchOne(transaction.db.cachedStatement(sql: "SELECT max(id) FROM copyState")) ?? 0
        let id = CopyID(last + 1)
        try transaction.happen(.copyRegistered(id, facts, owner: owner))
        return .registered(id)
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

    static func copies(scanned text: String, _ db: Database) throws -> [Copy] {
        let key = AccessionNumber.key(of: text)
        guard !key.isEmpty else { return [] }
        return try CopyRows.copies(db, "WHERE c.barcodeKey = ? ORDER BY c.id", [key])
    }
}

extension LedgerStores {
    /// All of them over one database and one writer; records of registers go
    /// through `ingest`.
    init(_ databases: LibraryDatabases, ingest: any IngestStore) {
        let pool = databases.precious
        let writer = LedgerWriter(databases)
        let holdings = HoldingsTableStore(pool: pool, writer: writer)
        self.init(
            ledger: LedgerTableStore(pool: pool, writer: writer), holdings: holdings,
            registers: RegisterTableDesk(databases: databases, ingest: ingest, writer: writer),
            overview: OverviewTableStore(pool: pool), register: RegisterTableStore(pool: pool, writer: writer),
            stockTakes: StockTakeTableStore(pool: pool, writer: writer), gifts: GiftTableStore(pool: pool),
            lending: LendingTableStore(pool: pool, writer: writer),
            readers: ReaderTableStore(pool: pool, writer: writer),
            privacy: PrivacyTableStore(pool: pool, writer: writer, counting: UseCounting(databases)),
            rotation: RotationStores(pool, writer, databases.contents))
    }
}
