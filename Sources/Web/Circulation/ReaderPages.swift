import HTTPTypes
import Hummingbird
import Library

/// What readers do for themselves: renew, wait for a title, remember, take
/// their data with them.
struct ReaderPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.act(.renewal) { request, context in
            try await act(request, context) { form, act, patron in
                guard let loan = form.number("so").map({ LoanID(Int64($0)) }) else { throw VisitorError(.badRequest) }
                let rules = try await rules(of: patron, at: act.at)
                _ = try await readers.renew(loan, of: patron, rules: rules, act: act)
                return .myPage
            }
        }
        router.act(.ownHold) { request, context in
            try await act(request, context) { form, act, patron in
                guard let record = form.number("tai-lieu").map({ RecordID(Int64($0)) }) else {
                    throw VisitorError(.badRequest)
                }
                let pickup = try await pickup(form.number("nhan-tai"), for: record, of: patron)
                let rules = try await rules(of: patron, at: act.at)
                _ = try await readers.placeHold(for: record, pickup: pickup, by: patron, rules: rules, act: act)
                return .myPage
            }
        }
        router.act(.cancelledHold) { request, context in
            try await act(request, context) { form, act, patron in
                guard let hold = form.number("so").map({ HoldID(Int64($0)) }) else { throw VisitorError(.badRequest) }
                try await readers.cancelHold(hold, of: patron, act: act)
                return .myPage
            }
        }
        router.act(.readingRecord) { request, context in
            try await act(request, context) { form, act, patron in
                try await readers.keepReadingRecord(form.isOn("giu"), of: patron, act: act)
                return .myPage
            }
        }
        router.page(.personalData) { _, context in
            let page = try context.page()
            return PersonalDataPage(data: try await data(page)).response(in: page)
        }
        router.page(.personalDataJSON) { _, context in
            let data = try await data(context.page())
            return PersonalDataFile(data: data).json
        }
        router.page(.personalDataCSV) { _, context in
            let page = try context.page()
            return PersonalDataFile(data: try await data(page)).csv(page.words)
        }
    }

    private var readers: any ReaderStore { site.services.circulating.readers }

    /// A form of a reader; a refusal is shown with what to do next.
    private func act(
        _ request: Request, _ context: WebContext,
        _ work: (FormValues, Act, PatronID) async throws -> SiteURL
    ) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        guard let patron = page.actor.patron else { throw VisitorError(.notFound) }
        do {
            return Admission.redirect(to: try await work(form, act, patron))
        } catch let refusal as LendingRefusal {
            return RefusalPage(refusal: refusal, back: .myPage).response(in: page)
        }
    }

    private func rules(of patron: PatronID, at now: Moment) async throws -> DeskRules {
        guard let reader = try await site.services.membership.patrons.patron(patron),
            let view = try await site.services.membership.places.servicePoint(reader.servicePoint)
        else { throw LendingRefusal.readerEnded }
        return try await site.deskRules(at: view.point, now: now)
    }

    /// The reader's own point, or one where a copy stands.
    private func pickup(_ wanted: Int?, for record: RecordID, of patron: PatronID) async throws -> ServicePointID {
        guard let reader = try await site.services.membership.patrons.patron(patron) else {
            throw LendingRefusal.readerEnded
        }
        guard let wanted = wanted.map({ ServicePointID(Int64($0)) }) else { return reader.servicePoint }
        let points = try await readers.availability(of: record).points.map(\.place.id)
        return points.contains(wanted) ? wanted : reader.servicePoint
    }

    private func data(_ page: PageContext) async throws -> PersonalData {
        guard let patron = page.actor.patron,
            let data = try await site.services.circulating.privacy.personalData(of: patron, now: page.now)
        else { throw VisitorError(.notFound) }
        try await site.services.membership.audit.note(
            .dataExported, "patron \(patron)", act: Act(account: page.actor.account, form: nil, at: page.now))
        return data
    }
}

/// A refusal as a page of its own: why not, and what to do.
struct RefusalPage {
    var refusal: LendingRefusal
    var back: SiteURL

    func response(in page: PageContext) -> Response {
        let words = page.words
        let body: HTML = """
            <article class="message">
            <h1>\(words.name(.lendingRefusal, refusal.rawValue))</h1>
            <p>\(words.name(.lendingRefusal, refusal.rawValue + "-help"))</p>
            <p><a class="button" href="\(back)">\(words[.refusalBack])</a></p>
            </article>
            """
        return Layout(page: page, title: words[.refusalTitle], robots: false)
            .response(body, status: .unprocessableContent)
    }
}

