import Library
import VietnameseText

/// Facts being gathered from one source record: nothing empty, nothing twice.
struct FactsDraft {
    private(set) var facts = BibFacts(title: "")
    /// The fields that stand on a weaker word than the record's own.
    private var guessed: Set<BibField> = []
    /// Values that were left out or mended.
    private(set) var faults: [RecordFault] = []
    var askedAccess: AccessLevel?

    var hasTitle: Bool { !facts.title.isEmpty }
    var hasCreators: Bool { !facts.creators.isEmpty }
    var mainLanguage: String? { facts.languages.first }

    mutating func setTitle(_ text: String, subtitle: String? = nil) {
        guard facts.title.isEmpty, !text.isEmpty else { return }
        facts.title = text
        if let subtitle, !subtitle.isEmpty { facts.subtitle = subtitle }
    }

    mutating func setSubtitle(_ text: String?) {
        if facts.subtitle == nil, let text, !text.isEmpty { facts.subtitle = text }
    }

    mutating func add(_ kind: OtherTitle.Kind, title text: String) {
        guard !text.isEmpty, text != facts.title, !facts.otherTitles.contains(where: { $0.text == text }) else {
            return
        }
        facts.otherTitles.append(OtherTitle(kind, text))
    }

    mutating func add(_ creator: Creator, isGuess: Bool = false) {
        guard !creator.name.isEmpty else { return }
        if facts.creators.contains(where: { $0.name == creator.name && $0.role == creator.role }) { return }
        // A plain "took part" says nothing beside a role already known.
        if creator.role == .contributor, facts.creators.contains(where: { $0.name == creator.name }) { return }
        facts.creators.append(creator)
        if isGuess { guessed.insert(.creators) }
    }

    mutating func setPublisher(_ text: String?) {
        if facts.publisher == nil, let text, !text.isEmpty { facts.publisher = text }
    }

    mutating func setPlace(_ text: String?) {
        if facts.place == nil, let text, !text.isEmpty { facts.place = text }
    }

    mutating func setYear(_ year: Int?) {
        if facts.year == nil, let year, YearText.possible.contains(year) { facts.year = year }
    }

    mutating func add(language code: String) {
        if !code.isEmpty, !facts.languages.contains(code) { facts.languages.append(code) }
    }

    mutating func add(_ scheme: Identifier.Scheme, number value: String) {
        guard !value.isEmpty else { return }
        let identifier = Identifier(scheme, value)
        if !facts.identifiers.contains(identifier) { facts.identifiers.append(identifier) }
    }

    mutating func add(_ scheme: Classification.Scheme, classNumber number: String) {
        guard !number.isEmpty else { return }
        let classification = Classification(scheme, number)
        if !facts.classifications.contains(classification) { facts.classifications.append(classification) }
    }

    mutating func add(subject text: String) {
        if !text.isEmpty, !facts.subjects.contains(text) { facts.subjects.append(text) }
    }

    mutating func add(genre text: String) {
        if !text.isEmpty, !facts.genres.contains(text) { facts.genres.append(text) }
    }

    mutating func add(series title: String, number: String? = nil) {
        guard !title.isEmpty else { return }
        let key = Folding.folded(title)
        if let place = facts.series.firstIndex(where: { Folding.folded($0.title) == key }) {
            if facts.series[place].number == nil { facts.series[place].number = number }
            return
        }
        facts.series.append(SeriesPart(title, number: number))
    }

    /// A second description is a further paragraph.
    mutating func add(description text: String) {
        guard !text.isEmpty else { return }
        guard let known = facts.description else {
            facts.description = text
            return
        }
        if !known.contains(text) { facts.description = known + "\n" + text }
    }

    mutating func add(note text: String) {
        if !text.isEmpty, !facts.notes.contains(text) { facts.notes.append(text) }
    }

    mutating func setExtent(_ text: String) {
        if facts.extent == nil, !text.isEmpty { facts.extent = text }
    }

    mutating func setKind(_ kind: ResourceKind) { facts.kind = kind }

    mutating func add(grades: [Int], isGuess: Bool = false) {
        guard !grades.isEmpty else { return }
        facts.audience.grades = Set(facts.audience.grades + grades).sorted()
        if isGuess { guessed.insert(.audience) }
    }

    mutating func add(schoolSubject text: String) {
        if !text.isEmpty, !facts.audience.schoolSubjects.contains(text) { facts.audience.schoolSubjects.append(text) }
    }

    /// A recognised licence stands over one that is only worded.
    mutating func set(_ licence: LicenceStatement?) {
        guard let licence else { return }
        if facts.licence == nil || facts.licence?.id == "other" { facts.licence = licence }
    }

    /// Only links a browser may follow: http, https, ftp.
    mutating func add(link text: String, label: String? = nil) {
        let lower = text.lowercased()
        let url = lower.hasPrefix("www.") ? "http://" + text : text
        let isSafe = ["http://", "https://", "ftp://"].contains { lower.hasPrefix($0) } || lower.hasPrefix("www.")
        guard isSafe, !text.contains(" "), !facts.links.contains(where: { $0.url == url }) else { return }
        facts.links.append(Link(url: url, label: label))
    }

    /// Reads the language from the words where the source names none. Vietnamese
    /// is unmistakable also in a short title; others need some five words.
    mutating func guessLanguage() {
        guard facts.languages.isEmpty, !facts.title.isEmpty else { return }
        let words = [facts.title, facts.subtitle ?? "", facts.description ?? ""].joined(separator: " ")
        let verdict = LanguageGuess.guess(words)
        let threshold = verdict.language == "vi" ? 0.3 : 0.6
        guard verdict.language != "und", verdict.confidence >= threshold else { return }
        facts.languages = [verdict.language]
        guessed.insert(.languages)
    }

    /// A title typed in capitals is made readable; the result is a proposal.
    mutating func readCapitals() {
        guard let readable = TitleCase.restored(fromAllCaps: facts.title) else { return }
        facts.title = readable
        guessed.insert(.title)
    }

    mutating func fault(_ code: DiagnosticCode, _ field: String?, _ reason: String) {
        faults.append(RecordFault(code, field: field, reason))
    }

    /// The fields that are spoken about, each with the word it stands on.
    func sources(_ authority: ValueSource, kindIsStated: Bool) -> [BibField: ValueSource] {
        var sources: [BibField: ValueSource] = [:]
        sources.reserveCapacity(16)
        func note(_ field: BibField, _ isThere: Bool) {
            if isThere { sources[field] = guessed.contains(field) ? .guessed : authority }
        }
        note(.title, !facts.title.isEmpty)
        note(.subtitle, facts.subtitle != nil)
        note(.otherTitles, !facts.otherTitles.isEmpty)
        note(.creators, !facts.creators.isEmpty)
        note(.publisher, facts.publisher != nil)
        note(.place, facts.place != nil)
        note(.year, facts.year != nil)
        note(.languages, !facts.languages.isEmpty)
        note(.identifiers, !facts.identifiers.isEmpty)
        note(.classifications, !facts.classifications.isEmpty)
        note(.subjects, !facts.subjects.isEmpty)
        note(.genres, !facts.genres.isEmpty)
        note(.series, !facts.series.isEmpty)
        note(.description, facts.description != nil)
        note(.notes, !facts.notes.isEmpty)
        note(.extent, facts.extent != nil)
        note(.kind, kindIsStated)
        note(.audience, !facts.audience.grades.isEmpty || !facts.audience.schoolSubjects.isEmpty)
        note(.licence, facts.licence != nil)
        note(.links, !facts.links.isEmpty)
        return sources
    }
}
