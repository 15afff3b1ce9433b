import VietnameseText

/// Gathers the blocks of one document into sections.
///
/// Every text belongs to exactly one block without blocks inside, so that the
/// lines of the passages and the numbered blocks of the page are the same
/// things in the same order.
struct ChapterWriter {
    private struct Container {
        var tag: String
        /// Where its start tag begins and ends in the markup.
        var start: Int
        var end: Int
        var anchor: String?
        /// Kept although empty: a cell of a table.
        var staysEmpty: Bool
    }

    private(set) var finished: [SectionDraft] = []
    private(set) var pendingAnchors: [String] = []
    private var draft = SectionDraft()
    private var containers: [Container] = []

    /// How much the current section holds.
    var sectionBytes: Int { draft.markup.bytes.count }
    var sectionIsEmpty: Bool { draft.isEmpty }
    /// False inside lists and tables, which are not cut in two.
    var canCut: Bool { containers.allSatisfy { $0.tag == "div" || $0.tag == "section" || $0.tag == "blockquote" } }

    /// Keeps an anchor for the next block.
    mutating func note(anchor: String) { pendingAnchors.append(anchor) }

    mutating func open(
        _ tag: String, attributes: Markup = Markup(), patches: [Patch] = [], anchors: [String] = [],
        staysEmpty: Bool = false
    ) {
        let start = draft.markup.bytes.count
        draft.markup.raw("<\(tag)")
        let anchor = anchors.first.flatMap { draft.anchors.insert($0).inserted ? $0 : nil }
        if let anchor { draft.markup.attribute("id", anchor) }
        append(attributes, patches)
        draft.markup.raw(">")
        pendingAnchors += anchors.dropFirst()
        containers.append(
            Container(tag: tag, start: start, end: draft.markup.bytes.count, anchor: anchor, staysEmpty: staysEmpty))
    }

    mutating func close() {
        guard let container = containers.popLast() else { return }
        guard draft.markup.bytes.count == container.end, !container.staysEmpty else {
            draft.markup.raw("</\(container.tag)>")
            return
        }
        draft.markup.bytes.removeLast(container.end - container.start)
        draft.patches.removeAll { $0.offset > container.start }
        if let anchor = container.anchor {
            draft.anchors.remove(anchor)
            pendingAnchors.append(anchor)
        }
    }

    mutating func horizontalRule() { if !draft.isEmpty { draft.markup.raw("<hr/>") } }

    /// The number the next block gets.
    var nextNumber: Int { draft.blocks.count + 1 }

    /// Writes a finished block; one without text and image leaves only its anchors.
    mutating func commit(_ block: OpenBlock) {
        guard block.hasText || block.hasImage || block.staysEmpty else {
            pendingAnchors += block.anchors
            return
        }
        draft.markup.raw("<\(block.tag)")
        if !block.numbersLines, block.hasText { draft.markup.raw(" id=\"d\(nextNumber)\"") }
        for line in block.lines {
            draft.blocks.append(TextBlock(text: composed(line), headingLevel: block.headingLevel))
        }
        append(block.attributes, block.attributePatches)
        draft.markup.raw(">")
        let anchors = pendingAnchors + block.anchors
        pendingAnchors = []
        for anchor in anchors where draft.anchors.insert(anchor).inserted {
            draft.markup.raw("<span id=\"\(anchor)\"></span>")
        }
        append(block.markup, block.patches)
        draft.markup.raw("</\(block.tag)>")
        if block.hasImage { draft.hasImage = true }
    }

    /// Ends the section here and opens the next with the same containers.
    mutating func cut() {
        let open = containers
        for container in open.reversed() { draft.markup.raw("</\(container.tag)>") }
        finished.append(draft)
        draft = SectionDraft()
        containers = []
        for container in open { self.open(container.tag) }
    }

    /// All sections; anchors that found no block stand at the end.
    mutating func finish() -> [SectionDraft] {
        while !containers.isEmpty { close() }
        for anchor in pendingAnchors where draft.anchors.insert(anchor).inserted {
            draft.markup.raw("<div id=\"\(anchor)\"></div>")
        }
        pendingAnchors = []
        return (finished + [draft]).filter { !$0.isEmpty }
    }

    private mutating func append(_ markup: Markup, _ patches: [Patch]) {
        let offset = draft.markup.bytes.count
        draft.markup.bytes.append(contentsOf: markup.bytes)
        for patch in patches { draft.patches.append(Patch(offset: patch.offset + offset, kind: patch.kind)) }
    }

    /// Composed once more: a mark may meet its letter only when the pieces of a
    /// line are joined.
    private func composed(_ line: [UInt8]) -> String { NormalForm.nfc(String(decoding: line, as: UTF8.self)) }
}
