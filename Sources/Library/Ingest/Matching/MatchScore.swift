/// Why two descriptions are, or are not, of the same publication: a table a
/// librarian can read and add up.
package struct MatchScore: Equatable, Sendable {
    /// One thing that was compared.
    package struct Line: Equatable, Sendable {
        package enum Field: String, Sendable, CaseIterable {
            case origin, identifier, title, volume, creator, year, language, medium, audience
        }
        package enum Result: String, Sendable, CaseIterable {
            case same, similar, compatible, missing, different
        }
        package var field: Field
        package var result: Result
        package var points: Int
        package init(_ field: Field, _ result: Result, _ points: Int) {
            (self.field, self.result, self.points) = (field, result, points)
        }
    }

    package var lines: [Line]
    package init(lines: [Line]) { self.lines = lines }

    package var total: Int { lines.reduce(0) { $0 + $1.points } }

    /// From here on two descriptions are taken for one publication. Title and
    /// creator together just reach it; neither does alone, nor with the year.
    package static let threshold = 100
    package var isMatch: Bool { total >= Self.threshold }

    /// Reads what ``text`` wrote; lines that no version of ours knows are left out.
    package init(text: String) {
        lines = text.split(separator: ", ").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 3, let field = Line.Field(rawValue: String(words[0])),
                let result = Line.Result(rawValue: String(words[1])), let points = Int(words[2])
            else { return nil }
            return Line(field, result, points)
        }
    }

    /// As the job log keeps it: `identifier same 100, title similar 40`.
    package var text: String {
        lines.map { "\($0.field.rawValue) \($0.result.rawValue) \($0.points)" }.joined(separator: ", ")
    }
}
