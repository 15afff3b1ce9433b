import Library

/// Keeps what a list reader tells within bounds: the same warning is told at
/// most some hundred times a file, then counted; progress now and then.
struct SteadyReport {
    /// More lines of one kind than this are read by nobody.
    private static let mostWarnings = 500
    private static let progressStep: Int64 = 1 << 20

    private let byteCount: Int64
    private var warnings: [DiagnosticCode: Int] = [:]
    private var lastProgress: Int64 = 0

    init(byteCount: Int64) { self.byteCount = byteCount }

    mutating func pass(_ item: IntakeItem, to sink: (IntakeItem) throws -> Void) throws {
        if case .diagnostic(let diagnostic) = item, diagnostic.severity == .warning {
            let count = warnings[diagnostic.code, default: 0] + 1
            warnings[diagnostic.code] = count
            if count > Self.mostWarnings { return }
        }
        try sink(item)
    }

    mutating func progress(at offset: Int64, to sink: (IntakeItem) throws -> Void) throws {
        guard byteCount > 0, offset - lastProgress >= Self.progressStep else { return }
        lastProgress = offset
        try sink(.progress(min(1, Double(offset) / Double(byteCount))))
    }

    /// Tells how many warnings were only counted.
    func finish(to sink: (IntakeItem) throws -> Void) throws {
        for (code, count) in warnings.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where count > Self.mostWarnings
        {
            let reason = "\(count - Self.mostWarnings) more records of this file have the same warning."
            try sink(.diagnostic(Diagnostic(.warning, code, at: SourcePosition(), reason)))
        }
    }
}
