import Hummingbird
import Library

/// The lending desk: one field, and what comes of each scan.
struct DeskPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.desk) { request, context in try await show(request, context) }
        router.act(.desk) { request, context in try await perform(request, context) }
        router.page(.classDesk) { request, context in try await showClass(request, context) }
        router.act(.classDesk) { request, context in try await performForClass(request, context) }
        router.page(.slip) { request, context in try await slip(request, context) }
        LoanListPages(site: site).add(to: router)
        HoldShelfPages(site: site).add(to: router)
        PaperPages(site: site).add(to: router)
        ExceptionPages(site: site).add(to: router)
        ReaderPages(site: site).add(to: router)
        ErasurePages(site: site).add(to: router)
    }

    private var lending: any LendingStore { site.services.circulating.lending }

    private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let point = try await site.point(context).point
        let address = DeskAddress(QueryParameters(request.uri.query))
        let view = try await lending.desk(
            DeskQuery(
                point: point.id, mode: address.mode, reader: address.reader, form: address.form,
                account: page.actor.account, now: page.now))
        return DeskPage(
            point: point, address: address, view: view, rules: try await site.deskRules(at: point, now: page.now)
        )
        .response(in: page)
    }

    private func perform(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let point = try await site.point(context).point
        var address = DeskAddress(
            reader: form.number("bd").map { PatronID(Int64($0)) }, mode: DeskAddress.mode(named: form.given("cach")),
            form: act.form)
        let outcome = try await perform(form, act, at: point, mode: address.mode, reader: address.reader)
        if case .reader(let patron) = outcome { address.reader = patron }
        return Admission.redirect(to: .circulation(.desk(point.id, address)))
    }

    private func perform(
        _ form: FormValues, _ act: Act, at point: ServicePoint, mode: DeskMode, reader: PatronID?
    ) async throws -> DeskOutcome {
        guard let wish = DeskWish(form).wish else { throw VisitorError(.badRequest) }
        return try await lending.perform(
            DeskRequest(
                point: point.id, mode: mode, reader: reader, wish: wish, isInsisted: form.isOn("van"),
                rules: try await site.deskRules(at: point, now: act.at)), act: act)
    }

    private func slip(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let point = try await site.point(context).point
        let address = DeskAddress(QueryParameters(request.uri.query))
        let view = try await lending.desk(
            DeskQuery(point: point.id, reader: address.reader, account: page.actor.account, now: page.now))
        guard let reader = view.reader else { throw VisitorError(.notFound) }
        return SlipPage(point: point, reader: reader).response(in: page)
    }

    // MARK: A class

    private func showClass(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let point = try await site.point(context).point
        let address = ClassDeskAddress(QueryParameters(request.uri.query))
        guard let className = address.className else {
            let classes = try await site.services.membership.patrons.patrons(PatronFilter(point: point.id, limit: 1))
                .classes
            return ClassChoicePage(point: point, classes: classes).response(in: page)
        }
        let pupils = try await lending.pupils(of: className, at: point.id, on: Day(page.now))
        let view = try await lending.desk(
            DeskQuery(
                point: point.id, reader: address.reader, form: address.form, account: page.actor.account,
                now: page.now))
        return ClassDeskPage(
            point: point, className: className, address: address, pupils: pupils, view: view,
            rules: try await site.deskRules(at: point, now: page.now)
        ).response(in: page)
    }

    private func performForClass(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let point = try await site.point(context).point
        guard let className = form.given("lop") else { throw VisitorError(.badRequest) }
        let pupils = try await lending.pupils(of: className, at: point.id, on: Day(page.now))
        var address = ClassDeskAddress(
            className: className, reader: form.number("bd").map { PatronID(Int64($0)) }, goesOn: form.isOn("ke"))
        if let pupil = Self.pupil(form.text("quet"), in: pupils) {
            address.reader = pupil
            return Admission.redirect(to: .circulation(.classDesk(point.id, address)))
        }
        address.form = act.form
        switch try await perform(form, act, at: point, mode: .lend, reader: address.reader) {
        case .reader(let patron): address.reader = patron
        case .lent where address.goesOn:
            if let place = pupils.firstIndex(where: { $0.id == address.reader }), place + 1 < pupils.count {
                address.reader = pupils[place + 1].id
            }
        default: break
        }
        return Admission.redirect(to: .circulation(.classDesk(point.id, address)))
    }

    /// The pupil whose number on the list was typed; a copy's number has more signs.
    private static func pupil(_ text: String, in pupils: [Pupil]) -> PatronID? {
        guard text.utf8.count <= 2, !text.hasPrefix("0"), let number = Int(text) else { return nil }
        return pupils.first { $0.number == number }?.id
    }
}

/// What a form of a desk asks for, in its fields and back.
struct DeskWish {
    var wish: DeskRequest.Wish?

    init(_ wish: DeskRequest.Wish) { self.wish = wish }

    init(_ form: FormValues) {
        let number = form.number("so").map(Int64.init)
        wish =
            switch form.text("lam") {
            case "", "quet": .scan(form.raw("quet"))
            case "the": .card(form.raw("quet"))
            case "ban": number.map { .copy(CopyID($0)) }
            case "muon": number.map { .lend(CopyID($0)) }
            case "tra": number.map { .giveBack(CopyID($0)) }
            case "nhan": number.map { .takeIn(CopyID($0)) }
            case "giu": number.map { .keep(CopyID($0)) }
            case "doc": number.map { .use(CopyID($0)) }
            case "de-rieng": number.map { .setAside(CopyID($0)) }
            case "gia-han": number.map { .renew(LoanID($0)) }
            case "mat": number.map { .lose(LoanID($0)) }
            case "huy": number.map { .cancel(HoldID($0)) }
            default: nil
            }
    }

    var fields: HTML {
        let (name, number): (String, Int64?) =
            switch wish {
            case .copy(let id): ("ban", id.rawValue)
            case .lend(let id): ("muon", id.rawValue)
            case .giveBack(let id): ("tra", id.rawValue)
            case .takeIn(let id): ("nhan", id.rawValue)
            case .keep(let id): ("giu", id.rawValue)
            case .use(let id): ("doc", id.rawValue)
            case .setAside(let id): ("de-rieng", id.rawValue)
            case .renew(let id): ("gia-han", id.rawValue)
            case .lose(let id): ("mat", id.rawValue)
            case .cancel(let id): ("huy", id.rawValue)
            case .card: ("the", nil)
            case .scan, nil: ("quet", nil)
            }
        return "\(Form.hidden("lam", name))\(number.html { Form.hidden("so", String($0)) })"
    }
}
