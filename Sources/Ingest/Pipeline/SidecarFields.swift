import Foundation
import Library
import Yams

/// The corrections of a sidecar, key by key.
struct SidecarFields {
    let name: String
    var facts = BibFacts(title: "")
    var fields: Set<BibField> = []

    init(name: String) {
        self.name = name
    }

    mutating func take(_ key: Node, _ value: Node) throws(FileRejection) {
        guard let word = key.string else {
            throw Sidecar.refusal(name, "a key is no word", line: key.mark?.line)
        }
        switch word {
        case "title": facts.title = try text(value, word); fields.insert(.title)
        case "subtitle": facts.subtitle = try text(value, word); fields.insert(.subtitle)
        case "creators", "creator", "authors", "author":
            facts.creators = try creators(value, word); fields.insert(.creators)
        case "publisher": facts.publisher = try text(value, word); fields.insert(.publisher)
        case "place": facts.place = try text(value, word); fields.insert(.place)
        case "year": facts.year = try year(value); fields.insert(.year)
        case "language", "languages": facts.languages = try texts(value, word); fields.insert(.languages)
        case "isbn":
            facts.identifiers = try texts(value, word).map { Identifier(.isbn, $0) }; fields.insert(.identifiers)
        case "ddc":
            facts.classifications = try texts(value, word).map { Classification(.ddc, $0) }
            fields.insert(.classifications)
        case "subjects", "subject": facts.subjects = try texts(value, word); fields.insert(.subjects)
        case "genres", "genre": facts.genres = try texts(value, word); fields.insert(.genres)
        case "series": facts.series = try texts(value, word).map { SeriesPart($0) }; fields.insert(.series)
        case "description": facts.description = try text(value, word); fields.insert(.description)
        case "notes", "note": facts.notes = try texts(value, word); fields.insert(.notes)
        case "kind": facts.kind = try kind(value); fields.insert(.kind)
        case "grades", "grade": facts.audience.grades = try grades(value); fields.insert(.audience)
        case "school-subjects": facts.audience.schoolSubjects = try texts(value, word); fields.insert(.audience)
        default: throw Sidecar.refusal(name, "the key \"\(word)\" is not known", line: key.mark?.line)
        }
    }

    func text(_ value: Node, _ key: String) throws(FileRejection) -> String {
        // A number or a date is text here: `title: 1984`.
        guard let scalar = value.scalar else { throw wrong(value, key, "one value") }
        let text = scalar.string.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw wrong(value, key, "a value") }
        return text
    }

    private func texts(_ value: Node, _ key: String) throws(FileRejection) -> [String] {
        guard let sequence = value.sequence else { return [try text(value, key)] }
        var texts: [String] = []
        for element in sequence { texts.append(try text(element, key)) }
        return texts
    }

    private func creators(_ value: Node, _ key: String) throws(FileRejection) -> [Creator] {
        var creators: [Creator] = []
        for element in value.sequence.map(Array.init) ?? [value] {
            guard let mapping = element.mapping else {
                creators.append(Creator(try text(element, key)))
                continue
            }
            guard let who = mapping["name"] else { throw wrong(element, key, "a name") }
            let code = try mapping["role"].map { (node) throws(FileRejection) in try text(node, key) } ?? "aut"
            guard let role = Creator.Role(rawValue: code) else {
                throw wrong(element, key, "a MARC relator code such as aut, trl, edt")
            }
            creators.append(Creator(try text(who, key), role: role))
        }
        return creators
    }

    private func year(_ value: Node) throws(FileRejection) -> Int {
        guard let year = Int(try text(value, "year")), RecordCheck.years.contains(year) else {
            throw wrong(value, "year", "a year between 1000 and 2200")
        }
        return year
    }

    private func kind(_ value: Node) throws(FileRejection) -> ResourceKind {
        guard let kind = ResourceKind(rawValue: try text(value, "kind")) else {
            throw wrong(value, "kind", "one of " + ResourceKind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return kind
    }

    private func grades(_ value: Node) throws(FileRejection) -> [Int] {
        var grades: [Int] = []
        for word in try texts(value, "grades") {
            guard let grade = Int(word), (1...12).contains(grade) else {
                throw wrong(value, "grades", "grades from 1 to 12")
            }
            grades.append(grade)
        }
        return grades
    }

    private func wrong(_ value: Node, _ key: String, _ wanted: String) -> FileRejection {
        Sidecar.refusal(name, "\"\(key)\" wants \(wanted)", line: value.mark?.line)
    }
}
