import Library
import Randomness

/// Seeded values of every kind that goes over the wire.
struct WireSamples: RandomNumberGenerator {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func next() -> UInt64 { random.next() }

    static func replies(in bytes: [UInt8], chunkSize: Int) throws -> [WorkerReply] {
        var splitter = FrameSplitter()
        var replies: [WorkerReply] = []
        var start = 0
        while start < bytes.count {
            let end = min(start + chunkSize, bytes.count)
            bytes[start..<end].withUnsafeBytes { splitter.append($0) }
            start = end
            while let reply = try splitter.next(WorkerReply.init(type:from:)) { replies.append(reply) }
        }
        return replies
    }

    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var mutant = bytes
        for _ in 0..<Int.random(in: 1...4, using: &self) where !mutant.isEmpty {
            let place = Int.random(in: 0..<mutant.count, using: &self)
            switch Int.random(in: 0..<6, using: &self) {
            case 0: mutant[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 1: mutant[place] = UInt8.random(in: 0...255, using: &self)
            case 2: mutant[place] = 0xFF
            case 3: mutant.remove(at: place)
            case 4: mutant.insert(UInt8.random(in: 0...255, using: &self), at: place)
            default: mutant.removeSubrange(place...)
            }
        }
        return mutant
    }

    private mutating func span() -> TableRow.Span {
        let first = Int.random(in: 0...TableRow.lastColumn, using: &self)
        return TableRow.Span(columns: first...Int.random(in: first...TableRow.lastColumn, using: &self), text: text())
    }

    mutating func reply() -> WorkerReply {
        switch Int.random(in: 0..<14, using: &self) {
        case 0: .hello(version: Int.random(in: -5...5, using: &self))
        case 1: .format(FileFormat.allCases.randomElement(using: &self)!)
        case 2: .finished(items: Int.random(in: 0...1_000_000, using: &self))
        case 3: .refused(diagnostic())
        case 4: .pageImage(mediaType: "image/png", bytes: bytes())
        case 5: .noPage
        case 6: .item(.section(section()))
        case 7: .item(.image(SectionImage(name: "a1.png", mediaType: "image/png", bytes: bytes())))
        case 8: .item(.passage(passage(ordinal: Int.random(in: 1...99_999, using: &self))))
        case 9: .item(.diagnostic(diagnostic()))
        case 11:
            .row(
                TableRow(
                    line: Int.random(in: 1...9, using: &self), sheet: optional { $0.text() }, cells: list { $0.text() },
                    spans: list { $0.span() })
            )
        case 12: .part(TemplatePart(name: text(), bytes: bytes()))
        case 10: .item(.progress(Double.random(in: 0...1, using: &self)))
        default: .item(.record(patch()))
        }
    }

    mutating func passage(ordinal: Int) -> Passage {
        Passage(
            ordinal: ordinal, section: Int.random(in: 1...90, using: &self),
            firstBlock: Int.random(in: 0...900, using: &self),
            heading: optional { $0.text() }, text: text())
    }

    private mutating func section() -> Section {
        Section(
            ordinal: Int.random(in: 1...90, using: &self), title: optional { $0.text() },
            tocLevel: optional { Int.random(in: 1...6, using: &$0) }, html: "<p id=\"d1\">\(text())</p>")
    }

    private mutating func diagnostic() -> Diagnostic {
        Diagnostic(
            Diagnostic.Severity.allCases.randomElement(using: &self)!,
            DiagnosticCode.allCases.randomElement(using: &self)!,
            at: position(), text(), sourceBytes: bytes())
    }

    private mutating func position() -> SourcePosition {
        SourcePosition(
            record: Int.random(in: 1...500_000, using: &self), line: optional { Int.random(in: 1...99, using: &$0) },
            byteOffset: optional { Int64.random(in: 0...(1 << 40), using: &$0) }, field: optional { $0.text() })
    }

