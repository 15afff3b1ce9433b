import Library

/// Titles, publication, series and notes of MARC 21.
extension MARC21Crosswalk {
    /// 245: $a with the parts $n $p is the title, $b the rest of it. " = " in
    /// front of $b means the same title in another language, " ; " another
    /// work in the same volume.
    func title(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        var main = ""
        var rest = ""
        var mark: Character = " "
        for place in field.subfields {
            let subfield = record.subfields[place]
            let text = record.string(subfield.content)
            if text.isEmpty { continue }
            switch subfield.code {
            case UInt8(ascii: "a") where main.isEmpty: main = text
            case UInt8(ascii: "n"), UInt8(ascii: "p"):
                if rest.isEmpty { main = part(main, text) } else { rest = part(rest, text) }
            case UInt8(ascii: "b") where rest.isEmpty:
                mark = main.last ?? " "
                rest = text
            case UInt8(ascii: "b"): rest += " " + text
            default: continue
            }
        }
        let proper = Punctuation.unbracketed(Punctuation.cut(main))
        if proper.isEmpty {
            draft.setTitle(Punctuation.cut(rest))
            return
        }
        addRest(Punctuation.cut(rest), after: mark, proper, &draft)
    }

    private func addRest(_ rest: String, after mark: Character, _ proper: String, _ draft: inout FactsDraft) {
        if mark == "=" {
            let pieces = rest.split(separator: ":", maxSplits: 1).map { Punctuation.cut($0.trimmedBlanks) }
            draft.setTitle(proper, subtitle: pieces.count > 1 ? pieces[1] : nil)
            draft.add(.parallel, title: pieces.first ?? "")
        } else {
            draft.setTitle(proper, subtitle: rest)
        }
    }

    /// "Tuyển tập." and "Tập 2" become "Tuyển tập. Tập 2"; "Tập 2," and "Hình
    /// học" become "Tập 2, Hình học".
    private func part(_ text: String, _ next: String) -> String {
        let whole = Punctuation.cut(text)
        return whole.isEmpty ? next : whole + (text.hasSuffix(",") ? ", " : ". ") + next
    }

    /// 260 and 264: the first place, publisher and, unless 008 has it, year.
    func publication(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        // 264 with second indicator 4 is the copyright date alone.
        if field.tag == 260 || field.indicator2 != UInt8(ascii: "4") {
            draft.setPlace(record.first(field, "a").map { Punctuation.unbracketed(Punctuation.cut($0)) })
            draft.setPublisher(record.first(field, "b").map { Punctuation.unbracketed(Punctuation.cut($0)) })
        }
        if draft.facts.year == nil, let date = record.first(field, "c") { draft.setYear(YearText.year(in: date)) }
    }

    /// 440, 490, 8XX: title with its parts, number in $v.
    func series(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        // In 800, 810 and 811 $a is the person or body, the series is $t.
        let isUnderName = field.tag == 800 || field.tag == 810 || field.tag == 811
        let title = joined(field, record, isUnderName ? "tnp" : "anp")
        draft.add(series: title, number: record.first(field, "v").map { Punctuation.cut($0) })
    }

    /// 521: grades where it speaks of grades; always a note as well.
    func audience(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        for text in record.all(field, "a") {
            let isGrade = field.indicator1 == UInt8(ascii: "2")
            draft.add(grades: isGrade ? GradeText.grades(in: text) : GradeText.gradesNamed(in: text))
            if !isGrade { draft.add(note: text) }
        }
    }

    /// 540: the licence by its address in $u, its code in $f, or its words.
    func terms(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        let words = record.all(field, "a").joined(separator: " ")
        let named = (record.all(field, "uf") + [words]).lazy.compactMap { lists.licences.id(of: $0) }.first
        let statement = words.isEmpty ? record.first(field, "uf") : words
        if let named {
            draft.set(LicenceStatement(id: named, statement: statement))
        } else if let statement {
            draft.set(LicenceStatement(id: "other", statement: statement))
        }
    }

    /// 856: the address with what it leads to.
    func link(_ field: MARCField, _ record: MARCRecord, _ draft: inout FactsDraft) {
        let label = record.first(field, "y") ?? record.first(field, "3") ?? record.first(field, "z")
        for address in record.all(field, "u") { draft.add(link: address, label: label.map { Punctuation.cut($0) }) }
    }
}
