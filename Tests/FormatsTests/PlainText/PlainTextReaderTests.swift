import Formats
import Foundation
import Library
import Randomness
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

    /// Some of every letter with marks, in whole sentences.
    private static let prose = String(
        repeating: """
            Ngày xưa ở một làng kia có hai vợ chồng nghèo sống bên dòng sông, hằng đêm nghe tiếng sóng vỗ rì rào.
            Trường làng mở lớp bình dân học vụ; người lớn, trẻ nhỏ đều được học chữ Quốc ngữ dưới ánh đèn dầu.

            """, count: 12)

    @Test func `a text cut inside a letter is taken, and the place is told`() throws {
        let whole = Array(Self.prose.utf8)
        let cut = Array(whole[..<(whole.lastIndex { $0 >= 0xE0 } ?? 0)] + [0xE1, 0xBB])

        let taken = try TakenBook.from(PlainTextReader(), bytes: cut, name: "Truyện.txt")

        #expect(taken.text.hasPrefix("Ngày xưa ở một làng kia có hai vợ chồng nghèo"))
        #expect(taken.text.hasSuffix("\u{FFFD}"))
        #expect(taken.codes == [.textDamaged])
        #expect(taken.warnings.first?.position.byteOffset == Int64(cut.count - 2))
        #expect(taken.facts.languages == ["vi"])
    }

    @Test func `one wrong byte is shown as such, with its line`() throws {
        var bytes = Array(Self.prose.utf8)
        let place = try #require(bytes.firstIndex(of: 0x0A)) + 1
        bytes.insert(0xFF, at: place)

        let taken = try TakenBook.from(PlainTextReader(), bytes: bytes, name: "Truyện.txt")

        #expect(taken.codes == [.textDamaged])
        #expect(taken.warnings.first?.position.byteOffset == Int64(place))
        #expect(taken.warnings.first?.position.line == 2)
        #expect(taken.text.contains("\u{FFFD}Trường làng mở lớp"))
    }

    @Test func `damaged UTF-8 is never taken for another encoding`() throws {
        var random = SeededRandom(seed: 20_261_126)
        let sound = Array(Self.prose.utf8)
        var mended = 0
        for _ in 0..<400 {
            let length = 40 + random.below(sound.count - 40)
            let start = random.below(sound.count - length + 1)
            var bytes = Array(sound[start..<start + length])
            for _ in 0...random.below(max(1, length / 20)) {
                let place = random.below(bytes.count)
                // Above the control characters, among which zero makes a file no text.
                bytes[place] = UInt8(0x20 + random.below(0xE0))
            }

            do {
                let taken = try TakenBook.from(PlainTextReader(), bytes: bytes, name: "Truyện.txt")
                #expect(!taken.codes.contains(.encodingGuessed), "\(taken.warnings) of \(bytes)")
                mended += 1
            } catch let rejection as FileRejection {
                #expect([.encodingUnknown, .textNotText].contains(rejection.diagnostic.code))
            }
        }

        #expect(mended > 350)
    }

    @Test func `an encoding nothing speaks for is refused, with the place`() throws {
        // "Привет, мир" in KOI8-R: neither Vietnamese nor Western.
        let koi8: [UInt8] = [0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4, 0x2C, 0x20, 0xCD, 0xC9, 0xD2]

        do {
            _ = try TakenBook.from(PlainTextReader(), bytes: Array("Thư:\n".utf8) + koi8, name: "x.txt")
            Issue.record("it was taken")
        } catch let rejection as FileRejection {
            #expect(rejection.diagnostic.code == .encodingUnknown)
            #expect(rejection.diagnostic.position.line == 2)
            #expect(rejection.diagnostic.position.byteOffset == 6)
        }
    }

    @Test func `a Western text in Windows-1252 is read, with a warning`() throws {
        let french = "Le caf\u{E9} \u{AB} Fran\u{E7}ois \u{BB} est ouvert, d\u{E9}j\u{E0} l\u{2019}\u{E9}t\u{E9}.\n"
        let bytes = french.unicodeScalars.map { $0 == "\u{2019}" ? 0x92 : UInt8($0.value) }

        let taken = try TakenBook.from(PlainTextReader(), bytes: bytes, name: "x.txt")

        #expect(taken.codes == [.encodingGuessed])
        #expect(taken.text.contains("Le café « François » est ouvert, déjà l’été."))
    }

    @Test(
        .enabled(if: BookSamples.arePresent, "../shared/samples is absent"),
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
