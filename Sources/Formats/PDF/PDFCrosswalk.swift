import Library
import VietnameseText

/// What a PDF says about itself → what the catalogue keeps.
///
/// Info dictionaries are mostly written by programs, so a title must look like
/// one, and the largest type of the first page comes next.
struct PDFCrosswalk {
    private(set) var facts = BibFacts(title: "")
    private(set) var sources: [BibField: ValueSource] = [:]

    init(_ details: PDFDetails, stem: String, sample: String, largest: String?) {
        mapLanguage(details, sample)
        mapCreators(details)
        mapTitle(details, stem: stem, largest: largest)
        mapSubjects(details)
        mapRights(details)
        facts.extent = "\(details.pages) tr."
        sources[.extent] = .file
    }

    var patch: RecordPatch {
        RecordPatch(
            facts: facts, sources: sources, origin: .wholeFile, sourceBytes: [], sourceFormat: .pdf,
            position: SourcePosition())
    }

    // MARK: dc:language, the text

    private mutating func mapLanguage(_ details: PDFDetails, _ sample: String) {
        let verdict = LanguageGuess.guess(sample)
        let stated = details.properties("language").compactMap { LanguageTag.code($0) }
        if verdict.language != "und", verdict.confidence >= (stated.isEmpty ? 0.3 : 0.5),
            verdict.language != stated.first
        {
            (facts.languages, sources[.languages]) = ([verdict.language], .guessed)
        } else if !stated.isEmpty {
            (facts.languages, sources[.languages]) = (stated, .file)
        }
    }

    // MARK: Author, dc:creator

    private mutating func mapCreators(_ details: PDFDetails) {
        var stated = details.properties("creator")
        if stated.isEmpty, let author = details.field("Author") { stated = [author] }
        for text in stated {
            for part in text.replacing(" and ", with: ";").replacing(" và ", with: ";").split(separator: ";") {
                guard let name = CreatorName.displayed(String(part), language: facts.languages.first) else { continue }
                guard !PDFCrosswalk.machines.contains(Folding.folded(name)),
                    !facts.creators.contains(where: { $0.name == name })
                else {
                    continue
                }
                facts.creators.append(Creator(name))
            }
        }
        if !facts.creators.isEmpty { sources[.creators] = .file }
    }

    /// Names of accounts and machines that word processors write as author.
    private static let machines: Set<String> = [
        "administrator", "admin", "user", "users", "owner", "pc", "hp", "dell", "acer", "asus", "lenovo",
        "windows user",
        "microsoft office user", "microsoft", "default", "guest", "my computer", "may tinh", "home", "vnn r9", "smart",
        "welcome",
        "word", "root", "author", "your name", "mac", "techsi vn", "thanh an", "computer",
    ]

    // MARK: Title, dc:title, the first page, the file's name

    private mutating func mapTitle(_ details: PDFDetails, stem: String, largest: String?) {
        let creators = facts.creators.map(\.name)
        for stated in [details.field("Title")].compactMap(\.self) + details.properties("title") {
            guard let title = BookTitle.cleaned(stated, creators: creators),
                Folding.folded(title) != Folding.folded(stem),
                title.count >= 3, title.contains(where: \.isLetter)
            else { continue }
            let lowered = BookTitle.lowered(title)
            (facts.title, sources[.title]) = (lowered ?? title, lowered == nil ? .file : .guessed)
            return
        }
        facts.title = BookTitle.fallback(heading: largest, stem: stem)
        sources[.title] = .guessed
    }

    // MARK: Keywords, Subject, dc:subject, dc:description, dc:publisher

    private mutating func mapSubjects(_ details: PDFDetails) {
        let words = details.properties("subject") + (details.field("Keywords").map { [$0] } ?? [])
        for part in words.flatMap({ $0.split { $0 == "," || $0 == ";" } }) {
            let subject = CleanText.string(part)
            let isKnown = facts.subjects.contains { Folding.canonical($0) == Folding.canonical(subject) }
            if subject.count > 1, subject.count <= 100, !isKnown { facts.subjects.append(subject) }
        }
        if !facts.subjects.isEmpty { sources[.subjects] = .file }
        if let text = (details.properties("description") + [details.field("Subject")].compactMap(\.self)).lazy
            .compactMap({ BookDescription.cleaned($0) }).first(where: {
                Folding.folded($0) != Folding.folded(facts.title)
            })
        {
            (facts.description, sources[.description]) = (text, .file)
        }
        if let publisher = details.properties("publisher").first, !PublisherName.isAddress(publisher),
            !PublisherName.isNobody(publisher)
        {
            (facts.publisher, sources[.publisher]) = (publisher, .file)
        }
        // The date a file was made is no date of publication; dc:date may be.
        if let date = details.properties("date").first, !PublicationDate.isImpossible(date),
            let year = YearText.year(in: date)
        {
            (facts.year, sources[.year]) = (year, .file)
        }
        for stated in details.properties("identifier") {
            guard case .taken(let identifier) = BookIdentifier.read(stated, scheme: nil) else { continue }
            facts.identifiers.append(identifier)
            sources[.identifiers] = .file
        }
    }

    // MARK: cc:license, xmpRights:WebStatement, dc:rights

    private mutating func mapRights(_ details: PDFDetails) {
        let stated =
            details.properties("license", namespace: "http://creativecommons.org/ns#")
            + details.properties("WebStatement", namespace: "http://ns.adobe.com/xap/1.0/rights/")
            + details.properties("rights")
        let found = stated.compactMap(LicenceWords.licence)
        guard let licence = found.first(where: { $0.id != "ARR" && $0.id != "other" }) ?? found.first else { return }
        (facts.licence, sources[.licence]) = (licence, .file)
    }
}
