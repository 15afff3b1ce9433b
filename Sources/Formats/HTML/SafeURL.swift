/// Which addresses a book may link to.
package enum SafeURL {
    package enum Target: Equatable {
        /// http, https or mailto, ready to be escaped.
        case outside(String)
        /// Something relative: inside the book.
        case inside(String)
        case refused
    }

    /// Control characters and white space, which browsers ignore inside a
    /// scheme, are taken out first.
    package static func target(of reference: String) -> Target {
        let text = String(
            String.UnicodeScalarView(
                reference.unicodeScalars.filter {
                    $0.value > 0x1F && $0.value != 0x7F && !($0.value >= 0x80 && $0.value <= 0x9F)
                })
        ).trimmingBlanks()
        guard text.utf8.count <= longest else { return .refused }
        let head = text.prefix { !"/?#".contains($0) }
        guard let colon = head.firstIndex(of: ":") else {
            return text.hasPrefix("//") || text.contains("\\") ? .refused : .inside(text)
        }
        let scheme = head[..<colon].filter { !$0.isWhitespace }.lowercased()
        guard allowed.contains(scheme) else {
            // "Chương 1: mở đầu.xhtml" is a file name, not a scheme.
            let isScheme = scheme.utf8.allSatisfy { $0 < 0x80 } && !scheme.contains(" ")
            return isScheme ? .refused : .inside(text)
        }
        return .outside(text)
    }

    private static let allowed: Set<String> = ["http", "https", "mailto"]
    /// Longer addresses are tracking or an attack.
    private static let longest = 2_000
}

extension String {
    /// Without white space at both ends.
    func trimmingBlanks() -> String {
        var view = self[...]
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
}
