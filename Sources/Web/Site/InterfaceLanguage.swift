/// The languages of the interface. A visitor chooses one by `/ngon-ngu/{code}`,
/// which sets a cookie; without one it is Vietnamese.
package enum InterfaceLanguage: String, CaseIterable, Sendable, Hashable {
    case vietnamese = "vi"
    case english = "en"
    /// Made from Vietnamese for tests: every phrase in ⟦ ⟧, so that text which
    /// is outside the locale files shows.
    case pseudo = "x-thu"

    /// What `lang` says in the page.
    package var tag: String { self == .pseudo ? "vi" : rawValue }

    /// The language the switch offers.
    package var other: InterfaceLanguage { self == .english ? .vietnamese : .english }

    static let cookie = "ngon-ngu"
}
