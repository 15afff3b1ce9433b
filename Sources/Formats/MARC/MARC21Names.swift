import Library

/// Numbers, languages and names of MARC 21.
extension MARC21Crosswalk {
    /// 020 $a; what is no valid ISBN stays findable as a local number.
    func isbn(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        for text in record.all(field, "a") {
            if let isbn = StandardNumber.isbn(text) {
                draft.add(.isbn, number: isbn)
            } else if text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) {
                draft.add(.local, number: text)
                draft.fault(.valueInvalid, "020", "\"\(text.prefix(60))\" is no valid ISBN.")
            }
        }
    }

    func issn(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        for text in record.all(field, "a") {
            if let issn = StandardNumber.issn(text) {
                draft.add(.issn, number: issn)
            } else {
                draft.add(.local, number: text)
                draft.fault(.valueInvalid, "022", "\"\(text.prefix(60))\" is no valid ISSN.")
            }
        }
    }

    /// 024: an EAN that is an ISBN, or a number whose kind $2 says.
    func otherNumber(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        guard let text = record.first(field, "a") else { return }
        switch (field.indicator1, record.first(field, "2")?.lowercased()) {
        case (UInt8(ascii: "3"), _): if let isbn = StandardNumber.isbn(text) { draft.add(.isbn, number: isbn) }
        case (_, "doi"): draft.add(.doi, number: text)
        case (_, "uri"), (_, "urn"), (_, "hdl"): draft.add(.uri, number: text)
        case (_, "uuid"): draft.add(.uuid, number: text)
        default: draft.add(.local, number: text)
        }
    }

    /// 041 $a, also several codes in one: "engfre".
    func languages(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        for text in record.all(field, "a") {
            var codes = text[...]
            let isRun =
                text.utf8.count > 3 && text.utf8.count % 3 == 0
                && text.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
            if !isRun, let code = lists.languages.code(forCode: text) { draft.add(language: code) }
            while isRun, !codes.isEmpty {
                if let code = lists.languages.code(forCode: codes.prefix(3)) { draft.add(language: code) }
                codes = codes.dropFirst(3)
            }
        }
    }

    /// 050, 080, 082: marks of segmentation in the number are left out.
    func classNumbers(
        _ field: MARCField, _ record: MARCRecord, _ scheme: Classification.Scheme, _ draft: inout FactsDraft
    ) {
        for text in record.all(field, "a") {
            let number = scheme == .ddc ? text.filter { $0 != "/" && $0 != "'" && $0 != "′" } : text
            draft.add(scheme, classNumber: number.trimmedBlanks)
        }
    }

    func otherScheme(_ name: String?) -> Classification.Scheme {
        guard let name = name?.lowercased() else { return .local }
        if name.contains("bbk") { return .bbk }
        if name.hasPrefix("ddc") || name.hasPrefix("23sdnb") && name.contains("ddc") { return .ddc }
        return name.hasPrefix("udc") ? .udc : .local
    }

    /// A person's name as displayed and as filed: the family name first and a
    /// comma when the first indicator is 1.
    func personName(
        _ field: MARCField, _ record: MARCRecord, _ codes: StaticString, _ language: String?
    ) -> (name: String, filed: String) {
        let filed = Punctuation.cut(record.first(field, "a") ?? "")
        let numeration = record.first(field, "b").map { " " + Punctuation.cut($0) } ?? ""
        let isInverted = field.indicator1 != UInt8(ascii: "0")
        let shown = isInverted ? FiledName.displayed(filed, language: language) : filed
        return (shown + numeration, filed)
    }

    func person(
        _ field: MARCField, _ record: MARCRecord, _ codes: StaticString, _ usual: Creator.Role,
        _ draft: inout FactsDraft
    ) {
        guard let role = role(field, record, usual, marks: "e4") else { return }
        let (name, filed) = personName(field, record, codes, draft.mainLanguage)
        draft.add(Creator(name, role: role, filedAs: filed == name || !filed.contains(",") ? nil : filed))
    }

    func body(
        _ field: MARCField, _ record: MARCRecord, _ codes: StaticString, _ usual: Creator.Role,
        _ draft: inout FactsDraft
    ) {
        // In 111 and 711 $e is a part of the body, the role is $j.
        let isMeeting = field.tag == 111 || field.tag == 711
        guard let role = role(field, record, usual, marks: isMeeting ? "j4" : "e4") else { return }
        var name = ""
        for part in record.all(field, codes) {
            let piece = Punctuation.cut(part)
            name += name.isEmpty ? piece : (isMeeting ? " " : ". ") + piece
        }
        draft.add(Creator(name, role: role, isBody: true))
    }

    /// The role by $4, then $e; nil for somebody who did not make the work, or
    /// an added entry for another work.
    private func role(
        _ field: MARCField, _ record: MARCRecord, _ usual: Creator.Role, marks: StaticString
    ) -> Creator.Role? {
        let isOtherWork = field.tag >= 700 && field.tag < 800 && record.first(field, "t") != nil
        if isOtherWork { return nil }
        var isNobody = false
        for mark in record.all(field, marks) {
            switch lists.relators.role(for: mark) {
            case .role(let role): return role
            case .nobody: isNobody = true
            case .unknown: continue
            }
        }
        return isNobody ? nil : usual
    }
}
