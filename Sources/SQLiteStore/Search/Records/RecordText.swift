import Library

/// The words of a record that are searched, field by field, in the compact
/// form in which they wait to be indexed.
struct RecordText: Equatable, Sendable {
    /// What a value is.
    enum Kind: UInt8, Sendable {
        case title = 1, otherTitle, creator, subject, otherSubject, series, imprint, description, identifier

        var fields: RecordFields {
            switch self {
            case .title: .title
            case .otherTitle: .otherTitle
            case .creator: .creator
            case .subject, .otherSubject: .subject
            case .series: .series
            case .imprint, .identifier: .imprint
            case .description: .description
            }
        }
    }

    var values: [(kind: Kind, text: String)] = []

    static func == (left: RecordText, right: RecordText) -> Bool {
        left.values.elementsEqual(right.values) { $0 == $1 }
    }

    /// Longer texts say no more about what a record is; the index stays small.
    private static let longestDescription = 4_000

    init(_ facts: BibFacts) {
        add(.title, facts.title)
        add(.otherTitle, facts.subtitle)
        for other in facts.otherTitles { add(.otherTitle, other.text) }
        for creator in facts.creators { add(.creator, creator.name) }
        for subject in facts.subjects { add(.subject, subject) }
        for genre in facts.genres { add(.otherSubject, genre) }
        for subject in facts.audience.schoolSubjects { add(.otherSubject, subject) }
        for part in facts.series { add(.series, part.title) }
        add(.imprint, facts.publisher)
        add(.imprint, facts.place)
        add(.imprint, facts.year.map(String.init))
        for classification in facts.classifications { add(.imprint, classification.number) }
        for identifier in facts.identifiers { add(.identifier, identifier.value) }
        add(.description, facts.description.map(Self.beginning))
        for note in facts.notes.prefix(20) { add(.description, Self.beginning(of: note)) }
    }

    /// Characters are counted only where there may be too many.
    private static func beginning(of text: String) -> String {
        text.utf8.count <= longestDescription ? text : String(text.prefix(longestDescription))
    }

    private mutating func add(_ kind: Kind, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        values.append((kind, text))
    }

    /// Kind, length, bytes, again and again.
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.reduce(0) { $0 + $1.text.utf8.count + 3 })
        for (kind, text) in values {
            bytes.append(kind.rawValue)
            Varint.append(UInt32(text.utf8.count), to: &bytes)
            bytes.append(contentsOf: text.utf8)
        }
        return bytes
    }

    /// Nil for bytes that `encoded` did not write.
    init?(encoded bytes: [UInt8]) {
        var at = 0
        while at < bytes.count {
            guard let kind = Kind(rawValue: bytes[at]) else { return nil }
            at += 1
            guard let length = Varint.read(bytes, &at), Int(length) <= bytes.count - at else { return nil }
            values.append((kind, String(decoding: bytes[at..<at + Int(length)], as: UTF8.self)))
            at += Int(length)
        }
    }
}
