import Credentials
import FileStore
import Foundation
import HTTPTypes
import Hummingbird
import Ingest
import Library
import Logging
import SQLiteStore
import Web

/// The whole site over a real library in a folder of its own, asked through the
/// same responder that the server runs.
final class TestSite: Sendable {
    let folder: String
    let store: LibraryStore
    let files: LibraryFiles
    let uploads: UploadWork
    private let working: Task<Void, Never>
    private let application: Application<RouterResponder<WebContext>>

    init(
        pictures: (any PageImages)? = nil, search: (any CatalogueSearch)? = nil,
        plans: any PlanSource = PlanFolder(ingestFolders: [Worker.repository + "/ingest"]),
        holidays: Holidays = Holidays(), disk: DiskWatch = DiskWatch(), logger: Logger? = nil,
        board: (LibraryStore) -> FigureBoard = { $0.board },
        fill: (TestSite) async throws -> Void = { _ in },
        configure: (inout WebConfiguration) -> Void = { _ in }
    ) async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("hoclieu-web-\(UUID().uuidString)").path
        files = try LibraryFiles(folder: folder)
        store = try LibraryStore.open(folder: folder, contents: files)
        var configuration = WebConfiguration()
        configuration.offersPseudoLanguage = true
        // Hundreds of tests run side by side; the limit has a test of its own.
        configuration.timeLimit = .seconds(300)
        configuration.files.folder = folder + "/uploads"
        configuration.ingestFolders = [Worker.repository + "/ingest"]
        var fault: String?
        configuration.robots = RobotList(ingestFolders: configuration.ingestFolders, fault: &fault)
        configure(&configuration)
        let workers = try Worker.pool(inbox: folder + "/inbox")
        uploads = UploadWork(
            UploadWork.Parts(
                uploads: store.uploads, ingest: store.ingest, copies: store.circulating.intake, contents: files,
                workers: workers,
                licences: LicenceList(ingestFolders: configuration.ingestFolders), dataFolder: folder,
                rehearsalContents: { try LibraryFiles(folder: $0) },
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        working = Task { [uploads] in await uploads.run() }
        let holidays = HolidayDesk(listed: holidays, store: store.holidays)
        let plans = PlanDesk(source: plans, stores: store.plans, holidays: holidays)
        var services = WebServices(
            catalogue: store.catalogue, search: search ?? store.search, reading: store.reading,
            membership: store.membership, circulating: store.circulating,
            calendar: store.calendar, holidays: holidays, activities: store.activities, figures: store.figures,
            board: board(store),
            plans: plans,
            readingLists: store.readingLists,
            signIn: SignInDesk(store: store.membership.accounts), uploads: SpooledUploads(uploads),
            tables: WorkerTables(workers),
            usage: UsageDesk(store: store.usage, visitors: VisitorHashes()), pageImages: pictures,
            reports: ReportServices(
                stores: store.reports,
                figures: ReportGathering(
                    figures: store.figures, board: store.board, activities: store.activities.activities,
                    reports: store.reports, plans: plans),
                templates: ReportTemplates(
                    product: Worker.repository + "/ingest", own: folder + "/ingest", workers: workers)))
        services.merges = store.merges
        services.upkeep = UpkeepServices(backups: store.backups, disk: disk)
        var silent = Logger(label: "test")
        silent.logLevel = .critical
        application = try buildApplication(services, configuration: configuration, logger: logger ?? silent)
        try await fill(self)
        try await store.indexPending()
    }

    deinit {
        working.cancel()
        // As `TemporaryLibrary`: not on a thread that readers need.
        Thread.detachNewThread { [store, folder] in
            try? store.close()
            try? FileManager.default.removeItem(atPath: folder)
        }
    }

    func get(
        _ address: String, headers: [String: String] = [:], method: String = "GET", body: String = "",
        from peer: String? = "203.0.113.9"
    ) async throws -> Answer {
        var headers = headers
        if !body.isEmpty { headers["Content-Type"] = "application/x-www-form-urlencoded" }
        return try await send(
            address, headers: headers, method: method, body: RequestBody(buffer: ByteBuffer(string: body)), from: peer)
    }

    /// The same with a body of any kind.
    func send(
        _ address: String, headers: [String: String], method: String = "POST", body: RequestBody,
        from peer: String? = "203.0.113.9"
    ) async throws -> Answer {
        let request = Request(head: HTTPFieldsText(headers).head(method: method, path: address), body: body)
        let context = WebContext(logger: application.logger, peer: peer)
        let response = try await application.responder.respond(to: request, context: context)
        let collector = Collector()
        try await response.body.write(collector.writer)
        return Answer(response: response, bytes: Array(buffer: collector.buffer))
    }

    // MARK: What is in it

    /// Commits records as one list file.
    @discardableResult
    func take(_ facts: [BibFacts], file: String = "danh-sach.csv") async throws -> [RecordID] {
        let patches = facts.enumerated().map { place, facts in
            RecordPatch(
                facts: facts, sources: [.title: .file, .creators: .file, .year: .guessed], origin: .bytes,
                sourceBytes: Array("\(facts)".utf8), sourceFormat: .csv, position: SourcePosition(record: place + 1))
        }
        let batch = try await store.ingest.openBatch(BatchRequest())
        let slice = RecordSlice(
            batch: batch, file: ContentDigest.hash(Array(file.utf8)), fileName: file, patches: patches, isDryRun: false)
        let outcomes = try await store.ingest.commit(slice)
        try await store.ingest.close(batch)
        return outcomes.compactMap(\.record)
    }

    /// Commits a book; each section is a list of paragraphs.
    @discardableResult
    func take(
        _ facts: BibFacts, sections: [[String]], access: AccessLevel = .open, format: FileFormat = .epub,
        original: [UInt8] = Array("the original file, forty-two bytes long ok".utf8), name: String? = nil
    ) async throws -> RecordID {
        var facts = facts
        if facts.licence == nil { facts.licence = LicenceStatement(id: "PD") }
        let path = folder + "/coming-in"
        try Data(Array(facts.title.utf8) + original).write(to: URL(fileURLWithPath: path))
        let hash = try files.keepOriginal(at: path)
        var passages: [Passage] = []
        var derived: [DerivedSection] = []
        for (place, paragraphs) in sections.enumerated() {
            let html = paragraphs.enumerated().map { "<p id=\"d\($0 + 1)\">\(Self.escaped($1))</p>" }.joined(
                separator: "\n")
            derived.append(
                DerivedSection(
                    ordinal: place + 1, title: "Chương \(place + 1)", tocLevel: 1,
                    html: try files.keepDerived(Array(html.utf8))))
            passages.append(
                Passage(
                    ordinal: place + 1, section: place + 1, firstBlock: 1, heading: "Chương \(place + 1)",
                    text: paragraphs.joined(separator: "\n")))
        }
        let picture = try files.keepDerived(Self.picture)
        let blob = try files.keepDerived(PassageBlob.encode(passages))
        try files.synchronise()
        let batch = try await store.ingest.openBatch(BatchRequest())
        let patch = RecordPatch(
            facts: facts, sources: [.title: .file], origin: .wholeFile, sourceBytes: Array(facts.title.utf8),
            sourceFormat: format, position: SourcePosition())
        let outcome = try await store.ingest.commit(
            IncomingBook(
                batch: batch, file: hash, fileName: name ?? "\(facts.title).\(format.rawValue)",
                byteCount: Int64(facts.title.utf8.count + original.count), format: format, patch: patch, access: access,
                sections: derived, images: [DerivedImage(name: "cover", mediaType: "image/png", blob: picture)],
                passages: blob,
                passageCount: passages.count, isDryRun: false))
        try await store.ingest.close(batch)
        guard let record = outcome.record else { throw NotTaken(outcome: outcome) }
        return record
    }

    struct NotTaken: Error { let outcome: CommitOutcome }

    /// A PNG of one white point.
    static let picture: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1,
        8, 0, 0, 0,
        0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0xF8, 0x0F, 0, 1, 1, 1, 0,
        0x1B, 0xB6,
        0xEE, 0x56, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]

