/// Uploading files and looking at what became of them: the phrases of `Locales/*-ingest.yaml`.
package enum IngestPhrase: String, PhraseKey {
    case ingestTitle = "ingest-desk.title"
}

extension Words {
    package subscript(_ phrase: IngestPhrase) -> HTML { plain(phrase) }
    package func callAsFunction(_ phrase: IngestPhrase, count: Int? = nil, _ gaps: [String: HTML] = [:]) -> HTML {
        filled(phrase, count: count, gaps)
    }
}
