/// Writes what stands inside one block.
struct ChapterLine {
    private let surroundings: any ChapterSurroundings
    init(_ surroundings: any ChapterSurroundings) { self.surroundings = surroundings }

    func append(_ node: XMLNode, to block: inout OpenBlock) {
        switch node.kind {
        case .text: node.withText { block.append($0) }
        case .element: append(element: node, ElementRule.of(node.name), to: &block)
        case .other: break
        }
    }

    private func append(element node: XMLNode, _ rule: ElementRule, to block: inout OpenBlock) {
        switch rule {
        case .dropped: block.anchors += ElementAttributes.anchors(of: node)
        case .lineBreak:
            block.anchors += ElementAttributes.anchors(of: node)
            block.breakLine()
        case .image: image(node, node.attribute("src"), to: &block)
        case .drawing: drawing(node, to: &block)
        case .formula: formula(node, to: &block)
        case .anchor: parting(node, from: &block) { link(node, to: &$0) }
        case .quotation:
            block.append("“")
            span(node, nil, to: &block)
            block.append("”")
        case .inline("sup"): parting(node, from: &block) { span(node, "sup", to: &$0) }
        case .inline(let tag): inline(node, tag, to: &block)
        default:
            // A block where none can stand is a line of its own.
            block.softBreak()
            span(node, nil, to: &block)
            block.softBreak()
        }
    }

    /// Writes an element; the mark of a note is a word of its own in the line.
    private func parting(_ node: XMLNode, from block: inout OpenBlock, write: (inout OpenBlock) -> Void) {
        let isMark = NoteMark.isOne(node, behind: block.lastWord)
        if isMark { block.endWord() }
        write(&block)
        if isMark { block.endWord() }
    }

    private func inline(_ node: XMLNode, _ tag: String?, to block: inout OpenBlock) {
        if node.isNamed("object"), let type = node.attribute("type"), type.hasPrefix("image/"),
            let data = node.attribute("data"), surroundings.picture(data) != nil
        {
            return image(node, data, to: &block)
        }
        guard let tag, tag.hasPrefix("r") else { return span(node, tag, to: &block) }
        // Readings stand only inside their ruby.
        guard tag == "ruby" || block.rubyDepth > 0 else { return span(node, nil, to: &block) }
        if tag == "ruby" { block.rubyDepth += 1 }
        span(node, tag, to: &block)
        if tag == "ruby" { block.rubyDepth -= 1 }
    }

    /// Content inside `tag`; without a tag, inside a `span` only when an
    /// attribute needs one.
    private func span(_ node: XMLNode, _ tag: String?, to block: inout OpenBlock) {
        block.anchors += ElementAttributes.anchors(of: node)
        var attributes = Markup()
        var patches: [Patch] = []
        ElementAttributes.write(of: node, tag: tag ?? "span", into: &attributes, &patches)
        guard let tag = tag ?? (attributes.bytes.isEmpty && patches.isEmpty ? nil : "span") else {
            return children(of: node, to: &block)
        }
        block.open(tag, attributes, patches)
        children(of: node, to: &block)
        block.close()
    }

    private func children(of node: XMLNode, to block: inout OpenBlock) {
        for child in node.children { append(child, to: &block) }
    }

    /// A link in a link is only its text.
    private func link(_ node: XMLNode, to block: inout OpenBlock) {
        let reference = node.attribute("href") ?? node.attribute("href", namespace: ChapterLine.xlink)
        guard let reference, block.linkDepth == 0 else { return span(node, nil, to: &block) }
        block.anchors += ElementAttributes.anchors(of: node)
        var attributes = Markup()
        var patches: [Patch] = []
        switch SafeURL.target(of: reference) {
        case .outside(let url):
            attributes.attribute("href", url)
            attributes.attribute("rel", "nofollow noreferrer")
        case .inside(let path):
            guard let place = surroundings.place(path) else { return span(node, nil, to: &block) }
            patches.append(Patch(offset: 0, kind: .link(entry: place.entry, fragment: place.fragment)))
        case .refused: return span(node, nil, to: &block)
        }
        ElementAttributes.write(of: node, tag: "a", into: &attributes, &patches)
        block.open("a", attributes, patches)
        block.linkDepth += 1
        children(of: node, to: &block)
        block.linkDepth -= 1
        block.close()
    }

    /// A picture that cannot be shown leaves its description as text.
    private func image(_ node: XMLNode, _ reference: String?, to block: inout OpenBlock) {
        block.anchors += ElementAttributes.anchors(of: node)
        let alternative = CleanText.string(node.attribute("alt") ?? "")
        guard let reference, let picture = surroundings.picture(reference) else {
            if !alternative.isEmpty { block.append(alternative) }
            return
        }
        append(picture, alternative: alternative, title: node.attribute("title"), to: &block)
    }

    private func append(_ picture: PlacedPicture, alternative: String, title: String?, to block: inout OpenBlock) {
        var element = Markup()
        element.raw("<img src=\"hinh/\(picture.name)\"")
        element.attribute("alt", alternative)
        if let title = title.map({ CleanText.string($0) }), !title.isEmpty { element.attribute("title", title) }
        element.raw(" width=\"\(picture.width)\" height=\"\(picture.height)\"/>")
        block.write(element)
        block.hasImage = true
    }

    /// Of a drawing its pictures and its words pass: cover pages are drawings
    /// around one picture.
    private func drawing(_ node: XMLNode, to block: inout OpenBlock) {
        block.anchors += ElementAttributes.anchors(of: node)
        let title = node.firstElement(named: "title").map { CleanText.string($0.text) } ?? ""
        for element in node.descendants(named: "image") {
            let reference = element.attribute("href", namespace: ChapterLine.xlink) ?? element.attribute("href")
            guard let reference, let picture = surroundings.picture(reference) else { continue }
            append(picture, alternative: title, title: nil, to: &block)
        }
        for text in node.descendants(named: "text") {
            block.softBreak()
            block.append(text.text)
            block.softBreak()
        }
    }

    private func formula(_ node: XMLNode, to block: inout OpenBlock) {
        block.anchors += ElementAttributes.anchors(of: node)
        guard node.isNamed("math") else { return block.append(node.text) }
        formulaElement(node, to: &block)
    }

    private func formulaElement(_ node: XMLNode, to block: inout OpenBlock) {
        var attributes = Markup()
        if node.isNamed("math"), node.attribute("display") == "block" { attributes.attribute("display", "block") }
        if let variant = node.attribute("mathvariant"),
            variant.utf8.allSatisfy({ $0 == 0x2D || ($0 >= 0x61 && $0 <= 0x7A) })
        {
            attributes.attribute("mathvariant", variant)
        }
        block.open(node.name, attributes)
        for child in node.children {
            switch child.kind {
            case .text: child.withText { block.append($0) }
            case .element where ElementRule.formulaElements.contains(child.name) && !child.isNamed("math"):
                formulaElement(child, to: &block)
            case .element where child.isNamed("annotation") || child.isNamed("annotation-xml"): continue
            case .element: if ElementRule.of(child.name) != .dropped { block.append(child.text) }
            case .other: continue
            }
        }
        block.close()
    }

    private static let xlink = "http://www.w3.org/1999/xlink"
}
