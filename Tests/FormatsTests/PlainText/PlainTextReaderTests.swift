import Formats
import Foundation
import Library
import Testing

@Suite struct PlainTextReaderTests {
    private func read(_ text: String, name: String = "Truyện.txt") throws -> TakenBook {
        try TakenBook.from(PlainTextReader(), bytes: Array(text.utf8), name: name)
    }

    private func rejection(_ bytes: [UInt8]) -> DiagnosticCode? {
        do {
            _ = try TakenBook.from(PlainTextReader(), bytes: bytes, name: "x.txt")
            return nil
        } catch { return (error as? FileRejection)?.diagnostic.code }
    }

    @Test func `lines are paragraphs, chapters are sections`() throws {
        let taken = try read("Lời đầu.\n\nChương 1\nMột <b>.\n\nCHƯƠNG II: Hai\nba & bốn\n", name: "Truyện Kiều.txt")
        #expect(taken.facts.title == "Truyện Kiều")
        #expect(taken.records[0].sources[.title] == .guessed)
        #expect(taken.sections.map(\.title) == [nil, "Chương 1", "CHƯƠNG II: Hai"])
        #expect(taken.sections[1].html == "<h2 id=\"d1\">Chương 1</h2><p id=\"d2\">Một &lt;b&gt;.</p>")
        #expect(PageCheck.faults(of: taken) == [])
    }

    @Test func `lines wrapped by hand are joined`() throws {
        let line = "Ngày xưa ở một làng kia có hai vợ chồng nghèo sống bên dòng sông"
        let paragraph = Array(repeating: line, count: 8).joined(separator: "\n")
        let taken = try read(paragraph + "\n\n" + paragraph)
        #expect(taken.passages.first?.text.split(separator: "\n").count == 2)
    }

    @Test func `a long text without chapters is cut at paragraphs`() throws {
        let taken = try read(String(repeating: "Ngày xưa ở một làng kia có hai vợ chồng nghèo.\n", count: 4_000))
        #expect((5...9).contains(taken.sections.count))
        #expect(PageCheck.faults(of: taken) == [])
    }

    @Test func `a word of heading inside a sentence begins no section`() throws {
        let taken = try read("Phần tôi thì tôi không biết.\nBài này hay.\nChương trình mới.\n")
        #expect(taken.sections.count == 1)
    }

    @Test func `bytes that are no text are refused`() {
        #expect(rejection([]) == .fileEmpty)
        #expect(rejection(Array("  \n ".utf8)) == .fileEmpty)
        #expect(rejection([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 62, 0]) == .textNotText)
        #expect(rejection((0..<2_000).map { UInt8(($0 * 7_919) % 251) }) == .textNotText)
    }

    @Test(
        .enabled(if: BookSamples.arePresent),
        arguments: [
            ("utf8", nil), ("nfd", nil), ("utf16le", "UTF-16LE"), ("cp1258", "CP1258"), ("viscii", "VISCII"),
            ("tcvn5712-1", "TCVN5712-1"),
        ] as [(String, String?)])
    func `one text in six encodings gives the same words`(kind: String, encoding: String?) throws {
        let taken = try TakenBook.from(
            PlainTextReader(), path: BookSamples.path("legacy-encoding/doi-thua.\(kind).txt"))
        let plain = try TakenBook.from(PlainTextReader(), path: BookSamples.path("legacy-encoding/doi-thua.utf8.txt"))
        // The old tables have neither typographic quotes nor the eth that this text
        // has for a Đ in places.
        let letters: (TakenBook) -> String = {
            let text = $0.text.replacing("Ð", with: "D").replacing("ð", with: "d")
            return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.isAlphabetic }))
        }

        #expect(letters(taken) == letters(plain))
        #expect(taken.facts.languages == ["vi"])
        #expect(taken.codes == (encoding == nil ? [] : [.encodingGuessed]))
        if let encoding { #expect(taken.warnings[0].reason.contains(encoding)) }
    }
}
