/// What a chapter needs to know about the book it stands in.
protocol ChapterSurroundings {
    /// The picture a reference means; nil when there is none that can be shown.
    func picture(_ reference: String) -> PlacedPicture?
    /// Where a reference inside the book leads; nil when it leads nowhere.
    func place(_ reference: String) -> (entry: String, fragment: String?)?
}

/// A picture that stands in the book under our name for it.
struct PlacedPicture: Equatable {
    var name: String
    var width: Int
    var height: Int
}

/// Goes through a chapter once and writes sanitised HTML and the lines of its
/// blocks. What is not on the list of ``ElementRule`` does not pass.
struct ChapterWalk {
    /// Where the walk stands, which decides what may stand there.
    private enum Ground { case flow, list, definitions, table, rowGroup, row }

    private var writer = ChapterWriter()
    private var block: OpenBlock?
    /// Styles around blocks (`<b><p>…</p></b>`), repeated inside each of them.
    private var styles: [String] = []
    private let surroundings: any ChapterSurroundings
    /// Ids the table of contents names: a section begins at each.
    private let breaks: Set<String>

    private init(_ surroundings: any ChapterSurroundings, breaks: Set<String>) {
        self.surroundings = surroundings
        self.breaks = breaks
    }

    /// The sections of a document; none when it holds neither text nor picture.
    static func sections(
        of root: XMLNode, in surroundings: any ChapterSurroundings, breaks: Set<String> = []
    ) -> [SectionDraft] {
        var walk = ChapterWalk(surroundings, breaks: breaks)
        let body = root.isNamed("html") ? root.elements.first { $0.name.lowercased() == "body" } : nil
        if body == nil, root.isNamed("svg") {
            var lines = LongLines(root)
            walk.beginAnonymous(&lines, on: .flow)
            walk.line(root)
            walk.endAnonymous(on: .flow)
        } else {
            let start = body ?? root
            walk.noteAnchors(of: start)
            walk.content(of: start, on: .flow)
        }
        return walk.writer.finish()
    }

    // MARK: Blocks

    private mutating func content(of node: XMLNode, on ground: Ground) {
        var lines = LongLines(node)
        for child in node.children {
            switch child.kind {
            case .text:
                if block == nil, child.withText({ $0.allSatisfy(XMLProlog.isSpace) }) { continue }
                beginAnonymous(&lines, on: ground)
                line(child)
            case .element:
                let rule = ElementRule.of(child.name)
                if rule.isBlock {
                    endAnonymous(on: ground)
                    place(child, rule, on: ground)
                } else if rule != .dropped, rule != .drawing, rule != .formula, holdsBlock(child) {
                    endAnonymous(on: ground)
                    open(child, rule, on: ground)
                } else if rule == .dropped {
                    noteAnchors(of: child)
                } else {
                    beginAnonymous(&lines, on: ground)
                    line(child)
                }
            case .other: continue
            }
        }
        endAnonymous(on: ground)
    }

    /// An element of a line that nevertheless holds blocks.
    private mutating func open(_ node: XMLNode, _ rule: ElementRule, on ground: Ground) {
        noteAnchors(of: node)
        var isStyle = false
        if case .inline(let tag?) = rule, !tag.hasPrefix("r") {
            styles.append(tag)
            isStyle = true
        }
        content(of: node, on: ground)
        if isStyle { styles.removeLast() }
    }

    private mutating func place(_ node: XMLNode, _ rule: ElementRule, on ground: Ground) {
        if isAtHome(rule, on: ground) { return write(node, rule, on: ground) }
        switch (ground, rule) {
        case (.flow, _):
            // A stray part of a list or table.
            write(node, .flow("div"), on: .flow)
        case (.definitions, .flow("div")), (.row, .row), (.row, .rowGroup), (.rowGroup, .rowGroup):
            noteAnchors(of: node)
            content(of: node, on: ground)
        case (.table, .cell), (.rowGroup, .cell):
            writer.open("tr")
            write(node, rule, on: .row)
            writer.close()
        default:
            for tag in wrapping(ground) { writer.open(tag) }
            place(node, rule, on: .flow)
            for _ in wrapping(ground) { writer.close() }
        }
    }

    private func isAtHome(_ rule: ElementRule, on ground: Ground) -> Bool {
        switch (ground, rule) {
        case (.flow, .item), (.flow, .definitionPart), (.flow, .rowGroup), (.flow, .row), (.flow, .cell),
            (.flow, .text):
            false
        case (.flow, _), (.list, .item), (.definitions, .definitionPart), (.table, .rowGroup), (.table, .row),
            (.table, .text),
            (.rowGroup, .row), (.row, .cell):
            true
        default: false
        }
    }

    /// The elements that must stand around a text on this ground, the last one
    /// being the block itself.
    private func wrapping(_ ground: Ground) -> [String] {
        switch ground {
        case .flow: ["p"]
        case .list: ["li"]
        case .definitions: ["dd"]
        case .table, .rowGroup: ["tr", "td"]
        case .row: ["td"]
        }
    }

    private mutating func write(_ node: XMLNode, _ rule: ElementRule, on ground: Ground) {
        cutIfWanted(before: node, rule, on: ground)
        switch rule {
        case .horizontalRule:
            noteAnchors(of: node)
            if ground == .flow { writer.horizontalRule() }
        case .heading(let level): leaf(node, OpenBlock(tag: "h\(level)", headingLevel: level))
        case .preformatted: leaf(node, OpenBlock(tag: "pre", isPreformatted: true))
        case .text(let tag): leaf(node, OpenBlock(tag: tag))
        case .list(let tag): container(node, tag, inner: .list)
        case .definitions: container(node, "dl", inner: .definitions)
        case .table: container(node, "table", inner: .table)
        case .rowGroup(let tag): container(node, tag, inner: .rowGroup)
        case .row: container(node, "tr", inner: .row)
        case .item: mixed(node, "li")
        case .definitionPart(let tag), .cell(let tag): mixed(node, tag)
        case .flow(let tag): mixed(node, tag)
        default: break
        }
    }

