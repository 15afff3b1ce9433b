/// A question to the catalogue, as the results page, the command line and the
/// JSON answer ask it.
package struct SearchRequest: Hashable, Sendable {
    /// As typed; any string is legal.
    package var text: String
    package var filters: FacetSelection
    /// 1…100 records.
    package var limit: Int
    /// 0-based rank of the first record.
    package var offset: Int
    package var viewer: Viewer
    /// Whether facet counts are wanted; the command line does not show them.
    package var wantsFacets: Bool
    package var scope: SearchScope

    package init(
        text: String, filters: FacetSelection = FacetSelection(), limit: Int = 20, offset: Int = 0,
        viewer: Viewer = .visitor, wantsFacets: Bool = true, scope: SearchScope = .all
    ) {
        self.text = text
        self.filters = filters
        self.limit = limit
        self.offset = offset
        self.viewer = viewer
        self.wantsFacets = wantsFacets
        self.scope = scope
    }
}

package enum SearchScope: String, Sendable, CaseIterable, Hashable { case all, catalogue, books }

/// The facets, in the order the page shows them.
package enum Facet: String, Sendable, CaseIterable, Hashable {
    /// Whether a copy can be borrowed now; its one value is ``availableNow``.
    case available
    /// A service point that has a copy, by its number.
    case library
    case kind, subject, grade, language, licence, year

    package static let availableNow = "now"

    /// Whether it tells of copies, which change with every act at a desk, and not
    /// of the record.
    package var isOfCopies: Bool { self == .available || self == .library }
}

/// Chosen facet values: values of one facet are alternatives, facets narrow.
/// Libraries and "available now" mean one copy: available at one of those.
package struct FacetSelection: Hashable, Sendable {
    package var chosen: [Facet: Set<String>]
    package init(_ chosen: [Facet: Set<String>] = [:]) { self.chosen = chosen }
    package var isEmpty: Bool { chosen.values.allSatisfy(\.isEmpty) }
    /// Whether it asks for copies.
    package var isOfCopies: Bool { chosen.contains { $0.key.isOfCopies && !$0.value.isEmpty } }
}

package struct FacetCount: Equatable, Sendable {
    package var facet: Facet
    package var value: String
    package var records: Int
    package var isChosen: Bool
    package init(facet: Facet, value: String, records: Int, isChosen: Bool) {
        self.facet = facet
        self.value = value
        self.records = records
        self.isChosen = isChosen
    }
}

/// How many there are, said honestly.
package enum HitCount: Equatable, Sendable {
    case exactly(Int)
    case moreThan(Int)
    package var number: Int {
        switch self {
        case .exactly(let number), .moreThan(let number): number
        }
    }
}

package struct SearchAnswer: Equatable, Sendable {
    package var total: HitCount
    package var records: [RecordHit]
    /// Books in whose text the words stand: distinct books, best first.
    package var books: [BookHit]
    package var facets: [FacetCount]
    /// Other spellings that give more.
    package var suggestions: [String]
    /// Words that were left out to find anything in the catalogue at all; none
    /// where a book has all the words.
    package var dropped: [String]
    /// Whether texts of the collection still wait to be indexed.
    package var isIndexing: Bool

    package init(
        total: HitCount = .exactly(0), records: [RecordHit] = [], books: [BookHit] = [], facets: [FacetCount] = [],
        suggestions: [String] = [], dropped: [String] = [], isIndexing: Bool = false
    ) {
        self.total = total
        self.records = records
        self.books = books
        self.facets = facets
        self.suggestions = suggestions
        self.dropped = dropped
        self.isIndexing = isIndexing
    }
}

/// Why a record was found, strongest first.
package enum HitReason: String, Sendable, CaseIterable {
    case titleIsQuery = "title-is-query"
    case titleStarts = "title-starts"
    case phraseInTitle = "phrase-in-title"
    case wordsInTitle = "words-in-title"
    case creator, subject, identifier, series, publisher, description, text
}

package struct RecordHit: Equatable, Sendable {
    package var record: RecordSummary
    /// Comparable within one answer only.
    package var score: Double
    package var why: [HitReason]
    package init(record: RecordSummary, score: Double, why: [HitReason]) {
        self.record = record
        self.score = score
        self.why = why
    }
}

package struct BookHit: Equatable, Sendable {
    package var record: RecordSummary
    package var score: Double
    /// The best three passages.
    package var passages: [PassageHit]
    package init(record: RecordSummary, score: Double, passages: [PassageHit]) {
        self.record = record
        self.score = score
        self.passages = passages
    }
}

package struct PassageHit: Equatable, Sendable {
    /// Section and the block in which the words stand.
    package var place: Place
    package var heading: String?
    package var snippet: Snippet
    package var score: Double
    package init(place: Place, heading: String?, snippet: Snippet, score: Double) {
        self.place = place
        self.heading = heading
        self.snippet = snippet
        self.score = score
    }
}

/// A short stretch of text with the found words marked.
package struct Snippet: Equatable, Sendable {
    package struct Piece: Equatable, Sendable {
        package var text: String
        package var isMatch: Bool
        package init(text: String, isMatch: Bool) { (self.text, self.isMatch) = (text, isMatch) }
    }
    package var pieces: [Piece]
    package init(pieces: [Piece]) { self.pieces = pieces }
    package var plainText: String { pieces.map(\.text).joined() }
}
