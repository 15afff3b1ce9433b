import GRDB
import Library
import VietnameseText

/// Some passages, indexed in memory and ready to be written in one short
/// transaction.
struct PassageSlice: Sendable {
    /// A stretch of one material's passages.
    struct Part: Sendable {
        var task: IndexTask
        var passageCount: Int
        /// How many were done before.
        var done: Int
        var firstDocument: UInt32
        var passages: ArraySlice<Passage>
        var isLast: Bool { done + passages.count == passageCount }
    }

    var parts: [Part]
    private let segment: Segment
    private let blocks: [(number: UInt32, bytes: [UInt8])]
    private let checksum: Checksum

    var passageCount: Int { parts.reduce(0) { $0 + $1.passages.count } }

    /// Does the work that needs no transaction: words, postings, blocks.
    init(_ parts: [Part]) throws {
        self.parts = parts
        let builder = try SegmentBuilder()
        var terms = PassageTerms(into: builder)
        var documents = DocumentList()
        var wordCount: Int64 = 0
        for part in parts {
            for (offset, passage) in part.passages.enumerated() {
                let document = part.firstDocument + UInt32(part.done + offset)
                let (documentClass, words) = terms.add(passage.text, document: document)
                documents.append(document, documentClass)
                wordCount += Int64(words)
            }
        }
        var packer = BlockPacker(for: .passage)
        try builder.pack(into: &packer)
        blocks = packer.takeReady()
        checksum = packer.checksum
        segment = Segment(
            id: 0, level: 0, age: 0, directory: packer.directory, documents: documents, wordCount: wordCount,
            byteCount: Int64(packer.byteCount))
    }

    /// Writes the slice; throws `changedMeanwhile` when another process has
    /// indexed the same passages or taken the numbers.
    func write(_ db: Database) throws {
        for part in parts { try claim(db, part) }
        let insert = try db.cachedStatement(
            sql:
                "INSERT INTO passage (id, materialId, ordinal, section, firstBlock, heading, text) VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        for part in parts {
            for (offset, passage) in part.passages.enumerated() {
                let document = Int64(part.firstDocument) + Int64(part.done + offset)
                try insert.execute(arguments: [
                    document, part.task.material, passage.ordinal, passage.section, passage.firstBlock, passage.heading,
                    passage.text,
                ])
            }
        }
        if segment.documents.count > 0 {
            var numbered = segment
            numbered.id = try PostingStore.passage.nextSegmentID(db)
            numbered.age = numbered.id
            try PostingStore.passage.insertBlocks(db, of: numbered.id, blocks)
            try PostingStore.passage.insertSegment(db, numbered, checksum: checksum, state: .live)
        }
        try PassageSlice.bump(db)
    }

    static func bump(_ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE passageIndexState SET version = version + 1 WHERE id = 1").execute()
    }

    private func claim(_ db: Database, _ part: Part) throws {
        if part.done == 0 {
            let next = try UInt32.fetchOne(db, sql: "SELECT nextDocument FROM passageIndexState WHERE id = 1")
            let isTaken = try Bool.fetchOne(
                db, sql: "SELECT 1 FROM passageRange WHERE materialId = ?", arguments: [part.task.material])
            guard next == part.firstDocument, isTaken == nil else { throw SearchIndexError.changedMeanwhile }
            try db.execute(
                sql: "UPDATE passageIndexState SET nextDocument = nextDocument + ? WHERE id = 1",
                arguments: [part.passageCount])
            try db.execute(
                sql: """
                    INSERT INTO passageRange (materialId, firstDocument, passageCount, done, passagesHash, pipelineVersion)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    part.task.material, part.firstDocument, part.passageCount, part.passages.count,
                    part.task.passagesHash,
                    part.task.pipelineVersion,
                ])
        } else {
            try db.execute(
                sql: "UPDATE passageRange SET done = done + ? WHERE materialId = ? AND firstDocument = ? AND done = ?",
                arguments: [part.passages.count, part.task.material, part.firstDocument, part.done])
            guard db.changesCount == 1 else { throw SearchIndexError.changedMeanwhile }
        }
        guard part.isLast else { return }
        try db.execute(
            sql: "INSERT OR REPLACE INTO indexedMaterial (materialId, passagesHash, pipelineVersion) VALUES (?, ?, ?)",
            arguments: [part.task.material, part.task.passagesHash, part.task.pipelineVersion])
    }
}
