import Foundation
import Ingest
import Library

/// The outcome of an ingest as a librarian reads it.
struct IngestSummary {
    private static let shown = 20

    let report: IngestReport

    init(_ report: IngestReport) {
        self.report = report
    }

    func print() {
        let counts = report.counts
        Swift.print(
            "read \(counts.read): \(counts.added) added, \(counts.changed) changed, \(counts.unchanged) unchanged, \(counts.rejected) rejected"
        )
        if report.resumedFiles > 0 {
            Swift.print("\(report.resumedFiles) files had been finished by the interrupted run")
        }
        for reject in report.rejects.prefix(Self.shown) { Swift.print(Self.line(reject)) }
        if counts.rejected > Self.shown { Swift.print("… and \(counts.rejected - Self.shown) more; --json lists them") }
        for path in report.rejectFiles { Swift.print("rejected records are kept in \(path)") }
    }

    private static func line(_ reject: IngestReject) -> String {
        let position = reject.diagnostic.position
        var place = reject.file
        if position.record > 0 { place += ", record \(position.record)" }
        if let line = position.line { place += ", line \(line)" }
        if let field = position.field { place += ", \(field)" }
        return "rejected: \(place): \(reject.diagnostic.code.rawValue): \(reject.diagnostic.reason)"
    }
}
