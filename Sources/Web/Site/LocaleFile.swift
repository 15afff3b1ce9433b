import Yams

/// A locale file as it is written.
package struct LocaleFile: Sendable {
    struct Forms: Sendable {
        var one: String?
        var other: String
    }
    var phrases: [String: Forms] = [:]
    var names: [String: [String: String]] = [:]

    /// What stands between a language's code and `.yaml`: the words of all
    /// pages, and of each feature.
    private static let features = [
        "", "-membership", "-holdings", "-circulation", "-rotation", "-activities", "-reading-lists", "-ingest",
        "-details", "-plans", "-figures", "-dashboard", "-reports", "-upkeep",
    ]

    /// Reads `Locales/{code}.yaml` and its features' files, which are part of
    /// the program.
    package init(_ language: InterfaceLanguage) throws(LocaleError) {
        let code =
            switch language {
            case .vietnamese, .pseudo: "vi"
            case .english: "en"
            }
        for feature in Self.features {
            let name = "\(code)\(feature).yaml"
            try add(yaml: String(decoding: SiteFile.bytes(name), as: UTF8.self), language: language)
        }
    }

    /// One feature's file alone, in English.
    static func english(_ feature: String) throws(LocaleError) -> LocaleFile {
        try LocaleFile(yaml: String(decoding: SiteFile.bytes("en\(feature).yaml"), as: UTF8.self), language: .english)
    }

    init(yaml: String, language: InterfaceLanguage) throws(LocaleError) { try add(yaml: yaml, language: language) }

    private mutating func add(yaml: String, language: InterfaceLanguage) throws(LocaleError) {
        let loaded: Any?
        do { loaded = try Yams.load(yaml: yaml) } catch {
            throw LocaleError(language: language, problem: String(describing: error))
        }
        guard let groups = loaded as? [String: [String: Any]] else {
            throw LocaleError(language: language, problem: "the file is not groups of phrases")
        }
        let lists = Set(NameList.allCases.map(\.rawValue))
        for (group, entries) in groups {
            for (key, value) in entries {
                let name = "\(group).\(key)"
                guard let forms = Self.forms(value) else {
                    throw LocaleError(language: language, problem: "\(name) is not text")
                }
                if lists.contains(group) {
                    names[group, default: [:]][key] = forms.other
                } else {
                    guard PhraseSets.keys.contains(name) else {
                        throw LocaleError(language: language, problem: "nobody says the phrase \(name)")
                    }
                    phrases[name] = forms
                }
            }
        }
    }

    private static func forms(_ value: Any) -> Forms? {
        if let text = value as? String { return Forms(other: text) }
        guard let map = value as? [String: String], let other = map["other"] else { return nil }
        return Forms(one: map["one"], other: other)
    }
}

/// A locale file that cannot be used; the server does not start with it.
package struct LocaleError: Error, CustomStringConvertible {
    package var language: InterfaceLanguage
    package var problem: String
    package var description: String { "locale \(language.rawValue): \(problem)" }
}

/// The language nobody speaks: phrases in brackets, the gaps left as they are.
enum PseudoLocale {
    static func dress(_ phrase: String) -> String { "⟦" + phrase + "⟧" }
}