/// Loans, holds and the reading record on one's own page.
struct OwnLendingPart {
    var reader: ReaderView
    /// Nil while it is turned off.
    var reading: [ReadTitle]?

    func html(_ page: PageContext) -> HTML {
        let words = page.words
        let today = Day(page.now)
        let loans = reader.loans.html { line -> HTML in
            let renew = Form(
                action: .circulation(.renewal), button: words[.loanRenew],
                fields: Form.hidden("so", line.loan.id.description), isMinor: true)
            return
                "<li class=\"line\">\(LoanText.html(line, today, words))<div class=\"actions\">\(renew.html(page))</div></li>\n"
        }
        let holds = reader.holds.html { line -> HTML in
            let cancel = Form(
                action: .circulation(.cancelledHold), button: words[.holdCancel],
                fields: Form.hidden("so", line.hold.id.description), isMinor: true)
            return
                "<li class=\"line\">\(HoldText.html(line, words))<div class=\"actions\">\(cancel.html(page))</div></li>\n"
        }
        let noLoans: HTML = reader.loans.isEmpty ? "<p class=\"quiet\">\(words[.ownNoLoans])</p>" : ""
        let noHolds: HTML = reader.holds.isEmpty ? "<p class=\"quiet\">\(words[.ownNoHolds])</p>" : ""
        return """
            <section><h2>\(words[.ownLoans])</h2>\(noLoans)<ul class="lines">\(loans)</ul></section>
            <section><h2>\(words[.ownHolds])</h2>\(noHolds)<ul class="lines">\(holds)</ul></section>
            <section><h2>\(words[.ownReading])</h2>\(readingPart(page))</section>
            <section><h2>\(words[.ownData])</h2><p>\(words[.ownDataLead])</p>
            <p class="actions"><a class="button" href="\(SiteURL.circulation(.personalData))">\(words[.ownDataShow])</a></p></section>
            """
    }

    private func readingPart(_ page: PageContext) -> HTML {
        let words = page.words
        guard let reading else {
            guard reader.borrower.mayKeepMore else { return "<p>\(words[.ownReadingNoConsent])</p>" }
            let on = Form(
                action: .circulation(.readingRecord), button: words[.ownReadingOn], fields: Form.hidden("giu", "1"),
                isMinor: true)
            return "<p>\(words[.ownReadingLead])</p>\(on.html(page))"
        }
        let titles = reading.html { entry -> HTML in
            "<li><a href=\"\(SiteURL.record(entry.record))\">\(given(entry.title))</a> <span class=\"quiet\">\(PlaceNames.day(entry.on))</span></li>\n"
        }
        let off = Form(
            action: .circulation(.readingRecord), button: words[.ownReadingOff], fields: .empty, isMinor: true)
        let none: HTML = reading.isEmpty ? "<p class=\"quiet\">\(words[.ownReadingNone])</p>" : ""
        return "<p>\(words[.ownReadingKept])</p>\(none)<ul>\(titles)</ul>\(off.html(page))"
    }
}

/// Where the copies of a title are, and the wish for one.
struct RecordCopiesPart {
    var record: RecordID
    var availability: Availability
    /// Where the visitor's card is from; nil for who has none.
    var own: PlaceName?

    func html(_ page: PageContext) -> HTML {
        guard !availability.points.isEmpty else { return .empty }
        let words = page.words
        let waiting: HTML =
            availability.waiting == 0
            ? "" : "<p class=\"quiet\">\(words(.copiesWaiting, count: availability.waiting))</p>"
        return waiting + wish(page)
    }

    private func wish(_ page: PageContext) -> HTML {
        guard let own else { return .empty }
        let words = page.words
        var places = [own]
        places += availability.points.map(\.place).filter { $0.id != own.id }
        let options: [(value: String, text: HTML)] = places.map { ($0.id.description, given($0.name)) }
        let form = Form(
            action: .circulation(.hold), button: words[.holdPlace],
            fields:
                "\(Form.hidden("tai-lieu", record.description))\(Form.choice("nhan-tai", words[.holdPickup], options, chosen: own.id.description))",
            isMinor: true)
        return form.html(page)
    }
}
