import HTTPTypes
import Hummingbird
import Library

/// One copy: what the register says, where it is, where it was on a day, and
/// what happened to it.
struct CopyView {
    /// What was asked about a day.
    enum DayAnswer {
        case wrong(String)
        case custody(Day, Custody?)
    }

    var copy: TitledCopy
    var owner: ServicePoint
    var history: [AcceptedEvent]
    var places: [CustodyEntry]
    var names: CopyNames
    var answer: DayAnswer?
    var asked: String
    var refusal: LedgerConflict?
    var mayEdit: Bool
    /// Where the visitor may say that it was found.
    var finders: [ServicePointID]

    private var state: CopyState { copy.copy.state }
    private var facts: CopyFacts { copy.copy.facts }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title = given(facts.number.text)
        let said = refusal.html { conflict -> HTML in
            "<div class=\"notice\" role=\"alert\"><p>\(words.name(.ledgerConflict, conflict.rawValue))</p></div>"
        }
        let edit: HTML =
            mayEdit
            ? "<a class=\"button\" href=\"\(SiteURL.holdings(.editCopy(state.id)))\">\(words[.copyEdit])</a>" : ""
        let list: HoldingsURL = .copies(CopiesAddress(owner.id))
        let body: HTML = """
            \(StockTrail(point: owner, further: [(list, words[.stockTitle])]).html(words))
            <h1>\(title)</h1>
            \(said)
            <p class="subtitle">\(given(copy.title))</p>
            \(factList(words))
            <p class="actions"><a class="button" href="\(SiteURL.record(facts.record))">\(words[.copyRecord])</a>\(edit)</p>
            \(foundForm(page))
            \(dayForm(words))
            \(placeTable(words))
            \(historyTable(words))
            """
        return Layout(page: page, title: title, robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func factList(_ words: Words) -> HTML {
        var rows: [HTML] = []
        func row(_ term: HTML, _ value: HTML?) { if let value { rows.append("<dt>\(term)</dt><dd>\(value)</dd>\n") } }
        row(words[.stockStatus], words.name(.copyStatus, state.status.rawValue))
        row(words[.copyHolder], names.name(state.holder))
        row(words[.copyPlanned], state.plannedHolder.map(names.name))
        row(words[.copyBox], state.box.map(names.number))
        row(words[.copyOwner], names.name(state.owner))
        row(words[.copyBarcode], facts.barcode == facts.number.text ? nil : given(facts.barcode))
        row(words[.availabilityCall], facts.callNumber.map { given($0) })
        row(words[.copyLocation], facts.location.map { given($0) })
        row(words[.copyCondition], words.name(.copyCondition, facts.condition.rawValue))
        row(words[.copyPrice], facts.price.map { words.money($0) })
        row(words[.copySource], facts.source.map { words.name(.copySource, $0.rawValue) })
        row(words[.copyReceived], facts.receivedOn.map { PlaceNames.day($0) })
        row(words[.copyNote], facts.note.map { given($0) })
        return "<dl class=\"facts\">\(rows)</dl>"
    }

    private func foundForm(_ page: PageContext) -> HTML {
        guard state.status == .missing || state.status == .lost, !finders.isEmpty else { return .empty }
        let words = page.words
        let options: [(value: String, text: HTML)] = finders.map { ($0.description, names.name($0)) }
        let chosen = finders.contains(state.holder) ? state.holder : finders.first
        let form = Form(
            action: .holdings(.foundCopy(state.id)), button: words[.copyFound],
            fields: Form.choice("diem", words[.copyFoundAt], options, chosen: chosen?.description ?? ""))
        return "<section><h2>\(words[.copyFound])</h2><p>\(words[.copyFoundLead])</p>\(form.html(page))</section>"
    }

    private func dayForm(_ words: Words) -> HTML {
        let told: HTML =
            switch answer {
            case nil: ""
            case .wrong: "<p class=\"notice\" role=\"alert\">\(words[.copyWhereDayWrong])</p>"
            case .custody(let day, let custody):
                "<p class=\"message\" role=\"status\">\(CopyHistory(names: names, words: words).answer(custody, on: day))</p>"
            }
        return """
            <section><h2>\(words[.copyWhereTitle])</h2>\(told)
            <form class="form" method="get" action="\(SiteURL.holdings(.copy(state.id, day: nil)))">
            \(Form.text("ngay", words[.copyWhereDay], value: asked))
            <p><button class="button" type="submit">\(words[.copyWhereAsk])</button></p>
            </form></section>
            """
    }

    private func placeTable(_ words: Words) -> HTML {
        let history = CopyHistory(names: names, words: words)
        let rows = places.reversed().map { entry -> HTML in
            let until = entry.until.map { PlaceNames.day(Day($0.at)) } ?? words[.copyPlaceNow]
            return """
                <tr><td>\(PlaceNames.day(Day(entry.since.at)))</td><td>\(until)</td><td>\(history.place(entry.custody))</td></tr>

                """
        }
        return table(
            words[.copyPlacesTitle], [words[.copyPlaceSince], words[.copyPlaceUntil], words[.copyPlaceWhere]], rows)
    }

    private func historyTable(_ words: Words) -> HTML {
        let history = CopyHistory(names: names, words: words)
        let rows = self.history.reversed().map { event -> HTML in
            "<tr><td>\(PlaceNames.day(Day(event.event.happenedAt)))</td><td>\(history.sentence(event))</td></tr>\n"
        }
        return table(words[.copyHistoryTitle], [words[.copyHistoryWhen], words[.copyHistoryWhat]], rows)
    }

    private func table(_ title: HTML, _ heads: [HTML], _ rows: [HTML]) -> HTML {
        """
        <section><h2>\(title)</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="\(title)"><table><thead><tr>\(heads.html { "<th scope=\"col\">\($0)</th>" })</tr></thead><tbody>
        \(rows)</tbody></table></div></section>
        """
    }
}

/// The form that corrects a copy's line in the register.
struct CopyForm {
    var copy: TitledCopy
    var draft: CopyFields
    var refusal: HoldingsPhrase?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let id = copy.copy.id
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\(words[$0])</p></div>" }
        let trail = Trail(below: [(.holdings(.copy(id, day: nil)), given(copy.copy.facts.number.text))])
        let body: HTML = """
            \(trail.html(words))
            <h1>\(words[.copyEdit])</h1>
            <p class="subtitle">\(given(copy.copy.facts.number.text)) · \(given(copy.title))</p>
            \(said)
            \(Form(action: .holdings(.editCopy(id)), button: words[.copySave], fields: draft.fields(words)).html(page))
            """
        return Layout(page: page, title: words[.copyEdit], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }
}
