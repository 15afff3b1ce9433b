/// What is done with an element of a chapter.
enum ElementRule: Equatable {
    /// Left out with everything in it.
    case dropped
    /// Holds blocks or text; written as this element, `div` only when it says something.
    case flow(String)
    /// Holds text only; blocks inside it become lines.
    case text(String)
    case heading(Int)
    case preformatted
    case list(String), item
    case definitions, definitionPart(String)
    case table, rowGroup(String), row, cell(String)
    case horizontalRule
    /// Part of a line, written as this element; nil writes a `span` only for its attributes.
    case inline(String?)
    case anchor, quotation, lineBreak, image, drawing, formula

    /// True for what begins a line of its own.
    var isBlock: Bool {
        switch self {
        case .dropped, .inline, .anchor, .quotation, .lineBreak, .image, .drawing, .formula: false
        default: true
        }
    }

    /// The rule for a name in any case; unknown elements only lend their content.
    static func of(_ name: String) -> ElementRule { rules[name] ?? rules[name.lowercased()] ?? .inline(nil) }

    private static let rules: [String: ElementRule] = {
        var rules: [String: ElementRule] = [
            "p": .flow("p"), "blockquote": .flow("blockquote"), "section": .flow("section"), "figure": .flow("figure"),
            "figcaption": .flow("figcaption"), "caption": .text("caption"), "pre": .preformatted, "ul": .list("ul"),
            "ol": .list("ol"), "menu": .list("ul"), "dir": .list("ul"), "li": .item, "dl": .definitions,
            "dt": .definitionPart("dt"), "dd": .definitionPart("dd"), "table": .table, "thead": .rowGroup("thead"),
            "tbody": .rowGroup("tbody"), "tfoot": .rowGroup("tbody"), "tr": .row, "td": .cell("td"), "th": .cell("th"),
            "hr": .horizontalRule, "br": .lineBreak, "img": .image, "svg": .drawing, "math": .formula, "a": .anchor,
            "q": .quotation, "cite": .inline("i"), "dfn": .inline("i"), "var": .inline("i"), "strike": .inline("s"),
            "del": .inline("s"), "ins": .inline("u"), "tt": .inline("code"), "kbd": .inline("code"),
            "samp": .inline("code"),
        ]
        for level in 1...6 { rules["h\(level)"] = .heading(level) }
        for name in [
            "div", "article", "aside", "header", "footer", "main", "nav", "hgroup", "address", "center", "details",
            "summary",
            "form", "fieldset", "legend", "html", "body", "search", "dialog",
        ] { rules[name] = .flow("div") }
        for name in ["em", "strong", "i", "b", "u", "s", "sub", "sup", "small", "code", "ruby", "rt", "rp"] {
            rules[name] = .inline(name)
        }
        for name in [
            "head", "title", "script", "style", "link", "meta", "base", "iframe", "frame", "frameset", "embed",
            "applet",
            "param", "source", "track", "input", "select", "option", "optgroup", "textarea", "datalist", "template",
            "area",
            "trigger", "case", "bgsound", "noframes", "plaintext", "xmp", "noembed", "foreignObject", "annotation",
            "annotation-xml", "progress", "meter", "col", "colgroup",
        ] { rules[name] = .dropped }
        return rules
    }()

    /// Presentation MathML that is kept (https://www.w3.org/TR/mathml-core/);
    /// `annotation` and `annotation-xml` are not, since they may hold HTML.
    static let formulaElements: Set<String> = [
        "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "merror",
        "mpadded",
        "mphantom", "mfenced", "menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts",
        "mprescripts", "none", "mtable", "mtr", "mtd", "semantics",
    ]
}
