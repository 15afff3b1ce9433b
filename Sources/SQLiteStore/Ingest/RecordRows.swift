import GRDB
import Library
import VietnameseText

/// Writes records and the tables that find them.
final class RecordRows {
    private let insertRecord: WriteStatement
    private let updateRecord: WriteStatement
    private let deleteRecord: WriteStatement
    private let findSortKey: WriteStatement
    private let insertIdentifier: WriteStatement
    private let deleteIdentifier: WriteStatement
    private let findHeading: WriteStatement
    private let insertHeading: WriteStatement
    private let insertRecordHeading: WriteStatement
    private let deleteRecordHeading: WriteStatement
    private let deleteHeading: WriteStatement
    private let pending: PendingRecords
    /// Headings met lately, by their words as written; see ``forgetHeadings()``.
    private var metHeadings: [Heading: Int64] = [:]
    /// Some 20 MB of names; a list of any length must not fill the memory.
    private static let mostHeadings = 100_000

    /// In the order of the schema.
    private static let columns = [
        "sourceFileId", "title", "subtitle", "titleKey", "titleSort", "kind", "year", "publisher", "place", "extent",
        "description", "licenceId", "licenceStatement", "languages", "creators", "otherTitles", "identifiers",
        "classifications", "subjects", "genres", "series", "notes", "links", "accessibility", "grades",
        "schoolSubjects",
        "fieldSources",
    ]

    init(_ db: Database) throws {
        pending = try PendingRecords(db)
        let names = Self.columns.joined(separator: ", ")
        let marks = Array(repeating: "?", count: Self.columns.count).joined(separator: ", ")
        insertRecord = try WriteStatement(db, "INSERT INTO bibRecord (\(names)) VALUES (\(marks))")
        // A record keeps the file it first came from.
        let assignments = Self.columns.dropFirst().enumerated().map { "\($0.element) = ?\($0.offset + 2)" }
        updateRecord = try WriteStatement(
            db, "UPDATE bibRecord SET \(assignments.joined(separator: ", ")) WHERE id = ?1")
        deleteRecord = try WriteStatement(db, "DELETE FROM bibRecord WHERE id = ?")
        findSortKey = try WriteStatement(db, "SELECT titleSort FROM bibRecord WHERE id = ?")
        insertIdentifier = try WriteStatement(db, "INSERT OR IGNORE INTO identifier VALUES (?, ?, ?)")
        deleteIdentifier = try WriteStatement(
            db, "DELETE FROM identifier WHERE value = ? AND scheme = ? AND recordId = ?")
        findHeading = try WriteStatement(db, "SELECT id FROM heading WHERE kind = ? AND key = ?")
        insertHeading = try WriteStatement(
            db, "INSERT INTO heading (kind, key, text, sortKey, folded) VALUES (?, ?, ?, ?, ?)")
        insertRecordHeading = try WriteStatement(db, "INSERT OR IGNORE INTO recordHeading VALUES (?, ?, ?)")
        deleteRecordHeading = try WriteStatement(
            db, "DELETE FROM recordHeading WHERE headingId = ? AND titleRank = ? AND recordId = ?")
        deleteHeading = try WriteStatement(
            db,
            "DELETE FROM heading WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM recordHeading WHERE headingId = ?1)")
    }

    /// A new record; its number is the highest so far and one.
    func insert(_ db: Database, _ state: Overlay.State, sourceFile: Int64) throws -> RecordID {
        let rank = bind(state, to: insertRecord, from: 1, sourceFile: sourceFile)
        try insertRecord.run()
        let id = RecordID(db.lastInsertedRowID)
        try insertLookups(db, state.facts, id, rank)
        try pending.write(db, id, state.facts)
        return id
    }

    func update(_ db: Database, _ id: RecordID, from old: BibFacts, to state: Overlay.State) throws {
        let left = try deleteLookups(old, id)
        updateRecord.bind(1, id.rawValue)
        let rank = bind(state, to: updateRecord, from: 1, sourceFile: nil)
        try updateRecord.run()
        try insertLookups(db, state.facts, id, rank)
        try deleteEmpty(left)
        try pending.write(db, id, state.facts)
    }

    /// The record and everything that finds it; its materials must be gone.
    func delete(_ db: Database, _ id: RecordID, _ facts: BibFacts) throws {
        try pending.remove(db, id)
        try deleteEmpty(deleteLookups(facts, id))
        deleteRecord.bind(1, id.rawValue)
        try deleteRecord.run()
    }

