/// The fields of `BibFacts` that carry their source and can be locked.
package enum BibField: String, Sendable, CaseIterable, Hashable {
    case title, subtitle, otherTitles, creators, publisher, place, year, languages, identifiers, classifications
    case subjects, genres, series, description, notes, extent, kind, audience, licence, links, accessibility
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

    package static func < (left: ValueSource, right: ValueSource) -> Bool {
        allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
    }
}
