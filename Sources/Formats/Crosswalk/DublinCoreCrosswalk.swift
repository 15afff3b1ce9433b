import Library

/// One element of a Dublin Core record.
struct DublinCoreElement: Equatable {
    var name: String
    var value: String
}

/// Simple Dublin Core, as every OAI-PMH repository gives it → facts.
/// <https://www.dublincore.org/specifications/dublin-core/dces/>
struct DublinCoreCrosswalk {
    let lists: CodeLists

    func draft(_ elements: [DublinCoreElement]) -> FactsDraft {
        var draft = FactsDraft()
        for element in elements where element.name == "language" {
            if let code = lists.languages.code(forName: element.value) ?? lists.languages.code(forCode: element.value) {
                draft.add(language: code)
            }
        }
        for element in elements where !element.value.isEmpty { take(element.name, element.value, &draft) }
        return draft
    }

    private func take(_ name: String, _ value: String, _ draft: inout FactsDraft) {
        switch name {
        case "title": if draft.hasTitle { draft.add(.variant, title: value) } else { draft.setTitle(value) }
        case "alternative": draft.add(.variant, title: value)
        case "creator": person(value, .author, &draft)
        case "contributor": person(value, .contributor, &draft)
        case "publisher": draft.setPublisher(value)
        case "date", "issued": draft.setYear(YearText.year(in: value))
        case "subject": for part in CellList.parts(value) { draft.add(subject: part) }
        case "description", "abstract": draft.add(description: value)
        case "type": if let kind = lists.kind(for: value), draft.facts.kind == .book { draft.setKind(kind) }
        case "extent": draft.setExtent(value)
        case "identifier": identifier(value, &draft)
        case "source": draft.add(note: value)
        case "rights", "license", "licence": draft.set(lists.licences.statement(for: value))
        case "audience", "educationLevel": draft.add(grades: GradeText.gradesNamed(in: value))
        default: break
        }
    }

    private func person(_ text: String, _ role: Creator.Role, _ draft: inout FactsDraft) {
        let name = FiledName.displayed(text, language: draft.mainLanguage)
        draft.add(Creator(name, role: role, filedAs: name == text ? nil : text))
    }

    private func identifier(_ text: String, _ draft: inout FactsDraft) {
        let lower = text.lowercased()
        if lower.hasPrefix("http://") || lower.hasPrefix("https://") {
            draft.add(link: text)
            draft.add(.uri, number: text)
        } else if let isbn = StandardNumber.isbn(text) {
            draft.add(.isbn, number: isbn)
        } else if lower.hasPrefix("doi:") || lower.hasPrefix("10.") {
            draft.add(.doi, number: lower.hasPrefix("doi:") ? String(text.dropFirst(4)) : text)
        } else if lower.hasPrefix("urn:uuid:") {
            draft.add(.uuid, number: String(lower.dropFirst(9)))
        } else if lower.hasPrefix("issn"), let issn = StandardNumber.issn(text) {
            draft.add(.issn, number: issn)
        } else {
            draft.add(.local, number: text)
        }
    }
}
