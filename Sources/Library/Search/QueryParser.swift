import VietnameseText

/// Takes a typed question apart. Every string is legal: what does not read as
/// a rule is words.
///
/// - `"học liệu mở"`: next to each other, as typed; also “…”, „…”, «…».
/// - `tacgia:"Nguyễn Du"`, `nhande:kiều`, `isbn:978-604-…`, `nam:1990-1999`;
///   names in Vietnamese and English, see `SearchField`.
/// - `-từ`, `-"một cụm từ"`, `-tacgia:du`: must not be there.
///
/// For example: `QueryParser.parse("thơ -tình tacgia:xuân").words` has one word.
package struct QueryParser {
    /// More words than that say nothing new; the rest of a longer text is ignored.
    package static let mostWords = 40

    private var query = SearchQuery()
    private var wordCount = 0

    /// The question in `text`.
    package static func parse(_ text: String) -> SearchQuery {
        var parser = QueryParser()
        var rest = Substring(text)
        while let token = nextToken(&rest), parser.wordCount < mostWords { parser.take(token) }
        return parser.finished()
    }

    /// One blank-separated part of the text.
    private struct Token {
        var isExcluded = false
        var field: Substring?
        var value: Substring
        var isQuoted = false
    }

    private static let openingQuotes: Set<Character> = ["\"", "“", "”", "„", "«", "»", "‟", "＂"]

    private static func nextToken(_ rest: inout Substring) -> Token? {
        rest = rest.drop(while: \.isWhitespace)
        guard let first = rest.first else { return nil }
        var token = Token(value: "")
        if first == "-" || first == "−", let next = rest.dropFirst().first, !next.isWhitespace, next != "-" {
            token.isExcluded = true
            rest = rest.dropFirst()
        }
        if let quote = rest.first, openingQuotes.contains(quote) {
            token.value = quoted(&rest)
            token.isQuoted = true
            return token
        }
        let run = rest.prefix { !$0.isWhitespace && !openingQuotes.contains($0) }
        rest = rest[run.endIndex...]
        token.value = run
        guard let colon = run.firstIndex(of: ":") else { return token }
        token.field = run[..<colon]
        token.value = run[run.index(after: colon)...]
        if token.value.isEmpty, let quote = rest.first, openingQuotes.contains(quote) {
            token.value = quoted(&rest)
            token.isQuoted = true
        }
        return token
    }

    /// What stands between the quotes; an open quote goes to the end.
    private static func quoted(_ rest: inout Substring) -> Substring {
        rest = rest.dropFirst()
        let value = rest.prefix { !openingQuotes.contains($0) }
        rest = rest[value.endIndex...].dropFirst()
        return value
    }

    private mutating func take(_ token: Token) {
        if let name = token.field {
            if let field = SearchField(name: name), let clause = clause(field, token) {
                query.fields.append(clause)
                return
            }
            // No such field: "ví dụ:abc" is words.
            takeWords(words(in: "\(name) \(token.value)"), token)
            return
        }
        if let number = Self.isbn(token.value), !token.isExcluded {
            query.fields.append(FieldClause(field: .identifier, value: .identifier(number)))
            wordCount += 1
            return
        }
        takeWords(words(in: String(token.value)), token)
    }

    private mutating func takeWords(_ words: [QueryWord], _ token: Token) {
        guard !words.isEmpty else { return }
        if token.isExcluded {
            query.excluded.append(QueryPhrase(words: words))
        } else if token.isQuoted, words.count > 1 {
            query.phrases.append(QueryPhrase(words: words))
        } else {
            query.words += words
        }
    }

    private mutating func clause(_ field: SearchField, _ token: Token) -> FieldClause? {
        let text = String(token.value)
        switch field {
        case .identifier:
            let number =
                Self.isbn(token.value) ?? text.filter { $0.isLetter || $0.isNumber || "./".contains($0) }.lowercased()
            guard !number.isEmpty else { return nil }
            wordCount += 1
            return FieldClause(field: field, value: .identifier(number), isExcluded: token.isExcluded)
        case .year:
            guard let years = Self.years(text) else { return nil }
            wordCount += 1
            return FieldClause(field: field, value: .years(years), isExcluded: token.isExcluded)
        case .language, .kind, .licence, .grade:
            guard let facet = field.facet, !text.isEmpty, !text.contains(where: \.isWhitespace) else { return nil }
            wordCount += 1
            return FieldClause(field: field, value: .facet(facet, text), isExcluded: token.isExcluded)
        case .title, .creator, .subject, .series, .imprint, .description:
            let words = words(in: text)
            guard !words.isEmpty else { return nil }
            let isPhrase = token.isQuoted && words.count > 1
            return FieldClause(
                field: field, value: isPhrase ? .phrase(QueryPhrase(words: words)) : .words(words),
                isExcluded: token.isExcluded)
        }
    }

    private mutating func words(in text: String) -> [QueryWord] {
        let room = max(0, Self.mostWords - wordCount)
        let found = WordScanner.words(in: text).prefix(room)
        defer { wordCount += found.count }
        return found.enumerated().map { offset, word in
            QueryWord(exact: word.exact, folded: word.folded, position: wordCount + offset)
        }
    }

    /// A question of exclusions alone would have no answer: its words are taken
    /// as they stand.
    private func finished() -> SearchQuery {
        var query = query
        let hasPositive = !query.words.isEmpty || !query.phrases.isEmpty || query.fields.contains { !$0.isExcluded }
        if !hasPositive {
            query.words = query.excluded.flatMap(\.words)
            query.excluded = []
        }
        return query
    }

    /// The 13 digits of an ISBN typed with or without hyphens, else nil.
    private static func isbn(_ text: Substring) -> String? {
        var digits: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: digits.append(byte - 0x30)
            case 0x58, 0x78: digits.append(10)
            case 0x2D: continue
            default: return nil
            }
        }
        if digits.count == 13, digits.starts(with: [9, 7]), !digits.contains(10) {
            return String(digits.map { Character(String($0)) })
        }
        guard digits.count == 10, !digits.dropLast().contains(10) else { return nil }
        let sum = digits.enumerated().reduce(0) { $0 + (10 - $1.offset) * Int($1.element) }
        guard sum % 11 == 0 else { return nil }
        let twelve: [UInt8] = [9, 7, 8] + digits.dropLast()
        let weighted = twelve.enumerated().reduce(0) { $0 + Int($1.element) * ($1.offset % 2 == 0 ? 1 : 3) }
        return String((twelve + [UInt8((10 - weighted % 10) % 10)]).map { Character(String($0)) })
    }

    /// "1975", "1990-1999", "1990-", "-1954".
    private static func years(_ text: String) -> ClosedRange<Int>? {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        func year(_ part: Substring) -> Int? { part.count <= 4 ? Int(part) : nil }
        if parts.count == 1 { return year(parts[0]).map { $0...$0 } }
        switch (year(parts[0]), year(parts[1])) {
        case (let from?, let to?): return from <= to ? from...to : nil
        case (let from?, nil) where parts[1].isEmpty: return from...9999
        case (nil, let to?) where parts[0].isEmpty: return 0...max(0, to)
        default: return nil
        }
    }
}

extension SearchField {
    /// The facet the field names.
    package var facet: Facet? {
        switch self {
        case .language: .language
        case .kind: .kind
        case .licence: .licence
        case .grade: .grade
        case .year: .year
        case .subject: .subject
        case .title, .creator, .series, .imprint, .description, .identifier: nil
        }
    }
}
