/// What a reader hands over, on the wire.
extension ByteWriter {
    mutating func put(_ patch: RecordPatch) {
        put(patch.facts)
        // In the order of the cases, so that equal patches are equal bytes.
        put(count: patch.sources.count)
        for field in WireCodes.field.cases {
            guard let source = patch.sources[field] else { continue }
            put(field, in: WireCodes.field)
            put(source, in: WireCodes.source)
        }
        switch patch.origin {
        case .controlNumber(let agency, let number):
            put(UInt8(0))
            put(agency)
            put(number)
        case .wholeFile: put(UInt8(1))
        case .bytes: put(UInt8(2))
        }
        put(patch.sourceBytes)
        put(patch.sourceFormat, in: WireCodes.format)
        put(patch.position)
        put(patch.askedAccess != nil)
        if let access = patch.askedAccess { put(access, in: WireCodes.access) }
        put(patch.copies) { writer, copy in writer.put(copy) }
    }

    mutating func put(_ position: SourcePosition) {
        put(position.record)
        put(position.line)
        put(position.byteOffset)
        put(position.field)
    }

    mutating func put(_ diagnostic: Diagnostic) {
        put(diagnostic.severity, in: WireCodes.severity)
        put(diagnostic.code, in: WireCodes.diagnostic)
        put(diagnostic.position)
        put(diagnostic.reason)
        put(diagnostic.sourceBytes)
    }

    mutating func put(_ section: Section) {
        put(section.ordinal)
        put(section.title)
        put(section.tocLevel)
        put(section.html)
    }

    mutating func put(_ image: SectionImage) {
        put(image.name)
        put(image.mediaType)
        put(image.bytes)
    }

    mutating func put(_ passage: Passage) {
        put(passage.ordinal)
        put(passage.section)
        put(passage.firstBlock)
        put(passage.heading)
        put(passage.text)
    }
}

extension ByteReader {
    mutating func patch() throws(WireError) -> RecordPatch {
        let facts = try facts()
        var sources: [BibField: ValueSource] = [:]
        for _ in 0..<(try count()) {
            let field = try code(in: WireCodes.field)
            sources[field] = try code(in: WireCodes.source)
        }
        let origin: OriginKey
        switch try byte() {
        case 0: origin = .controlNumber(agency: try text(), number: try text())
        case 1: origin = .wholeFile
        case 2: origin = .bytes
        default: throw .unknownCode
        }
        var patch = RecordPatch(
            facts: facts, sources: sources, origin: origin, sourceBytes: try blob(),
            sourceFormat: try code(in: WireCodes.format), position: try sourcePosition(),
            askedAccess: try flag() ? try code(in: WireCodes.access) : nil)
        patch.copies = try list { reader throws(WireError) in try reader.copyDraft() }
        guard patch.copies.count <= RecordPatch.mostCopies else { throw .outOfRange }
        return patch
    }

    mutating func sourcePosition() throws(WireError) -> SourcePosition {
        SourcePosition(
            record: try int(), line: try optionalInt(), byteOffset: try optionalInt64(), field: try optionalText())
    }

    mutating func diagnostic() throws(WireError) -> Diagnostic {
        Diagnostic(
            try code(in: WireCodes.severity), try code(in: WireCodes.diagnostic), at: try sourcePosition(), try text(),
            sourceBytes: try blob())
    }

    mutating func section() throws(WireError) -> Section {
        Section(
            ordinal: try int(in: WireLimits.ordinal), title: try optionalText(), tocLevel: try optionalInt(),
            html: try text())
    }

    mutating func image() throws(WireError) -> SectionImage {
        SectionImage(name: try text(), mediaType: try text(), bytes: try blob())
    }

    mutating func passage() throws(WireError) -> Passage {
        Passage(
            ordinal: try int(in: WireLimits.ordinal), section: try int(in: WireLimits.ordinal),
            firstBlock: try int(in: WireLimits.block), heading: try optionalText(), text: try text())
    }
}

/// Numbers the rest of the program counts on.
enum WireLimits {
    /// Sections and passages of a book; a passage's row number has 20 bits for it.
    static let ordinal = 1...(1 << 20) - 1
    static let block = 0...Int(Int32.max)
}
