import GRDB
package import Library

extension LibraryStore {
    /// Remembers a librarian's decision that a source is not `record`, however
    /// alike they look; it outlives every later ingest.
    package func neverMerge(_ origin: OriginKey, bytes: [UInt8] = [], file: ContentHash? = nil, into record: RecordID)
        async throws
    {
        let name = OriginName.of(origin, bytes: bytes, file: file)
        try await databases.precious.write { db in
            try db.execute(sql: "INSERT OR IGNORE INTO neverMerge VALUES (?, ?)", arguments: [record.rawValue, name])
        }
    }
}

/// The name of a source in the list of decisions never to merge.
enum OriginName {
    static func of(_ identity: SourceRecords.Identity, file: ContentHash?) -> String {
        switch identity {
        case .controlNumber(_, let key): key
        case .bytes(let number): "bytes\t\(number)"
        case .wholeFile: "file\t\(file?.hex ?? "")"
        }
    }

    static func of(_ origin: OriginKey, bytes: [UInt8], file: ContentHash?) -> String {
        of(SourceRecords.Identity(origin, bytes: bytes), file: file)
    }
}
