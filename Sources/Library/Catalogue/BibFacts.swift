/// What is known of a publication, whoever said it.
///
/// All text is NFC, trimmed, and never empty inside a list.
package struct BibFacts: Equatable, Sendable {
    package var title: String
    package var subtitle: String?
    package var otherTitles: [OtherTitle] = []
    package var creators: [Creator] = []
    package var publisher: String?
    package var place: String?
    /// The year of publication, 1000…2200; anything else a file says is dropped.
    package var year: Int?
    /// ISO 639-1 where it exists, else ISO 639-3; the first is the main language.
    package var languages: [String] = []
    package var identifiers: [Identifier] = []
    package var classifications: [Classification] = []
    package var subjects: [String] = []
    package var genres: [String] = []
    package var series: [SeriesPart] = []
    package var description: String?
    package var notes: [String] = []
    package var extent: String?
    package var kind: ResourceKind = .book
    package var audience = Audience()
    package var licence: LicenceStatement?
    package var links: [Link] = []
    /// Schema.org accessibility terms as the file states them, for example
    /// `accessMode:textual`.
    package var accessibility: [String] = []

    package init(title: String) { self.title = title }
}

/// A further title and what it is.
package struct OtherTitle: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable { case parallel, variant, original, uniform }
    package var kind: Kind
    package var text: String
    package init(_ kind: Kind, _ text: String) { (self.kind, self.text) = (kind, text) }
}

/// A person or body that made the work, and how.
package struct Creator: Equatable, Sendable {
    /// MARC relator codes, the ones that are shown apart.
    package enum Role: String, Sendable, CaseIterable {
        case author = "aut", editor = "edt", translator = "trl", illustrator = "ill", compiler = "com"
        case contributor = "ctb", narrator = "nrt", composer = "cmp", photographer = "pht", issuingBody = "isb"
    }
    /// As displayed: "Vũ Trọng Phụng", "Jane Austen".
    package var name: String
    package var role: Role
    /// As filed, when the file says so: "Austen, Jane".
    package var filedAs: String?
    package var isBody: Bool
    package init(_ name: String, role: Role = .author, filedAs: String? = nil, isBody: Bool = false) {
        (self.name, self.role, self.filedAs, self.isBody) = (name, role, filedAs, isBody)
    }
}

/// A standard number: ISBN without hyphens in 13 digits where it is valid.
package struct Identifier: Hashable, Sendable {
    package enum Scheme: String, Sendable, CaseIterable { case isbn, issn, doi, uri, uuid, lccn, local }
    package var scheme: Scheme
    package var value: String
    package init(_ scheme: Scheme, _ value: String) { (self.scheme, self.value) = (scheme, value) }
}

/// A class number in a scheme.
package struct Classification: Equatable, Sendable {
    package enum Scheme: String, Sendable, CaseIterable { case ddc, lcc, udc, bbk, local }
    package var scheme: Scheme
    package var number: String
    package init(_ scheme: Scheme, _ number: String) { (self.scheme, self.number) = (scheme, number) }
}

/// A series and the number in it.
package struct SeriesPart: Equatable, Sendable {
    package var title: String
    package var number: String?
    package init(_ title: String, number: String? = nil) { (self.title, self.number) = (title, number) }
}

/// For whom a learning material is meant.
package struct Audience: Equatable, Sendable {
    /// School grades 1…12.
    package var grades: [Int] = []
    /// Codes of `ingest/codes/school-subjects.yaml` (môn học), or the words of the file.
    package var schoolSubjects: [String] = []
    package init(grades: [Int] = [], schoolSubjects: [String] = []) {
        (self.grades, self.schoolSubjects) = (grades, schoolSubjects)
    }
}

/// A link to something outside.
package struct Link: Equatable, Sendable {
    package var url: String
    package var label: String?
    package init(url: String, label: String? = nil) { (self.url, self.label) = (url, label) }
}

/// What sort of thing a record describes; codes of `ingest/codes/kinds.yaml`.
package enum ResourceKind: String, Sendable, CaseIterable {
    case book, textbook, pictureBook = "picture-book", periodical, article, law, thesis, audio, video, map, score
    case image, course, poster, dataset, software, other
}
