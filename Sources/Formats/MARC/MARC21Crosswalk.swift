import Library

/// A MARC 21 record → facts, line by line of `MARC21Table`.
struct MARC21Crosswalk {
    let lists: CodeLists

    func draft(_ record: MARCRecord) -> FactsDraft {
        var draft = FactsDraft()
        let fixed = record.control(8)
        if let code = MARC21Codes.language(fixed), let language = lists.languages.code(forCode: code) {
            draft.add(language: language)
        }
        draft.setKind(MARC21Codes.kind(record.leader, fixed))
        draft.setYear(MARC21Codes.year(fixed))
        if let only = onlyLanguage(record), draft.mainLanguage == nil { draft.add(language: only) }
        var later: [MARCField] = []
        for field in record.fields {
            guard let rule = MARC21Table.byTag[field.tag] else { continue }
            switch rule.target {
            case .publication where field.tag == 264 && field.indicator2 != UInt8(ascii: "1"): later.append(field)
            case .alternateScript: later.append(field)
            default: apply(rule, field, record, &draft)
            }
        }
        for field in later {
            if field.tag == 880 { applyOtherScript(field, record, &draft) } else { publication(field, record, &draft) }
        }
        complete(record, fixed, &draft)
        return draft
    }

    /// 041 $a before names are read: which language the names stand in.
    private func onlyLanguage(_ record: MARCRecord) -> String? {
        guard let field = record.fields.first(where: { $0.tag == 41 }), let text = record.first(field, "a") else {
            return nil
        }
        return lists.languages.code(forCode: text.prefix(3))
    }

    /// What is said nowhere directly: creators from the statement of
    /// responsibility, grades from 008.
    private func complete(_ record: MARCRecord, _ fixed: ArraySlice<UInt8>?, _ draft: inout FactsDraft) {
        if !draft.hasCreators, let field = record.fields.first(where: { $0.tag == 245 }),
            let said = record.first(field, "c")
        {
            for creator in ResponsibilityStatement.creators(in: said, relators: lists.relators) {
                draft.add(creator, isGuess: true)
            }
        }
        if draft.facts.audience.grades.isEmpty {
            draft.add(grades: MARC21Codes.grades(record.leader, fixed), isGuess: true)
        }
        guard draft.facts.kind == .book else { return }
        let forms = draft.facts.subjects.compactMap {
            $0.contains(" -- ") ? $0.split(separator: " ").last.map(String.init) : nil
        }
        for form in draft.facts.genres + forms {
            let kind = lists.kind(for: form) ?? (form.hasSuffix("s") ? lists.kind(for: form.dropLast()) : nil)
            if kind == .textbook || kind == .pictureBook { draft.setKind(kind ?? .book) }
        }
    }

    // swift-format-ignore
    private func apply(_ rule: MARCRule, _ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        switch rule.target {
        case .number(let scheme): for text in record.all(field, rule.subfields) { draft.add(scheme, number: text) }
        case .lccn:
            // A suffix after "/" is no part of the number.
            for text in record.all(field, "a") { draft.add(.lccn, number: text.prefix { $0 != "/" }.trimmedBlanks) }
        case .isbn: isbn(field, record, &draft)
        case .issn: issn(field, record, &draft)
        case .otherNumber: otherNumber(field, record, &draft)
        case .languages: languages(field, record, &draft)
        case .classNumber(let scheme): classNumbers(field, record, scheme, &draft)
        case .otherClassNumber: classNumbers(field, record, otherScheme(record.first(field, "2")), &draft)
        case .person(let role): person(field, record, rule.subfields, role, &draft)
        case .body(let role): body(field, record, rule.subfields, role, &draft)
        case .title: title(field, record, &draft)
        case .otherTitle(let kind): draft.add(kind, title: joined(field, record, rule.subfields))
        case .titleVariant: draft.add(field.indicator2 == 0x31 ? .parallel : .variant, title: joined(field, record, rule.subfields))
        case .edition, .note: draft.add(note: record.all(field, rule.subfields).joined(separator: " "))
        case .publication: publication(field, record, &draft)
        case .extent: draft.setExtent(Punctuation.cut(record.all(field, rule.subfields).joined(separator: " ")))
        case .series: series(field, record, &draft)
        case .description: draft.add(description: record.all(field, rule.subfields).joined(separator: " "))
        case .audienceNote: audience(field, record, &draft)
        case .thesis:
            draft.setKind(.thesis)
            draft.add(note: record.all(field, rule.subfields).joined(separator: " "))
        case .restrictions: draft.add(note: record.all(field, "a").joined(separator: " "))
        case .terms: terms(field, record, &draft)
        case .personSubject: draft.add(subject: subject(field, record, personName(field, record, "abcq", draft.mainLanguage).name))
        case .subject: draft.add(subject: subject(field, record, joined(field, record, rule.subfields)))
        case .keywords:
            // "(BISAC Subject Heading)LAN006000": codes of the book trade, for no reader.
            for text in record.all(field, "a") where !text.hasPrefix("(") { draft.add(subject: Punctuation.cut(text)) }
        case .genre: draft.add(genre: Punctuation.cut(record.first(field, "a") ?? ""))
        case .link: link(field, record, &draft)
        case .alternateScript: break
        }
    }

    /// 880: the same field in another script. Titles become parallel titles,
    /// names further names; what is only for display is left in the source.
    private func applyOtherScript(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        guard let link = record.first(field, "6"), let tag = Int(link.prefix(3)), (1..<880).contains(tag),
            let rule = MARC21Table.byTag[tag]
        else { return }
        switch rule.target {
        case .title:
            let text = joined(field, record, "abnp")
            if draft.hasTitle { draft.add(.parallel, title: text) } else { title(field, record, &draft) }
        case .otherTitle, .titleVariant: draft.add(.parallel, title: joined(field, record, rule.subfields))
        case .person, .body, .series, .subject, .personSubject, .keywords, .note, .description:
            apply(rule, field, record, &draft)
        default: break
        }
    }
}

extension MARC21Crosswalk {
    /// The subfields in the order of the record, joined by blanks, without the
    /// mark at the end.
    func joined(_ field: MARCField, _ record: MARCRecord, _ codes: StaticString) -> String {
        Punctuation.cut(record.all(field, codes).joined(separator: " "))
    }

    /// A heading with its subdivisions: "Châu Phi -- Lịch sử".
    func subject(_ field: MARCField, _ record: MARCRecord, _ heading: String) -> String {
        var parts = heading.isEmpty ? [] : [heading]
        if let title = field.tag == 600 ? record.first(field, "t") : nil { parts.append(Punctuation.cut(title)) }
        parts += record.all(field, "vxyz").map { Punctuation.cut($0) }
        return parts.joined(separator: " -- ")
    }
}
