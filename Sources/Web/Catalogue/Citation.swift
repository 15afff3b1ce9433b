import Library

/// "Vũ Trọng Phụng (1936). Số đỏ. Hà Nội: Lê Cường." – author, year, title,
/// place: publisher, as TCVN 10256 orders them in the author–date form.
struct Citation {
    var facts: BibFacts

    func html(_ words: Words) -> HTML {
        let authors = facts.creators.filter { $0.role == .author }.map(\.name)
        let names = authors.isEmpty ? facts.creators.map(\.name) : authors
        let year = facts.year.map { given(String($0)) } ?? words[.recordCitationYearUnknown]
        let title = "<cite>\(given(facts.title, lang: facts.languages.first))</cite>" as HTML
        let imprint = [facts.place, facts.publisher].compactMap { $0 }.joined(separator: ": ")
        let end: HTML = imprint.isEmpty ? "" : " \(given(imprint))."
        guard !names.isEmpty else { return "\(title) (\(year)).\(end)" }
        return "\(given(names.joined(separator: ", "))) (\(year)). \(title).\(end)"
    }
}
