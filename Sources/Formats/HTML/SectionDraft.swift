/// A readable part of a book before its links are known.
struct SectionDraft {
    var markup = Markup()
    var patches: [Patch] = []
    var blocks: [TextBlock] = []
    /// The ids of the book that stand in it, as ``BookAnchor`` writes them.
    var anchors: Set<String> = []
    var hasImage = false

    var isEmpty: Bool { blocks.isEmpty && !hasImage }

    /// The first heading, for a section the contents do not name.
    var heading: String? { blocks.first { $0.headingLevel != nil }?.text }
}

/// One line of a passage: the text of one block, `id="d{n}"`.
package struct TextBlock: Equatable, Sendable {
    package var text: String
    /// 1…6 for h1…h6.
    package var headingLevel: Int?
    package init(text: String, headingLevel: Int? = nil) { (self.text, self.headingLevel) = (text, headingLevel) }
}
