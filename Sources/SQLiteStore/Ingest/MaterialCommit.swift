import GRDB
import Library

/// Writes the material of a book: its access, its sections and images, and
/// the task that has its passages indexed.
struct MaterialCommit {
    func known(_ db: Database, _ file: ContentHash) throws -> (MaterialID, RecordID)? {
        let statement = try db.cachedStatement(sql: "SELECT id, recordId FROM material WHERE originalHash = ?")
        return try Row.fetchOne(statement, arguments: [file.hex]).map {
            (MaterialID($0[0] as Int64), RecordID($0[1] as Int64))
        }
    }

    func insert(_ db: Database, _ book: IncomingBook, record: RecordID) throws {
        let licence = book.patch.facts.licence
        try db.cachedStatement(
            sql: """
                INSERT INTO material (recordId, originalHash, fileName, byteCount, format, access, licenceId, licenceStatement,
                    coverHash, sectionCount, passagesHash, passageCount)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            record.rawValue, book.file.hex, book.fileName, book.byteCount, book.format.rawValue,
            AccessPolicy.level(asked: book.access, licence: licence).rawValue, licence?.id, licence?.statement,
            Self.cover(book)?.hex, book.sections.count, book.passages?.hex, book.passageCount,
        ])
        try writeParts(db, book, MaterialID(db.lastInsertedRowID))
    }

    /// Whether the book says something else than the database holds: its readable
    /// form was made anew, or a licence or an access was stated.
    func differs(_ db: Database, _ book: IncomingBook, _ material: MaterialID) throws -> Bool {
        let now = try state(db, material)
        if now != wanted(book, now) { return true }
        return try parts(db, material) != Parts(book)
    }

    func update(_ db: Database, _ book: IncomingBook, _ material: MaterialID) throws {
        let wanted = wanted(book, try state(db, material))
        try db.cachedStatement(
            sql: """
                UPDATE material SET access = ?, licenceId = ?, licenceStatement = ?, coverHash = ?, sectionCount = ?,
                    passagesHash = ?, passageCount = ?
                WHERE id = ?
                """
        ).execute(arguments: [
            wanted.access.rawValue, wanted.licence?.id, wanted.licence?.statement, Self.cover(book)?.hex,
            book.sections.count,
            wanted.passages, wanted.passageCount, material.rawValue,
        ])
        for table in ["section", "materialImage", "indexTask"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE materialId = ?", arguments: [material.rawValue])
        }
        try writeParts(db, book, material)
    }

    // MARK: What is compared

    private struct State: Equatable {
        var access: AccessLevel
        var licence: LicenceStatement?
        var passages: String?
        var passageCount: Int
    }

    private struct Parts: Equatable {
        var sections: [DerivedSection]
        var images: [DerivedImage]

        init(_ book: IncomingBook) {
            sections = book.sections.map { section in
                var section = section
                if section.title == "" { section.title = nil }
                return section
            }.sorted { $0.ordinal < $1.ordinal }
            images = book.images.sorted { $0.name < $1.name }
        }

        init(sections: [DerivedSection], images: [DerivedImage]) { (self.sections, self.images) = (sections, images) }
    }

    /// What is stated now counts; silence leaves licence and access as they are.
    private func wanted(_ book: IncomingBook, _ now: State) -> State {
        var wanted = State(
            access: now.access, licence: now.licence, passages: book.passages?.hex, passageCount: book.passageCount)
        if let licence = book.patch.facts.licence { wanted.licence = licence }
        if book.patch.facts.licence != nil || book.patch.askedAccess != nil {
            wanted.access = AccessPolicy.level(asked: book.patch.askedAccess ?? book.access, licence: wanted.licence)
        }
        return wanted
    }

    private func state(_ db: Database, _ material: MaterialID) throws -> State {
        let statement = try db.cachedStatement(
            sql: "SELECT access, licenceId, licenceStatement, passagesHash, passageCount FROM material WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [material.rawValue]),
            let access = AccessLevel(rawValue: row[0])
        else { throw StoreError.damagedRow(table: "material", id: material.rawValue) }
        return State(
            access: access, licence: (row[1] as String?).map { LicenceStatement(id: $0, statement: row[2]) },
            passages: row[3], passageCount: row[4])
    }

    private func parts(_ db: Database, _ material: MaterialID) throws -> Parts {
        let sections = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT ordinal, title, tocLevel, htmlHash FROM section WHERE materialId = ? ORDER BY ordinal"),
            arguments: [material.rawValue]
        ).compactMap { row in
            ContentHash(hex: row[3]).map { DerivedSection(ordinal: row[0], title: row[1], tocLevel: row[2], html: $0) }
        }
        let images = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT name, mediaType, blobHash FROM materialImage WHERE materialId = ? ORDER BY name"),
            arguments: [material.rawValue]
        ).compactMap { row in
            ContentHash(hex: row[2]).map { DerivedImage(name: row[0], mediaType: row[1], blob: $0) }
        }
        return Parts(sections: sections, images: images)
    }

    // MARK: Sections, images, task

    private func writeParts(_ db: Database, _ book: IncomingBook, _ material: MaterialID) throws {
        let parts = Parts(book)
        let section = try db.cachedStatement(
            sql: "INSERT INTO section (materialId, ordinal, title, tocLevel, htmlHash) VALUES (?, ?, ?, ?, ?)")
        for part in parts.sections {
            try section.execute(arguments: [material.rawValue, part.ordinal, part.title, part.tocLevel, part.html.hex])
        }
        let image = try db.cachedStatement(
            sql: "INSERT INTO materialImage (materialId, name, mediaType, blobHash) VALUES (?, ?, ?, ?)")
        for part in parts.images {
            try image.execute(arguments: [material.rawValue, part.name, part.mediaType, part.blob.hex])
        }
        guard let passages = book.passages, book.passageCount > 0 else { return }
        try db.cachedStatement(
            sql: "INSERT INTO indexTask (materialId, passagesHash, pipelineVersion) VALUES (?, ?, ?)"
        )
        .execute(arguments: [material.rawValue, passages.hex, IndexTask.currentVersion])
    }

    private static func cover(_ book: IncomingBook) -> ContentHash? { book.images.first { $0.name == "cover" }?.blob }
}
