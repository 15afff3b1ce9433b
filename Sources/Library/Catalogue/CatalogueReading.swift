/// What pages ask of the catalogue.
package protocol CatalogueReading: Sendable {
    /// The record, or nil; materials are listed whatever their access.
    func record(_ id: RecordID) async throws -> BibRecord?
    /// The records added last, newest first.
    func newArrivals(limit: Int) async throws -> [RecordSummary]
    /// A page of the records of one heading (a creator or a subject), in Vietnamese title order.
    func records(under heading: Heading, after cursor: String?, limit: Int) async throws -> HeadingPage
    /// Headings of a kind in Vietnamese order, for browse pages; `prefix` is folded text.
    func headings(_ kind: Heading.Kind, prefix: String, after cursor: String?, limit: Int) async throws
        -> [HeadingCount]
    /// How many records there are, and how many materials the viewer may read.
    func size(for viewer: Viewer) async throws -> CatalogueSize
}

extension CatalogueReading {
    /// How many records and materials there are, whoever may read them.
    package func size() async throws -> CatalogueSize { try await size(for: .staff) }
}

/// A creator or a subject under which records stand.
package struct Heading: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable { case creator, subject }
    package var kind: Kind
    /// As displayed; the store compares its canonical form.
    package var text: String
    package init(_ kind: Kind, _ text: String) { (self.kind, self.text) = (kind, text) }
}

package struct HeadingCount: Equatable, Sendable {
    package var heading: Heading
    package var records: Int
    /// Where the list goes on after this heading; nil when the store does not say.
    package var cursor: String?
    package init(heading: Heading, records: Int, cursor: String? = nil) {
        (self.heading, self.records, self.cursor) = (heading, records, cursor)
    }
}

package struct HeadingPage: Equatable, Sendable {
    package var heading: Heading
    package var total: Int
    package var records: [RecordSummary]
    package var nextCursor: String?
    package init(heading: Heading, total: Int, records: [RecordSummary], nextCursor: String?) {
        self.heading = heading
        self.total = total
        self.records = records
        self.nextCursor = nextCursor
    }
}

package struct CatalogueSize: Equatable, Sendable {
    package var records: Int
    package var materials: Int
    package init(records: Int, materials: Int) { (self.records, self.materials) = (records, materials) }
}

/// What a list shows of a record.
package struct RecordSummary: Equatable, Sendable {
    package var id: RecordID
    package var title: String
    package var subtitle: String?
    package var creators: [String]
    package var year: Int?
    package var publisher: String?
    package var kind: ResourceKind
    package var language: String?
    /// The most open access of its materials; nil without a material.
    package var access: AccessLevel?
    package var cover: ContentHash?
    /// The name of the file it came from.
    package var source: String?

    package init(
        id: RecordID, title: String, subtitle: String? = nil, creators: [String] = [], year: Int? = nil,
        publisher: String? = nil, kind: ResourceKind = .book, language: String? = nil, access: AccessLevel? = nil,
        cover: ContentHash? = nil, source: String? = nil
    ) {
        self.id = id
        self.title = title
        self.subtitle = subtitle
        self.creators = creators
        self.year = year
        self.publisher = publisher
        self.kind = kind
        self.language = language
        self.access = access
        self.cover = cover
        self.source = source
    }
}
