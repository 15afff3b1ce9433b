import VietnameseText

/// A question taken apart: what must be there, where, and what must not.
package struct SearchQuery: Equatable, Sendable {
    /// Words that stand anywhere, in the order typed.
    package var words: [QueryWord] = []
    /// "Words between quotes", at least two, next to each other as typed.
    package var phrases: [QueryPhrase] = []
    /// `field:value` parts and quoted words of a field.
    package var fields: [FieldClause] = []
    /// Words and phrases that must not be there.
    package var excluded: [QueryPhrase] = []

    package init() {}

    /// Whether nothing is asked; such a question shows everything.
    package var isEmpty: Bool { words.isEmpty && phrases.isEmpty && fields.isEmpty && excluded.isEmpty }

    /// The same question with its phrases as plain words, for when nothing has
    /// them word for word: quotes also stand around names in a question.
    package var loosened: SearchQuery {
        var loose = self
        loose.words = allWords
        loose.phrases = []
        return loose
    }

    /// Every positive word outside fields in the order typed, for ranking by
    /// neighbourhood and for marking.
    package var allWords: [QueryWord] {
        (words + phrases.flatMap(\.words)).sorted { $0.position < $1.position }
    }
}

/// A word of a question in both spellings; see `WordScanner`.
package struct QueryWord: Hashable, Sendable {
    package var exact: String
    package var folded: String
    /// Its place among the words of the question.
    package var position: Int
    /// Whether it was typed with marks: then `exact` ranks before `folded`.
    package var isMarked: Bool { exact != folded }

    package init(exact: String, folded: String, position: Int) {
        self.exact = exact
        self.folded = folded
        self.position = position
    }
}

/// Words next to each other; one word when it was excluded or fielded.
package struct QueryPhrase: Hashable, Sendable {
    package var words: [QueryWord]
    package init(words: [QueryWord]) { self.words = words }
}

/// A part of a question that looks at one field of the record.
package struct FieldClause: Equatable, Sendable {
    package enum Value: Equatable, Sendable {
        /// Each word must stand in the field.
        case words([QueryWord])
        /// The words must stand next to each other in the field.
        case phrase(QueryPhrase)
        /// A standard number, without hyphens.
        case identifier(String)
        /// Years of publication.
        case years(ClosedRange<Int>)
        /// A facet's value: the code of a language, a kind, a licence, a grade.
        case facet(Facet, String)
    }
    package var field: SearchField
    package var value: Value
    package var isExcluded: Bool
    package init(field: SearchField, value: Value, isExcluded: Bool = false) {
        self.field = field
        self.value = value
        self.isExcluded = isExcluded
    }
}

/// The fields a reader can name before a colon.
package enum SearchField: String, Sendable, CaseIterable {
    case title, creator, subject, series, imprint, description, identifier, year, language, kind, licence, grade

    /// The names in Vietnamese and English, folded and without spaces.
    private static let names: [String: SearchField] = [
        "nhande": .title, "tieude": .title, "ten": .title, "tensach": .title, "title": .title, "ti": .title,
        "tacgia": .creator, "nguoiviet": .creator, "dichgia": .creator, "tg": .creator, "author": .creator,
        "creator": .creator, "au": .creator,
        "chude": .subject, "monhoc": .subject, "mon": .subject, "subject": .subject, "su": .subject,
        "tungthu": .series, "bosach": .series, "series": .series,
        "nxb": .imprint, "nhaxuatban": .imprint, "publisher": .imprint, "pb": .imprint,
        "mota": .description, "tomtat": .description, "description": .description,
        "isbn": .identifier, "issn": .identifier, "doi": .identifier, "ma": .identifier, "id": .identifier,
        "nam": .year, "namxb": .year, "year": .year, "date": .year,
        "ngonngu": .language, "tieng": .language, "language": .language, "lang": .language,
        "loai": .kind, "kind": .kind, "type": .kind,
        "giayphep": .licence, "licence": .licence, "license": .licence,
        "lop": .grade, "grade": .grade,
    ]

    /// The field of that name, typed with or without marks, hyphens and capitals:
    /// "Tác-giả" is `creator`.
    package init?(name: some StringProtocol) {
        let folded = WordScanner.words(in: String(name)).map(\.folded).joined()
        guard let field = Self.names[folded] else { return nil }
        self = field
    }
}
