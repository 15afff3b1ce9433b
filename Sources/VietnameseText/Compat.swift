import Foundation
package struct ScannedWord { package var start: Int; package var end: Int; package init(start: Int, end: Int) { self.start = start; self.end = end } }
package struct IndexedWord: Equatable, Sendable {
    package let range: Range<Int>
    package let exact: String
    package let folded: String
    package let isMarked: Bool
}
package enum WordScanner {
    package static func scan(_ text: UnsafeBufferPointer<UInt8>, _ body: (_ range: Range<Int>, _ exact: UnsafeBufferPointer<UInt8>, _ folded: UnsafeBufferPointer<UInt8>) -> Bool) {
        for word in words(in: String(decoding: text, as: UTF8.self)) {
            let exact = Array(word.exact.utf8), folded = Array(word.folded.utf8)
            let go = exact.withUnsafeBufferPointer { e in folded.withUnsafeBufferPointer { f in body(word.range, e, f) } }
            if !go { return }
        }
    }
    package static func words(in text: String) -> [IndexedWord] {
        var result: [IndexedWord] = []
        var start = 0, offset = 0
        var current = String.UnicodeScalarView()
        func flush() {
            guard !current.isEmpty else { return }
            let exact = String(current).lowercased().precomposedStringWithCanonicalMapping
            var folded = String.UnicodeScalarView()
            for scalar in exact.decomposedStringWithCanonicalMapping.unicodeScalars where scalar.properties.canonicalCombiningClass.rawValue == 0 {
                folded.append(scalar == "đ" ? "d" : scalar)
            }
            result.append(IndexedWord(range: start..<offset, exact: exact, folded: String(folded), isMarked: exact != String(folded)))
            current.removeAll()
        }
        for scalar in text.unicodeScalars {
            let p = scalar.properties
            if p.isAlphabetic || p.numericType != nil || p.canonicalCombiningClass.rawValue != 0 {
                if current.isEmpty { start = offset }
                current.append(scalar)
            } else { flush() }
            offset += UTF8.width(scalar)
        }
        flush()
        return result
    }
}
package enum NormalForm { package static func nfc(_ text: String) -> String { text.precomposedStringWithCanonicalMapping } }
package enum Folding {
    package static func folded(_ text: String) -> String { WordScanner.words(in: text).map(\.folded).joined(separator: " ") }
    package static func canonical(_ text: String) -> String { WordScanner.words(in: text).map(\.exact).joined(separator: " ") }
}
package enum TonePlacement { package enum Style: Sendable { case old, new }; package static func placed(_ text: String, style: Style) -> String { text } }
package enum SortKey { package static func make(_ text: String) -> String { Folding.folded(text) } }
package enum LanguageGuess {
    package struct Verdict: Sendable, Equatable { package let language: String; package let confidence: Double }
    package static func guess(_ text: String) -> Verdict { Verdict(language: WordScanner.words(in: text).contains { $0.isMarked } ? "vi" : "und", confidence: 0.5) }
}
package enum TitleCase {
    package static func restored(fromAllCaps title: String) -> String? {
        guard title == title.uppercased(), title != title.lowercased() else { return nil }
        return title.prefix(1) + title.dropFirst().lowercased()
    }
}
package enum PersonName {
    package static func sortKey(_ name: String) -> String { SortKey.make(name) }
    package static func isLikelyVietnamese(_ name: String) -> Bool { WordScanner.words(in: name).contains { $0.isMarked } }
}
