/// The attributes that pass.
enum ElementAttributes {
    /// Language, direction and title, and what cells and lists need.
    static func write(of node: XMLNode, tag: String, into markup: inout Markup, _ patches: inout [Patch]) {
        for attribute in node.attributes {
            switch (attribute.name.lowercased(), attribute.namespace) {
            case ("lang", ""), ("lang", xml):
                guard isLanguageTag(attribute.value), !patches.contains(where: \.isLanguage) else { continue }
                patches.append(Patch(offset: markup.bytes.count, kind: .language(attribute.value)))
            case ("dir", ""):
                let value = attribute.value.lowercased()
                if value == "ltr" || value == "rtl" || value == "auto" { markup.attribute("dir", value) }
            case ("title", "") where !attribute.value.isEmpty && attribute.value.utf8.count <= 1_000:
                markup.attribute("title", CleanText.string(attribute.value))
            case ("colspan", "") where tag == "td" || tag == "th", ("rowspan", "") where tag == "td" || tag == "th",
                ("start", "") where tag == "ol":
                // HTML's own limit for spans.
                if let number = Int(attribute.value.trimmingBlanks()), (1...1_000).contains(number) {
                    markup.attribute(attribute.name.lowercased(), String(number))
                }
            default: continue
            }
        }
    }

    /// The ids of an element, as they stand in our pages.
    static func anchors(of node: XMLNode) -> [String] {
        guard node.kind == .element else { return [] }
        var ids = [node.attribute("id"), node.attribute("id", namespace: xml)].compactMap(\.self)
        if let name = node.attribute("name"), node.isNamed("a") || node.isNamed("A") { ids.append(name) }
        var anchors: [String] = []
        for id in ids where !id.isEmpty {
            let anchor = BookAnchor.id(id)
            if !anchors.contains(anchor) { anchors.append(anchor) }
        }
        return anchors
    }

    /// BCP 47 by its letters; "vi-VN", "zh-Hant".
    static func isLanguageTag(_ tag: String) -> Bool {
        (2...35).contains(tag.utf8.count)
            && tag.utf8.allSatisfy {
                $0 == 0x2D || ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A)
            }
    }

    private static let xml = "http://www.w3.org/XML/1998/namespace"
}

extension Patch {
    var isLanguage: Bool { if case .language = kind { true } else { false } }
}
