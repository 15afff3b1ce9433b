import Foundation
import Library
import Testing
import Web

@Suite struct EscapingTests {
    /// Breaks out of text, attributes, scripts; also where a combining mark
    /// makes one Character of the quotation mark.
    static let payloads = [
        "<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)", "</title><script>x</script>",
        "\"\u{301} onclick=alert(1) x=\"\u{301}", "<\u{338}script>", "</script><script>y</script>", "&lt;b&gt;",
        "]]><!--",
    ]

    @Test(arguments: payloads)
    func `text of a record never becomes markup on any page`(payload: String) async throws {
        let site = try await TestSite(fill: { site in
            var facts = BibFacts(title: "T \(payload)")
            facts.subtitle = payload
            facts.creators = [Creator("C \(payload)")]
            facts.publisher = payload
            facts.place = payload
            facts.subjects = ["S \(payload)"]
            facts.genres = [payload]
            facts.series = [SeriesPart(payload, number: payload)]
            facts.description = payload
            facts.notes = [payload]
            facts.extent = payload
            facts.otherTitles = [OtherTitle(.variant, payload)]
            facts.identifiers = [Identifier(.local, payload)]
            facts.classifications = [Classification(.ddc, payload)]
            facts.links = [Link(url: "https://example.org/\(payload)", label: payload)]
            facts.languages = [payload]
            facts.licence = LicenceStatement(id: "PD", statement: payload)
            facts.audience = Audience(grades: [1], schoolSubjects: [payload])
            facts.accessibility = [payload]
            try await site.take(facts, sections: [["đoạn văn \(payload) ở giữa"]], name: "\(payload).epub")
        })
        let encoded = PercentText.encode("T \(payload)")
        let addresses = [
            "/", "/tai-lieu/1", "/doc/1", "/doc/1/s1?q=\(encoded)", "/doc/1/toan-van", "/tim-kiem?q=\(encoded)",
            "/tim-kiem?q=doan%20van&chu-de=\(encoded)", "/tac-gia", "/chu-de",
            "/tac-gia/\(PercentText.encode("C \(payload)"))",
            "/chu-de/\(PercentText.encode("S \(payload)"))", "/khong-co/\(encoded)", "/hien-thi?ve=\(encoded)",
        ]

        for address in addresses {
            let page = try await site.get(address).text
            let faults = MarkupFaults(page).list

            #expect(faults.isEmpty, "\(address): \(faults)")
        }
    }
}

/// What is in a page that our own pages never have.
struct MarkupFaults {
    var list: [String] = []

    init(_ page: String) {
        let scripts = page.matches(of: /<script[^>]*>/).map { String($0.0) }
        for script in scripts where !script.contains("src=\"/tep/") && !script.contains("application/ld+json") {
            list.append(script)
        }
        // By code points, as a browser reads: a quotation mark ends an attribute
        // whatever mark follows it.
        var scanner = TagScanner(page)
        var ids: Set<String> = []
        while let tag = scanner.next() {
            // A label would point at the first of them.
            if let id = tag.values["id"], !ids.insert(id).inserted { list.append("id \(id) twice") }
            for name in tag.attributes where name.hasPrefix("on") || name.hasPrefix("style") {
                list.append("\(tag.name) \(name)")
            }
            if !TagScanner.known.contains(tag.name) { list.append("<\(tag.name)>") }
        }
    }
}

/// A plain HTML tokenizer for tests: tags with the names of their attributes,
/// read code point by code point as the HTML standard does.
struct TagScanner {
    struct Tag {
        var name: String
        var isEnd: Bool
        var attributes: [String]
        var values: [String: String]
        /// The text before it.
        var before: String
    }

    static let known: Set<String> = [
        "!doctype", "html", "head", "meta", "title", "link", "script", "body", "a", "header", "div", "form", "label",
        "input",
        "button", "svg", "path", "circle", "rect", "g", "text", "tspan", "span", "nav", "ul", "ol", "li", "main",
        "footer", "p",
        "section", "article", "h1", "h2", "h3", "h4", "dl", "dt", "dd", "details", "summary", "table", "thead", "tbody",
        "tr",
        "th", "td", "cite", "code", "img", "aside", "mark", "strong", "figure", "figcaption", "fieldset", "legend",
        "br",
        "select", "option", "optgroup", "textarea", "b", "blockquote", "em", "small", "caption", "progress",
        "tfoot", "defs", "pattern", "line", "polyline", "polygon", "desc", "clippath", "use",
    ]

    private let scalars: [Unicode.Scalar]
    private var place = 0
    /// The text after the last tag.
    private(set) var rest = ""

    init(_ page: String) { scalars = Array(page.unicodeScalars) }

    mutating func next() -> Tag? {
        var before = String.UnicodeScalarView()
        while place < scalars.count {
            let isTag =
                scalars[place] == "<" && place + 1 < scalars.count
                && (scalars[place + 1].properties.isAlphabetic && scalars[place + 1].isASCII
                    || "/!".unicodeScalars.contains(scalars[place + 1]))
            if isTag { break }
            before.append(scalars[place])
            place += 1
        }
        rest = String(before)
        guard place < scalars.count else { return nil }
        place += 1
        let isEnd = scalars[place] == "/"
        if isEnd { place += 1 }
        let name = word { $0 == " " || $0 == "\n" || $0 == ">" || $0 == "/" }.lowercased()
        var tag = Tag(name: name, isEnd: isEnd, attributes: [], values: [:], before: String(before))
        while place < scalars.count, scalars[place] != ">" {
            if " \n/".unicodeScalars.contains(scalars[place]) {
                place += 1
                continue
            }
            let attribute = word { " \n=>/".unicodeScalars.contains($0) }.lowercased()
            tag.attributes.append(attribute)
            guard place < scalars.count, scalars[place] == "=" else { continue }
            place += 1
            if place < scalars.count, scalars[place] == "\"" || scalars[place] == "'" {
                let quote = scalars[place]
                place += 1
                tag.values[attribute] = word { $0 == quote }
                place += 1
            } else {
                tag.values[attribute] = word { " \n>".unicodeScalars.contains($0) }
            }
        }
        place += 1
        if name == "script", !isEnd { skipScript() }
        return tag
    }

    private mutating func word(until isEnd: (Unicode.Scalar) -> Bool) -> String {
        var text = String.UnicodeScalarView()
        while place < scalars.count, !isEnd(scalars[place]) {
            text.append(scalars[place])
            place += 1
        }
        return String(text)
    }

    private mutating func skipScript() {
        let end = Array("</script".unicodeScalars)
        while place + end.count <= scalars.count, Array(scalars[place..<(place + end.count)]) != end { place += 1 }
    }
}
