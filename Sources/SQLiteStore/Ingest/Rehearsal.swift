import GRDB
import Glibc
import Library
import Synchronization

/// The scratch database of one dry run: an empty library with what the batch
/// touches, taken along slice by slice (docs/decisions/0018).
///
/// The same commit runs in it as in the library, so that its outcomes are the
/// real ones, also for records that meet across slices; desks and other
/// processes notice nothing but short reads. Its file has no name once it is
/// open, so that nothing is left of it when the process ends, however it ends;
/// it promises no durability.
final class Rehearsal: Sendable {
    let writer: CommitWriter
    private let scratch: DatabaseQueue
    private let library: DatabasePool
    /// Records that are in the scratch database already, also those that were
    /// looked for and are of the run itself.
    private let taken = Mutex<Set<Int64>>([])

    init(of databases: LibraryDatabases, batch: BatchID) async throws {
        let path = "\(databases.folder.path)/dry-run-\(getpid())-\(batch.rawValue).sqlite"
        defer { unlink(path) }
        var configuration = LibraryDatabases.configuration(.precious)
        configuration.label = "dry run"
        // What is taken along points to much that is not.
        configuration.foreignKeysEnabled = false
        scratch = try DatabaseQueue(path: path, configuration: configuration)
        library = databases.precious
        try await scratch.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = MEMORY")
            try db.execute(sql: "PRAGMA synchronous = OFF")
        }
        try LibraryMigrations.precious.disablingDeferredForeignKeyChecks().migrate(scratch)
        writer = CommitWriter(scratch, DeskTraffic())
        try await takeHighest()
    }

    /// Takes along what records of a list could be, or be part of.
    func prepare(for patches: [RecordPatch], of file: ContentHash) async throws {
        let seeds = try await library.read { db in
            try RehearsalSeeds.records(db, meeting: patches, of: file)
        }
        try await take(seeds, file: file)
    }

    /// Records that the run added or changed, after those seen already.
    func records(of batch: BatchID, after place: Int64, limit: Int) async throws -> [UploadRecord] {
        try await scratch.read { db in try UploadRows.records(db, of: batch, after: place, limit: limit) }
    }

    /// What the run merged, the weakest first.
    func merges(of batch: BatchID, limit: Int) async throws -> [MergeRows.Found] {
        try await scratch.read { db in try MergeRows.done(db, by: batch, limit: limit) }
    }

    /// What is new gets the numbers it would get in the library: the highest so
    /// far and one.
    private func takeHighest() async throws {
        let rows = try await library.read { db in
            try ["sourceFile", "material"].map { ($0, try RehearsalSeeds.highest(db, of: $0)) }
        }
        try await scratch.write { db in
            for (table, rows) in rows { try RehearsalSeeds.insert(db, rows, into: table) }
        }
        let last = try await library.read { db in try Int64.fetchOne(db, sql: "SELECT max(id) FROM bibRecord") }
        if let last { try await take([last], file: nil) }
    }

    private func take(_ records: Set<Int64>, file: ContentHash?) async throws {
        let fresh = taken.withLock { taken in
            let fresh = records.subtracting(taken)
            taken.formUnion(fresh)
            return fresh
        }
        let tables = try await library.read { db in try RehearsalSeeds.rows(db, of: fresh, file: file) }
        try await scratch.write { db in
            for (table, rows) in tables { try RehearsalSeeds.insert(db, rows, into: table) }
        }
    }
}

/// What a dry run takes along of the library, as rows.
enum RehearsalSeeds {
    /// Rows of one table, each with all its columns in their order.
    typealias Rows = [[DatabaseValue]]

