import Foundation
import Testing

/// What readers of files report and the patterns by which it is said again in
/// the language of the page.
@Suite struct FindingTests {
    private static let reporters = ["Formats/", "Ingest/Pipeline/", "Ingest/Worker/", "hoclieu-worker/"]
    private let tree = SourceTree()

    @Test func `each report of a reader is among the patterns`() throws {
        let patterns = try patterns()
        let reports = try reports()

        #expect(patterns.count > 150 && reports.count > 150)
        for report in reports {
            #expect(patterns.contains { report.is($0) }, "\(report.file): \(report.words)")
        }
    }

    /// The English patterns in small letters, each gap as "¤".
    private func patterns() throws -> [String] {
        let line = try Regex("  [a-z0-9-]+: '(.*)'"), gap = try Regex(#"\{\w+\}"#)
        return try tree.text("Sources/Web/Locales/en-details.yaml").split(separator: "\n").compactMap { text in
            guard let match = text.wholeMatch(of: line), let words = match.output[1].substring else { return nil }
            return words.replacing("''", with: "'").replacing(gap, with: "¤").lowercased()
        }
    }

    private struct Report: Hashable {
        var file: String
        var words: String

        /// Whether the words are the whole pattern, or a piece at its start or end.
        func `is`(_ pattern: String) -> Bool {
            pattern == words || pattern.hasSuffix(words) || words.hasSuffix(" ") && pattern.hasPrefix(words)
        }
    }

    /// The literals of several words inside the calls that report, what is put
    /// into them as "¤"; a sentence made of pieces comes as its pieces.
    private func reports() throws -> Set<Report> {
        let call = try Regex(
            #"\b(FileRejection|Diagnostic|RecordFault|XMLFault|Finding|fault|warn|refuse|refusal|wrong|stop|unread|unknown|tooSlow|tooMuchMemory)\(|\b(reason|about) =|return \(\.format"#
        )
        var reports: Set<Report> = []
        for file in try tree.sources() where Self.reporters.contains(where: file.path.hasPrefix) {
            let code = file.lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
            for match in code.matches(of: call) {
                for words in StringLiterals(in: code[match.range.upperBound...]).texts {
                    let bare = words.hasSuffix(".") ? words.dropLast() : words[...]
                    let isSentence = bare.split(separator: " ").count > 2 && bare.contains { $0.isLetter && $0 != "¤" }
                    if isSentence { reports.insert(Report(file: file.path, words: bare.lowercased())) }
                }
            }
        }
        return reports
    }
}

/// The string literals of a statement of Swift, up to the end of its line or of
/// the brackets that are open there.
private struct StringLiterals {
    private(set) var texts: [String] = []

    init(in code: Substring) {
        var depth = 0
        var place = code.startIndex
        while place < code.endIndex {
            switch code[place] {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{", "}": return
            case "\n" where depth <= 0: if !Self.goesOn(code[place...]) { return }
            case "\"":
                texts.append(Self.literal(code, &place))
                continue
            default: break
            }
            if depth < -1 { return }
            place = code.index(after: place)
        }
    }

    /// Whether the next line belongs to the statement.
    private static func goesOn(_ rest: Substring) -> Bool {
        let next = rest.drop { $0 == "\n" || $0 == " " }
        return next.hasPrefix("+") || next.hasPrefix("\"") || next.hasPrefix(".")
    }

    private static func literal(_ code: Substring, _ place: inout String.Index) -> String {
        var text = ""
        place = code.index(after: place)
        while place < code.endIndex, code[place] != "\"" {
            if code[place] == "\\" {
                place = code.index(after: place)
                switch code[place] {
                case "(":
                    skipBrackets(code, &place)
                    text += "¤"
                    continue
                case "u":
                    text += "\u{FFFD}"
                    place = code[place...].firstIndex(of: "}") ?? place
                default: text.append(code[place])
                }
            } else {
                text.append(code[place])
            }
            place = code.index(after: place)
        }
        if place < code.endIndex { place = code.index(after: place) }
        return text
    }

    private static func skipBrackets(_ code: Substring, _ place: inout String.Index) {
        var depth = 0
        repeat {
            if code[place] == "(" { depth += 1 }
            if code[place] == ")" { depth -= 1 }
            if code[place] == "\"" {
                _ = literal(code, &place)
                continue
            }
            place = code.index(after: place)
        } while depth > 0 && place < code.endIndex
    }
}
