import GRDB
import Library

/// The source records of the catalogue: how they are known again and kept.
final class SourceRecords {
    /// How a source record is known again, as the database holds it.
    enum Identity: Equatable {
        case controlNumber(agency: String, key: String)
        case wholeFile
        case bytes(Int64)

        init(_ patch: RecordPatch) { self.init(patch.origin, bytes: patch.sourceBytes) }

        init(_ origin: OriginKey, bytes: [UInt8]) {
            switch origin {
            case .controlNumber(let agency, let number):
                self = .controlNumber(agency: agency, key: "\(agency)\t\(number)")
            case .wholeFile: self = .wholeFile
            case .bytes: self = .bytes(FNV.number(bytes))
            }
        }

        var kind: String {
            switch self {
            case .controlNumber: "controlNumber"
            case .wholeFile: "wholeFile"
            case .bytes: "bytes"
            }
        }
    }

    /// A source record that is in the catalogue.
    struct Known {
        var record: RecordID
        var ordinal: Int64
        var sourceFile: Int64
        var position: Int
        var hasSameBytes: Bool
    }

    /// The file that is being read; its row is made when the first record needs it.
    final class File {
        let hash: ContentHash
        let name: String
        /// Nil while the catalogue holds nothing of the file.
        fileprivate(set) var id: Int64?
        fileprivate init(hash: ContentHash, name: String) { (self.hash, self.name) = (hash, name) }
    }

    private let byOrigin: WriteStatement
    private let byBytes: WriteStatement
    private let insertSource: WriteStatement
    private let replaceSource: WriteStatement
    private let countSources: WriteStatement
    private let otherNumber: WriteStatement
    private let findFile: WriteStatement
    private let insertFile: WriteStatement

    init(_ db: Database) throws {
        byOrigin = try WriteStatement(db, CatalogueQueries.sourceByOrigin)
        byBytes = try WriteStatement(db, CatalogueQueries.sourceByBytes)
        insertSource = try WriteStatement(
            db,
            """
            INSERT INTO sourceRecord (recordId, ordinal, originKind, originKey, bytesKey, sourceFileId, position, byteOffset, format, bytes)
            VALUES (?1, coalesce(?10, (SELECT max(ordinal) + 1 FROM sourceRecord WHERE recordId = ?1), 1), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """)
        replaceSource = try WriteStatement(
            db,
            """
            UPDATE sourceRecord SET sourceFileId = ?3, position = ?4, byteOffset = ?5, format = ?6, bytes = ?7
            WHERE recordId = ?1 AND ordinal = ?2
            """)
        countSources = try WriteStatement(db, "SELECT count(*) FROM sourceRecord WHERE recordId = ?")
        otherNumber = try WriteStatement(
            db,
            """
            SELECT 1 FROM sourceRecord
            WHERE recordId = ?1 AND originKind = 'controlNumber' AND originKey <> ?2
                AND substr(originKey, 1, length(?3)) = ?3 AND (?4 OR sourceFileId = ?5)
            """)
        findFile = try WriteStatement(db, "SELECT id FROM sourceFile WHERE hash = ?")
        insertFile = try WriteStatement(db, "INSERT INTO sourceFile (hash, name) VALUES (?, ?)")
    }

    /// A file as the catalogue knows it; its first name stays.
    func file(_ hash: ContentHash, name: String) throws -> File {
        let file = File(hash: hash, name: name)
        try refresh(file)
        return file
    }

    /// Looks again after a roll-back.
    func refresh(_ file: File) throws {
        findFile.bind(1, file.hash.hex)
        defer { findFile.reset() }
        file.id = try findFile.next() ? findFile.integer(0) : nil
    }

    func row(_ db: Database, of file: File) throws -> Int64 {
        if let id = file.id { return id }
        insertFile.bind(1, file.hash.hex)
        insertFile.bind(2, file.name)
        try insertFile.run()
        file.id = db.lastInsertedRowID
        return db.lastInsertedRowID
    }

    func known(_ identity: Identity, bytes: [UInt8]) throws -> [Known] {
        let statement: WriteStatement
        switch identity {
        case .controlNumber(_, let key):
            statement = byOrigin
            statement.bind(1, key)
        case .bytes(let number):
            statement = byBytes
            statement.bind(1, number)
        case .wholeFile: return []
        }
        statement.bind(2, bytes)
        var known: [Known] = []
        while try statement.next() {
            known.append(
                Known(
                    record: RecordID(statement.integer(0)), ordinal: statement.integer(1),
                    sourceFile: statement.integer(2),
                    position: Int(statement.integer(3)), hasSameBytes: statement.integer(4) != 0))
        }
        return known
    }

    func insert(
        _ db: Database, _ patch: RecordPatch, _ identity: Identity, record: RecordID, isFirst: Bool = false, file: File
    ) throws {
        insertSource.bind(10, isFirst ? 1 : nil as Int64?)
        insertSource.bind(1, record.rawValue)
        insertSource.bind(2, identity.kind)
        insertSource.bind(3, nil as String?)
        insertSource.bind(4, nil as Int64?)
        switch identity {
        case .controlNumber(_, let key): insertSource.bind(3, key)
        case .bytes(let number): insertSource.bind(4, number)
        case .wholeFile: break
        }
        insertSource.bind(5, try row(db, of: file))
        insertSource.bind(6, max(1, patch.position.record))
        insertSource.bind(7, patch.position.byteOffset)
        insertSource.bind(8, patch.sourceFormat.rawValue)
        insertSource.bind(9, patch.sourceBytes)
        try insertSource.run()
    }

    func replace(_ db: Database, _ known: Known, with patch: RecordPatch, file: File) throws {
        replaceSource.bind(1, known.record.rawValue)
        replaceSource.bind(2, known.ordinal)
        replaceSource.bind(3, try row(db, of: file))
        replaceSource.bind(4, max(1, patch.position.record))
        replaceSource.bind(5, patch.position.byteOffset)
        replaceSource.bind(6, patch.sourceFormat.rawValue)
        replaceSource.bind(7, patch.sourceBytes)
        try replaceSource.run()
    }

    func count(of record: RecordID) throws -> Int {
        countSources.bind(1, record.rawValue)
        defer { countSources.reset() }
        return try countSources.next() ? Int(countSources.integer(0)) : 0
    }

    /// Whether the agency of `identity` has given `record` another number. Without
    /// an agency only numbers of the same file can be compared.
    func hasOtherNumber(_ record: RecordID, than identity: Identity, file: File) throws -> Bool {
        guard case .controlNumber(let agency, let key) = identity else { return false }
        otherNumber.bind(1, record.rawValue)
        otherNumber.bind(2, key)
        otherNumber.bind(3, agency + "\t")
        otherNumber.bind(4, agency.isEmpty ? 0 : 1)
        otherNumber.bind(5, file.id)
        defer { otherNumber.reset() }
        return try otherNumber.next()
    }
}
