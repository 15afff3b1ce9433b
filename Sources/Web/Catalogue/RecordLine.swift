import Library

/// A record in a list: cover, title, who, when, what.
struct RecordLine {
    var record: RecordSummary
    var viewer: Viewer

    var titleLink: HTML {
        let title = given(record.title, lang: record.language)
        return "<a href=\"\(SiteURL.record(record.id))\">\(title)</a>"
    }

    /// "Vũ Trọng Phụng · 1936 · Sách", with what is known of it.
    func facts(_ words: Words) -> HTML {
        var parts: [HTML] = []
        if !record.creators.isEmpty { parts.append(given(record.creators.joined(separator: ", "))) }
        if let year = record.year { parts.append(given(String(year))) }
        if record.kind != .book { parts.append(words.name(.kind, record.kind.rawValue)) }
        if let language = record.language, language != "vi" { parts.append(words.name(ofLanguage: language)) }
        return HTML(joining: parts, with: " · ")
    }

    func html(_ words: Words, level: HTML = "h3", below: HTML = .empty) -> HTML {
        let subtitle = record.subtitle.html { "<p class=\"subtitle\">\(given($0, lang: record.language))</p>" }
        return """
            <li class="hit">\(CoverDrawing.html(of: record, for: viewer))
            <div><\(level)>\(titleLink)</\(level)>\(subtitle)<p class="by">\(facts(words))</p>\(below)</div></li>

            """
    }
}
