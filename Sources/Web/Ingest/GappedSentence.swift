/// A sentence with gaps, such as `the row has {cells} cells`, which can be
/// filled, and recognised once it is.
struct GappedSentence: Sendable {
    /// What stands before, between and behind the gaps.
    private var pieces: [String] = []
    private var names: [String] = []

    init(_ sentence: String) {
        var rest = Self.bare(sentence)[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            pieces.append(String(rest[..<open]))
            names.append(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        pieces.append(String(rest))
    }

    /// How many letters are its own.
    var letters: Int { pieces.reduce(0) { $0 + $1.count } }

    func filled(_ gaps: [String: String]) -> String {
        zip(names, pieces.dropFirst()).reduce(pieces[0]) { $0 + (gaps[$1.0] ?? "") + $1.1 }
    }

    /// What stands in the gaps of a text that is this sentence; nil for another
    /// text. A gap is never empty; the case of the first letter and a full stop
    /// at the end make no difference.
    func gaps(in text: String) -> [String: String]? {
        let text = Self.bare(text)
        guard let last = pieces.last, Self.begins(text, with: pieces[0]) else { return nil }
        guard let lastName = names.last else { return text.count == pieces[0].count ? [:] : nil }
        guard text.count > pieces[0].count + last.count, text.hasSuffix(last) else { return nil }
        var rest = text.dropFirst(pieces[0].count).dropLast(last.count)
        var found: [String: String] = [:]
        for (name, piece) in zip(names, pieces.dropFirst().dropLast()) {
            guard let place = rest.dropFirst().firstRange(of: piece) else { return nil }
            found[name] = String(rest[..<place.lowerBound])
            rest = rest[place.upperBound...]
        }
        guard !rest.isEmpty else { return nil }
        found[lastName] = String(rest)
        return found
    }

    private static func bare(_ sentence: String) -> String {
        sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    }

    private static func begins(_ text: String, with piece: String) -> Bool {
        let start = text.prefix(piece.count)
        return start.dropFirst() == piece.dropFirst() && start.first?.lowercased() == piece.first?.lowercased()
    }
}
