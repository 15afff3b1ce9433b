package import Library

/// What every page knows of its visit: language, viewer, looks, address.
/// Built once per request by `VisitMaker`.
package struct PageContext: Sendable {
    package var words: Words
    /// Who asks; a visitor until somebody has signed in.
    package var actor: Actor
    /// With whose eyes the store's texts are read; follows from `actor`.
    package var viewer: Viewer
    package var display: DisplaySettings
    package var assets: Assets
    /// The library's own name, when it has one.
    package var siteName: String?
    /// Path and query as asked, for links that come back here.
    package var address: String
    package var requestID: String
    /// True for programs that want JSON.
    package var wantsJSON: Bool
    /// What the forms of this visit carry.
    package var formToken: String
    /// Whether the visitor's browser speaks HTTPS.
    package var isSecure: Bool
    package var now: Moment

    package var name: HTML { siteName.map { given($0) } ?? words[.siteName] }
}
