import CSearchRank
import GRDB
import Library
import VietnameseText

/// Compares the indexes with what they are made of, for `verify`.
enum IndexIntegrity {
    /// Documents whose every word is looked up; all others are only counted.
    private static let samples = 200

    /// One sentence for each thing that is wrong; texts that still wait to be
    /// indexed are not wrong.
    static func check(_ databases: LibraryDatabases) throws -> [String] {
        try databases.precious.read(records) + databases.passages.read(passages)
    }

    // MARK: Records

    private static func records(_ db: Database) throws -> [String] {
        if let damage = try PostingStore.record.check(db) { return [damage] }
        let snapshot = try RecordSnapshots().current(db)
        var problems: [String] = []
        let records = try Int64.fetchAll(db, sql: "SELECT id FROM bibRecord ORDER BY id")
        let missing = records.filter { id in UInt32(exactly: id).map { !snapshot.set.holds($0) } ?? true }
        if let first = missing.first {
            problems.append("\(missing.count) records are not in the index, the first is \(first)")
        }
        let surplus = snapshot.set.documentCount - (records.count - missing.count)
        if surplus > 0 { problems.append("the index has \(surplus) records that the catalogue has not") }
        let reader = PostingReader(db: db, store: .record, set: snapshot.set)
        for id in sample(records) {
            guard let document = UInt32(exactly: id), let stored = try RecordFacts.load(db, id: RecordID(id)) else {
                continue
            }
            let words = WordScanner.words(in: stored.facts.title).map(\.folded)
            if try !has(document, words, reader) {
                problems.append("the title of record \(id) is not indexed as it stands")
            }
        }
        return problems
    }

    // MARK: Passages

    private static func passages(_ db: Database) throws -> [String] {
        if let damage = try PostingStore.passage.check(db) { return [damage] }
        let snapshot = try PassageSnapshots().current(db)
        var problems: [String] = []
        let missing = try Int64.fetchAll(
            db,
            sql: """
                SELECT materialId FROM passageRange r
                WHERE done <> (SELECT count(*) FROM passage p
                               WHERE p.id >= r.firstDocument AND p.id < r.firstDocument + r.done AND p.materialId = r.materialId)
                """)
        for material in missing { problems.append("passages of material \(material) are missing") }
        for book in snapshot.shelf.books {
            let documents = book.firstDocument..<(book.firstDocument + book.passages)
            if let lost = documents.first(where: { !snapshot.set.holds($0) }) {
                problems.append("passage \(lost) of material \(book.material) is not in the index")
            }
        }
        let reader = PostingReader(db: db, store: .passage, set: snapshot.set)
        let rows = try Row.fetchCursor(
            db,
            sql:
                "SELECT id, text FROM passage WHERE id IN (\(sample(try ids(db)).map(String.init).joined(separator: ",")))"
        )
        while let row = try rows.next() {
            let document: UInt32 = row[0]
            guard snapshot.shelf.holds(document) else { continue }
            if try !has(document, WordScanner.words(in: row[1]).map(\.folded), reader) {
                problems.append("passage \(document) is not indexed as it stands")
            }
        }
        return problems
    }

    private static func ids(_ db: Database) throws -> [Int64] {
        try Int64.fetchAll(db, sql: "SELECT id FROM passage ORDER BY id")
    }

    // MARK: Both

    /// Evenly spread, so that every segment is likely to be met.
    private static func sample(_ ids: [Int64]) -> [Int64] {
        let step = max(1, ids.count / samples)
        return stride(from: 0, to: ids.count, by: step).map { ids[$0] }
    }

    private static func has(_ document: UInt32, _ words: [String], _ reader: PostingReader) throws -> Bool {
        for word in Set(words) {
            var isThere = false
            try reader.forEachList(of: reader.find(TermTag.foldedWord.key(word))) { segment, list in
                guard reader.set.owner[Int(document)] == UInt16(segment) else { return }
                isThere = isThere || sr_has(list.baseAddress, list.count, document) != 0
            }
            if !isThere { return false }
        }
        return true
    }
}