    /// Binds all columns and gives the rank of the title, which the look-up
    /// tables want too.
    private func bind(_ state: Overlay.State, to statement: WriteStatement, from first: Int32, sourceFile: Int64?)
        -> Int64
    {
        let facts = state.facts
        let sortKey = SortKey.make(facts.title)
        if let sourceFile { statement.bind(first, sourceFile) }
        statement.bind(first + 1, facts.title)
        statement.bind(first + 2, facts.subtitle)
        statement.bind(first + 3, TitleKeys.number(facts.title))
        statement.bind(first + 4, sortKey)
        statement.bind(first + 5, facts.kind.rawValue)
        statement.bind(first + 6, facts.year)
        let texts: [String?] = [
            facts.publisher, facts.place, facts.extent, facts.description, facts.licence?.id, facts.licence?.statement,
            ListText.encode(facts.languages),
            ListText.encode(rows: facts.creators.map(ListRows.row)),
            ListText.encode(rows: facts.otherTitles.map(ListRows.row)),
            ListText.encode(rows: facts.identifiers.map(ListRows.row)),
            ListText.encode(rows: facts.classifications.map(ListRows.row)),
            ListText.encode(facts.subjects), ListText.encode(facts.genres),
            ListText.encode(rows: facts.series.map(ListRows.row)),
            ListText.encode(facts.notes),
            ListText.encode(rows: facts.links.map(ListRows.row)),
            ListText.encode(facts.accessibility),
            ListText.encode(facts.audience.grades.map(String.init)), ListText.encode(facts.audience.schoolSubjects),
            FieldSources.encode(state.sources, locked: state.locked),
        ]
        for (offset, text) in texts.enumerated() { statement.bind(first + 7 + Int32(offset), text) }
        return TitleKeys.rank(sortKey)
    }

    private func insertLookups(_ db: Database, _ facts: BibFacts, _ id: RecordID, _ rank: Int64) throws {
        for identifier in facts.identifiers {
            insertIdentifier.bind(1, identifier.value)
            insertIdentifier.bind(2, identifier.scheme.rawValue)
            insertIdentifier.bind(3, id.rawValue)
            try insertIdentifier.run()
        }
        for creator in facts.creators { try insertHeading(db, .creator, creator.name, id, rank) }
        for subject in facts.subjects { try insertHeading(db, .subject, subject, id, rank) }
    }

    private func insertHeading(
        _ db: Database, _ kind: Heading.Kind, _ text: String, _ id: RecordID, _ rank: Int64
    ) throws {
        insertRecordHeading.bind(1, try headingRow(db, Heading(kind, text)))
        insertRecordHeading.bind(2, rank)
        insertRecordHeading.bind(3, id.rawValue)
        try insertRecordHeading.run()
    }

    /// The number of a heading, which is made when it is new.
    private func headingRow(_ db: Database, _ name: Heading) throws -> Int64 {
        if let row = metHeadings[name] { return row }
        let key = HeadingKey.key(name.text)
        var row = try heading(name.kind, key)
        if row == nil {
            insertHeading.bind(1, name.kind.rawValue)
            insertHeading.bind(2, key)
            insertHeading.bind(3, name.text)
            insertHeading.bind(4, HeadingKey.sortKey(name.text, name.kind))
            insertHeading.bind(5, Folding.folded(name.text))
            try insertHeading.run()
            row = db.lastInsertedRowID
        }
        guard let row else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        if metHeadings.count >= Self.mostHeadings { metHeadings.removeAll(keepingCapacity: true) }
        metHeadings[name] = row
        return row
    }

    /// Must be called when headings may have gone: after a roll-back, and when
    /// somebody else has written.
    func forgetHeadings() { metHeadings.removeAll(keepingCapacity: true) }

    private func heading(_ kind: Heading.Kind, _ key: String) throws -> Int64? {
        findHeading.bind(1, kind.rawValue)
        findHeading.bind(2, key)
        defer { findHeading.reset() }
        return try findHeading.next() ? findHeading.integer(0) : nil
    }

    /// Gives the headings the record stood under.
    private func deleteLookups(_ facts: BibFacts, _ id: RecordID) throws -> [Int64] {
        for identifier in facts.identifiers {
            deleteIdentifier.bind(1, identifier.value)
            deleteIdentifier.bind(2, identifier.scheme.rawValue)
            deleteIdentifier.bind(3, id.rawValue)
            try deleteIdentifier.run()
        }
        findSortKey.bind(1, id.rawValue)
        let rank = TitleKeys.rank(try findSortKey.next() ? findSortKey.text(0) ?? "" : "")
        findSortKey.reset()
        let headings =
            try facts.creators.compactMap { try heading(.creator, HeadingKey.key($0.name)) }
            + facts.subjects.compactMap { try heading(.subject, HeadingKey.key($0)) }
        for heading in headings {
            deleteRecordHeading.bind(1, heading)
            deleteRecordHeading.bind(2, rank)
            deleteRecordHeading.bind(3, id.rawValue)
            try deleteRecordHeading.run()
        }
        return headings
    }

    /// A heading goes with its last record.
    private func deleteEmpty(_ headings: [Int64]) throws {
        forgetHeadings()
        for heading in headings {
            deleteHeading.bind(1, heading)
            try deleteHeading.run()
        }
    }
}