    /// An element that is a block itself, or holds blocks.
    private mutating func mixed(_ node: XMLNode, _ tag: String) {
        guard holdsBlock(node) else {
            return leaf(node, tag == "section" ? "div" : tag, staysEmpty: tag == "td" || tag == "th")
        }
        container(node, tag == "p" ? "div" : tag, inner: .flow)
    }

    private mutating func container(_ node: XMLNode, _ tag: String, inner: Ground) {
        var attributes = Markup()
        var patches: [Patch] = []
        ElementAttributes.write(of: node, tag: tag, into: &attributes, &patches)
        let anchors = ElementAttributes.anchors(of: node)
        // A wrapper that says nothing is not repeated.
        let isSilent =
            (tag == "div" || tag == "section") && attributes.bytes.isEmpty && patches.isEmpty && anchors.isEmpty
        if isSilent { return content(of: node, on: inner) }
        writer.open(
            tag, attributes: attributes, patches: patches, anchors: anchors, staysEmpty: tag == "td" || tag == "th")
        content(of: node, on: inner)
        writer.close()
    }

    private mutating func leaf(_ node: XMLNode, _ tag: String, staysEmpty: Bool = false) {
        var lines = LongLines(node)
        leaf(node, OpenBlock(tag: tag, staysEmpty: staysEmpty, firstNumber: lines.areMany ? writer.nextNumber : nil))
    }

    private mutating func leaf(_ node: XMLNode, _ block: OpenBlock) {
        var open = block
        ElementAttributes.write(of: node, tag: open.tag, into: &open.attributes, &open.attributePatches)
        open.anchors = ElementAttributes.anchors(of: node)
        begin(open)
        for child in node.children { line(child) }
        end()
    }

    private mutating func beginAnonymous(_ lines: inout LongLines, on ground: Ground) {
        guard block == nil else { return }
        let tags = wrapping(ground)
        for tag in tags.dropLast() { writer.open(tag) }
        begin(OpenBlock(tag: tags[tags.count - 1], firstNumber: lines.areMany ? writer.nextNumber : nil))
    }

    private mutating func endAnonymous(on ground: Ground) {
        guard block != nil else { return }
        end()
        for _ in wrapping(ground).dropLast() { writer.close() }
    }

    private mutating func begin(_ open: OpenBlock) {
        block = open
        for style in styles { block?.open(style) }
    }

    private mutating func end() {
        guard var open = block else { return }
        block = nil
        open.finish()
        writer.commit(open)
    }

    private mutating func noteAnchors(of node: XMLNode) {
        for anchor in ElementAttributes.anchors(of: node) { writer.note(anchor: anchor) }
    }

    // MARK: Lines

    private mutating func line(_ node: XMLNode) {
        guard var open = block else { return }
        // Taken out while it grows, so that it is never copied.
        block = nil
        ChapterLine(surroundings).append(node, to: &open)
        block = open
    }

    /// Drawings and formulas are one thing in a line, whatever they hold.
    private func holdsBlock(_ node: XMLNode) -> Bool {
        for child in node.elements {
            let rule = ElementRule.of(child.name)
            if rule.isBlock { return true }
            if rule != .dropped, rule != .drawing, rule != .formula, holdsBlock(child) { return true }
        }
        return false
    }

    // MARK: Sections

    /// A new section begins where the table of contents points, and in very long
    /// documents at a heading.
    private mutating func cutIfWanted(before node: XMLNode, _ rule: ElementRule, on ground: Ground) {
        guard ground == .flow, styles.isEmpty, !writer.sectionIsEmpty, writer.canCut else { return }
        var isHeading = false
        if case .heading = rule { isHeading = true }
        let isLong = writer.sectionBytes > (isHeading ? ChapterWalk.longAtHeading : ChapterWalk.long)
        if isLong || (!breaks.isEmpty && isNamedInContents(node)) { writer.cut() }
    }

    private func isNamedInContents(_ node: XMLNode) -> Bool {
        if writer.pendingAnchors.contains(where: { breaks.contains($0) }) { return true }
        if ElementAttributes.anchors(of: node).contains(where: { breaks.contains($0) }) { return true }
        guard !holdsBlock(node) else { return false }
        var found = false
        node.visit { inner in
            if !found { found = ElementAttributes.anchors(of: inner).contains { breaks.contains($0) } }
        }
        return found
    }

    /// Bytes of HTML; about 15 seconds at 20 KB/s once compressed, so that a
    /// book in one file does not become one page.
    private static let long = 320 << 10
    private static let longAtHeading = 160 << 10
}

/// Whether an element holds many lines parted by `<br/>`; counted when asked.
private struct LongLines {
    /// Bytes of text; some ten lines of verse, more than a paragraph of prose.
    private static let enough = 600
    private let node: XMLNode
    private var known: Bool?
    private var bytes = 0
    private var breaks = 0

    init(_ node: XMLNode) { self.node = node }

    var areMany: Bool {
        mutating get {
            if let known { return known }
            count(node)
            known = isEnough
            return isEnough
        }
    }

    private var isEnough: Bool { breaks >= 2 && bytes >= LongLines.enough }

    private mutating func count(_ node: XMLNode) {
        for child in node.children where !isEnough {
            if child.kind == .text {
                bytes += child.withText(\.count)
            } else if ElementRule.of(child.name) == .lineBreak {
                breaks += 1
            } else {
                count(child)
            }
        }
    }
}
