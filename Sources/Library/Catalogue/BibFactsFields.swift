/// The fields of a record one by one, for rules that treat them alike.
extension BibFacts {
    /// Whether nothing is said in the field; a title and a kind are always there.
    package func isEmpty(_ field: BibField) -> Bool {
        switch field {
        case .title: title.isEmpty
        case .subtitle: subtitle == nil
        case .otherTitles: otherTitles.isEmpty
        case .creators: creators.isEmpty
        case .publisher: publisher == nil
        case .place: place == nil
        case .year: year == nil
        case .languages: languages.isEmpty
        case .identifiers: identifiers.isEmpty
        case .classifications: classifications.isEmpty
        case .subjects: subjects.isEmpty
        case .genres: genres.isEmpty
        case .series: series.isEmpty
        case .description: description == nil
        case .notes: notes.isEmpty
        case .extent: extent == nil
        case .kind: false
        case .audience: audience.grades.isEmpty && audience.schoolSubjects.isEmpty
        case .licence: licence == nil
        case .links: links.isEmpty
        case .accessibility: accessibility.isEmpty
        }
    }

    /// Takes the field's value from `other`, whatever it is.
    package mutating func take(_ field: BibField, from other: BibFacts) {
        switch field {
        case .title: title = other.title
        case .subtitle: subtitle = other.subtitle
        case .otherTitles: otherTitles = other.otherTitles
        case .creators: creators = other.creators
        case .publisher: publisher = other.publisher
        case .place: place = other.place
        case .year: year = other.year
        case .languages: languages = other.languages
        case .identifiers: identifiers = other.identifiers
        case .classifications: classifications = other.classifications
        case .subjects: subjects = other.subjects
        case .genres: genres = other.genres
        case .series: series = other.series
        case .description: description = other.description
        case .notes: notes = other.notes
        case .extent: extent = other.extent
        case .kind: kind = other.kind
        case .audience: audience = other.audience
        case .licence: licence = other.licence
        case .links: links = other.links
        case .accessibility: accessibility = other.accessibility
        }
    }
}
