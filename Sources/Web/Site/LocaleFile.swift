import Yams

/// A locale file as it is written.
package struct LocaleFile: Sendable {
    struct Forms: Sendable {
        var one: String?
        var other: String
    }
    var phrases: [String: Forms] = [:]
    var names: [String: [String: String]] = [:]

    /// Reads `Locales/{code}.yaml` and its features' files, which are part of
    /// the program.
    package init(_ language: InterfaceLanguage) throws(LocaleError) {
        let files: [[UInt8]] =
            switch language {
            case .vietnamese, .pseudo:
                [
                    PackageResources.vi_yaml, PackageResources.vi_membership_yaml, PackageResources.vi_holdings_yaml,
                    PackageResources.vi_circulation_yaml,
                    PackageResources.vi_rotation_yaml, PackageResources.vi_activities_yaml,
                    PackageResources.vi_reading_lists_yaml,
                    PackageResources.vi_ingest_yaml, PackageResources.vi_plans_yaml,
                    PackageResources.vi_figures_yaml,
                    PackageResources.vi_dashboard_yaml,
                    PackageResources.vi_reports_yaml,
                ]
            case .english:
                [
                    PackageResources.en_yaml, PackageResources.en_membership_yaml, PackageResources.en_holdings_yaml,
                    PackageResources.en_circulation_yaml,
                    PackageResources.en_rotation_yaml, PackageResources.en_activities_yaml,
                    PackageResources.en_reading_lists_yaml,
                    PackageResources.en_ingest_yaml, PackageResources.en_plans_yaml,
                    PackageResources.en_figures_yaml,
                    PackageResources.en_dashboard_yaml,
                    PackageResources.en_reports_yaml,
                ]
            }
        for bytes in files { try add(yaml: String(decoding: bytes, as: UTF8.self), language: language) }
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
