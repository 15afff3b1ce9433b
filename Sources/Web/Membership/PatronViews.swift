import Hummingbird
import Library

/// The readers of a point, class by class.
struct PatronListPage {
    var view: ServicePointView
    var className: String?
    var list: PatronPage
    /// The last grade of the school, where its kind tells.
    var lastGrade: Int?
    var mayEdit: Bool

    func response(in page: PageContext) -> Response {
        let words = page.words
        let point = view.point
        let classes = list.classes.compactMap { size in size.className.map { ($0, size.readers) } }.html {
            entry -> HTML in
            let mark: HTML = entry.0 == className ? " aria-current=\"page\"" : ""
            let url: AdministrationURL = .patrons(point.id, className: entry.0, after: nil)
            return """
                <li><a href="\(SiteURL.administration(url))"\(mark)>\(given(entry.0)) <span class="count" data-text>\(entry.1)</span></a></li>

                """
        }
        let rows = list.patrons.html { patron -> HTML in
            """
            <li class="line"><h2><a href="\(SiteURL.administration(.patron(patron.id)))">\(given(patron.facts.name))</a></h2>
            <p class="quiet">\(given(patron.card.text)) · \(given(patron.facts.className ?? "–"))</p></li>

            """
        }
        let next = list.next.html { cursor -> HTML in
            let url: AdministrationURL = .patrons(point.id, className: className, after: cursor)
            return "<p class=\"pager\"><a href=\"\(SiteURL.administration(url))\">\(words[.headingMore])</a></p>"
        }
        let empty: HTML = list.patrons.isEmpty ? "<p class=\"message\">\(words[.patronNone])</p>" : ""
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words[.patronsTitle])</h1>
            <nav class="letters" aria-label="\(words[.patronClasses])"><ul>\(classes)</ul></nav>
            \(mayEdit.html(classListLink(words)))
            \(className.html { classTools($0, page) })
            \(empty)
            <ul class="lines">\(rows)</ul>
            \(next)
            \(className == nil && !list.patrons.isEmpty ? yearForm(page) : .empty)
            """
        return Layout(page: page, title: words[.patronsTitle], robots: false).formResponse(body)
    }

    private func classListLink(_ words: Words) -> HTML {
        "<p><a class=\"button\" href=\"\(SiteURL.administration(.classList(view.point.id)))\">\(words[.classListTitle])</a></p>"
    }

    private func classTools(_ className: String, _ page: PageContext) -> HTML {
        let words = page.words
        let point = view.point.id
        let form = Form(
            action: .administration(.issuePINs(point)), button: words[.patronIssuePins],
            fields: Form.hidden("lop", className), isMinor: true)
        return """
            <section><p><a class="button" href="\(SiteURL.administration(.cards(point, className: className)))">\(words[.patronPrintCards])</a></p>
            <p>\(words[.patronPinsLead])</p>\(form.html(page))</section>
            """
    }

    private func yearForm(_ page: PageContext) -> HTML {
        let words = page.words
        let fields: HTML = """
            \(Form.text("lop-cuoi", words[.yearLastGrade], value: lastGrade.map(String.init) ?? ""))
            \(Form.check("chac-chan", words[.yearSure], isOn: false))
            """
        let form = Form(
            action: .administration(.endSchoolYear(view.point.id)), button: words[.yearEnd], fields: fields,
            isMinor: true)
        return "<section><h2>\(words[.yearTitle])</h2><p>\(words[.yearLead])</p>\(form.html(page))</section>"
    }
}

/// One reader: the card, the class, what is kept and why.
struct PatronPageView {
    var patron: Patron
    var point: ServicePoint?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let facts = patron.facts
        let trail = point.map {
            [(AdministrationURL.patrons($0.id, className: facts.className, after: nil), words[.patronsTitle])]
        }
        let consent = facts.consentOn.map { PlaceNames.day($0) } ?? words[.patronNoConsent]
        let move = Form(
            action: .administration(.moveClass(patron.id)), button: words[.patronMove],
            fields: Form.text("lop", words[.patronNewClass], value: facts.className ?? "", isRequired: true),
            isMinor: true)
        let card = Form(
            action: .administration(.replaceCard(patron.id)), button: words[.patronReplaceCard], fields: .empty,
            isMinor: true)
        let body: HTML = """
            \(Trail(steps: trail ?? []).html(words))
            <h1>\(given(facts.name))</h1>
            <dl class="facts">
            <dt>\(words[.patronCard])</dt><dd>\(given(patron.card.text))</dd>
            <dt>\(words[.patronCategory])</dt><dd>\(words.name(.patronCategory, facts.category.rawValue))</dd>
            <dt>\(words[.patronClass])</dt><dd>\(given(facts.className ?? "–"))</dd>
            <dt>\(words[.patronBasis])</dt><dd>\(words.name(.legalBasis, facts.basis.rawValue))</dd>
            <dt>\(words[.patronConsent])</dt><dd>\(consent)</dd>
            \(facts.birthday.html { "<dt>\(words[.patronBirthday])</dt><dd>\(PlaceNames.day($0))</dd>" })
            \(facts.contact.html { "<dt>\(words[.patronContact])</dt><dd>\(given($0))</dd>" })
            </dl>
            <p><a class="button" href="\(SiteURL.administration(.editPatron(patron.id)))">\(words[.adminEdit])</a></p>
            <section><h2>\(words[.patronMoveTitle])</h2>\(move.html(page))</section>
            <section><h2>\(words[.patronLostTitle])</h2><p>\(words[.patronLostLead])</p>\(card.html(page))</section>
            <p><a href="\(SiteURL.circulation(.erasure(patron.id)))">\(words[.eraseTitle])</a></p>
            """
        return Layout(page: page, title: given(facts.name), robots: false).formResponse(body)
    }
}

/// Cards to be printed on A4 and cut, ten a page; with PINs, slips to be handed
/// over with them.
struct CardSheet {
    var point: ServicePoint
    var className: String?
    var patrons: [Patron]
    /// Shown this once.
    var pins: [PatronID: String] = [:]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let cards = patrons.html { patron -> HTML in
            let pin = pins[patron.id].html { pin -> HTML in
                "<p>\(words(.patronPin, ["pin": "<strong data-text>\(text: pin)</strong>"]))</p>"
            }
            let className = patron.facts.className.html { "<p>\(words[.patronClass]) \(given($0))</p>" }
            return """
                <li class="card"><p class="small">\(given(point.facts.name))</p><p><strong>\(given(patron.facts.name))</strong></p>\(className)
                <div class="codes">\(Barcode(patron.card.text).svg())\(QRDrawing.svg(patron.card.text))</div><p class="number">\(given(patron.card.text))</p>\(pin)</li>

                """
        }
        let back: AdministrationURL = .patrons(point.id, className: className, after: nil)
        let body: HTML = """
            <div class="no-print">\(Trail(steps: [(back, words[.patronsTitle])]).html(words))
            <h1>\(words[.cardsTitle])</h1>
            <p>\(pins.isEmpty ? words[.cardsLead] : words[.cardsPinLead])</p></div>
            <ul class="cards">\(cards)</ul>
            """
        var response = Layout(page: page, title: words[.cardsTitle], kind: "sheet", robots: false).response(body)
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
