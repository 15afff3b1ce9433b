import Library
import VietnameseText

/// A row of a table → facts, cell by cell.
struct TableCrosswalk {
    let headings: TableHeadings
    let lists: CodeLists

    var titleHeading: String? { headings.columns.first { $0.field == .title }?.heading }
    var hasKind: Bool { headings.columns.contains { $0.field == .kind } }

    func draft(_ cells: [String]) -> FactsDraft {
        var draft = FactsDraft()
        var isbns: [(text: String, heading: String)] = []
        var seriesNumber: String?
        var series: [String] = []
        // The language decides how names are written, the title what its
        // variants are: both before the rest.
        for field in [TableField.language, .title] { each(field, cells) { take($1, $0, &draft) } }
        for column in headings.columns where column.field != .language && column.field != .title {
            let text = value(column, cells)
            if text.isEmpty { continue }
            switch column.field {
            case .isbn: isbns.append((text, column.heading))
            case .series: series.append(text)
            case .seriesNumber: seriesNumber = text
            default: take(text, column, &draft)
            }
        }
        for title in series { draft.add(series: title, number: seriesNumber) }
        takeISBNs(isbns, &draft)
        return draft
    }

    private func each(_ field: TableField, _ cells: [String], _ body: (TableHeadings.Column, String) -> Void) {
        for column in headings.columns where column.field == field {
            let text = value(column, cells)
            if !text.isEmpty { body(column, text) }
        }
    }

    /// The text of a cell; spreadsheets protect numbers as ="0123".
    private func value(_ column: TableHeadings.Column, _ cells: [String]) -> String {
        guard column.index < cells.count else { return "" }
        let text = CleanText.string(cells[column.index])
        guard text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count > 3 else { return text }
        return String(text.dropFirst(2).dropLast())
    }

    // swift-format-ignore
    private func take(_ text: String, _ column: TableHeadings.Column, _ draft: inout FactsDraft) {
        switch column.field {
        case .title: draft.setTitle(text)
        case .subtitle: draft.setSubtitle(text)
        case .parallelTitle: draft.add(.parallel, title: text)
        case .variantTitle: for part in CellList.parts(text) { draft.add(.variant, title: part) }
        case .originalTitle: draft.add(.original, title: text)
        case .creator, .contributor: persons(text, column, &draft)
        case .year: year(text, column, &draft)
        case .publisher: draft.setPublisher(text)
        case .place: draft.setPlace(text)
        case .edition: draft.add(note: text)
        case .extent: draft.setExtent(CellNumber.plain(text).map { "\($0) tr." } ?? text)
        case .issn: issn(text, column, &draft)
        case .identifier: identifier(text, &draft)
        case .url: for part in CellList.parts(text) { link(part, column, &draft) }
        case .language: languages(text, column, &draft)
        case .ddc: ddc(text, &draft)
        case .subject: for part in CellList.parts(text, commas: CellList.isKeywordHeading(column.heading)) { draft.add(subject: part) }
        case .genre: for part in CellList.parts(text, commas: true) { draft.add(genre: part) }
        case .description: draft.add(description: text)
        case .note: draft.add(note: text)
        case .kind: kind(text, column, &draft)
        case .grade: grades(text, column, &draft)
        case .schoolSubject: for part in CellList.parts(text, commas: true) { draft.add(schoolSubject: lists.schoolSubject(for: part)) }
        case .licence: draft.set(lists.licences.statement(for: text))
        case .access: access(text, column, &draft)
        case .isbn, .series, .seriesNumber: break
        }
    }

    private func persons(_ text: String, _ column: TableHeadings.Column, _ draft: inout FactsDraft) {
        var usual: Creator.Role = column.field == .creator ? .author : .contributor
        if column.field == .contributor, case .role(let named) = lists.relators.role(for: column.heading) {
            usual = named
        }
        let cell = PersonCell(
            heading: column.heading, usual: usual, language: draft.mainLanguage, relators: lists.relators)
        for creator in cell.creators(in: text) { draft.add(creator) }
    }

    private func year(_ text: String, _ column: TableHeadings.Column, _ draft: inout FactsDraft) {
        if let year = YearText.year(in: text) {
            draft.setYear(year)
        } else {
            draft.fault(.valueInvalid, column.heading, "\"\(text.prefix(60))\" is no year from 1000 to 2200.")
        }
    }

    private func issn(_ text: String, _ column: TableHeadings.Column, _ draft: inout FactsDraft) {
        if let issn = StandardNumber.issn(text) {
            draft.add(.issn, number: issn)
        } else {
            draft.add(.local, number: text)
            draft.fault(.valueInvalid, column.heading, "\"\(text.prefix(60))\" is no valid ISSN.")
        }
    }

