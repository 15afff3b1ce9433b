import Library
import VietnameseText

/// What the package of a book says → what the catalogue keeps.
///
/// Real files lie (design §5): every value carries who said it, and what
/// cannot be true is left out with a warning.
struct EPUBCrosswalk {
    /// What the text itself tells.
    struct Evidence {
        /// The file's name without ending.
        var stem: String
        /// Some thousand words of running text.
        var sample: String
        /// The first heading of the book.
        var heading: String?
    }

    private let package: EPUBPackage
    private let evidence: Evidence
    private(set) var facts = BibFacts(title: "")
    private(set) var sources: [BibField: ValueSource] = [:]
    private(set) var warnings: [Diagnostic] = []
    /// Language subtags that the file states wrongly.
    private(set) var wrongLanguages: Set<String> = []

    init(_ package: EPUBPackage, _ evidence: Evidence) {
        (self.package, self.evidence) = (package, evidence)
        mapLanguages()
        mapCreators()
        mapTitles()
        mapPublication()
        mapIdentifiers()
        mapSubjects()
        mapSeries()
        mapDescription()
        mapRights()
        mapAccessibility()
    }

    var patch: RecordPatch {
        RecordPatch(
            facts: facts, sources: sources, origin: .wholeFile, sourceBytes: package.bytes, sourceFormat: .epub,
            position: SourcePosition(field: package.entry))
    }

    private func statements(_ name: String) -> [EPUBPackage.Statement] { package.statements[name] ?? [] }

    private mutating func set(_ field: BibField, _ source: ValueSource = .file) { sources[field] = source }

    private mutating func warn(_ name: String, _ reason: String) {
        warnings.append(Diagnostic(.warning, .valueInvalid, at: SourcePosition(field: name), reason))
    }

    // MARK: dc:language

    /// The text wins where it is sure of itself: 78 % of Vietnamese EPUBs say en.
    private mutating func mapLanguages() {
        var stated: [String] = []
        for statement in statements("language") {
            guard let code = LanguageTag.code(statement.value), !stated.contains(code) else { continue }
            stated.append(code)
        }
        let verdict = LanguageGuess.guess(evidence.sample)
        let isKnown = verdict.language != "und"
        // Vietnamese is unmistakable; other languages have neighbours.
        let threshold = stated.isEmpty ? 0.3 : verdict.language == "vi" ? 0.5 : 0.7
        if isKnown, verdict.confidence >= threshold, verdict.language != stated.first {
            wrongLanguages = Set(stated.filter { $0 != verdict.language })
            facts.languages = [verdict.language]
            set(.languages, .guessed)
        } else if !stated.isEmpty {
            facts.languages = stated
            set(.languages)
        }
    }

    // MARK: dc:creator, dc:contributor

    private mutating func mapCreators() {
        for (name, fallback) in [("creator", Creator.Role.author), ("contributor", .contributor)] {
            for statement in statements(name) {
                var role = fallback
                switch statement.detail("role").map({ RelatorCodes.known.role(for: $0) }) {
                case .role(let stated): role = stated
                case .nobody: continue  // the program that made the file
                case .unknown: role = .contributor
                case nil: break
                }
                guard let displayed = CreatorName.displayed(statement.value, language: facts.languages.first) else {
                    continue
                }
                let filed = statement.detail("file-as").flatMap { CreatorName.filed($0, displayed: displayed) }
                let creator = Creator(displayed, role: role, filedAs: filed)
                if !facts.creators.contains(where: { $0.name == creator.name && $0.role == creator.role }) {
                    facts.creators.append(creator)
                }
            }
        }
        if !facts.creators.isEmpty { set(.creators) }
    }

    // MARK: dc:title

    private mutating func mapTitles() {
        let titles = statements("title").sorted { order($0) < order($1) }
        let main =
            titles.first { $0.detail("title-type") == "main" } ?? titles.first { $0.detail("title-type") == nil }
            ?? titles.first
        facts.title = ""
        if let stated = main.flatMap({ BookTitle.cleaned($0.value, creators: facts.creators.map(\.name)) }) {
            let restored = BookTitle.lowered(stated)
            facts.title = restored ?? stated
            set(.title, restored == nil ? .file : .guessed)
        } else {
            facts.title = BookTitle.fallback(heading: evidence.heading, stem: evidence.stem)
            set(.title, .guessed)
        }
        for statement in titles where statement.value != main?.value {
            guard let text = BookTitle.cleaned(statement.value, creators: []) else { continue }
            switch statement.detail("title-type") {
            case "subtitle" where facts.subtitle == nil:
                facts.subtitle = text
                set(.subtitle)
            case "collection": continue
            default: facts.otherTitles.append(OtherTitle(.variant, text))
            }
        }
        if !facts.otherTitles.isEmpty { set(.otherTitles) }
    }

