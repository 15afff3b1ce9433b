package import Library
import VietnameseText

/// Reads a text file as a book: chapters where it names them, else sections of
/// about forty kilobytes.
package struct PlainTextReader: FormatReader {
    package static let format = FileFormat.text
    package init() {}

    package func read(_ file: SourceFile, limits: ReadingLimits, into sink: (IntakeItem) throws -> Void) throws {
        guard file.byteCount > 0 else { throw FileRejection(.fileEmpty, "the file is empty") }
        guard file.byteCount <= Int64(limits.documentBytes) else {
            throw FileRejection(
                .fileTooLarge, "the text has \(file.byteCount) bytes, more than \(limits.documentBytes)")
        }
        guard let bytes = FileBytes.prefix(of: file.path, limits.documentBytes) else {
            throw FileRejection(.fileUnreadable, "the file cannot be opened")
        }
        let decoding = try TextDecoding.of(bytes)
        let paragraphs = TextParagraphs.of(decoding.text)
        let drafts = PlainTextReader.drafts(of: paragraphs)
        guard !drafts.isEmpty else { throw FileRejection(.fileEmpty, "the file holds only white space") }

        try sink(.record(PlainTextReader.patch(file, decoding.text)))
        for warning in PlainTextReader.warnings(of: decoding, bytes) { try sink(.diagnostic(warning)) }
        var cutter = PassageCutter()
        var passages: [Passage] = []
        for (index, draft) in drafts.enumerated() {
            let html = String(decoding: draft.markup.bytes, as: UTF8.self)
            try sink(
                .section(
                    Section(
                        ordinal: index + 1, title: draft.heading, tocLevel: draft.heading == nil ? nil : 1, html: html))
            )
            passages += cutter.passages(of: draft.blocks, section: index + 1, title: draft.heading)
        }
        for passage in passages { try sink(.passage(passage)) }
    }

    /// What a person should look at: a guess, and places that are no letters.
    private static func warnings(of decoding: TextDecoding, _ bytes: [UInt8]) -> [Diagnostic] {
        var warnings: [Diagnostic] = []
        if let guess = decoding.guess {
            let reason = "the text was read as \(decoding.encoding); \(guess.reason)"
            warnings.append(Diagnostic(.warning, .encodingGuessed, at: SourcePosition(), reason))
        }
        if let first = decoding.firstBroken {
            let reason =
                "\(decoding.broken) bytes are no letters of \(decoding.encoding), the first at byte \(first); "
                + "each is shown as U+FFFD"
            warnings.append(
                Diagnostic(.warning, .textDamaged, at: TextDecoding.place(of: first, in: bytes), reason))
        }
        return warnings
    }

    /// Bytes of HTML after which a section ends at the next paragraph.
    private static let enough = 40 << 10

    private static func drafts(of paragraphs: [TextParagraphs.Paragraph]) -> [SectionDraft] {
        var writer = ChapterWriter()
        var endedInHeading = false
        for paragraph in paragraphs {
            // "PHẦN I" and "Chương 1" below it begin one section together.
            let begins = paragraph.isHeading && !endedInHeading
            if !writer.sectionIsEmpty, begins || writer.sectionBytes >= enough { writer.cut() }
            var block = OpenBlock(tag: paragraph.isHeading ? "h2" : "p", headingLevel: paragraph.isHeading ? 2 : nil)
            block.append(paragraph.text)
            block.finish()
            writer.commit(block)
            endedInHeading = paragraph.isHeading
        }
        return writer.finish()
    }

    /// A text file says nothing about itself: its name is the title, the
    /// language is read from the words.
    private static func patch(_ file: SourceFile, _ text: String) -> RecordPatch {
        var facts = BibFacts(title: BookTitle.fallback(heading: nil, stem: file.stem))
        var sources: [BibField: ValueSource] = [.title: .guessed]
        let verdict = LanguageGuess.guess(NormalForm.nfc(String(text.prefix(40_000))))
        if verdict.language != "und", verdict.confidence >= 0.3 {
            facts.languages = [verdict.language]
            sources[.languages] = .guessed
        }
        return RecordPatch(
            facts: facts, sources: sources, origin: .wholeFile, sourceBytes: [], sourceFormat: .text,
            position: SourcePosition())
    }
}