    private func identifier(_ text: String, _ draft: inout FactsDraft) {
        let lower = text.lowercased()
        if lower.hasPrefix("urn:uuid:") {
            draft.add(.uuid, number: String(lower.dropFirst(9)))
        } else if lower.hasPrefix("10."), lower.contains("/") {
            draft.add(.doi, number: text)
        } else if lower.hasPrefix("http://") || lower.hasPrefix("https://") {
            draft.add(.uri, number: text)
        } else {
            draft.add(.local, number: text)
        }
    }

    private func link(_ text: String, _ column: TableHeadings.Column, _ draft: inout FactsDraft) {
        let before = draft.facts.links.count
        draft.add(link: text)
        if draft.facts.links.count == before, !draft.facts.links.contains(where: { $0.url.hasSuffix(text) }) {
            draft.fault(.valueInvalid, column.heading, "\"\(text.prefix(60))\" is no web address.")
        }
    }

    private func languages(_ text: String, _ column: TableHeadings.Column, _ draft: inout FactsDraft) {
        if let code = lists.languages.code(forName: text) { return draft.add(language: code) }
        for part in CellList.parts(text, commas: true, slashes: true) {
            if let code = lists.languages.code(forName: part) {
                draft.add(language: code)
            } else {
                draft.fault(.valueInvalid, column.heading, "\"\(part.prefix(60))\" is no known language.")
            }
        }
    }

    /// A class number of Dewey's, with the zeros in front that spreadsheets
    /// take away; anything else is the library's own number.
    private func ddc(_ text: String, _ draft: inout FactsDraft) {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }.replacing(",", with: ".")
        let whole = number.prefix { $0 != "." }
        guard (1...3).contains(whole.count), number.count == text.count || text.dropFirst(number.count).first == " "
        else {
            return draft.add(.local, classNumber: text)
        }
        var digits = String(repeating: "0", count: 3 - whole.count) + number
        if digits.hasSuffix(".0") { digits.removeLast(2) }
        draft.add(.ddc, classNumber: digits)
    }

    private func kind(_ text: String, _ column: TableHeadings.Column, _ draft: inout FactsDraft) {
        if let kind = lists.kind(for: text) { return draft.setKind(kind) }
        draft.add(genre: text)
        draft.fault(.valueInvalid, column.heading, "\"\(text.prefix(60))\" is no known kind; it was kept as a genre.")
    }

    private func grades(_ text: String, _ column: TableHeadings.Column, _ draft: inout FactsDraft) {
        let grades = GradeText.grades(in: text)
        draft.add(grades: grades)
        if grades.isEmpty { draft.add(note: text) }
    }

    private func access(_ text: String, _ column: TableHeadings.Column, _ draft: inout FactsDraft) {
        if let level = lists.access(for: text) {
            draft.askedAccess = level
        } else {
            draft.fault(.valueInvalid, column.heading, "\"\(text.prefix(60))\" is no known access level.")
        }
    }

    /// Plain numbers first: they decide which reading of a number in float
    /// notation is right.
    private func takeISBNs(_ cells: [(text: String, heading: String)], _ draft: inout FactsDraft) {
        var floats: [(text: String, heading: String, readings: [String])] = []
        for (cell, heading) in cells {
            let isFloat = !StandardNumber.isbns(ofFloat: cell).isEmpty
            for text in isFloat ? [cell] : CellList.parts(cell, commas: true) {
                if let isbn = StandardNumber.isbn(CellNumber.plain(text) ?? text) {
                    draft.add(.isbn, number: isbn)
                } else if text.lowercased().contains("e+") || text.lowercased().contains("e1") {
                    floats.append((text, heading, StandardNumber.isbns(ofFloat: text)))
                } else {
                    draft.add(.local, number: text)
                    draft.fault(.valueInvalid, heading, "\"\(text.prefix(60))\" is no valid ISBN.")
                }
            }
        }
        let known = draft.facts.identifiers.filter { $0.scheme == .isbn }.map(\.value)
        for (text, heading, readings) in floats where !readings.contains(where: { known.contains($0) }) {
            if readings.count == 1 {
                draft.add(.isbn, number: readings[0])
                draft.fault(
                    .valueInvalid, heading,
                    "\"\(text)\" lost digits in a spreadsheet; \(readings[0]) was worked out of it.")
            } else {
                draft.fault(
                    .valueInvalid, heading, "\"\(text.prefix(60))\" lost digits in a spreadsheet and cannot be mended.")
            }
        }
    }
}
