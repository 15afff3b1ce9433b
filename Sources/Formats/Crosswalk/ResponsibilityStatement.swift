import Library

/// The statement of responsibility (245 $c, "Tác giả" on a title page) → names.
enum ResponsibilityStatement {
    /// The names in "Nguyễn Du ; Đào Duy Anh hiệu đính ; Kim Liên dịch".
    ///
    /// Used only when no name is filed anywhere: statements are written freely,
    /// so every name from here counts as guessed.
    static func creators(in text: String, relators: RelatorCodes) -> [Creator] {
        var creators: [Creator] = []
        for (place, part) in text.split(separator: ";").enumerated() {
            var (names, role) = roleWord(Punctuation.cut(Punctuation.unbracketed(part.trimmedBlanks)), relators)
            if role == nil, names.hasPrefix("by ") { names = String(names.dropFirst(3)) }
            for name in names.replacing(" and ", with: ", ").replacing(" & ", with: ", ").split(separator: ",") {
                var name = name.trimmedBlanks
                for ending in ["... [et al.]", "[et al.]", "...", "…", "[và những người khác]"]
                where name.hasSuffix(ending) {
                    name = String(name.dropLast(ending.count)).trimmedBlanks
                }
                guard (2...80).contains(name.count), name.split(separator: " ").count <= 7 else { continue }
                creators.append(Creator(name, role: role ?? (place == 0 ? .author : .contributor)))
            }
        }
        return creators
    }

    /// Takes a role word off the front ("Dịch: …", "translated by …", "b.s.")
    /// or the end ("… dịch").
    private static func roleWord(_ text: String, _ relators: RelatorCodes) -> (String, Creator.Role?) {
        if let colon = text.firstIndex(of: ":"), case .role(let role) = relators.role(for: text[..<colon]) {
            return (text[text.index(after: colon)...].trimmedBlanks, role)
        }
        let lower = text.lowercased()
        let openings: [(String, Creator.Role)] = [
            ("translated by ", .translator), ("illustrated by ", .illustrator), ("edited by ", .editor),
            ("compiled by ", .compiler), ("written by ", .author),
        ]
        for (opening, role) in openings where lower.hasPrefix(opening) {
            return (String(text.dropFirst(opening.count)), role)
        }
        let words = text.split(separator: " ")
        for length in [3, 2, 1] where words.count > length + 1 {
            let ending = words.suffix(length).joined(separator: " ")
            guard ending.first?.isLowercase == true, case .role(let role) = relators.role(for: ending) else { continue }
            return (words.dropLast(length).joined(separator: " "), role)
        }
        return (text, nil)
    }
}
