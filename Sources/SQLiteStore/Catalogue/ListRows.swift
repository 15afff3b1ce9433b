import Library

/// How the values of a record's lists stand in rows of strings: what is shown
/// comes first, codes after it.
enum ListRows {
    static func row(_ creator: Creator) -> [String?] {
        [creator.name, creator.role.rawValue, creator.filedAs, creator.isBody ? "body" : nil]
    }

    static func creator(_ row: [String?]) -> Creator? {
        guard let name = row.first ?? nil, let role = value(row, 1).flatMap(Creator.Role.init(rawValue:)) else {
            return nil
        }
        return Creator(name, role: role, filedAs: value(row, 2), isBody: value(row, 3) != nil)
    }

    static func row(_ title: OtherTitle) -> [String?] { [title.text, title.kind.rawValue] }

    static func otherTitle(_ row: [String?]) -> OtherTitle? {
        guard let text = row.first ?? nil, let kind = value(row, 1).flatMap(OtherTitle.Kind.init(rawValue:)) else {
            return nil
        }
        return OtherTitle(kind, text)
    }

    static func row(_ identifier: Identifier) -> [String?] { [identifier.value, identifier.scheme.rawValue] }

    static func identifier(_ row: [String?]) -> Identifier? {
        guard let number = row.first ?? nil, let scheme = value(row, 1).flatMap(Identifier.Scheme.init(rawValue:))
        else {
            return nil
        }
        return Identifier(scheme, number)
    }

    static func row(_ classification: Classification) -> [String?] {
        [classification.number, classification.scheme.rawValue]
    }

    static func classification(_ row: [String?]) -> Classification? {
        guard let number = row.first ?? nil, let scheme = value(row, 1).flatMap(Classification.Scheme.init(rawValue:))
        else {
            return nil
        }
        return Classification(scheme, number)
    }

    static func row(_ part: SeriesPart) -> [String?] { [part.title, part.number] }

    static func series(_ row: [String?]) -> SeriesPart? {
        (row.first ?? nil).map { SeriesPart($0, number: value(row, 1)) }
    }

    static func row(_ link: Link) -> [String?] { [link.url, link.label] }

    static func link(_ row: [String?]) -> Link? {
        (row.first ?? nil).map { Link(url: $0, label: value(row, 1)) }
    }

    private static func value(_ row: [String?], _ column: Int) -> String? { column < row.count ? row[column] : nil }
}
