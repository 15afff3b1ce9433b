import Library

/// The basic fields of a UNIMARC record → facts.
/// <https://www.ifla.org/g/unimarc-rg/unimarc-bibliographic-3rd-edition-with-updates/>
struct UNIMARCCrosswalk {
    let lists: CodeLists

    /// UNIMARC has its title in 200 and none in 245.
    static func recognises(_ record: MARCRecord) -> Bool {
        var hasTitle = false
        for field in record.fields {
            if field.tag == 245 { return false }
            if field.tag == 200 { hasTitle = true }
        }
        return hasTitle
    }

    func draft(_ record: MARCRecord) -> FactsDraft {
        var draft = FactsDraft()
        draft.setKind(kind(record.leader))
        for field in record.fields where field.tag == 101 {
            for text in record.all(field, "a") {
                if let code = lists.languages.code(forCode: text) { draft.add(language: code) }
            }
        }
        for field in record.fields { apply(field, record, &draft) }
        if draft.facts.year == nil, let field = record.fields.first(where: { $0.tag == 100 }),
            let coded = record.first(field, "a"), coded.utf8.count > 12
        {
            // 100 $a/9–12, the first date.
            draft.setYear(YearText.year(in: String(coded.dropFirst(9).prefix(4))))
        }
        return draft
    }

    /// Leader/06–07 mean what they mean in MARC 21, but for l and m: computer
    /// and multimedia.
    private func kind(_ leader: MARCLeader) -> ResourceKind {
        switch leader.type {
        case UInt8(ascii: "l"), UInt8(ascii: "m"): .software
        case UInt8(ascii: "b"): .book
        default: MARC21Codes.kind(leader, nil)
        }
    }

    private func apply(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        switch field.tag {
        case 10: isbn(field, record, &draft)
        case 11:
            for text in record.all(field, "a") {
                if let issn = StandardNumber.issn(text) { draft.add(.issn, number: issn) }
            }
        case 200: title(field, record, &draft)
        case 205: draft.add(note: joined(field, record, "ab"))
        case 210, 214:
            draft.setPlace(record.first(field, "a").map(Punctuation.cut))
            draft.setPublisher(record.first(field, "c").map(Punctuation.cut))
            draft.setYear(record.first(field, "d").flatMap { YearText.year(in: $0) })
        case 215: draft.setExtent(joined(field, record, "acd", separator: " ; "))
        case 225:
            draft.add(series: record.first(field, "a").map(Punctuation.cut) ?? "", number: record.first(field, "v"))
        case 300...315, 320...329: draft.add(note: joined(field, record, "a"))
        case 330: draft.add(description: joined(field, record, "a"))
        case 333: draft.add(grades: record.all(field, "a").flatMap { GradeText.gradesNamed(in: $0) })
        case 410:
            draft.add(series: record.first(field, "ta").map(Punctuation.cut) ?? "", number: record.first(field, "v"))
        case 454: draft.add(.original, title: record.first(field, "ta").map(Punctuation.cut) ?? "")
        case 500: draft.add(.uniform, title: joined(field, record, "ahi"))
        case 510: draft.add(.parallel, title: joined(field, record, "aehi"))
        case 517: draft.add(.variant, title: joined(field, record, "aehi"))
        case 600...607: subject(field, record, &draft)
        case 608: draft.add(genre: joined(field, record, "a"))
        case 610: for text in record.all(field, "a") { draft.add(subject: Punctuation.cut(text)) }
        case 675: draft.add(.udc, classNumber: record.first(field, "a") ?? "")
        case 676: draft.add(.ddc, classNumber: record.first(field, "a") ?? "")
        case 680: draft.add(.lcc, classNumber: record.first(field, "a") ?? "")
        case 700...703: person(field, record, &draft)
        case 710...713: body(field, record, &draft)
        case 856: for address in record.all(field, "u") { draft.add(link: address, label: record.first(field, "z")) }
        default: break
        }
    }

    private func joined(_ field: MARCField, _ record: MARCRecord, _ codes: StaticString, separator: String = " ")
        -> String
    {
        record.all(field, codes).map(Punctuation.cut).joined(separator: separator)
    }

    private func isbn(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        for text in record.all(field, "a") {
            if let isbn = StandardNumber.isbn(text) {
                draft.add(.isbn, number: isbn)
            } else {
                draft.add(.local, number: text)
                draft.fault(.valueInvalid, "010", "\"\(text.prefix(60))\" is no valid ISBN.")
            }
        }
    }

    /// 200: $a title, $d parallel title, $e the rest of the title, $h $i parts.
    private func title(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        let proper = [record.first(field, "a") ?? ""] + record.all(field, "hi")
        draft.setTitle(
            proper.map(Punctuation.cut).filter { !$0.isEmpty }.joined(separator: ". "),
            subtitle: joined(field, record, "e", separator: " : "))
        for text in record.all(field, "d") { draft.add(.parallel, title: Punctuation.cut(text)) }
    }

    /// 600…607: heading, then its subdivisions $j $x $y $z.
    private func subject(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        let heading = joined(field, record, "ab", separator: ", ").replacing(", ,", with: ",")
        let parts = [heading] + record.all(field, "jxyz").map(Punctuation.cut)
        draft.add(subject: parts.filter { !$0.isEmpty }.joined(separator: " -- "))
    }

    /// 700 and 701 wrote the work, 702 had a smaller share; $b is the given
    /// name where the second indicator is 1.
    private func person(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        let family = Punctuation.cut(record.first(field, "a") ?? "")
        var given = Punctuation.cut(record.first(field, "b") ?? "")
        while given.hasPrefix(",") || given.hasPrefix(" ") { given.removeFirst() }
        let filed = given.isEmpty ? family : family + ", " + given
        let name = FiledName.displayed(filed, language: draft.mainLanguage)
        let usual: Creator.Role = field.tag == 702 ? .contributor : .author
        draft.add(Creator(name, role: role(field, record) ?? usual, filedAs: filed == name ? nil : filed))
    }

    private func body(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        let usual: Creator.Role = field.tag == 712 ? .contributor : .author
        draft.add(
            Creator(joined(field, record, "ab", separator: ". "), role: role(field, record) ?? usual, isBody: true))
    }

    /// $4 of UNIMARC: three digits. 070 author, 340 editor, 440 illustrator,
    /// 730 translator, 220 compiler, 230 composer, 600 photographer.
    private func role(_ field: MARCField, _ record: MARCRecord) -> Creator.Role? {
        switch record.first(field, "4") {
        case "070": .author
        case "340", "651": .editor
        case "440", "040": .illustrator
        case "730": .translator
        case "220": .compiler
        case "230": .composer
        case "600": .photographer
        case "550": .narrator
        default: nil
        }
    }
}
