import Hummingbird
import Library

/// Everything that is known of a record, with reading as its main action.
struct RecordPage {
    var record: BibRecord
    /// Where the paper copies are.
    var copies: HTML = .empty

    private var facts: BibFacts { record.facts }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title = given(facts.title, lang: facts.languages.first)
        let subtitle = facts.subtitle.html { "<p class=\"subtitle\">\(given($0, lang: facts.languages.first))</p>" }
        let description = facts.description.html { text in
            """
            <section><h2>\(words[.recordDescription])</h2>\(paragraphs(text))</section>
            """
        }
        let body: HTML = """
            <article class="record">
            <div class="cover-side">\(CoverDrawing.html(of: RecordSummary(record), for: page.viewer, isFirst: true))</div>
            <div class="record-main">
            <h1>\(title)</h1>\(subtitle)
            <p class="by">\(creators(words))</p>
            \(MaterialPart(record: record, viewer: page.viewer).html(words))
            \(copies)
            \(description)
            <section><h2>\(words[.recordFacts])</h2>\(FactTable(record: record).html(words))</section>
            \(accessibility(words))
            <section><h2>\(words[.recordCitation])</h2><p class="cite">\(Citation(facts: facts).html(words))</p></section>
            \(ProvenancePart(record: record).html(words))
            </div>
            </article>
            """
        let layout = Layout(
            page: page, title: title, kind: "record-page", head: LinkedData(record: record).script)
        return copies.isEmpty ? layout.response(body) : layout.formResponse(body)
    }

    /// Each with a link to what else is by them; roles other than author are said.
    private func creators(_ words: Words) -> HTML {
        let links = facts.creators.map { creator -> HTML in
            let link: HTML = """
                <a href="\(SiteURL.heading(Heading(.creator, creator.name), after: nil))">\(given(creator.name))</a>
                """
            return creator.role == .author
                ? link : "\(link) <span class=\"quiet\">(\(words.name(.role, creator.role.rawValue)))</span>"
        }
        return HTML(joining: links, with: ", ")
    }

    private func paragraphs(_ text: String) -> HTML {
        text.split(separator: "\n").map(String.init).html { "<p>\(given($0, lang: facts.languages.first))</p>" }
    }

    /// What the file says of itself, as sentences; terms nobody knows are left out.
    private func accessibility(_ words: Words) -> HTML {
        let sentences = facts.accessibility.compactMap { term in
            words.knownName(.accessTerm, String(term.map { ":/,".contains($0) ? "-" : $0 }))
        }
        guard !sentences.isEmpty else { return .empty }
        let items = sentences.html { "<li>\($0)</li>" }
        return "<section><h2>\(words[.recordAccessibility])</h2><ul>\(items)</ul></section>"
    }
}

extension RecordSummary {
    /// A record as lists show it.
    init(_ record: BibRecord) {
        let (facts, best) = (record.facts, record.materials.max { $0.access < $1.access })
        self.init(
            id: record.id, title: facts.title, creators: facts.creators.map(\.name), year: facts.year, kind: facts.kind,
            language: facts.languages.first, access: best?.access, cover: best?.cover)
    }
}

/// The digital materials: to read, to download, or why not.
struct MaterialPart {
    var record: BibRecord
    var viewer: Viewer

    func html(_ words: Words) -> HTML {
        guard !record.materials.isEmpty else { return "<p class=\"quiet\">\(words[.recordNoMaterial])</p>" }
        let readable = record.materials.filter { AccessPolicy.mayRead($0.access, as: viewer) }
        guard let first = readable.first else {
            let best = record.materials.map(\.access).max() ?? .closed
            let reason: Phrase =
                switch best {
                case .onSite: .recordClosedOnSite
                case .registered: .recordClosedRegistered
                case .closed, .open: .recordClosed
                }
            return "<p class=\"notice\">\(words[reason])</p>"
        }
        let isPDF = first.format == .pdf
        let extent = words(isPDF ? .recordPages : .recordParts, count: first.sectionCount)
        let size = words(
            .recordDownloadSize,
            [
                "format": words.name(.format, first.format.rawValue),
                "size": "<span data-text>\(words.size(first.byteCount))</span>",
            ])
        return """
            <p class="actions"><a class="button primary" href="\(SiteURL.section(record.id, Place(section: 1), marking: nil))">\(words[isPDF ? .recordReadPdf : .recordRead])</a>
            <a class="button" href="\(SiteURL.book(record.id))">\(words[.recordContents])</a>
            <a class="button" href="\(SiteURL.original(record.id))">\(words[.recordDownload])</a></p>
            <p class="quiet">\(extent) · \(size)</p>
            """
    }
}

/// The bibliographic facts as a list of terms.
struct FactTable {
    var record: BibRecord

