import Library
import VietnameseText

/// Persons in one cell of a table.
struct PersonCell {
    var heading: String
    var usual: Creator.Role
    var language: String?
    var relators: RelatorCodes

    /// The persons of "Nguyễn Du; Kim Thánh Thán", "J.K. Rowling, Mary
    /// GrandPré", "Đào Duy Anh (dịch)", "Austen, Jane, 1775-1817".
    func creators(in text: String) -> [Creator] {
        var creators: [Creator] = []
        for part in CellList.parts(text) {
            for name in divided(withoutDates(part)) { if let creator = creator(name) { creators.append(creator) } }
        }
        return creators
    }

    /// Commas divide persons where every piece looks like a whole name; in
    /// "Austen, Jane" the comma belongs to the name. A heading in the plural
    /// ("authors") makes one name of a single word possible: "Homer, Robert
    /// Fagles".
    private func divided(_ text: String) -> [String] {
        let joined = text.replacing(" & ", with: " ; ").replacing(" và ", with: " ; ").replacing(" and ", with: " ; ")
        if joined.contains(" ; "), !text.contains("(") {
            let pieces = CellList.parts(joined)
            if pieces.allSatisfy({ words($0) >= 2 }) { return pieces.flatMap { divided($0) } }
        }
        guard text.contains(",") else { return [text] }
        var pieces: [String] = []
        for piece in text.split(separator: ",").map({ $0.trimmedBlanks }) where !piece.isEmpty {
            // "Jr." belongs to the name before it.
            if ["jr", "sr", "ii", "iii", "phd", "md"].contains(Folding.folded(piece)), let last = pieces.popLast() {
                pieces.append(last + ", " + piece)
            } else {
                pieces.append(piece)
            }
        }
        let long = pieces.filter { words($0) >= 2 }.count
        let isList = long == pieces.count || pieces.count > 2 || (isPlural && long > 0)
        return isList ? pieces : [text]
    }

    private var isPlural: Bool {
        [
            "authors", "creators", "contributors", "translators", "editors", "illustrators", "additional authors",
            "other authors",
        ]
        .contains(TableField.key(heading))
    }

    private func words(_ text: String) -> Int { text.split { $0 == " " || $0 == "." }.count }

    /// "Nguyễn Du (1765-1820)" and "Nguyễn Du, 1765-1820" without the years.
    private func withoutDates(_ text: String) -> String {
        var end = text.endIndex
        while end > text.startIndex {
            let last = text[text.index(before: end)]
            guard last.isNumber || " -–?(),".contains(last) else { break }
            end = text.index(before: end)
        }
        let tail = text[end...]
        guard tail.filter(\.isNumber).count >= 4, end > text.startIndex else { return text }
        return String(text[..<end])
    }

    private func creator(_ text: String) -> Creator? {
        var name = text
        var role = usual
        if let open = name.lastIndex(of: "("), name.hasSuffix(")") {
            let word = name[name.index(after: open)...].dropLast()
            if case .role(let named) = relators.role(for: word) {
                role = named
                name = name[..<open].trimmedBlanks
            }
        } else if let colon = name.firstIndex(of: ":"), case .role(let named) = relators.role(for: name[..<colon]) {
            role = named
            name = name[name.index(after: colon)...].trimmedBlanks
        }
        while name.hasSuffix(",") { name.removeLast() }
        guard name.contains(where: \.isLetter) else { return nil }
        let shown = FiledName.displayed(name, language: language)
        return Creator(shown, role: role, filedAs: shown == name ? nil : name)
    }
}
