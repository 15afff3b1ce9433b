import Foundation
import Ingest
import Library
import Web

/// The outcome of an ingest as a librarian reads it.
struct IngestSummary {
    private static let shown = 20

    let report: IngestReport
    private let words = CommandWords()
    private let findings: CodeSentences?

    init(_ report: IngestReport) {
        self.report = report
        findings = report.rejects.isEmpty && report.warnings.isEmpty ? nil : words.sentences
    }

    func print() {
        let counts = report.counts
        Swift.print(
            words.counts(
                read: counts.read, added: counts.added, changed: counts.changed, unchanged: counts.unchanged,
                rejected: counts.rejected))
        if !counts.copies.isEmpty { Swift.print(words.copies(counts.copies)) }
        if report.resumedFiles > 0 { Swift.print(words.resumed(files: report.resumedFiles)) }
        show(report.rejects, of: counts.rejected, as: words.rejected)
        let refused = report.warnings.filter { $0.diagnostic.code.isOfCopy }
        show(refused, of: refused.count, as: words.rejected)
        let doubtful = report.warnings.filter { $0.diagnostic.code.wantsALook }
        show(doubtful, of: doubtful.count, as: words.warning)
        for path in report.rejectFiles { Swift.print(words.kept(in: path)) }
        if counts.hasRefusals, let path = ProductFiles.errorCodes { Swift.print(words.codes(in: path)) }
    }

    private func show(_ findings: [IngestReject], of count: Int, as kind: String) {
        for finding in findings.prefix(Self.shown) {
            Swift.print("\(kind): \(line(finding))")
            let reason = finding.diagnostic.reason
            if let sentences = self.findings, sentences[finding.diagnostic.code] != nil {
                Swift.print("  " + words.found(sentences.detail(reason) ?? reason))
            }
        }
        if count > Self.shown { Swift.print(words.more(count - Self.shown)) }
    }

    /// Place, code, and what a librarian can do about it; the reader's own words
    /// where no page has any.
    private func line(_ reject: IngestReject) -> String {
        let position = reject.diagnostic.position
        var place = reject.file
        if position.record > 0 { place += ", " + words.record(position.record) }
        if let line = position.line { place += ", " + words.line(line) }
        if let field = position.field { place += ", \(field)" }
        let code = reject.diagnostic.code
        return "\(place): \(code.rawValue): \(findings?[code] ?? reject.diagnostic.reason)"
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

    /// Whether the record was taken, but perhaps not as its owner means it.
    fileprivate var wantsALook: Bool {
        switch self {
        case .encodingGuessed, .textDamaged, .duplicateIdentifier, .licenceMissing: true
        default: false
        }
    }
}
