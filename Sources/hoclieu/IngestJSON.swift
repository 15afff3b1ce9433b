import Foundation
import Ingest
import Library

/// The outcome of an ingest as scripts read it; keys are only ever added.
struct IngestJSON: Encodable {
    struct Counts: Encodable {
        var read = 0
        var added = 0
        var changed = 0
        var unchanged = 0
        var rejected = 0
    }

    /// Copies that the records name.
    struct Copies: Encodable {
        var entered = 0
        var known = 0
        var refused = 0
        /// Not asked for, without `--service-point`.
        var left = 0
    }

    struct Reject: Encodable {
        var file: String
        /// The record or row, 1 for the first; 0 is the whole file.
        var position: Int
        var code: String
        var reason: String
        var line: Int?
        var byteOffset: Int64?
        var field: String?

        init(_ reject: IngestReject) {
            file = reject.file
            position = reject.diagnostic.position.record
            code = reject.diagnostic.code.rawValue
            reason = reject.diagnostic.reason
            line = reject.diagnostic.position.line
            byteOffset = reject.diagnostic.position.byteOffset
            field = reject.diagnostic.position.field
        }
    }

    var counts = Counts()
    var copies = Copies()
    var rejects: [Reject] = []
    var warnings: [Reject] = []
    var files = 0
    var resumed = 0
    var batch: Int64?
    var rejectFiles: [String] = []
    /// Why the batch stopped early; absent when it did not.
    var error: String?

    init(_ report: IngestReport) {
        counts = Counts(
            read: report.counts.read, added: report.counts.added, changed: report.counts.changed,
            unchanged: report.counts.unchanged, rejected: report.counts.rejected)
        let copies = report.counts.copies
        self.copies = Copies(
            entered: copies.entered, known: copies.known, refused: copies.refused, left: copies.left)
        rejects = report.rejects.map(Reject.init)
        warnings = report.warnings.map(Reject.init)
        files = report.files
        resumed = report.resumedFiles
        batch = report.batch?.rawValue
        rejectFiles = report.rejectFiles
        error = report.stopped.map { CommandFailure.describing($0).sentence }
    }

    init(failure: String) {
        error = failure
    }

    func text() throws -> String { try OutputJSON.of(self) }
}

/// JSON for standard output: one object, keys in a steady order.
enum OutputJSON {
    static func of(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
