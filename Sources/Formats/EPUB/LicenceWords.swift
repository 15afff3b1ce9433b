package import Library

/// What a rights statement allows, read from addresses and known phrases.
package enum LicenceWords {
    /// Nil for words that say nothing of rights, such as the bare name of the
    /// person who typed the book.
    ///
    /// For example: "https://creativecommons.org/licenses/by-nc/4.0/" is
    /// "CC-BY-NC-4.0".
    package static func licence(in text: String) -> LicenceStatement? {
        let statement = CleanText.string(text)
        guard !statement.isEmpty else { return nil }
        let plain = statement.lowercased()
        let id = address(in: plain) ?? shortForm(in: plain) ?? longForm(in: plain) ?? phrase(in: plain)
        return id.map { LicenceStatement(id: $0, statement: statement) }
    }

    /// The address of the deed: its path is the licence.
    private static func address(in text: String) -> String? {
        if let rest = rest(of: text, after: "creativecommons.org/licenses/") {
            let parts = rest.split(separator: "/", maxSplits: 2)
            guard let code = parts.first, code.hasPrefix("by") else { return nil }
            let terms = code.prefix { $0 == "-" || $0.isLetter }
            return "CC-" + terms.uppercased() + (version(parts.dropFirst().first).map { "-" + $0 } ?? "")
        }
        if text.contains("creativecommons.org/publicdomain/zero") { return "CC0-1.0" }
        if text.contains("creativecommons.org/publicdomain/mark") { return "PDM-1.0" }
        if text.contains("gnu.org/licenses/fdl") || text.contains("gnu.org/copyleft/fdl") { return "GFDL" }
        return nil
    }

    /// "CC BY-SA 4.0", "CC-BY".
    private static func shortForm(in text: String) -> String? {
        if text.contains("cc0") { return "CC0-1.0" }
        guard let rest = rest(of: text, after: "cc by") ?? rest(of: text, after: "cc-by") else { return nil }
        if let next = rest.first, next.isLetter { return nil }
        return code(terms: rest)
    }

    /// "Creative Commons Attribution-ShareAlike 3.0", "Ghi công – Phi thương mại".
    private static func longForm(in text: String) -> String? {
        for mark in ["creative commons attribution", "attribution-", "ghi công", "ghi nhận công của tác giả"] {
            guard let rest = rest(of: text, after: mark) else { continue }
            let isNamed =
                text.contains("creative commons") || text.contains("cc ") || mark == "creative commons attribution"
            if isNamed || rest.prefix(40).contains("sharealike") {
                return code(terms: mark.hasSuffix("-") ? "-" + rest : rest)
            }
        }
        return nil
    }

    /// Reads "-NonCommercial-ShareAlike 4.0 International" and its short and
    /// Vietnamese forms; stops at a word that is no term.
    private static func code(terms text: Substring) -> String {
        let words = text.prefix(80).split { !($0.isLetter || $0.isNumber || $0 == ".") }.map(String.init)
        var terms: Set<String> = [], version: String?
        for (place, word) in words.enumerated() {
            let pair = place + 1 < words.count ? word + " " + words[place + 1] : word
            switch word {
            case "nc", "noncommercial": terms.insert("NC")
            case "sa", "sharealike": terms.insert("SA")
            case "nd", "noderivatives", "noderivs": terms.insert("ND")
            default:
                if pair == "phi thương" { terms.insert("NC") }
                if pair == "chia sẻ" { terms.insert("SA") }
                if pair == "không phái" { terms.insert("ND") }
            }
            if version == nil { version = self.version(word[...]) }
        }
        return (["CC-BY"] + ["NC", "ND", "SA"].filter(terms.contains) + (version.map { [$0] } ?? [])).joined(
            separator: "-")
    }

    private static func phrase(in text: String) -> String? {
        let isLocal = ["in the usa", "in the united states", "in the us"].contains { text.contains($0) }
        for mark in ["public domain", "phạm vi công cộng", "miền công cộng", "thuộc về công chúng", "sở hữu công cộng"]
        where text.contains(mark) && !text.contains("not in the public domain") {
            // The law of another country allows nothing here.
            return isLocal ? "other" : "PD"
        }
        let reserved = [
            "all rights reserved", "bảo lưu mọi quyền", "giữ bản quyền", "bản quyền", "copyright", "©", "(c) ",
        ]
        if reserved.contains(where: text.contains) { return "ARR" }
        return ["license", "licence", "giấy phép", "creative commons"].contains(where: text.contains) ? "other" : nil
    }

    private static func rest(of text: String, after mark: String) -> Substring? {
        text.firstRange(of: mark).map { text[$0.upperBound...] }
    }

    /// "4.0" of "4.0" or "4.0)."; Creative Commons has had 1.0 to 4.0.
    private static func version(_ word: Substring?) -> String? {
        guard let word, word.count >= 3 else { return nil }
        let text = word.prefix(3)
        return ["1.0", "2.0", "2.1", "2.5", "3.0", "4.0"].first { $0 == text }
    }
}
