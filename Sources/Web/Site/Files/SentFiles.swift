import Hummingbird
import Library
import NIOCore
import Synchronization

/// A form with files on its way in: first its fields, then, when somebody asks
/// for them, its files.
///
/// One task at a time uses it: `FormProtection`, then the handler.
final class SentFiles: @unchecked Sendable {
    /// Fields of one form; those of ours have about ten.
    private static let mostFields = 100

    private(set) var fields = FormValues(QueryParameters(pairs: []))
    private var body: RequestBody.AsyncIterator
    private var parser: MultipartParser
    private var waiting: ArraySlice<MultipartParser.Event> = []
    private let limits: FileLimits
    private var total: Int64 = 0
    private let progress = Mutex((at: ContinuousClock.now, isAll: false, bytes: Int64(0)))

    init(_ body: RequestBody, _ boundary: MultipartBoundary, limits: FileLimits) {
        self.body = body.makeAsyncIterator()
        parser = MultipartParser(boundary)
        self.limits = limits
    }

    /// When the request has taken too long, as things are: without a byte for
    /// `pause`, or `limit` after the last one and the time that a slow disk needs
    /// to make the files durable.
    func end(limit: Duration, pause: Duration) -> ContinuousClock.Instant {
        progress.withLock { progress in
            progress.isAll ? progress.at + limit + .seconds(progress.bytes >> 23) : progress.at + pause
        }
    }

    /// Reads the fields that stand before the first file.
    func readFields() async throws {
        var pairs: [(name: String, value: String)] = []
        var bytes = 0
        while let event = try await next(), case .begin(let header) = event {
            guard header.fileName == nil else {
                waiting.insert(event, at: waiting.startIndex)
                break
            }
            let value = try await text(upTo: FormProtection.longestForm - bytes)
            bytes += value.utf8.count + header.name.utf8.count
            guard pairs.count < Self.mostFields else { throw MultipartFault.malformed }
            pairs.append((header.name, value))
        }
        fields = FormValues(QueryParameters(pairs: pairs))
    }

    /// Puts the files into a folder of their own and hands them over, in order.
    /// What of them is still there afterwards is removed: whoever wants to keep
    /// a file moves it. Throws ``FileRefusal`` for what is too much, and for a
    /// form that broke off.
    func withFiles<Answer>(_ work: ([UploadedFile]) async throws -> Answer) async throws -> Answer {
        let folder = try IncomingFolder(in: limits.folder)
        defer { folder.remove() }
        let files = try await FileRefusal.naming { try await take(into: folder) }
        guard !files.isEmpty else { throw FileRefusal.none }
        return try await work(files)
    }

    private func take(into folder: IncomingFolder) async throws -> [UploadedFile] {
        var files: [UploadedFile] = []
        while let event = try await next() {
            guard case .begin(let header) = event else { throw MultipartFault.malformed }
            guard let name = header.fileName else {
                // What a button says after the files changes nothing.
                _ = try await text(upTo: FormProtection.longestForm)
                continue
            }
            let size = try await keep(FileLabel(name), as: files.count + 1, in: folder)
            // A field in which nothing was chosen comes as a file without name and bytes.
            guard size > 0 || !name.isEmpty else {
                folder.remove(files.count + 1)
                continue
            }
            guard files.count < limits.files else { throw FileRefusal.tooMany(limits.files) }
            files.append(
                UploadedFile(path: folder.path(of: files.count + 1), name: FileLabel(name), byteCount: size))
        }
        return files
    }

    private func keep(_ name: FileLabel, as number: Int, in folder: IncomingFolder) async throws -> Int64 {
        guard number <= limits.files + 1 else { throw FileRefusal.tooMany(limits.files) }
        let file = try folder.create(number)
        while let event = try await next() {
            switch event {
            case .begin: throw MultipartFault.malformed
            case .bytes(let bytes):
                guard number <= limits.files else { throw FileRefusal.tooMany(limits.files) }
                guard file.byteCount + Int64(bytes.count) <= limits.fileBytes else {
                    throw FileRefusal.fileTooLarge(name.text, limits.fileBytes)
                }
                total += Int64(bytes.count)
                guard total <= limits.totalBytes else { throw FileRefusal.tooLarge(limits.totalBytes) }
                try await file.append(bytes, leaving: limits.reserve)
            case .end: return try await file.finish()
            }
        }
        throw MultipartFault.truncated
    }

    private func text(upTo most: Int) async throws -> String {
        var value: [UInt8] = []
        while let event = try await next() {
            switch event {
            case .begin: throw MultipartFault.malformed
            case .bytes(let bytes):
                value += bytes
                guard value.count <= most else { throw VisitorError(.badRequest) }
            case .end: return String(decoding: value, as: UTF8.self)
            }
        }
        throw MultipartFault.truncated
    }

    /// Nil after the last delimiter.
    private func next() async throws -> MultipartParser.Event? {
        while waiting.isEmpty {
            guard !parser.isComplete else {
                progress.withLock { $0 = (.now, true, total) }
                return nil
            }
            try Task.checkCancellation()
            guard let buffer = try await body.next() else { throw MultipartFault.truncated }
            progress.withLock { $0.at = .now }
            waiting = try parser.take(buffer.readableBytesView)[...]
        }
        return waiting.popFirst()
    }
}

/// Why files that were sent are not taken; sentences under `file-refusal`.
enum FileRefusal: Error, Equatable {
    case none
    /// More than so many.
    case tooMany(Int)
    /// A file by its name, and how many bytes one may have.
    case fileTooLarge(String, Int64)
    /// How many bytes all may have together.
    case tooLarge(Int64)
    /// The line broke, or what came is no form.
    case brokenOff
    /// Only the reserve would be left.
    case diskFull

    /// Runs work and gives faults of the form their word for the page.
    static func naming<Answer>(_ work: () async throws -> Answer) async throws -> Answer {
        do { return try await work() } catch is MultipartFault { throw FileRefusal.brokenOff }
    }
}
