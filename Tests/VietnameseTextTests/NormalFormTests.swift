import Foundation
import Randomness
import Testing
import VietnameseText

@Suite struct NormalFormTests {
    private func foundation(_ text: String) -> [UInt8] { bytes(text.precomposedStringWithCanonicalMapping) }

    /// U+0344 and the like included; planes beyond the first by sampling.
    @Test func `every character gives what Foundation gives, from both forms`() {
        let scalars = (UInt32(1)..<0x3400).map { $0 } + (0xA000..<0x10000) + (0x1D000..<0x1D300) + (0x2F800..<0x2FA20)
        for value in scalars {
            guard let scalar = Unicode.Scalar(value), scalar.properties.age ?? (99, 0) <= (14, 0) else { continue }
            let text = "x\(scalar)"
            let expected = foundation(text)
            #expect(bytes(NormalForm.nfc(text)) == expected, "U+\(String(value, radix: 16))")
            #expect(bytes(NormalForm.nfc(decomposed(text))) == expected, "U+\(String(value, radix: 16)) from NFD")
        }
    }

    /// Final consonants of Korean are tested by themselves: Foundation takes
    /// "각" apart in some texts and does not put it together again.
    @Test(arguments: 0..<6 as Range<UInt64>)
    func `random letters and marks give what Foundation gives`(seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        let pool = Array(
            "aAoOuUdđ eêậ\u{300}\u{301}\u{302}\u{303}\u{306}\u{308}\u{309}\u{31B}\u{323}\u{327}\u{338}\u{345}\u{344}\u{1100}\u{1161}가か\u{3099}क\u{93C}Å豈"
                .unicodeScalars)
        for _ in 0..<1500 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...14, using: &generator) {
                view.append(pool.randomElement(using: &generator) ?? "a")
            }
            let text = String(view)
            #expect(bytes(NormalForm.nfc(text)) == foundation(text), "\(Array(view))")
        }
    }

    @Test func `nặng before the hat, horn and stroke come out as one letter`() {
        #expect(
            bytes(NormalForm.nfc("Vie\u{323}\u{302}t o\u{31B}\u{300} đu\u{31B}o\u{31B}\u{323}c"))
                == bytes("Việt ờ được"))
        #expect(bytes(NormalForm.nfc("hoà hòa")) == bytes("hoà hòa"))
    }

    @Test func `Korean syllables are put together with their final consonants`() {
        for text in ["각", "가\u{11A8}", "\u{1100}\u{1161}\u{11A8}"] {
            #expect(bytes(NormalForm.nfc("\u{301}a\u{323}" + text)) == bytes("\u{301}ạ각"))
        }
        #expect(bytes(NormalForm.nfc("각\u{11A8}")) == bytes("각\u{11A8}"))
    }

    @Test func `settled text comes back as it is`() {
        for text in ["", "abc", "Đường về quê hương", "漢字 кирилл 한국어"] {
            #expect(bytes(NormalForm.nfc(text)) == bytes(text))
        }
    }

    @Test(.enabled(if: SharedSamples.isPresent, "../shared/samples is absent"))
    func `a real decomposed book becomes the composed one`() throws {
        let decomposed = try SharedSamples.text("legacy-encoding/doi-thua.nfd.txt")
        let composed = try SharedSamples.text("legacy-encoding/doi-thua.utf8.txt")

        #expect(bytes(NormalForm.nfc(decomposed)) == bytes(composed))
        #expect(exactWords(decomposed) == exactWords(composed))
    }

    /// Foundation needs 12 seconds for 2 MB in one string; it judges pieces.
    @Test func `two megabytes in one string give the pieces put together`() {
        let line = decomposed("Trăm năm trong cõi người ta, chữ tài chữ mệnh khéo là ghét nhau. ")
        let count = 2_000_000 / line.utf8.count

        let whole = NormalForm.nfc(String(repeating: line, count: count))

        #expect(bytes(whole) == bytes(String(repeating: line.precomposedStringWithCanonicalMapping, count: count)))
    }

    @Test func `a hundred thousand marks on one letter are sorted`() {
        let marks = "\u{302}\u{323}\u{31B}"
        let text = "a" + String(repeating: marks, count: 33_000)

        let result = Array(NormalForm.nfc(text).unicodeScalars)

        // Horns come first, then dots: the first dot joins, and the first hat
        // is blocked by nothing of its own class.
        #expect(result.count == 1 + 33_000 * 3 - 2)
        #expect(result.first == "ậ")
        let classes = result.dropFirst().map(\.properties.canonicalCombiningClass.rawValue)
        #expect(classes == classes.sorted())
    }
}
