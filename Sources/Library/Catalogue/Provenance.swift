/// The fields of `BibFacts` that carry their source and can be locked.
package enum BibField: String, Sendable, CaseIterable, Hashable {
    case title, subtitle, otherTitles, creators, publisher, place, year, languages, identifiers, classifications
    case subjects, genres, series, description, notes, extent, kind, audience, licence, links, accessibility

    /// The place among the cases. An enum without associated values is its
    /// place in memory; by their raw strings they would be hashed and compared
    /// letter by letter, a fifth of a commit's time.
    package var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
    package static func == (left: BibField, right: BibField) -> Bool { left.ordinal == right.ordinal }
    package func hash(into hasher: inout Hasher) { hasher.combine(ordinal) }
}

/// Who said a value, from the weakest word to the strongest.
package enum ValueSource: String, Sendable, CaseIterable, Comparable {
    /// Worked out by the program: language from the text, title from a file name.
    case guessed
    /// The file's own metadata.
    case file
    /// A MARC record.
    case marc
    /// A sidecar beside the file or a person at the desk: never overwritten by an ingest.
    case cataloguer

    private var rank: UInt8 { unsafeBitCast(self, to: UInt8.self) }

    package static func < (left: ValueSource, right: ValueSource) -> Bool {
        left.rank < right.rank
    }
}
