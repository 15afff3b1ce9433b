import Library
import VietnameseText

/// The check stage: what a reader says is made fit to be kept.
///
/// A record without a title is refused; whatever else is wrong is mended or
/// left out, with a warning, so that one bad field never costs a record.
enum RecordCheck {
    /// The years a publication may have; anything else in a file is a slip
    /// (0101-01-01 stands in many EPUBs).
    static let years = 1000...2200
    /// Characters of a title, and of any other text.
    private static let titleLength = 1_000
    private static let textLength = 50_000
    /// Entries in one list of a record.
    private static let listLength = 500

    struct Finding: Equatable {
        var code: DiagnosticCode
        var field: String
        var reason: String
    }

    /// Mends `patch` in place and says what was mended; throws when it cannot be taken.
    static func check(_ patch: inout RecordPatch) throws(FileRejection) -> [Finding] {
        var findings: [Finding] = []
        var facts = patch.facts
        facts.title = clean(facts.title, limit: titleLength, "title", &findings)
        guard !facts.title.isEmpty else {
            throw FileRejection(.recordNoTitle, at: patch.position, "the record has no title")
        }
        clean(&facts.subtitle, "subtitle", &findings)
        clean(&facts.publisher, "publisher", &findings)
        clean(&facts.place, "place", &findings)
        clean(&facts.description, "description", &findings)
        clean(&facts.extent, "extent", &findings)
        clean(&facts.languages, "language", &findings)
        clean(&facts.subjects, "subject", &findings)
        clean(&facts.genres, "genre", &findings)
        clean(&facts.notes, "note", &findings)
        clean(&facts.accessibility, "accessibility", &findings)
        clean(&facts.audience.schoolSubjects, "school subject", &findings)
        facts.otherTitles = cleaned(facts.otherTitles, \.text, "other title", &findings)
        facts.creators = cleaned(facts.creators, \.name, "creator", &findings)
        facts.identifiers = cleaned(facts.identifiers, \.value, "identifier", &findings)
        facts.classifications = cleaned(facts.classifications, \.number, "classification", &findings)
        facts.series = cleaned(facts.series, \.title, "series", &findings)
        facts.links = cleaned(facts.links, \.url, "link", &findings)
        if let year = facts.year, !years.contains(year) {
            facts.year = nil
            findings.append(
                Finding(
                    code: .valueInvalid, field: "year", reason: "\(year) is no year of publication and was left out"))
        }
        let grades = facts.audience.grades
        facts.audience.grades = Array(Set(grades.filter { (1...12).contains($0) })).sorted()
        if grades.contains(where: { !(1...12).contains($0) }) {
            findings.append(
                Finding(code: .valueInvalid, field: "grade", reason: "a grade outside 1 to 12 was left out"))
        }
        patch.facts = facts
        for place in patch.copies.indices { CopyCheck.check(&patch.copies[place], &findings) }
        return findings
    }

    private static func clean(_ text: inout String?, _ field: String, _ findings: inout [Finding]) {
        guard let words = text else { return }
        let cleaned = clean(words, limit: textLength, field, &findings)
        text = cleaned.isEmpty ? nil : cleaned
    }

    private static func clean(_ texts: inout [String], _ field: String, _ findings: inout [Finding]) {
        texts = cleaned(texts, \.self, field, &findings)
    }

    private static func cleaned<Element>(
        _ elements: [Element], _ path: WritableKeyPath<Element, String>, _ field: String, _ findings: inout [Finding]
    ) -> [Element] {
        guard !elements.isEmpty else { return elements }
        var kept: [Element] = []
        kept.reserveCapacity(elements.count)
        for var element in elements.prefix(listLength) {
            let words = clean(element[keyPath: path], limit: textLength, field, &findings)
            guard !words.isEmpty else { continue }
            element[keyPath: path] = words
            kept.append(element)
        }
        if elements.count > listLength {
            findings.append(
                Finding(
                    code: .valueInvalid, field: field,
                    reason: "\(elements.count) entries, of which the first \(listLength) were taken"))
        }
        return kept
    }

    /// NFC, without control characters and outer spaces, at most `limit` characters.
    static func clean(_ text: String, limit: Int, _ field: String, _ findings: inout [Finding]) -> String {
        var words = text
        if words.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F }) {
            words = String(
                String.UnicodeScalarView(
                    words.unicodeScalars.map { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F ? " " : $0 }))
        }
        words = NormalForm.nfc(words)
        if words.utf8.first.map(isOuter) == true || words.utf8.last.map(isOuter) == true {
            words = trimmed(words)
        }
        if words.utf8.count > limit, words.count > limit {
            findings.append(
                Finding(
                    code: .valueInvalid, field: field,
                    reason: "\(words.count) characters, of which the first \(limit) were taken"))
            words = trimmed(String(words.prefix(limit)))
        }
        return words
    }

    /// A space, or a byte of which no-break space and the like may be made.
    private static func isOuter(_ byte: UInt8) -> Bool { byte <= 0x20 || byte >= 0x80 }

    private static func trimmed(_ text: String) -> String {
        var rest = text.unicodeScalars[...]
        while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
