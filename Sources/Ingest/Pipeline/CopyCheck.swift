import Library

/// The check stage of the copies that a record names: texts as the register
/// keeps them, empty ones left out.
enum CopyCheck {
    /// Characters of a note, and of any other text.
    private static let noteLength = 2_000
    private static let textLength = 200

    static func check(_ copy: inout CopyDraft, _ findings: inout [RecordCheck.Finding]) {
        let written = copy.number.text
        let number = RecordCheck.clean(written, limit: textLength, "copy number", &findings)
        if number != written, let mended = AccessionNumber(number) { copy.number = mended }
        clean(&copy.barcode, textLength, "barcode", &findings)
        clean(&copy.callNumber, textLength, "call number", &findings)
        clean(&copy.owner, textLength, "owner", &findings)
        clean(&copy.holder, textLength, "holder", &findings)
        clean(&copy.location, textLength, "location", &findings)
        clean(&copy.invoice, textLength, "invoice", &findings)
        clean(&copy.withdrawal, textLength, "withdrawal", &findings)
        clean(&copy.note, noteLength, "note", &findings)
    }

    private static func clean(
        _ text: inout String?, _ limit: Int, _ field: String, _ findings: inout [RecordCheck.Finding]
    ) {
        guard let words = text else { return }
        let cleaned = RecordCheck.clean(words, limit: limit, field, &findings)
        text = cleaned.isEmpty ? nil : cleaned
    }
}
