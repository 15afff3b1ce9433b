package import Library

/// What every page knows of its visit: language, viewer, looks, address.
/// Built once per request by `VisitMaker`.
package struct PageContext: Sendable {
    package var words: Words
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

    package var name: HTML { siteName.map { given($0) } ?? words[.siteName] }
}