    private func order(_ title: EPUBPackage.Statement) -> Int {
        title.detail("display-seq").flatMap { Int($0) } ?? 1_000
    }

    // MARK: dc:publisher, dc:date

    private mutating func mapPublication() {
        for statement in statements("publisher") where facts.publisher == nil {
            guard !PublisherName.isAddress(statement.value) else {
                warn("dc:publisher", "the publisher is an e-mail address or a web address: \(statement.value)")
                continue
            }
            guard !PublisherName.isNobody(statement.value) else { continue }
            facts.publisher = statement.value
            set(.publisher)
        }
        if let year = PublicationDate.year(of: statements("date")) {
            facts.year = year
            set(.year)
        } else if statements("date").contains(where: { PublicationDate.isImpossible($0.value) }) {
            warn(
                "dc:date",
                "the date cannot be one of publication: \(statements("date").map(\.value).joined(separator: ", "))")
        }
    }

    // MARK: dc:identifier, dc:source

    private mutating func mapIdentifiers() {
        for statement in statements("identifier") {
            switch BookIdentifier.read(
                statement.value, scheme: statement.detail("scheme") ?? statement.detail("identifier-type"))
            {
            case .taken(let identifier):
                if !facts.identifiers.contains(identifier) { facts.identifiers.append(identifier) }
            case .invalid: warn("dc:identifier", "the ISBN is not valid: \(statement.value)")
            case .ignored: continue
            }
        }
        if !facts.identifiers.isEmpty { set(.identifiers) }
        for statement in statements("source") where statement.value.hasPrefix("http") {
            guard case .outside(let url) = SafeURL.target(of: statement.value) else { continue }
            facts.links.append(Link(url: url))
            set(.links)
        }
    }

    // MARK: dc:subject, dc:type

    private mutating func mapSubjects() {
        for statement in statements("subject") {
            for part in statement.value.split(whereSeparator: { $0 == ";" || $0 == "|" }) {
                let subject = CleanText.string(part)
                let isKnown = facts.subjects.contains { Folding.canonical($0) == Folding.canonical(subject) }
                if !subject.isEmpty, !isKnown { facts.subjects.append(subject) }
            }
        }
        if !facts.subjects.isEmpty { set(.subjects) }
    }

    // MARK: calibre:series, belongs-to-collection

    private mutating func mapSeries() {
        if let title = package.names["calibre:series"]?.first, !title.isEmpty {
            let number = package.names["calibre:series_index"]?.first
            facts.series.append(SeriesPart(title, number: number.flatMap(SeriesNumber.shown)))
        }
        for collection in package.properties["belongs-to-collection"] ?? [] where !collection.value.isEmpty {
            if let type = collection.detail("collection-type"), type != "series" { continue }
            if facts.series.contains(where: { $0.title == collection.value }) { continue }
            facts.series.append(
                SeriesPart(collection.value, number: collection.detail("group-position").flatMap(SeriesNumber.shown)))
        }
        if !facts.series.isEmpty { set(.series) }
    }

    // MARK: dc:description

    private mutating func mapDescription() {
        for statement in statements("description") {
            guard let text = BookDescription.cleaned(statement.value) else { continue }
            facts.description = text
            return set(.description)
        }
    }

    // MARK: dc:rights, dcterms:license, cc:license

    private mutating func mapRights() {
        let addresses = package.links.filter { $0.rel.hasSuffix("license") }.map(\.href)
        let named = ["dcterms:license", "cc:license", "dcterms:rights"].flatMap {
            package.properties[$0]?.map(\.value) ?? []
        }
        let words = (statements("rights") + statements("license") + statements("accessrights")).map(\.value)
        let found = (addresses + named + words).compactMap(LicenceWords.licence)
        // A free licence beside a copyright line is the licence.
        guard var licence = found.first(where: { $0.id != "ARR" && $0.id != "other" }) ?? found.first else { return }
        if let statement = words.first, addresses.contains(licence.statement ?? "") { licence.statement = statement }
        facts.licence = licence
        set(.licence)
    }

    // MARK: schema:access…

    private mutating func mapAccessibility() {
        for property in [
            "accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary",
        ] {
            let values =
                (package.properties["schema:" + property]?.map(\.value) ?? [])
                + (package.names["schema:" + property] ?? [])
            for value in values where !value.isEmpty {
                let term = property + ":" + value
                if !facts.accessibility.contains(term) { facts.accessibility.append(term) }
            }
        }
        if !facts.accessibility.isEmpty { set(.accessibility) }
    }
}

extension RelatorCodes {
    fileprivate static let known = RelatorCodes()
}
