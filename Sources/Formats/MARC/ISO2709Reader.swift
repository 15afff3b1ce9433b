package import Library

/// Reads MARC 21 and UNIMARC records in ISO 2709, sound or damaged, in flat
/// memory.
package struct ISO2709Reader: FormatReader {
    package static let format = FileFormat.marc
    private let lists: CodeLists

    package init(lists: CodeLists = .builtIn) { self.lists = lists }

    package func read(_ file: SourceFile, limits: ReadingLimits, into sink: (IntakeItem) throws -> Void) throws {
        let window = try FileWindow(file)
        guard try window.holds(1) else { throw FileRejection(.fileEmpty, "The file is empty.") }
        var splitter = ISO2709Splitter(window, limits: limits)
        var text = MARCText()
        var intake = MARCIntake(lists: lists)
        var report = SteadyReport(byteCount: file.byteCount)
        var number = 0
        while let raw = try splitter.next() {
            number += 1
            let position = SourcePosition(record: number, byteOffset: raw.offset)
            let source = MARCIntake.Source(bytes: raw.bytes, format: .marc, position: position)
            guard raw.isWorthParsing else {
                let fault = raw.faults.first ?? RecordFault(.marcTruncated, "The bytes are no record.")
                try sink(
                    .diagnostic(Diagnostic(.reject, fault.code, at: position, fault.reason, sourceBytes: raw.bytes)))
                continue
            }
            var (record, faults) = ISO2709Parser.parse(raw.bytes)
            let encoding = Self.fault(text.decode(&record), record)
            faults = raw.faults + faults + (encoding.map { [$0] } ?? [])
            for item in intake.items(record, faults: faults, from: source) { try report.pass(item, to: sink) }
            try report.progress(at: window.offset, to: sink)
        }
        try report.finish(to: sink)
        guard number > 0 else { throw FileRejection(.fileEmpty, "The file holds nothing but blanks.") }
    }

    /// What the librarian should know about the characters of a record.
    private static func fault(_ outcome: MARCText.Outcome, _ record: MARCRecord) -> RecordFault? {
        let label = record.leader.coding == UInt8(ascii: "a") ? "UTF-8" : "MARC-8"
        switch outcome {
        case .asLabelled: return nil
        case .unlabelledUTF8:
            return RecordFault(.marcEncoding, "The leader says MARC-8, the text is UTF-8 and was read so.")
        case .guessed(let set):
            return RecordFault(
                .encodingGuessed, "The leader says \(label), the text is not; it was read as \(set.rawValue).")
        case .mended:
            return RecordFault(.marcEncoding, "Some characters are not \(label) and were replaced by \u{FFFD}.")
        }
    }
}
