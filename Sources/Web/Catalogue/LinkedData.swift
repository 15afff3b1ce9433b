import Library

/// What search engines and reference managers read: schema.org in JSON-LD.
struct LinkedData {
    var record: BibRecord

    var script: HTML { "<script type=\"application/ld+json\">\(HTML(trusted: json.utf8))</script>" }

    var json: JSONText {
        let facts = record.facts
        var members: [(String, JSONText)] = [
            ("@context", .text("https://schema.org")), ("@type", .texts(types)), ("name", .text(facts.title)),
            ("url", .text(SiteURL.record(record.id).description)),
        ]
        func add(_ name: String, _ value: String?) { if let value { members.append((name, .text(value))) } }
        func add(_ name: String, _ values: [String]) { if !values.isEmpty { members.append((name, .texts(values))) } }
        add("alternativeHeadline", facts.subtitle)
        for (property, role) in [
            ("author", Creator.Role.author), ("editor", .editor), ("translator", .translator),
            ("illustrator", .illustrator),
        ] {
            let people: [JSONText] = facts.creators.filter { $0.role == role }.map { creator in
                .object([("@type", .text(creator.isBody ? "Organization" : "Person")), ("name", .text(creator.name))])
            }
            if !people.isEmpty { members.append((property, .list(people))) }
        }
        if let publisher = facts.publisher {
            members.append(("publisher", .object([("@type", .text("Organization")), ("name", .text(publisher))])))
        }
        add("datePublished", facts.year.map(String.init))
        add("inLanguage", facts.languages)
        add("isbn", facts.identifiers.filter { $0.scheme == .isbn }.map(\.value))
        add("about", facts.subjects)
        add("genre", facts.genres)
        add("description", facts.description)
        add("license", LicenceText.address(of: facts.licence))
        add("educationalLevel", facts.audience.grades.map { "Lớp \($0)" })
        for property in ["accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"] {
            add(
                property,
                facts.accessibility.compactMap {
                    $0.hasPrefix(property + ":") ? String($0.dropFirst(property.count + 1)) : nil
                })
        }
        return .object(members)
    }

    private var types: [String] {
        let facts = record.facts
        let isLearning =
            !facts.audience.grades.isEmpty || !facts.audience.schoolSubjects.isEmpty || facts.kind == .textbook
        let kind =
            switch facts.kind {
            case .book, .textbook, .pictureBook: "Book"
            case .periodical: "Periodical"
            case .article: "Article"
            case .law: "Legislation"
            case .thesis: "Thesis"
            case .audio: "AudioObject"
            case .video: "VideoObject"
            case .map: "Map"
            case .score: "SheetMusic"
            case .image: "ImageObject"
            case .course: "Course"
            case .poster: "Poster"
            case .dataset: "Dataset"
            case .software: "SoftwareApplication"
            case .other: "CreativeWork"
            }
        return isLearning ? [kind, "LearningResource"] : [kind]
    }
}

/// Licences in words, with the address of their text.
enum LicenceText {
    /// creativecommons.org publishes each at a fixed address.
    static func address(of licence: LicenceStatement?) -> String? {
        guard let licence else { return nil }
        if licence.id == "CC0-1.0" { return "https://creativecommons.org/publicdomain/zero/1.0/" }
        if licence.id == "PD" || licence.id == "PDM-1.0" { return "https://creativecommons.org/publicdomain/mark/1.0/" }
        let parts = licence.id.split(separator: "-")
        guard parts.first == "CC", parts.count > 2, let version = parts.last,
            version.allSatisfy({ $0.isNumber || $0 == "." })
        else {
            return nil
        }
        let terms = parts[1..<(parts.count - 1)].joined(separator: "-").lowercased()
        guard ["by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd"].contains(terms) else { return nil }
        return "https://creativecommons.org/licenses/\(terms)/\(version)/"
    }

    /// "Được dùng, sửa, chia sẻ nếu ghi tên tác giả (CC BY 4.0)", linked where it has an address.
    static func html(_ licence: LicenceStatement?, _ words: Words) -> HTML {
        guard let licence else { return words[.recordLicenceNone] }
        let name = words.name(ofLicence: licence.id)
        let linked: HTML =
            address(of: licence).map { "<a href=\"\(text: $0)\" rel=\"license noreferrer\">\(name)</a>" } ?? name
        let said = licence.statement.flatMap { given($0) == name || HTML($0) == name ? nil : $0 }
        let statement = said.html {
            "<br><span class=\"quiet\">\(words(.recordLicenceWords, ["statement": given($0)]))</span>"
        }
        return linked + statement
    }
}