    private static func escaped(_ text: String) -> String { HTML(text).text }
}

/// What came back.
struct Answer {
    let response: Response
    let bytes: [UInt8]
    var status: Int { response.status.code }
    var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The whole header that sets a cookie.
    func setCookie(_ name: String) -> String? {
        response.headers[values: .setCookie].first { $0.hasPrefix(name + "=") }
    }
    func header(_ name: String) -> String? {
        response.headers.first { $0.name.rawName.lowercased() == name.lowercased() }?.value
    }
}

private final class Collector {
    var buffer = ByteBuffer()
    var writer: Writer { Writer(collector: self) }
    struct Writer: ResponseBodyWriter {
        let collector: Collector
        mutating func write(_ buffer: ByteBuffer) async throws { collector.buffer.writeImmutableBuffer(buffer) }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}

/// Builds a request head from plain names.
private struct HTTPFieldsText {
    private var fields = HTTPFields()
    init(_ headers: [String: String]) { for (name, value) in headers { add(name, value) } }
    mutating func add(_ name: String, _ value: String) {
        if let name = HTTPField.Name(name) { fields[name] = value }
    }
    func head(method: String, path: String) -> HTTPRequest {
        HTTPRequest(
            method: HTTPRequest.Method(method) ?? .get, scheme: "http", authority: "thu-vien.test", path: path,
            headerFields: fields)
    }
}
