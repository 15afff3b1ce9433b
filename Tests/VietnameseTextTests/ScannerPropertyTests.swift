import Foundation
import Randomness
import Testing
import VietnameseText

/// Whatever the bytes, the scanner ends, stays inside them and writes UTF-8.
@Suite struct ScannerPropertyTests {
    /// Pieces that take the scanner to its edges: cut characters, overlong
    /// forms, surrogates, marks, invisible characters, every script.
    private static let pieces: [[UInt8]] =
        [
            "đường", "HOÀ", " ", "'", "-", "a", "9", "\u{301}", "\u{302}", "\u{323}", "\u{31B}", "\u{306}", "\u{AD}",
            "\u{200B}", "漢", "豈", "й", "ה", "한", "\u{1161}", "ก", "é", "ﬀ", "İ", "\u{FEFF}", "🙂", "\u{E0100}", "ȷ",
            "q\u{303}",
        ].map { Array($0.utf8) } + [
            [0xC3], [0xE1], [0xE1, 0xBA], [0xF0, 0x9F], [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xFF],
            [0xF4, 0x90, 0x80, 0x80], [0],
        ]

    private static func check(_ text: [UInt8]) {
        var last = 0
        text.withUnsafeBufferPointer { buffer in
            WordScanner.scan(buffer) { range, exact, folded in
                #expect(range.lowerBound >= last && range.upperBound <= text.count && !range.isEmpty)
                #expect(!exact.isEmpty && !folded.isEmpty)
                #expect(String(validating: exact, as: UTF8.self) != nil)
                #expect(String(validating: folded, as: UTF8.self) != nil)
                last = range.upperBound
                return true
            }
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `random bytes neither trap nor loop`(seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        for _ in 0..<400 {
            let length = Int.random(in: 0...80, using: &generator)
            Self.check((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `random pieces of text neither trap nor loop`(seed: UInt64) {
        var generator = SeededRandom(seed: 1000 + seed)
        for _ in 0..<400 {
            let length = Int.random(in: 0...30, using: &generator)
            Self.check((0..<length).flatMap { _ in Self.pieces.randomElement(using: &generator) ?? [] })
        }
    }

    @Test func `every character alone and after a letter is read`() {
        for value in UInt32(0)..<0x3200 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            Self.check(Array(String(scalar).utf8))
            Self.check(Array("a\(scalar)b".utf8))
        }
    }

    @Test func `long runs of one kind end`() {
        for piece in Self.pieces {
            Self.check(Array(repeatElement(piece, count: 3000).joined()))
            Self.check([0x61] + Array(repeatElement(piece, count: 3000).joined()) + Array("я".utf8))
        }
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `a text in NFC and in NFD gives the same words`(seed: UInt64) {
        var generator = SeededRandom(seed: 2000 + seed)
        let letters = Array("aăâeêioôơuưyđdbcghklmnpqrstvxåçéñöüžшйёαέ".unicodeScalars)
        let marks = [
            "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}", "\u{302}", "\u{306}", "\u{31B}", "", "", "", "",
        ]
        for _ in 0..<2000 {
            var text = ""
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                let roll = Int.random(in: 0..<10, using: &generator)
                if roll == 0 { text += " " }
                text.unicodeScalars.append(letters.randomElement(using: &generator) ?? "a")
                text += marks.randomElement(using: &generator) ?? ""
            }
            let composed = text.precomposedStringWithCanonicalMapping
            #expect(exactWords(composed) == exactWords(decomposed(text)), "\(Array(text.unicodeScalars))")
            #expect(foldedWords(composed) == foldedWords(decomposed(text)), "\(Array(text.unicodeScalars))")
            for word in WordScanner.words(in: text) {
                // What the index holds can be asked for again.
                #expect(exactWords(word.exact) == [bytes(word.exact)])
                #expect(foldedWords(word.exact) == [word.folded])
                #expect(exactWords(word.folded) == [bytes(word.folded)])
            }
        }
    }
}
