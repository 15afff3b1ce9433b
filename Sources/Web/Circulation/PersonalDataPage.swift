import HTTPTypes
import Hummingbird
import Library
import NIOCore

/// Everything the library keeps of a reader, to be read.
struct PersonalDataPage {
    var data: PersonalData

    func response(in page: PageContext) -> Response {
        let words = page.words
        let borrower = data.borrower
        let loans = data.loans.html { line -> HTML in
            let back = line.loan.closing.map { PlaceNames.day(Day($0.at)) } ?? given("–")
            return """
                <tr><td>\(given(line.copy.title))</td><td>\(PlaceNames.day(Day(line.loan.openedAt)))</td><td>\(PlaceNames.day(line.loan.dueOn))</td><td>\(back)</td></tr>

                """
        }
        let reading = (data.reading ?? []).html {
            "<li>\(given($0.title)) <span class=\"quiet\">\(PlaceNames.day($0.on))</span></li>"
        }
        let heads: [CirculationPhrase] = [.columnTitle, .columnLentOn, .columnDue, .columnBackOn]
        let body: HTML = """
            <article>
            <h1>\(words[.ownData])</h1><p>\(words[.dataLead])</p>
            <p class="actions"><a class="button" href="\(SiteURL.circulation(.personalDataJSON))">\(words[.dataJSON])</a>
            <a class="button" href="\(SiteURL.circulation(.personalDataCSV))">\(words[.dataCSV])</a></p>
            <dl class="facts">
            <dt>\(words[.columnReader])</dt><dd>\(given(borrower.name))</dd>
            <dt>\(words[.patronCard])</dt><dd>\(given(borrower.card?.text ?? "–"))</dd>
            <dt>\(words[.patronCategory])</dt><dd>\(words.name(.patronCategory, borrower.category.rawValue))</dd>
            <dt>\(words[.patronClass])</dt><dd>\(given(borrower.className ?? "–"))</dd>
            <dt>\(words[.patronBasis])</dt><dd>\(words.name(.legalBasis, data.basis.rawValue))</dd>
            <dt>\(words[.patronConsent])</dt><dd>\(data.consentOn.map { PlaceNames.day($0) } ?? words[.patronNoConsent])</dd>
            <dt>\(words[.patronBirthday])</dt><dd>\(data.birthday.map { PlaceNames.day($0) } ?? given("–"))</dd>
            <dt>\(words[.patronContact])</dt><dd>\(given(data.contact ?? "–"))</dd>
            <dt>\(words[.dataSessions])</dt><dd>\(words.number(data.sessions))</dd>
            </dl>
            <h2>\(words[.ownLoans])</h2>
            \(data.loans.isEmpty ? "<p class=\"quiet\">\(words[.dataNone])</p>" : "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(words[.ownLoans])\"><table><thead><tr>\(heads.html { "<th scope=\"col\">\(words[$0])</th>" })</tr></thead><tbody>\(loans)</tbody></table></div>")
            <h2>\(words[.ownHolds])</h2>\(holds(words))
            <h2>\(words[.ownReading])</h2>\(data.reading == nil ? "<p>\(words[.dataNoReading])</p>" : "<ul>\(reading)</ul>")
            <h2>\(words[.dataEraseTitle])</h2><p>\(words[.dataEraseLead])</p>
            </article>
            """
        return Layout(page: page, title: words[.ownData], robots: false).response(body)
    }
}

extension PersonalDataPage {
    private func holds(_ words: Words) -> HTML {
        guard !data.holds.isEmpty else { return "<p class=\"quiet\">\(words[.dataNone])</p>" }
        return "<ul class=\"lines\">\(data.holds.html { "<li class=\"line\">\(HoldText.html($0, words))</li>" })</ul>"
    }
}

/// The same for machines and for a table.
struct PersonalDataFile {
    var data: PersonalData

    var json: Response {
        let borrower = data.borrower
        let loans: [JSONText] = data.loans.map { line in
            .object([
                ("title", .text(line.copy.title)), ("number", .text(line.copy.copy.facts.number.text)),
                ("lentOn", .text(Day(line.loan.openedAt).description)), ("dueOn", .text(line.loan.dueOn.description)),
                ("returnedOn", .optional(line.loan.closing.map { Day($0.at).description })),
            ])
        }
        let holds: [JSONText] = data.holds.map { line in
            .object([
                ("title", .text(line.title)), ("placedOn", .text(Day(line.hold.placedAt).description)),
                ("pickup", .text(line.pickup.name)), ("place", .optional(line.place)),
            ])
        }
        let reading: JSONText =
            data.reading.map { titles in
                .list(titles.map { .object([("title", .text($0.title)), ("on", .text($0.on.description))]) })
            } ?? .null
        let object: JSONText = .object([
            ("name", .text(borrower.name)), ("card", .optional(borrower.card?.text)),
            ("category", .text(borrower.category.rawValue)), ("class", .optional(borrower.className)),
            ("legalBasis", .text(data.basis.rawValue)), ("consentOn", .optional(data.consentOn?.description)),
            ("birthday", .optional(data.birthday?.description)), ("contact", .optional(data.contact)),
            ("loans", .list(loans)), ("holds", .list(holds)), ("readingRecord", reading),
            ("openSessions", .number(data.sessions)),
        ])
        return Self.file("du-lieu.json", "application/json; charset=utf-8", object.utf8)
    }

    /// RFC 4180, with the mark that makes Excel read UTF-8.
    func csv(_ words: Words) -> Response {
        let heads = [CirculationPhrase.columnTitle, .columnNumber, .columnLentOn, .columnDue, .columnBackOn]
        var rows = [heads.map { words[$0].text }]
        rows += data.loans.map { line in
            [
                line.copy.title, line.copy.copy.facts.number.text, Day(line.loan.openedAt).description,
                line.loan.dueOn.description, line.loan.closing.map { Day($0.at).description } ?? "",
            ]
        }
        let text = rows.map { $0.map(Self.cell).joined(separator: ",") }.joined(separator: "\r\n") + "\r\n"
        return Self.file("du-lieu.csv", "text/csv; charset=utf-8", [0xEF, 0xBB, 0xBF] + Array(text.utf8))
    }

    /// What a spreadsheet would take for a formula is text.
    private static func cell(_ text: String) -> String {
        let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    private static func file(_ name: String, _ type: String, _ bytes: [UInt8]) -> Response {
        SavedFile(name: name, mediaType: type, bytes: bytes).response
    }
}
