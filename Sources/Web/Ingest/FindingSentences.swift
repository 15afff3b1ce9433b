package import Library

/// What the pages say of each finding of an ingest, for whoever else tells it:
/// one sentence on what happened and what to do.
package struct FindingSentences: Sendable {
    private let sentences: [String: String]

    /// Throws for locale files that cannot be used.
    package init(_ language: InterfaceLanguage) throws(LocaleError) {
        sentences = try LocaleFile(language).names[NameList.finding.rawValue] ?? [:]
    }

    /// Nil for a code that no page tells.
    package subscript(_ code: DiagnosticCode) -> String? { sentences[code.rawValue] }
}
