import Library

/// The common end of both roads of MARC: record → crosswalk → what is handed
/// to the sink.
struct MARCIntake {
    private let marc21: MARC21Crosswalk
    private let unimarc: UNIMARCCrosswalk
    private var numbers = MetIdentifiers()

    init(lists: CodeLists) {
        marc21 = MARC21Crosswalk(lists: lists)
        unimarc = UNIMARCCrosswalk(lists: lists)
    }

    /// Where the record came from.
    struct Source {
        var bytes: [UInt8]
        var format: FileFormat
        var position: SourcePosition
        /// The key a harvest gives it, when the record has no control number.
        var harvestKey: OriginKey?
    }

    /// A record with a title is taken whatever else is wrong with it; one
    /// without is a reject that says what was damaged, or that it has no title.
    mutating func items(_ record: MARCRecord, faults: [RecordFault], from source: Source) -> [IntakeItem] {
        var draft = UNIMARCCrosswalk.recognises(record) ? unimarc.draft(record) : marc21.draft(record)
        guard draft.hasTitle else { return [.diagnostic(reject(record, faults, source))] }
        draft.guessLanguage()
        var patch = RecordPatch(
            facts: draft.facts, sources: draft.sources(.marc, kindIsStated: true),
            origin: origin(record) ?? source.harvestKey ?? .bytes, sourceBytes: source.bytes,
            sourceFormat: source.format, position: source.position)
        let held = MARCItems.copies(in: record)
        patch.copies = held.copies
        var items: [IntakeItem] = [.record(patch)]
        for fault in faults + draft.faults + held.faults {
            var position = source.position
            position.field = fault.field
            items.append(.diagnostic(Diagnostic(.warning, fault.code, at: position, fault.reason)))
        }
        if patch.origin == .bytes, let number = record.fields.first(where: { $0.tag == 1 }) {
            var position = source.position
            position.field = "001"
            let warning = numbers.warning(
                for: record.string(number.content), title: draft.facts.title, at: position)
            if let warning { items.append(.diagnostic(warning)) }
        }
        return items
    }

    private func reject(_ record: MARCRecord, _ faults: [RecordFault], _ source: Source) -> Diagnostic {
        var position = source.position
        position.field = faults.first?.field
        let structural = faults.first { $0.code != .marcEncoding && $0.code != .encodingGuessed }
        let (code, about): (DiagnosticCode, String) =
            switch record.leader.type {
            case UInt8(ascii: "z"):
                (.recordNoPublication, "An authority record, which describes no publication.")
            case UInt8(ascii: "u"), UInt8(ascii: "v"), UInt8(ascii: "x"), UInt8(ascii: "y"):
                (.recordNoPublication, "A holdings record, which describes no publication.")
            default: (.recordNoTitle, "The record has no title (field 245, or 200 in UNIMARC).")
            }
        guard let structural else {
            return Diagnostic(.reject, code, at: position, about, sourceBytes: source.bytes)
        }
        return Diagnostic(
            .reject, structural.code, at: position, "No title could be read: \(structural.reason)",
            sourceBytes: source.bytes)
    }

    /// 003 and 001 together; a control number without its agency could be
    /// anybody's.
    private func origin(_ record: MARCRecord) -> OriginKey? {
        guard let number = record.fields.first(where: { $0.tag == 1 }),
            let agency = record.fields.first(where: { $0.tag == 3 })
        else { return nil }
        let (agencyText, numberText) = (record.string(agency.content), record.string(number.content))
        guard !agencyText.isEmpty, !numberText.isEmpty else { return nil }
        return .controlNumber(agency: agencyText, number: numberText)
    }
}
