import Foundation
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
        guard size > 0 else { throw FileRejection(.fileEmpty, "the file has no bytes") }
        let taken = TakenParts()
        do {
            try await workers.readTemplate(ownPath, byteCount: size) { try await taken.add($0) }
        } catch let failure as WorkerFailure {
            throw FileRejection(failure.diagnostic(after: SourcePosition(record: 0)).code, "\(failure)")
        }
        let parts = await taken.parts
        kept.withLock { $0 = Read(size: size, changed: changed, parts: parts) }
        return parts
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
