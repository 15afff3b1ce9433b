import Library

/// The fields of a record as the index knows them: one bit each, so that a
/// posting's payload says in one byte where a word stands.
struct RecordFields: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let title = RecordFields(rawValue: 1 << 0)
    /// The word (or pair) begins the title; the title's bit is set too.
    static let titleStart = RecordFields(rawValue: 1 << 1)
    /// Subtitle and further titles.
    static let otherTitle = RecordFields(rawValue: 1 << 2)
    static let creator = RecordFields(rawValue: 1 << 3)
    /// Subjects, genres and school subjects.
    static let subject = RecordFields(rawValue: 1 << 4)
    static let series = RecordFields(rawValue: 1 << 5)
    /// Publisher, place, year, standard and class numbers.
    static let imprint = RecordFields(rawValue: 1 << 6)
    /// Description and notes.
    static let description = RecordFields(rawValue: 1 << 7)

    /// Where a field a reader names is looked for; nil when it is no text.
    init?(_ field: SearchField) {
        switch field {
        case .title: self = [.title, .otherTitle]
        case .creator: self = .creator
        case .subject: self = .subject
        case .series: self = .series
        case .imprint: self = .imprint
        case .description: self = .description
        case .identifier, .year, .language, .kind, .licence, .grade: return nil
        }
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// What a word is worth by where it stands.
    ///
    /// The best field counts whole and every further one a tenth: a word in
    /// title and subject is a better answer than one in the title alone, but no
    /// heap of notes outweighs a title.
    var weight: Float {
        var best: Float = 0
        var sum: Float = 0
        for (field, weight) in Self.weights where contains(field) {
            best = max(best, weight)
            sum += weight
        }
        return best + 0.1 * (sum - best)
    }

    private static let weights: [(RecordFields, Float)] = [
        (.title, 3.0), (.titleStart, 3.4), (.otherTitle, 2.2), (.creator, 2.4), (.subject, 1.6), (.series, 1.2),
        (.imprint, 0.6), (.description, 0.5),
    ]
}
