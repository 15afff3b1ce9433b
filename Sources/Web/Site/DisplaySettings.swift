/// How a visitor likes to read; kept in a cookie on the visitor's machine and
/// shown as classes of `<html>`.
package struct DisplaySettings: Equatable, Sendable {
    package enum Size: String, CaseIterable, Sendable { case s, m, l, xl }
    package enum Spacing: String, CaseIterable, Sendable { case m, l }
    package enum Theme: String, CaseIterable, Sendable { case auto, light, dark, sepia }
    package enum Font: String, CaseIterable, Sendable { case serif, sans, easy }

    package var size: Size = .m
    package var spacing: Spacing = .m
    package var theme: Theme = .auto
    package var font: Font = .serif

    static let cookie = "hien-thi"

    package init() {}

    /// Reads "l.m.dark.easy"; a part that makes no sense is the default.
    package init(cookie: String?) {
        var parts = (cookie ?? "").split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if parts.count != 4 { parts = ["", "", "", ""] }
        self.init(size: parts[0], spacing: parts[1], theme: parts[2], font: parts[3])
    }

    package init(_ query: QueryParameters) {
        self.init(size: query["co"], spacing: query["dong"], theme: query["nen"], font: query["chu"])
    }

    private init(size: String?, spacing: String?, theme: String?, font: String?) {
        self.size = size.flatMap(Size.init) ?? .m
        self.spacing = spacing.flatMap(Spacing.init) ?? .m
        self.theme = theme.flatMap(Theme.init) ?? .auto
        self.font = font.flatMap(Font.init) ?? .serif
    }

    var cookieValue: String { "\(size.rawValue).\(spacing.rawValue).\(theme.rawValue).\(font.rawValue)" }

    /// The classes the stylesheet knows; the defaults have none.
    var classes: String {
        var list: [String] = []
        if size != .m { list.append("size-\(size.rawValue)") }
        if spacing != .m { list.append("spacing-\(spacing.rawValue)") }
        if theme != .auto { list.append("theme-\(theme.rawValue)") }
        if font != .serif { list.append("font-\(font.rawValue)") }
        return list.joined(separator: " ")
    }
}
