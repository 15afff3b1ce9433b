import Library

/// Records found in XML → what is handed to the sink.
struct XMLRecordIntake {
    static let marcNamespace = "http://www.loc.gov/MARC21/slim"
    static let dcNamespace = "http://purl.org/dc/elements/1.1/"

    private var marc: MARCIntake
    private let dublinCore: DublinCoreCrosswalk

    init(lists: CodeLists) {
        marc = MARCIntake(lists: lists)
        dublinCore = DublinCoreCrosswalk(lists: lists)
    }

    private func key(_ place: MARCXMLParser.Place) -> OriginKey? {
        place.harvestIdentifier.flatMap { $0.isEmpty ? nil : .controlNumber(agency: "oai", number: $0) }
    }

    mutating func items(_ record: MARCRecord, _ bytes: [UInt8], _ place: MARCXMLParser.Place, _ number: Int)
        -> [IntakeItem]
    {
        let position = SourcePosition(record: number, line: place.line, byteOffset: place.start)
        return marc.items(
            record, faults: [],
            from: MARCIntake.Source(bytes: bytes, format: .marcxml, position: position, harvestKey: key(place)))
    }

    /// A record element without leader, fields or Dublin Core.
    func empty(_ bytes: [UInt8], _ place: MARCXMLParser.Place, _ number: Int) -> Diagnostic {
        Diagnostic(
            .reject, .recordNoTitle,
            at: SourcePosition(record: number, line: place.line, byteOffset: place.start),
            "The record holds neither MARC fields nor Dublin Core.", sourceBytes: bytes)
    }

    func items(
        _ elements: [DublinCoreElement], _ bytes: [UInt8], _ place: MARCXMLParser.Place, _ number: Int
    ) -> [IntakeItem] {
        let position = SourcePosition(record: number, line: place.line, byteOffset: place.start, field: nil)
        var draft = dublinCore.draft(elements)
        guard draft.hasTitle else {
            let reason = "The Dublin Core record has no title."
            return [.diagnostic(Diagnostic(.reject, .recordNoTitle, at: position, reason, sourceBytes: bytes))]
        }
        draft.guessLanguage()
        let hasKind = elements.contains { $0.name == "type" }
        return [
            .record(
                RecordPatch(
                    facts: draft.facts, sources: draft.sources(.file, kindIsStated: hasKind),
                    origin: key(place) ?? .bytes,
                    sourceBytes: bytes, sourceFormat: .marcxml, position: position))
        ]
    }
}
