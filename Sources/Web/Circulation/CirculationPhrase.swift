/// The lending desk, loans, holds and slips: the phrases of `Locales/*-circulation.yaml`.
package enum CirculationPhrase: String, PhraseKey {
    case circulationTitle = "circulation.title"
}

extension Words {
    package subscript(_ phrase: CirculationPhrase) -> HTML { plain(phrase) }
    package func callAsFunction(_ phrase: CirculationPhrase, count: Int? = nil, _ gaps: [String: HTML] = [:]) -> HTML {
        filled(phrase, count: count, gaps)
    }
}
