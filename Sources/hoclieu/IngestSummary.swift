import Foundation
import Ingest
import Library

/// The outcome of an ingest as a librarian reads it.
struct IngestSummary {
    private static let shown = 20

    let report: IngestReport
    private let words = IngestWords()

    init(_ report: IngestReport) {
        self.report = report
    }

    func print() {
        let counts = report.counts
        Swift.print(
            words.counts(
                read: counts.read, added: counts.added, changed: counts.changed, unchanged: counts.unchanged,
                rejected: counts.rejected))
        if !counts.copies.isEmpty { Swift.print(words.copies(counts.copies)) }
        if report.resumedFiles > 0 { Swift.print(words.resumed(files: report.resumedFiles)) }
        for reject in report.rejects.prefix(Self.shown) { Swift.print(line(reject)) }
        if counts.rejected > Self.shown { Swift.print(words.more(counts.rejected - Self.shown)) }
        let refused = report.warnings.filter { $0.diagnostic.code.isOfCopy }
        for copy in refused.prefix(Self.shown) { Swift.print(line(copy)) }
        if refused.count > Self.shown { Swift.print(words.more(refused.count - Self.shown)) }
        for path in report.rejectFiles { Swift.print(words.kept(in: path)) }
        if counts.hasRefusals { Swift.print(words.codes) }
    }

    private func line(_ reject: IngestReject) -> String {
        let position = reject.diagnostic.position
        var place = reject.file
        if position.record > 0 { place += ", " + words.record(position.record) }
        if let line = position.line { place += ", " + words.line(line) }
        if let field = position.field { place += ", \(field)" }
        return words.rejected(place, code: reject.diagnostic.code.rawValue, reason: reject.diagnostic.reason)
    }
}

extension DiagnosticCode {
    /// Whether it says why a copy was not entered, though its record was taken.
    fileprivate var isOfCopy: Bool {
        switch self {
        case .copyNumberTaken, .copyNumberTwice, .copyBarcodeTaken, .copyOtherLibrary: true
        default: false
        }
    }
}