    mutating func patch() -> RecordPatch {
        var facts = BibFacts(title: text())
        facts.subtitle = optional { $0.text() }
        facts.otherTitles = list { OtherTitle(OtherTitle.Kind.allCases.randomElement(using: &$0)!, $0.text()) }
        facts.creators = list {
            Creator(
                $0.text(), role: Creator.Role.allCases.randomElement(using: &$0)!, filedAs: $0.optional { $0.text() },
                isBody: Bool.random(using: &$0))
        }
        facts.publisher = optional { $0.text() }
        facts.place = optional { $0.text() }
        facts.year = optional { Int.random(in: 1000...2200, using: &$0) }
        facts.languages = list { $0.text() }
        facts.identifiers = list { Identifier(Identifier.Scheme.allCases.randomElement(using: &$0)!, $0.text()) }
        facts.classifications = list {
            Classification(Classification.Scheme.allCases.randomElement(using: &$0)!, $0.text())
        }
        facts.subjects = list { $0.text() }
        facts.genres = list { $0.text() }
        facts.series = list { SeriesPart($0.text(), number: $0.optional { $0.text() }) }
        facts.description = optional { $0.text() }
        facts.notes = list { $0.text() }
        facts.extent = optional { $0.text() }
        facts.kind = ResourceKind.allCases.randomElement(using: &self)!
        facts.audience.grades = list { Int.random(in: 1...12, using: &$0) }
        facts.audience.schoolSubjects = list { $0.text() }
        facts.licence = optional { LicenceStatement(id: $0.text(), statement: $0.optional { $0.text() }) }
        facts.links = list { Link(url: $0.text(), label: $0.optional { $0.text() }) }
        facts.accessibility = list { $0.text() }
        var sources: [BibField: ValueSource] = [:]
        for field in BibField.allCases where Bool.random(using: &self) {
            sources[field] = ValueSource.allCases.randomElement(using: &self)!
        }
        let origins: [OriginKey] = [.wholeFile, .bytes, .controlNumber(agency: text(), number: text())]
        var patch = RecordPatch(
            facts: facts, sources: sources, origin: origins.randomElement(using: &self)!, sourceBytes: bytes(),
            sourceFormat: FileFormat.allCases.randomElement(using: &self)!, position: position(),
            askedAccess: optional { AccessLevel.allCases.randomElement(using: &$0)! })
        patch.copies = list { $0.copyDraft() }
        return patch
    }

    private mutating func copyDraft() -> CopyDraft {
        let written = ["1201", "TK.00123", "gk 7", "0", "5/TN-Đ"].randomElement(using: &self)!
        var copy = CopyDraft(
            number: AccessionNumber(written)!, condition: CopyCondition.allCases.randomElement(using: &self)!,
            standing: CopyDraft.Standing.allCases.randomElement(using: &self)!)
        (copy.barcode, copy.callNumber) = (optional { $0.text() }, optional { $0.text() })
        (copy.owner, copy.holder, copy.location) = (optional { $0.text() }, nil, optional { $0.text() })
        copy.price = optional { Int.random(in: CopyDraft.prices, using: &$0) }
        copy.source = optional { CopySource.allCases.randomElement(using: &$0)! }
        copy.receivedOn = optional { Day(Int.random(in: 1...9999, using: &$0), 2, 28)! }
        (copy.invoice, copy.withdrawal, copy.note) = (optional { $0.text() }, optional { $0.text() }, nil)
        return copy
    }

    private mutating func text() -> String {
        let words = ["đường", "hoà", "Ê-đê", "", "số", "đỏ", "a", "日本", "\u{0}", "e\u{301}", "📚"]
        return (0..<Int.random(in: 0...9, using: &self)).map { _ in words.randomElement(using: &self)! }.joined(
            separator: " ")
    }

    private mutating func bytes() -> [UInt8] {
        (0..<Int.random(in: 0...200, using: &self)).map { _ in UInt8.random(in: 0...255, using: &self) }
    }

    private mutating func optional<Value>(_ make: (inout WireSamples) -> Value) -> Value? {
        Bool.random(using: &self) ? make(&self) : nil
    }

    private mutating func list<Value>(_ make: (inout WireSamples) -> Value) -> [Value] {
        (0..<Int.random(in: 0...4, using: &self)).map { _ in make(&self) }
    }
}
