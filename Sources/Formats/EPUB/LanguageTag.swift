/// Language tags as book files write them → the catalogue's codes.
enum LanguageTag {
    private static let codes = LanguageCodes()

    /// Nil for "und" and what is no language.
    ///
    /// For example: "en-US" is "en", "vie" is "vi", "Tiếng Việt" is "vi".
    static func code(_ stated: String) -> String? {
        let text = CleanText.string(stated)
        return codes.code(forCode: text) ?? codes.code(forName: text)
    }
}
