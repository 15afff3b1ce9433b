import FileStore
import Foundation
import Library
import SQLiteStore

/// A library in a folder of its own that goes with the test.
final class TemporaryLibrary {
    let folder: String
    let files: LibraryFiles
    let store: LibraryStore
    private let keepsFolder: Bool

    init() throws {
        folder = Self.newFolder()
        files = try LibraryFiles(folder: folder)
        store = try LibraryStore.open(folder: folder, contents: files)
        keepsFolder = false
    }

    /// A second look at the same folder, as another process has it.
    init(alsoAt folder: String) throws {
        self.folder = folder
        files = try LibraryFiles(folder: folder)
        store = try LibraryStore.open(folder: folder, contents: files)
        keepsFolder = true
    }

    /// Closing waits for readers, and may do so on no thread that they need: the
    /// tests' own are as many as the machine has cores.
    deinit {
        Thread.detachNewThread { [store, folder, keepsFolder] in
            try? store.close()
            if !keepsFolder { try? FileManager.default.removeItem(atPath: folder) }
        }
    }

    static func newFolder() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("hoclieu-\(UUID().uuidString)").path
    }

    /// A batch with one slice of records of one file.
    @discardableResult
    func take(_ patches: [RecordPatch], file: String = "thu-vien.mrc", isDryRun: Bool = false) async throws
        -> [CommitOutcome]
    {
        let batch = try await store.ingest.openBatch(BatchRequest(isDryRun: isDryRun))
        let outcomes = try await store.ingest.commit(slice(patches, file: file, batch: batch, isDryRun: isDryRun))
        try await store.ingest.close(batch)
        return outcomes
    }

    /// Records of a list whose original is kept; its bytes are its name.
    func slice(_ patches: [RecordPatch], file: String, batch: BatchID, isDryRun: Bool = false) throws -> RecordSlice {
        let path = folder + "/list"
        try Data(file.utf8).write(to: URL(fileURLWithPath: path))
        let hash = isDryRun ? try files.hash(ofFileAt: path) : try files.keepOriginal(at: path)
        return RecordSlice(batch: batch, file: hash, fileName: file, patches: patches, isDryRun: isDryRun)
    }

    func facts(_ id: Int64) async throws -> BibFacts? { try await store.catalogue.record(RecordID(id))?.facts }

    /// A book whose blobs are kept in the files of this library.
    func book(
        _ title: String, text: String, by creator: String? = nil, licence: String? = nil, access: AccessLevel? = nil,
        name: String? = nil, batch: BatchID
    ) throws -> IncomingBook {
        let original = folder + "/incoming.txt"
        try Data("\(title)\n\(text)".utf8).write(to: URL(fileURLWithPath: original))
        let hash = try files.keepOriginal(at: original)
        let html = try files.keepDerived(Array("<p id=\"d1\">\(text)</p>".utf8))
        let cover = try files.keepDerived(Array("cover of \(title)".utf8))
        let passages = try files.keepDerived(
            PassageBlob.encode([Passage(ordinal: 1, section: 1, firstBlock: 1, heading: nil, text: text)]))
        try files.synchronise()
        var facts = BibFacts(title: title)
        if let creator { facts.creators = [Creator(creator)] }
        facts.licence = licence.map { LicenceStatement(id: $0) }
        let patch = RecordPatch(
            facts: facts, sources: [.title: .file, .creators: .file, .licence: .cataloguer], origin: .wholeFile,
            sourceBytes: Array("<package>\(title)</package>".utf8), sourceFormat: .epub, position: SourcePosition(),
            askedAccess: access)
        return IncomingBook(
            batch: batch, file: hash, fileName: name ?? "\(title).epub", byteCount: 100, format: .epub, patch: patch,
            access: AccessPolicy.level(asked: access, licence: facts.licence),
            sections: [DerivedSection(ordinal: 1, title: "Chương 1", tocLevel: 1, html: html)],
            images: [DerivedImage(name: "cover", mediaType: "image/jpeg", blob: cover)], passages: passages,
            passageCount: 1,
            isDryRun: false)
    }

    func take(_ book: IncomingBook) async throws -> CommitOutcome { try await store.ingest.commit(book) }
}

/// Values tests are made of.
enum Sample {
    static func hash(of text: String) -> ContentHash { ContentDigest.hash(Array(text.utf8)) }

    /// A MARC record as a crosswalk would hand it over.
    static func marc(
        _ number: String, _ title: String, by creators: String..., agency: String = "VN-DLK", year: Int? = nil,
        isbn: String? = nil, position: Int = 1, bytes: String? = nil, change: (inout BibFacts) -> Void = { _ in }
    ) -> RecordPatch {
        var facts = BibFacts(title: title)
        facts.creators = creators.map { Creator($0) }
        facts.year = year
        if let isbn { facts.identifiers = [Identifier(.isbn, isbn)] }
        change(&facts)
        var sources: [BibField: ValueSource] = [:]
        for field in BibField.allCases where field != .kind && !facts.isEmpty(field) { sources[field] = .marc }
        let text = bytes ?? "001 \(number) 245 \(title) 100 \(creators) 260 \(year ?? 0) 020 \(isbn ?? "")"
        return RecordPatch(
            facts: facts, sources: sources, origin: .controlNumber(agency: agency, number: number),
            sourceBytes: Array(text.utf8), sourceFormat: .marc, position: SourcePosition(record: position))
    }

    /// A row of a table without any number.
    static func row(_ title: String, by creator: String? = nil, year: Int? = nil, position: Int = 1) -> RecordPatch {
        var facts = BibFacts(title: title)
        if let creator { facts.creators = [Creator(creator)] }
        facts.year = year
        return RecordPatch(
            facts: facts, sources: [.title: .file, .creators: .file, .year: .file], origin: .bytes,
            sourceBytes: Array("\(title);\(creator ?? "");\(year ?? 0)".utf8), sourceFormat: .csv,
            position: SourcePosition(record: position))
    }
}