    /// Every record that the commit of these patches would look at: those with
    /// the same source, the same number or the same title, and the file's own.
    static func records(_ db: Database, meeting patches: [RecordPatch], of file: ContentHash) throws -> Set<Int64> {
        var ids: Set<Int64> = []
        let byOrigin = try db.cachedStatement(sql: "SELECT recordId FROM sourceRecord WHERE originKey = ?")
        let byBytes = try db.cachedStatement(sql: "SELECT recordId FROM sourceRecord WHERE bytesKey = ?")
        let byIdentifier = try db.cachedStatement(sql: CatalogueQueries.recordByIdentifier + " LIMIT 64")
        let byTitle = try db.cachedStatement(sql: CatalogueQueries.recordByTitleKey + " LIMIT 64")
        for patch in patches {
            switch SourceRecords.Identity(patch) {
            case .controlNumber(_, let key): ids.formUnion(try Int64.fetchAll(byOrigin, arguments: [key]))
            case .bytes(let number): ids.formUnion(try Int64.fetchAll(byBytes, arguments: [number]))
            case .wholeFile:
                let number = FNV.number(patch.sourceBytes)
                ids.formUnion(try Int64.fetchAll(byBytes, arguments: [number]))
            }
            for identifier in patch.facts.identifiers where MatchFacts.isTelling(identifier.scheme) {
                ids.formUnion(
                    try Int64.fetchAll(byIdentifier, arguments: [identifier.value, identifier.scheme.rawValue]))
            }
            guard !patch.facts.creators.isEmpty else { continue }
            ids.formUnion(try Int64.fetchAll(byTitle, arguments: [TitleKeys.number(patch.facts.title)]))
        }
        let byFile = "SELECT recordId FROM material WHERE originalHash = ?"
        return ids.union(try Int64.fetchAll(db.cachedStatement(sql: byFile), arguments: [file.hex]))
    }

    /// The rows of records in every table that a commit reads.
    static func rows(_ db: Database, of records: Set<Int64>, file: ContentHash?) throws -> [(String, Rows)] {
        let list = "[\(records.sorted().map(String.init).joined(separator: ","))]"
        let these = "IN (SELECT value FROM json_each(?1))"
        let materials = "materialId IN (SELECT id FROM material WHERE recordId \(these))"
        let parts: [(String, String)] = [
            ("bibRecord", "id \(these)"), ("sourceRecord", "recordId \(these)"), ("neverMerge", "recordId \(these)"),
            ("material", "recordId \(these)"), ("section", materials), ("materialImage", materials),
            ("indexTask", materials),
            (
                "sourceFile",
                """
                id IN (SELECT sourceFileId FROM bibRecord WHERE id \(these)
                    UNION SELECT sourceFileId FROM sourceRecord WHERE recordId \(these))
                """
            ),
        ]
        var tables = try parts.map { table, condition in
            (table, try all(db, "SELECT * FROM \(table) WHERE \(condition)", [list]))
        }
        tables.append(("identifier", try identifiers(db, of: records)))
        if let file {
            tables.append(("sourceFile", try all(db, "SELECT * FROM sourceFile WHERE hash = ?", [file.hex])))
        }
        return tables
    }

    /// The identifiers stand in their records; their own table has no index by record.
    private static func identifiers(_ db: Database, of records: Set<Int64>) throws -> Rows {
        try records.sorted().flatMap { id -> Rows in
            guard let stored = try RecordFacts.load(db, id: RecordID(id)) else { return [] }
            return stored.facts.identifiers.map {
                [$0.value.databaseValue, $0.scheme.rawValue.databaseValue, id.databaseValue]
            }
        }
    }

    /// The row with the highest number.
    static func highest(_ db: Database, of table: String) throws -> Rows {
        try all(db, "SELECT * FROM \(table) ORDER BY id DESC LIMIT 1", [])
    }

    private static func all(_ db: Database, _ sql: String, _ arguments: StatementArguments) throws -> Rows {
        try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { Array($0.databaseValues) }
    }

    static func insert(_ db: Database, _ rows: Rows, into table: String) throws {
        guard let first = rows.first else { return }
        let marks = Array(repeating: "?", count: first.count).joined(separator: ", ")
        let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO \(table) VALUES (\(marks))")
        for row in rows { try statement.execute(arguments: StatementArguments(row)) }
    }
}
