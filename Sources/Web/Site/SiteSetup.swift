/// What is made once at the start and shared by all pages. A class, as every
/// page holds it: copied as a value, a hundred references each time, it was a
/// third of the machine code of all pages (docs/decisions/0007).
package final class SiteSetup: Sendable {
    package let services: WebServices
    package let configuration: WebConfiguration
    package let assets: Assets
    private let languages: [InterfaceLanguage: Words]
    private let vietnamese: Words

    package init(_ services: WebServices, _ configuration: WebConfiguration) throws {
        self.services = services
        self.configuration = configuration
        assets = Assets()
        let codes = CodeNames(folders: configuration.ingestFolders)
        var languages: [InterfaceLanguage: Words] = [:]
        for language in InterfaceLanguage.allCases where language != .pseudo || configuration.offersPseudoLanguage {
            languages[language] = try Words(language: language, locale: LocaleFile(language), codes: codes)
        }
        self.languages = languages
        vietnamese = try Words(language: .vietnamese, locale: LocaleFile(.vietnamese), codes: codes)
    }

    func words(_ language: InterfaceLanguage?) -> Words { language.flatMap { languages[$0] } ?? vietnamese }
    func offers(_ language: InterfaceLanguage) -> Bool { languages[language] != nil }
}
