import Foundation
import Formats
import Library

/// Reads the HTML of sections back and says what is wrong with it.
struct PageCheck {
    private static let elements: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr",
        "td", "th",
        "caption", "blockquote", "pre", "code", "em", "strong", "i", "b", "u", "s", "sub", "sup", "small", "br", "hr",
        "a", "img",
        "figure", "figcaption", "section", "div", "span", "ruby", "rt", "rp", "math", "mrow", "mi", "mn", "mo", "ms",
        "mtext",
        "mspace", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded", "mphantom", "mfenced", "menclose", "msub",
        "msup",
        "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none", "mtable", "mtr", "mtd",
        "semantics",
    ]
    private static let attributes: Set<String> = [
        "id", "lang", "dir", "title", "colspan", "rowspan", "start", "href", "rel", "src", "alt", "width", "height",
        "display",
        "mathvariant",
    ]

    /// Block number → text, in document order.
    private(set) var blocks: [(number: Int, text: String)] = []
    private(set) var faults: [String] = []
    private(set) var ids: Set<String> = []
    private(set) var links: [String] = []
    private(set) var images: [String] = []

    init(_ html: String) {
        do {
            let root = try XMLDocument(Array("<root>\(html)</root>".utf8)).root
            for child in root.children { visit(child) }
        } catch { faults.append("not well-formed: \(error)") }
        if blocks.map(\.number) != Array(1..<(blocks.count + 1)) {
            faults.append("blocks are numbered \(blocks.map(\.number))")
        }
    }

    private mutating func visit(_ node: XMLNode) {
        guard node.kind == .element else { return }
        if !PageCheck.elements.contains(node.name) { faults.append("element \(node.name)") }
        for attribute in node.attributes {
            if !PageCheck.attributes.contains(attribute.name) || !attribute.namespace.isEmpty {
                faults.append("attribute \(attribute.name)")
            }
            if attribute.name == "href" { check(link: attribute.value) }
            if attribute.name == "src" { check(image: attribute.value) }
        }
        if let id = node.attribute("id") {
            if !ids.insert(id).inserted { faults.append("id \(id) twice") }
            if id.hasPrefix("d"), let number = Int(id.dropFirst()) {
                blocks.append((number, PageCheck.line(node)))
            } else if !id.hasPrefix("x-") {
                faults.append("id \(id)")
            }
        }
        for child in node.children { visit(child) }
    }

    private mutating func check(link: String) {
        links.append(link)
        let isOutside = ["http://", "https://", "mailto:", "HTTP://", "HTTPS://"].contains { link.hasPrefix($0) }
        let inside = link.split(separator: "#")
        let isInside = inside.first.map { $0.first == "s" && Int($0.dropFirst()) != nil } ?? false
        if !isOutside, !isInside { faults.append("link \(link)") }
    }

    private mutating func check(image: String) {
        images.append(image)
        let name = image.hasPrefix("hinh/") ? image.dropFirst(5) : ""
        let isName =
            !name.isEmpty
            && name.utf8.allSatisfy {
                ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E || $0 == 0x2D
            }
        if !isName { faults.append("image \(image)") }
    }

    /// The text of a block as a passage has it: `br` a space, white space folded.
    static func line(_ node: XMLNode) -> String { folded(text(node)) }

    static func folded(_ text: String) -> String {
        text.unicodeScalars.split { $0 == " " || ($0.value >= 9 && $0.value <= 13) }.map {
            String(String.UnicodeScalarView($0))
        }.joined(separator: " ")
    }

    private static func text(_ node: XMLNode) -> String {
        if node.kind == .text { return node.text }
        if node.isNamed("br") { return " " }
        return node.children.map { text($0) }.joined()
    }

    /// What is wrong between the sections of a book and its passages: lines must
    /// be the blocks, all of them, in order.
    static func faults(of taken: TakenBook) -> [String] {
        var faults: [String] = []
        var checks: [PageCheck] = []
        for (index, section) in taken.sections.enumerated() {
            if section.ordinal != index + 1 { faults.append("section \(section.ordinal) stands at \(index + 1)") }
            let check = PageCheck(section.html)
            faults += check.faults.map { "s\(section.ordinal): \($0)" }
            checks.append(check)
        }
        let names = Set(taken.images.map(\.name))
        if names.count != taken.images.count { faults.append("image names are not unique") }
        for check in checks {
            for image in check.images where !names.contains(String(image.dropFirst(5))) {
                faults.append("image \(image) is not there")
            }
            for link in check.links where link.hasPrefix("s") {
                let parts = link.dropFirst().split(separator: "#")
                let number = Int(parts[0]) ?? 0
                if !(1...checks.count).contains(number) {
                    faults.append("link \(link) leads nowhere")
                } else if parts.count > 1,
                    !checks[number - 1].ids.contains(String(parts[1]))
                {
                    faults.append("link \(link) leads nowhere")
                }
            }
        }
        return faults + lineFaults(taken, checks)
    }

    private static func lineFaults(_ taken: TakenBook, _ checks: [PageCheck]) -> [String] {
        var faults: [String] = []
        var lines: [Int: [Int: [String]]] = [:]
        for (index, passage) in taken.passages.enumerated() {
            if passage.ordinal != index + 1 { faults.append("passage \(passage.ordinal) stands at \(index + 1)") }
            for (offset, line) in passage.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                lines[passage.section, default: [:]][passage.firstBlock + offset, default: []].append(String(line))
            }
        }
        for (index, check) in checks.enumerated() {
            for block in check.blocks {
                let line = (lines[index + 1]?[block.number] ?? []).joined(separator: " ")
                if !line.utf8.elementsEqual(block.text.precomposedStringWithCanonicalMapping.utf8),
                    line.filter({ $0 != " " }) != block.text.filter({ $0 != " " })
                {
                    faults.append(
                        "s\(index + 1)#d\(block.number): «\(line.prefix(60))» is not «\(block.text.prefix(60))»")
                }
            }
            if (lines[index + 1] ?? [:]).count != check.blocks.count {
                faults.append("s\(index + 1) has other blocks than lines")
            }
        }
        return faults
    }
}