    func html(_ words: Words) -> HTML {
        let facts = record.facts
        var rows: [HTML] = []
        func row(_ term: HTML, _ values: [HTML]) {
            let values = values.filter { !$0.isEmpty }
            guard !values.isEmpty else { return }
            rows.append("<dt>\(term)</dt>\(values.html { "<dd>\($0)</dd>" })")
        }
        for kind in OtherTitle.Kind.allCases {
            row(
                words.name(.titleKind, kind.rawValue),
                facts.otherTitles.filter { $0.kind == kind }.map { given($0.text) })
        }
        row(words[.recordPublisher], [facts.publisher.html { given($0) }])
        row(words[.recordPlace], [facts.place.html { given($0) }])
        row(words[.recordYear], [facts.year.html { given(String($0)) }])
        row(words[.recordLanguage], facts.languages.map { words.name(ofLanguage: $0) })
        row(words[.recordKind], [words.name(.kind, facts.kind.rawValue)])
        row(words[.recordExtent], [facts.extent.html { given($0) }])
        row(words[.recordSeries], facts.series.map { series(of: $0, words) })
        row(words[.recordGrades], facts.audience.grades.map { search(.grade, String($0), words) })
        row(words[.recordSchoolSubjects], facts.audience.schoolSubjects.map { words.name(ofSchoolSubject: $0) })
        row(words[.recordSubjects], facts.subjects.map(subject))
        row(words[.recordGenres], facts.genres.map { given($0) })
        for scheme in Identifier.Scheme.allCases {
            row(
                words.name(.scheme, scheme.rawValue),
                facts.identifiers.filter { $0.scheme == scheme }.map { given($0.value) })
        }
        row(
            words[.recordClassifications],
            facts.classifications.map { "\(words.name(.scheme, $0.scheme.rawValue)) \(given($0.number))" })
        row(words[.recordNotes], facts.notes.map { given($0) })
        row(words[.recordLinks], facts.links.compactMap { link($0, words) })
        row(words[.recordLicence], [LicenceText.html(facts.licence, words)])
        return "<dl class=\"facts\">\(rows)</dl>"
    }

    private func series(of part: SeriesPart, _ words: Words) -> HTML {
        let number = part.number.html { ", \(words(.recordSeriesNumber, ["number": given($0)]))" }
        return given(part.title) + number
    }

    private func subject(_ subject: String) -> HTML {
        "<a href=\"\(SiteURL.heading(Heading(.subject, subject), after: nil))\">\(given(subject))</a>"
    }

    private func search(_ facet: Facet, _ value: String, _ words: Words) -> HTML {
        "<a href=\"\(SiteURL.search(SearchAddress(text: "").toggling(facet, value)))\">\(words.name(of: facet, value))</a>"
    }

    /// Only to the web: whatever else a file calls a link (javascript:, file:) is left out.
    private func link(_ link: Link, _ words: Words) -> HTML? {
        let address = link.url.lowercased()
        guard address.hasPrefix("https://") || address.hasPrefix("http://") else { return nil }
        let label = words(.recordLinkOutside, ["label": given(link.label ?? link.url)])
        return "<a href=\"\(text: link.url)\" rel=\"noreferrer nofollow\">\(label)</a>"
    }
}

/// Where each fact was taken from.
struct ProvenancePart {
    var record: BibRecord

    func html(_ words: Words) -> HTML {
        let rows = BibField.allCases.compactMap { field -> HTML? in
            guard let source = record.sources[field], let name = words.name(of: field) else { return nil }
            let locked: HTML = record.locked.contains(field) ? " (\(words[.recordProvenanceLocked]))" : ""
            return "<tr><th scope=\"row\">\(name)</th><td>\(words.name(.source, source.rawValue))\(locked)</td></tr>"
        }
        let table: HTML =
            rows.isEmpty
            ? ""
            : """
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.recordProvenance])"><table><thead><tr><th scope="col">\(words[.recordProvenanceField])</th><th scope="col">\(words[.recordProvenanceSource])</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
        let file = record.sourceFileName.html { words(.recordProvenanceFile, ["file": given($0)]) + " " }
        return """
            <section><details><summary><h2>\(words[.recordProvenance])</h2></summary>
            <p>\(file)\(words(.recordProvenanceRecord, ["id": given(String(record.id.rawValue))]))</p>
            \(table)</details></section>
            """
    }
}

extension Words {
    /// What a field is called on the record page; nil for one that is not shown.
    func name(of field: BibField) -> HTML? {
        let phrase: Phrase =
            switch field {
            case .title: .recordTitle
            case .subtitle: .recordSubtitle
            case .otherTitles: .recordOtherTitles
            case .creators: .recordBy
            case .publisher: .recordPublisher
            case .place: .recordPlace
            case .year: .recordYear
            case .languages: .recordLanguage
            case .identifiers: .recordIdentifiers
            case .classifications: .recordClassifications
            case .subjects: .recordSubjects
            case .genres: .recordGenres
            case .series: .recordSeries
            case .description: .recordDescription
            case .notes: .recordNotes
            case .extent: .recordExtent
            case .kind: .recordKind
            case .audience: .recordGrades
            case .licence: .recordLicence
            case .links: .recordLinks
            case .accessibility: .recordAccessibility
            }
        return self[phrase]
    }
}
