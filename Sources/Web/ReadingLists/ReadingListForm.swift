import HTTPTypes
import Hummingbird
import Library

/// The lists of a point and the beginning of a new one.
struct ReadingListDeskPage {
    var view: ServicePointView
    var lists: [ReadingListView]
    var occasion: String
    /// Names of the days to mark that come next.
    var coming: [String]
    var refusal: ReadingListRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let point = view.point
        let lines = lists.html { list -> HTML in
            let state = words[list.list.facts.isPublished ? .listsPublished : .listsDraft]
            return """
                <li class="line"><h2><a href="\(SiteURL.readingLists(.edit(list.list.id, search: nil)))">\(given(list.list.facts.title))</a></h2>
                <p class="quiet">\(state) · \(ReadingListLine.about(list, words))</p></li>

                """
        }
        let days = Array(coming.prefix(3)).html { name -> HTML in
            "<li><a href=\"\(SiteURL.readingLists(.desk(point.id, occasion: name)))\">\(given(name))</a></li>\n"
        }
        let next: HTML = coming.isEmpty ? "" : "<p>\(words[.listsComing])</p><ul class=\"tags\">\(days)</ul>"
        let fields: HTML = """
            \(Form.text("ten", words[.listsName], hint: words[.listsNameHint], isRequired: true))
            \(Form.text("dip", words[.listsOccasion], value: occasion, hint: words[.listsOccasionHint]))
            """
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words[.listsTitle])</h1>
            \(ReadingListForm.refused(refusal, words))
            \(lists.isEmpty ? "<p class=\"message\">\(words[.listsNone])</p>" : "<ul class=\"lines\">\(lines)</ul>")
            <section><h2>\(words[.listsNew])</h2><p>\(words[.listsNewHint])</p>\(next)
            \(Form(action: .readingLists(.desk(point.id, occasion: nil)), button: words[.listsMake], fields: fields).html(page))</section>
            <p><a class="button" href="\(SiteURL.readingLists(.libraryPoster(point.id)))">\(words[.libraryPoster])</a></p>
            """
        return Layout(page: page, title: words[.listsTitle], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }
}

/// The form of one list.
struct ReadingListForm {
    var view: ReadingListView
    var point: ServicePointView
    var search: String
    /// Nil before a search was made.
    var found: [RecordSummary]?
    var refusal: ReadingListRefusal?

    static func refused(_ refusal: ReadingListRefusal?, _ words: Words) -> HTML {
        refusal.html {
            "<div class=\"notice\" role=\"alert\"><p>\(words.name(.readingListRefusal, $0.rawValue))</p></div>"
        }
    }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let list = view.list
        let show: HTML =
            list.facts.isPublished
            ? "<a class=\"button\" href=\"\(SiteURL.readingLists(.list(list.id)))\">\(words[.listsShow])</a>" : ""
        let remove = Form(
            action: .readingLists(.remove(list.id)), button: words[.listsRemove],
            fields: "<p>\(words[.listsRemoveHint])</p>", isMinor: true)
        let steps: [(url: SiteURL, text: HTML)] = [
            (.administration(.point(point.point.id)), given(point.point.facts.name)),
            (.readingLists(.desk(point.point.id, occasion: nil)), words[.listsTitle]),
        ]
        let body: HTML = """
            \(Trail(below: steps).html(words))
            <h1>\(given(list.facts.title))</h1>
            <p>\(words[list.facts.isPublished ? .listsPublished : .listsDraft]) \(show)</p>
            \(Self.refused(refusal, words))
            \(Form(action: .readingLists(.edit(list.id, search: nil)), button: words[.listsSave], fields: fields(words)).html(page))
            <details><summary>\(words[.listsRemove])</summary>\(remove.html(page))</details>
            """
        return Layout(page: page, title: given(list.facts.title), robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func fields(_ words: Words) -> HTML {
        let facts = view.list.facts
        let grades: [(value: String, text: HTML)] =
            [("", words[.listsAnyGrade])]
            + (1...12).map { (String($0), words(.recordGrade, ["number": given(String($0))])) }
        return """
            \(Form.hidden("dua-tren", String(view.list.version)))
            \(Form.text("ten", words[.listsName], value: facts.title, isRequired: true))
            \(Form.lines("gioi-thieu", words[.listsIntroduction], value: facts.introduction, rows: 3))
            \(Form.text("dip", words[.listsOccasion], value: facts.occasion, hint: words[.listsOccasionHint]))
            \(Form.choice("lop", words[.listsGrade], grades, chosen: facts.grade.map(String.init) ?? ""))
            \(entries(words))
            \(Form.text("tim-sach", words[.listsSearch], value: search, hint: words[.listsSearchHint]))
            <p><button class="button" type="submit">\(words[.listsFind])</button></p>
            \(results(words))
            \(Form.check("cong-bo", words[.listsPublish], isOn: facts.isPublished))
            """
    }

    private func entries(_ words: Words) -> HTML {
        guard !view.records.isEmpty else { return "<p class=\"message\">\(words[.listsNoEntries])</p>" }
        let notes = Dictionary(view.list.facts.entries.map { ($0.record, $0.note) }) { first, _ in first }
        let rows = view.records.enumerated().map { place, record -> HTML in
            let id = record.id.description
            let title = given(record.title, lang: record.language)
            let gap = ["title": given(record.title)]
            return """
                <tr><td><input type="hidden" name="muc" value="\(text: id)"><input class="list-place" name="thu-tu-\(text: id)" value="\(place + 1)" inputmode="numeric" maxlength="3" aria-label="\(words(.listsPlaceOf, gap).withoutElements)"></td>
                <td><a href="\(SiteURL.record(record.id))">\(title)</a></td>
                <td><input name="ghi-chu-\(text: id)" value="\(text: notes[record.id] ?? "")" maxlength="300" aria-label="\(words(.listsNoteOf, gap).withoutElements)"></td>
                <td><input type="checkbox" name="bo-\(text: id)" value="1" aria-label="\(words(.listsTakeOutOf, gap).withoutElements)"></td></tr>

                """
        }
        return """
            <h2>\(words[.listsEntries])</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.listsEntries])"><table><thead><tr><th scope="col">\(words[.listsPlace])</th><th scope="col">\(words[.listsEntry])</th><th scope="col">\(words[.listsNote])</th><th scope="col">\(words[.listsTakeOut])</th></tr></thead>
            <tbody>\(HTML(joining: rows))</tbody></table></div>

            """
    }

    private func results(_ words: Words) -> HTML {
        guard let found else { return .empty }
        guard !found.isEmpty else { return "<p class=\"message\" role=\"status\">\(words[.listsNotFound])</p>" }
        let lines = found.html { record -> HTML in
            let by = [record.creators.first, record.year.map(String.init)].compactMap(\.self).map { given($0) }
            let who: HTML = by.isEmpty ? "" : "<br><span class=\"quiet\">\(HTML(joining: by, with: " · "))</span>"
            return """
                <li><label><input type="checkbox" name="them" value="\(text: record.id.description)"><span>\(given(record.title, lang: record.language))\(who)</span></label></li>

                """
        }
        return "<fieldset class=\"picks\"><legend>\(words[.listsFound])</legend><ul>\(lines)</ul></fieldset>"
    }
}
