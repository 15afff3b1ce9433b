package import Library
import VietnameseText

/// Recognises the licences that `ingest/codes/licences.yaml` lists, and every
/// Creative Commons licence by its pattern.
package struct LicenceCodes: Sendable {
    /// Folded words → id.
    private var words: [String: String] = [:]
    /// Aliases of two words and more, the longest first, looked for inside a text.
    private var phrases: [(words: String, id: String)] = []
    private var ids: [String: String] = [:]

    package init() {
        add("PD", aliases: ["phạm vi công cộng", "thuộc phạm vi công cộng", "public domain", "pdm 1.0"])
        add("ARR", aliases: ["all rights reserved", "giữ mọi quyền", "bảo lưu mọi quyền", "in copyright"])
        add("CC0-1.0", aliases: ["cc0", "cc zero"])
    }

    mutating func add(_ id: String, aliases: [String]) {
        ids[id.lowercased()] = id
        for alias in aliases + [id] {
            let folded = Folding.folded(alias)
            guard !folded.isEmpty else { continue }
            words[folded] = id
            if folded.contains(" "), id != "other" { phrases.append((folded, id)) }
        }
        phrases.sort { ($0.words.utf8.count, $0.words) > ($1.words.utf8.count, $1.words) }
    }

    /// The licence a text states; nil for an empty text. What is not known is
    /// "other" and keeps its words, so that nothing opens by mistake.
    package func statement(for text: String) -> LicenceStatement? {
        let statement = CleanText.string(text)
        guard !statement.isEmpty else { return nil }
        guard let id = id(of: statement) else { return LicenceStatement(id: "other", statement: statement) }
        let isBareID = ids[statement.lowercased()] != nil
        return LicenceStatement(id: id, statement: isBareID ? nil : statement)
    }

    /// The id a text names; nil when it names none.
    package func id(of text: String) -> String? {
        if let id = ids[text.lowercased()] { return id }
        let folded = Folding.folded(text)
        if let id = LicenceCodes.creativeCommons(folded.split(separator: " ").map(String.init)) { return id }
        if let id = words[folded] { return id }
        let padded = " " + folded + " "
        return phrases.first { padded.contains(" " + $0.words + " ") }?.id
    }

    /// "creativecommons.org/licenses/by-sa/3.0", "CC BY-NC 4.0", "CC-BY" as
    /// words: cc, then by with its conditions, then the version (4.0 without).
    private static func creativeCommons(_ words: [String]) -> String? {
        guard let by = words.firstIndex(of: "by"), by > 0 else {
            let isZero = words.contains("zero") && words.contains("publicdomain")
            if isZero { return "CC0-1.0" }
            return words.contains("publicdomain") && words.contains("mark") ? "PD" : nil
        }
        let before = words[..<by]
        guard before.last == "cc" || before.last == "licenses" || before.last == "licence" || before.last == "license"
        else {
            return nil
        }
        if before.last != "cc", !before.contains("creativecommons") { return nil }
        var place = by + 1
        var parts = ["BY"]
        while place < words.count, ["nc", "sa", "nd"].contains(words[place]) {
            parts.append(words[place].uppercased())
            place += 1
        }
        var version = "4.0"
        if place + 1 < words.count, let major = Int(words[place]), (1...4).contains(major),
            let minor = Int(words[place + 1]),
            minor < 10
        {
            version = "\(major).\(minor)"
        }
        return "CC-" + parts.joined(separator: "-") + "-" + version
    }
}
