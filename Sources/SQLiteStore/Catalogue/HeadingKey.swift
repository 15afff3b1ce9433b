import Library
import VietnameseText

/// How headings are compared and filed.
enum HeadingKey {
    /// Equal headings have equal keys: letter case, Unicode form, old or new
    /// tone placement and punctuation do not count; tone and letter marks do,
    /// since persons are never merged by a likeness.
    static func key(_ text: String) -> String {
        let key = Folding.canonical(text)
        return key.isEmpty ? text : key
    }

    static func sortKey(_ text: String, _ kind: Heading.Kind) -> String {
        kind == .creator ? PersonName.sortKey(text) : SortKey.make(text)
    }
}
