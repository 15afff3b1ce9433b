/// Where the tone mark stands in open oa, oe and uy: hòa in the old style,
/// hoà in the new one.
///
/// Displayed text is never rewritten; the index keeps one style so that both
/// spellings are one word.
package enum TonePlacement {
    package enum Style: Sendable, CaseIterable {
        /// hòa, khỏe, thủy
        case old
        /// hoà, khoẻ, thuỷ
        case new
    }
    package static func placed(_ text: String, style: Style) -> String { text }
}
