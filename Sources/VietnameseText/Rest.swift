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
