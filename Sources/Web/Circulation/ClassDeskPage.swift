import Hummingbird
import Library

/// Which class has its reading period.
struct ClassChoicePage {
    var point: ServicePoint
    var classes: [ClassSize]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let links = classes.compactMap { size in size.className.map { ($0, size.readers) } }.html { entry -> HTML in
            let url: CirculationURL = .classDesk(point.id, ClassDeskAddress(className: entry.0))
            return """
                <li><a href="\(SiteURL.circulation(url))">\(given(entry.0)) <span class="count" data-text>\(entry.1)</span></a></li>

                """
        }
        let none: HTML = links.isEmpty ? "<p class=\"message\">\(words[.classNone])</p>" : ""
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words[.classTitle])</h1><p>\(words[.classChoose])</p>\(none)
            <nav class="letters" aria-label="\(words[.patronClasses])"><ul>\(links)</ul></nav>
            <p><a href="\(SiteURL.circulation(.desk(point.id, DeskAddress())))">\(words[.deskTitle])</a></p>
            """
        return Layout(page: page, title: words[.classTitle], showsSearch: false, robots: false).response(body)
    }
}

/// Thirty pupils in one reading period: a copy goes to the pupil who is chosen;
/// a card, a number of the list or an arrow chooses the next.
struct ClassDeskPage {
    var point: ServicePoint
    var className: String
    var address: ClassDeskAddress
    var pupils: [Pupil]
    var view: DeskView
    var rules: DeskRules

    private var place: DeskPlace {
        let reader = address.reader.html { Form.hidden("bd", $0.description) }
        let goesOn = address.goesOn.html(Form.hidden("ke", "1"))
        return DeskPlace(
            action: .classDesk(point.id, ClassDeskAddress()),
            carried: "\(Form.hidden("lop", className))\(reader)\(goesOn)")
    }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let last = view.last.html { OutcomePart(report: $0, place: place, hasReader: view.reader != nil).html(page) }
        let chosen = pupils.firstIndex { $0.id == address.reader }
        let label =
            chosen.map { words(.classFieldFor, ["name": given(pupils[$0].name)]) } ?? words[.classFieldNobody]
        var switched = address
        (switched.goesOn, switched.form) = (!address.goesOn, nil)
        let back: CirculationURL = .desk(point.id, DeskAddress(mode: .giveBack))
        let body: HTML = """
            <div class="desk" data-desk>
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words(.classOf, ["name": given(className)]))</h1>
            \(last)
            \(place.field(page, label: label, button: words[.deskGo], hint: words[.classFieldHint]))
            \(neighbours(chosen, words))
            <p class="actions"><a class="button" href="\(SiteURL.circulation(.classDesk(point.id, switched)))">\(words[address.goesOn ? .classStays : .classGoesOn])</a>
            <a class="button" href="\(SiteURL.circulation(back))">\(words.name(.deskMode, DeskMode.giveBack.rawValue))</a>
            <a class="button" href="\(SiteURL.circulation(.classDesk(point.id, ClassDeskAddress())))" data-end>\(words[.classOther])</a></p>
            \(list(words))
            \(view.reader.html { ReaderPart(point: point, reader: $0, place: place, terms: rules.terms($0.borrower.category), end: .classDesk(point.id, address.choosing(nil))).html(page) })
            \(RecentPart(reports: view.recent).html(page))
            </div>
            """
        return Layout(
            page: page, title: words(.classOf, ["name": given(className)]), showsSearch: false,
            head: DeskScript.element(page), robots: false
        ).formResponse(body)
    }

    private func neighbours(_ chosen: Int?, _ words: Words) -> HTML {
        guard !pupils.isEmpty else { return .empty }
        let link = { (place: Int, mark: HTML, label: HTML) -> HTML in
            let url: CirculationURL = .classDesk(point.id, address.choosing(pupils[place].id))
            return "<a class=\"button\" href=\"\(SiteURL.circulation(url))\" \(mark)>\(label)</a>"
        }
        let before = chosen.flatMap { $0 > 0 ? link($0 - 1, "data-previous", words[.classPrevious]) : nil }
        let next = (chosen.map { $0 + 1 } ?? 0) < pupils.count ? (chosen.map { $0 + 1 } ?? 0) : nil
        let after = next.map { link($0, "data-next", words[.classNext]) }
        return "<p class=\"actions\">\(before)\(after)</p>"
    }

    private func list(_ words: Words) -> HTML {
        let rows = pupils.html { pupil -> HTML in
            let mark: HTML = pupil.id == address.reader ? " aria-current=\"true\"" : ""
            let late: HTML =
                pupil.overdueLoans == 0
                ? "" : " · <span class=\"late\">\(words(.classLate, count: pupil.overdueLoans))</span>"
            let url: CirculationURL = .classDesk(point.id, address.choosing(pupil.id))
            return """
                <li value="\(pupil.number)"><a href="\(SiteURL.circulation(url))"\(mark)>\(given(pupil.name))</a> <span class="quiet">\(words(.classCopies, count: pupil.openLoans))\(late)</span></li>

                """
        }
        return "<ol class=\"pupils\" data-pupils aria-label=\"\(words[.classList])\">\(rows)</ol>"
    }
}
