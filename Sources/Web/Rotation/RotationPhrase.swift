/// Boxes, trips, rotas and requests between points: the phrases of `Locales/*-rotation.yaml`.
package enum RotationPhrase: String, PhraseKey {
    case rotationTitle = "rotation.title"
}

extension Words {
    package subscript(_ phrase: RotationPhrase) -> HTML { plain(phrase) }
    package func callAsFunction(_ phrase: RotationPhrase, count: Int? = nil, _ gaps: [String: HTML] = [:]) -> HTML {
        filled(phrase, count: count, gaps)
    }
}
