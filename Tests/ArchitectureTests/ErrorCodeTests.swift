import Foundation
import Testing

/// `docs/errors.md` and the program name the same codes.
@Suite struct ErrorCodeTests {
    let tree = SourceTree()

    /// Where the codes of a part of the document are declared, and who sends them.
    struct Part: Sendable, CustomStringConvertible {
        var heading: String
        var declared: String
        var name: String
        var senders: [String]
        var description: String { heading }
    }

    static let parts = [
        Part(
            heading: "On the web", declared: "Sources/Web/Site/VisitorError.swift", name: "Code", senders: ["Web"]),
        Part(
            heading: "At ingest", declared: "Sources/Library/Ingest/Diagnostic.swift", name: "DiagnosticCode",
            senders: ["Formats", "Ingest", "Library", "SQLiteStore", "FileStore", "hoclieu", "hoclieu-worker"]),
        Part(
            heading: "At the lending desk", declared: "Sources/Library/Circulation/LendingRefusal.swift",
            name: "LendingRefusal", senders: ["Library", "SQLiteStore", "Web"]),
        Part(
            heading: "In the ledger", declared: "Sources/Library/Ledger/LedgerConflict.swift", name: "LedgerConflict",
            senders: ["Library"]),
        Part(
            heading: "In plan files", declared: "Sources/Library/Plans/PlanShelf.swift", name: "PlanFaultCode",
            senders: ["Ingest"]),
        Part(
            heading: "In tables of figures", declared: "Sources/Library/Indicators/Intake/FigureFault.swift",
            name: "FigureFault", senders: ["Library"]),
    ]

    @Test(arguments: parts) func `every code is explained, and nothing is explained that is none`(part: Part) throws {
        let declared = try codes(of: part)
        let explained = try explained(under: part.heading)

        #expect(declared.count > 8)
        #expect(Set(declared.values).subtracting(explained) == [], "not in docs/errors.md")
        #expect(explained.subtracting(declared.values) == [], "in docs/errors.md, but no code")
    }

    @Test(arguments: parts) func `every code is sent by somebody`(part: Part) throws {
        let senders = try tree.sources().filter { file in
            part.senders.contains(file.module) && !part.declared.hasSuffix(file.path)
        }
        let text = senders.flatMap(\.lines).joined(separator: "\n")

        for (name, code) in try codes(of: part) {
            let use = try Regex(#"\.\#(name)\b"#)
            #expect(text.firstMatch(of: use) != nil, "nobody sends \(code)")
        }
    }

    /// The cases of the part's enum with their raw values.
    private func codes(of part: Part) throws -> [String: String] {
        let declaration = try Regex(#"enum \#(part.name): String\b.*\{"#)
        let line = try Regex(#"\s*case `?(\w+)`?(?: = "([a-z-]+)")?"#)
        var codes: [String: String] = [:]
        let lines = try tree.text(part.declared).split(separator: "\n").drop { $0.firstMatch(of: declaration) == nil }
        for text in lines.dropFirst() {
            if text.trimmingCharacters(in: .whitespaces) == "}" || text.contains("{") { break }
            guard let match = text.wholeMatch(of: line), let name = match.output[1].substring else { continue }
            codes[String(name)] = String(match.output[2].substring ?? name)
        }
        return codes
    }

    /// The codes of the tables of a part; struck-through ones are retired.
    private func explained(under heading: String) throws -> Set<String> {
        let row = try Regex(#"\| `([a-z-]+)` \|.*"#)
        let part = try tree.text("docs/errors.md").components(separatedBy: "\n## ").first { $0.hasPrefix(heading) }
        let lines = try #require(part).split(separator: "\n")
        return Set(lines.compactMap { $0.wholeMatch(of: row)?.output[1].substring.map(String.init) })
    }
}
