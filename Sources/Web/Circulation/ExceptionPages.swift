import Hummingbird
import Library

/// What happened and could not apply: a librarian says what became of it.
struct ExceptionPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.exceptions) { _, context in
            let page = try context.page()
            let point = try await site.point(context).point
            let open = try await site.services.circulating.ledger.exceptions(ExceptionFilter(point: point.id))
            var titles: [RecordID: String] = [:]
            for record in Set(open.compactMap { $0.copy?.facts.record }) {
                titles[record] = try await site.services.catalogue.record(record)?.facts.title
            }
            return ExceptionsPage(point: point, exceptions: open, titles: titles).response(in: page)
        }
        router.act(.exceptions) { request, context in
            let page = try context.page()
            let form = try await FormValues(request)
            let act = try form.act(of: page)
            let point = try await site.point(context).point
            guard let position = form.number("so").map(Int64.init),
                let resolution = ExceptionResolution(rawValue: form.text("cach"))
            else { throw VisitorError(.badRequest) }
            // One of this point, or settled by this very form before.
            let ledger = site.services.circulating.ledger
            let found = try await ledger.exceptions(
                ExceptionFilter(point: point.id, after: position - 1, limit: 1))
            if found.first?.accepted.position == position {
                try await ledger.resolve(position, resolution, act: act)
            }
            return Admission.redirect(to: .circulation(.exceptions(point.id)))
        }
    }
}

struct ExceptionsPage {
    var point: ServicePoint
    var exceptions: [OpenException]
    var titles: [RecordID: String]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let items = exceptions.html { item($0, page) }
        let none: HTML = exceptions.isEmpty ? "<p class=\"message\">\(words[.exceptionsNone])</p>" : ""
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words[.exceptionsTitle])</h1><p>\(words[.exceptionsLead])</p>\(none)
            <ul class="lines">\(items)</ul>
            """
        return Layout(page: page, title: words[.exceptionsTitle], showsSearch: false, robots: false).formResponse(body)
    }

    private func item(_ exception: OpenException, _ page: PageContext) -> HTML {
        let words = page.words
        let event = exception.accepted.event
        let title = exception.copy.map { titles[$0.facts.record] ?? $0.facts.number.text } ?? "–"
        let conflict = exception.accepted.conflict.html { words.name(.ledgerConflict, $0.rawValue) }
        let buttons = ExceptionResolution.allCases.html { resolution -> HTML in
            Form(
                action: .circulation(.exceptions(point.id)),
                button: words.name(.exceptionResolution, resolution.rawValue),
                fields:
                    "\(Form.hidden("so", String(exception.accepted.position)))\(Form.hidden("cach", resolution.rawValue))",
                isMinor: true
            ).html(page)
        }
        return """
            <li class="line"><h2>\(words.name(.paperKind, Self.kind(of: event.fact))): \(given(title))</h2>
            <p>\(PlaceNames.day(Day(event.happenedAt))) \(given(ClockText.hour(event.happenedAt))) · \(given(exception.copy?.facts.number.text ?? "–"))</p>
            <p>\(conflict)</p>
            <div class="actions">\(buttons)</div></li>

            """
    }

    private static func kind(of fact: LedgerFact) -> String {
        switch fact {
        case .loanOpened, .loanQuestioned: PaperLine.Kind.out.rawValue
        case .loanReturned, .loanLost, .copySeen: PaperLine.Kind.back.rawValue
        case .usedInHouse: PaperLine.Kind.room.rawValue
        case .holdPlaced, .holdReady, .holdEnded: "hold"
        case .boxOpened, .boxActed, .copyPacked, .copyUnpacked, .copyCounted, .linePacked, .lineCounted: "box"
        default: "other"
        }
    }
}
