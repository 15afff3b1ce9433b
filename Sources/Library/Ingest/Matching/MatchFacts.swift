import VietnameseText

/// What of a description is compared, in folded form: capitals, missing
/// diacritics and punctuation make no difference.
package struct MatchFacts: Equatable, Sendable {
    /// The words of the title, and of title and subtitle together.
    package var titleWords: [String]
    package var fullTitleWords: [String]
    /// Numerals in title and subtitle: the volume, the grade, the year of an almanac.
    package var numbers: Set<String>
    /// Each creator as a set of words: "Austen, Jane" is "Jane Austen".
    package var creators: [Set<String>]
    package var year: Int?
    /// The standard numbers that belong to one publication.
    package var identifiers: Set<Identifier>
    package var language: String?
    package var medium: Medium
    package var grades: Set<Int>

    /// Whether it is read, heard, seen or used: a recording of a novel is not
    /// the novel.
    package enum Medium: Sendable { case text, sound, picture, program }

    package init(
        title: String, subtitle: String?, creators: [String], year: Int?, identifiers: some Sequence<Identifier>,
        language: String?, kind: ResourceKind, grades: some Sequence<Int>
    ) {
        titleWords = Self.words(title)
        let rest = subtitle.map(Self.words) ?? []
        fullTitleWords = titleWords + rest
        numbers = Set(fullTitleWords.filter { $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } })
        self.creators = creators.map { Set(Self.words($0).filter { !$0.utf8.allSatisfy { $0 < 0x3A } }) }.filter {
            !$0.isEmpty
        }
        self.year = year
        self.identifiers = Set(identifiers.filter { Self.isTelling($0.scheme) })
        self.language = language
        medium = Self.medium(kind)
        self.grades = Set(grades)
    }

    package init(_ facts: BibFacts) {
        self.init(
            title: facts.title, subtitle: facts.subtitle, creators: facts.creators.map(\.name), year: facts.year,
            identifiers: facts.identifiers, language: facts.languages.first, kind: facts.kind,
            grades: facts.audience.grades)
    }

    /// Whether a number of the scheme names one publication wherever it stands.
    package static func isTelling(_ scheme: Identifier.Scheme) -> Bool { scheme != .local }

    private static func words(_ text: String) -> [String] {
        Folding.folded(text).split(separator: " ").map(String.init)
    }

    private static func medium(_ kind: ResourceKind) -> Medium {
        switch kind {
        case .audio: .sound
        case .video, .map, .image, .poster: .picture
        case .software, .dataset: .program
        default: .text
        }
    }
}
