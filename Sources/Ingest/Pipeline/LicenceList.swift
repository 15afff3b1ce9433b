import Foundation
package import Library
import VietnameseText
import Yams

/// The licences of `ingest/codes/licences.yaml` and the ways people write them.
package struct LicenceList: Sendable {
    private var codeOf: [String: String] = [:]
    package private(set) var codes: [String] = []

    /// Reads the list of the last folder that has one: the library's own
    /// `DATA/ingest` stands after the product's. Without a list only codes
    /// themselves are known.
    package init(ingestFolders: [String]) {
        let paths = ingestFolders.map { "\($0)/codes/licences.yaml" }
        guard let path = paths.last(where: FileManager.default.fileExists(atPath:)),
            let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8),
            let list = try? Yams.compose(yaml: text)?.mapping
        else { return }
        for (key, value) in list {
            guard let code = key.string else { continue }
            codes.append(code)
            codeOf[Self.key(code)] = code
            for alias in value.mapping?["aliases"]?.sequence ?? [] {
                if let words = alias.scalar?.string { codeOf[Self.key(words)] = code }
            }
        }
    }

    package init() {}

    /// The statement for what somebody wrote. A code that is not in the list is
    /// kept as it is: SPDX has hundreds, and an unknown one opens nothing.
    package func statement(for words: String) -> LicenceStatement {
        LicenceStatement(id: codeOf[Self.key(words)] ?? words)
    }

    /// Whether the words can be a licence at all: an id as SPDX writes them
    /// (letters, digits, ".", "-", "+"), a link, or a sentence. A path or a few
    /// signs are a slip, which shall open nothing.
    package func isPossible(_ words: String) -> Bool {
        guard words.utf8.count <= 500, words.contains(where: \.isLetter) else { return false }
        let lower = words.lowercased()
        if isKnown(words) || lower.hasPrefix("https://") || lower.hasPrefix("http://") { return true }
        if words.contains(where: \.isWhitespace) { return !words.contains("..") && !words.contains("\\") }
        return words.first?.isLetter == true && !words.contains("..")
            && words.allSatisfy { $0.isLetter || $0.isNumber || ".-+_:()".contains($0) }
    }

    package func isKnown(_ words: String) -> Bool { codeOf[Self.key(words)] != nil }

    private static func key(_ words: String) -> String {
        var words = words.lowercased()
        for scheme in ["https://", "http://"] where words.hasPrefix(scheme) { words.removeFirst(scheme.count) }
        return Folding.folded(words)
    }
}
