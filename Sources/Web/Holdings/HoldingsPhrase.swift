/// Copies, registers, labels, gifts and stock-taking: the phrases of `Locales/*-holdings.yaml`.
package enum HoldingsPhrase: String, PhraseKey {
    case holdingsTitle = "holdings.title"
}

extension Words {
    package subscript(_ phrase: HoldingsPhrase) -> HTML { plain(phrase) }
    package func callAsFunction(_ phrase: HoldingsPhrase, count: Int? = nil, _ gaps: [String: HTML] = [:]) -> HTML {
        filled(phrase, count: count, gaps)
    }
}
