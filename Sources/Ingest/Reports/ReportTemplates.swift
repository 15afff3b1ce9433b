import Foundation
import Glibc
package import Library
import Synchronization

/// The templates of reports: the product's parts as they lie in
/// `ingest/reports/bao-cao`, and the locality's own `ingest/reports/bao-cao.docx`
/// in the data folder, which only a worker opens.
package final class ReportTemplates: TemplateShelf {
    private struct Read: Sendable {
        var size: Int64
        var changed: Date
        var parts: [TemplatePart]
    }

    private let shippedFolder: String
    private let ownPath: String
    private let workers: WorkerPool
    private let kept = Mutex<Read?>(nil)

    /// `product` and `own` are folders named `ingest`.
    package init(product: String, own: String, workers: WorkerPool) {
        shippedFolder = product + "/reports/bao-cao"
        ownPath = own + "/reports/bao-cao.docx"
        self.workers = workers
    }

    package func shipped() throws -> [TemplatePart] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: shippedFolder).sorted()
        return try names.compactMap { name in
            let part = TemplatePart(name: name, bytes: [])
            guard part.isMarkup else { return nil }
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(shippedFolder)/\(name)"))
            return TemplatePart(name: name, bytes: [UInt8](data))
        }
    }

    package func own() async throws -> [TemplatePart]? {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: ownPath),
            let size = (facts[.size] as? NSNumber)?.int64Value, let changed = facts[.modificationDate] as? Date
        else { return nil }
        if let read = kept.withLock({ $0 }), read.size == size, read.changed == changed { return read.parts }
        let parts = try await read(ownPath, byteCount: size)
        kept.withLock { $0 = Read(size: size, changed: changed, parts: parts) }
        return parts
    }

    package func parts(of file: UploadedFile) async throws -> [TemplatePart] {
        guard file.byteCount <= Int64(TemplateLimits.totalBytes) else {
            throw FileRejection(.archiveBomb, "the file is larger than a template can be")
        }
        return try await read(file.path, byteCount: file.byteCount)
    }

    private func read(_ path: String, byteCount: Int64) async throws -> [TemplatePart] {
        guard byteCount > 0 else { throw FileRejection(.fileEmpty, "the file has no bytes") }
        let taken = TakenParts()
        do {
            try await workers.readTemplate(path, byteCount: byteCount) { try await taken.add($0) }
        } catch let failure as WorkerFailure {
            throw FileRejection(failure.diagnostic(after: SourcePosition(record: 0)).code, "\(failure)")
        }
        return await taken.parts
    }

    package func keep(_ file: UploadedFile?) throws {
        kept.withLock { $0 = nil }
        let files = FileManager.default
        let own = URL(fileURLWithPath: ownPath)
        guard let file else {
            if files.fileExists(atPath: ownPath) { try files.removeItem(at: own) }
            return
        }
        let folder = own.deletingLastPathComponent()
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        // Beside its place first: a power cut leaves the one or the other whole.
        let fresh = folder.appendingPathComponent(".bao-cao-moi")
        try Data(contentsOf: URL(fileURLWithPath: file.path)).write(to: fresh)
        let handle = try FileHandle(forWritingTo: fresh)
        try handle.synchronize()
        try handle.close()
        guard rename(fresh.path, ownPath) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }
}

/// Parts as they come in, held against the limits once more: the worker has
/// read a file that nobody vouches for.
private actor TakenParts {
    private(set) var parts: [TemplatePart] = []
    private var total = 0

    func add(_ replies: [WorkerReply]) throws {
        for reply in replies {
            switch reply {
            case .part(let part):
                total += part.bytes.count
                guard parts.count < TemplateLimits.parts, total <= TemplateLimits.totalBytes,
                    !parts.contains(where: { $0.name == part.name })
                else { throw FileRejection(.archiveBomb, "the template is larger than a template can be") }
                parts.append(part)
            case .refused(let diagnostic): throw FileRejection(diagnostic.code, diagnostic.reason)
            case .finished: break
            default: throw WorkerFailure.brokenProtocol("something other than parts of a template came")
            }
        }
    }
}
