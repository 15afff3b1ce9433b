import HTTPTypes
import Hummingbird
import Library

/// What a plan leaves open: base year, mean, the months of reports, who carries
/// it on, what took an office's place.
struct PlanChoicePages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.planChoices) { _, context in try await show(context) }
        router.act(.planChoices) { request, context in try await choose(request, context) }
    }

    private func plan(_ context: WebContext) async throws -> Plan {
        let page = try context.page()
        let plan = try await site.plan(context)
        guard try await site.mayEdit(plan, page) else { throw VisitorError(.forbidden) }
        return plan
    }

    private func show(_ context: WebContext, refusal: PlanRefusal? = nil) async throws -> Response {
        let page = try context.page()
        let plan = try await plan(context)
        let today = Day(page.now)
        let desk = site.services.plans
        return PlanChoicePage(
            plan: plan, scope: try await desk.scope(of: plan, on: today),
            choices: try await desk.stores.choices.choices(of: plan.id), today: today, refusal: refusal
        ).response(in: page)
    }

    private func choose(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let plan = try await plan(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        guard let subject = PlanChoiceSubject(kind: values.text("viec-chon"), of: values.text("cua")) else {
            throw VisitorError(.badRequest)
        }
        do {
            let value = values.text(PlanChoicePage.value)
            let today = Day(page.now)
            if let refusal = plan.refusal(of: value, for: subject, on: today) { throw refusal }
            if subject == .carriers { try await checkUnits(value, on: today) }
            try await site.services.plans.stores.choices.choose(
                value, for: subject, of: plan.id, reason: values.text("ly-do"), act: act)
            return Admission.redirect(to: .plans(.choices(plan.id)))
        } catch let refusal as PlanRefusal {
            return try await show(context, refusal: refusal)
        }
    }

    private func checkUnits(_ codes: String, on day: Day) async throws {
        let known = Set(try await site.services.membership.units.units(UnitFilter(on: day)).map(\.code))
        guard codes.split(separator: " ").allSatisfy({ known.contains(String($0)) }) else {
            throw PlanRefusal.unitUnknown
        }
    }
}

/// One form for each thing that is to be chosen, with what was chosen before.
struct PlanChoicePage {
    var plan: Plan
    var scope: PlanScope
    /// The oldest first.
    var choices: [PlanChoice]
    var today: Day
    var refusal: PlanRefusal?

    /// The name of the field with what is chosen.
    static let value = "gia-tri"

    func response(in page: PageContext) -> Response {
        let words = page.words
        let steps: [(url: SiteURL, text: HTML)] = [
            (.plans(.list), words[.plansTitle]), (.plans(.plan(plan.id)), given(plan.title)),
        ]
        let body: HTML = """
            \(Trail(below: steps).html(words))
            <h1>\(words[.plansChoose])</h1>
            <p>\(words[.plansChooseLead])</p>
            \(refusal.html { PlanWords.refusal($0, words) })
            \(growth(page))\(months(page))\(carriers(page))\(successors(page))
            \(history(words))
            """
        return Layout(page: page, title: words[.plansChoose], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func growth(_ page: PageContext) -> HTML {
        let words = page.words
        return plan.targets.filter { $0.growth != nil }.html { target -> HTML in
            guard let growth = target.growth else { return .empty }
            let means = MeanKind.allCases.map { (value: $0.rawValue, text: words.name(.meanKind, $0.rawValue)) }
            let title = words(
                .plansChooseBase, ["name": given(target.name), "day": PlanWords.deadline(target, words)])
            let year = form(
                .baseYear(target: target.id.code),
                {
                    Form.text(
                        Self.value, words[.plansBaseYear], value: growth.baseYear.map { String($0.value) } ?? "",
                        type: "number", isRequired: true, mark: $0)
                },
                page)
            let mean = form(
                .mean(target: target.id.code),
                {
                    Form.choice(
                        Self.value, words[.plansMean], means, chosen: growth.mean?.value.rawValue ?? "compound",
                        mark: $0)
                }, page)
            return """
                <section><h2>\(title)</h2><p>\(words[.plansMeanHelp])</p>
                \(state(growth.baseYear?.by, isSet: growth.baseYear != nil, words))\(year)
                \(state(growth.mean?.by, isSet: growth.mean != nil, words))\(mean)</section>

                """
        }
    }

    private func months(_ page: PageContext) -> HTML {
        let words = page.words
        return plan.duties.html { duty -> HTML in
            let title = words(
                .plansChooseMonths,
                [
                    "kind": words.name(.dutyKind, duty.kind.rawValue),
                    "day": duty.words.map { given($0, lang: "vi") } ?? .empty,
                ])
            let list = PlanWords.periods(duty.kind)
            let options = duty.kind.choices.map { (value: $0, text: words.name(list, $0)) }
            let chosen = duty.months?.value.description ?? duty.kind.choices[0]
            let content = form(
                .months(duty: duty.id.code),
                { Form.choice(Self.value, words[.plansMonths], options, chosen: chosen, mark: $0) }, page)
            return
                "<section><h2>\(title)</h2>\(state(duty.months?.by, isSet: duty.months != nil, words))\(content)</section>\n"
        }
    }

    private func carriers(_ page: PageContext) -> HTML {
        let words = page.words
        let codes = scope.today.map(\.code).joined(separator: " ")
        let names = HTML(joining: scope.today.map { PlaceNames.unit($0, words) }, with: ", ")
        let content = form(
            .carriers,
            {
                Form.text(
                    Self.value, words[.plansCarriers], value: codes, hint: words[.plansCarriersHint],
                    isRequired: true, mark: $0)
            }, page)
        return """
            <section><h2>\(words[.plansChooseCarriers])</h2><p>\(names)</p>
            \(state(scope.choice, isSet: scope.choice != nil, words))\(content)</section>

            """
    }

    private func successors(_ page: PageContext) -> HTML {
        let words = page.words
        return plan.bodies.filter { $0.validity.last.map { $0 < today } ?? false }.html { body -> HTML in
            let content = form(
                .successor(body: body.id.text),
                {
                    Form.text(
                        Self.value, words[.plansSuccessor], value: body.successor?.name ?? "", isRequired: true,
                        mark: $0)
                }, page)
            let last = choices.last { $0.subject == .successor(body: body.id.text) }
            return """
                <section><h2>\(words(.plansChooseSuccessor, ["name": given(body.name)]))</h2>
                \(state(last, isSet: body.successor?.confirmedBy != nil, words))\(content)</section>

                """
        }
    }

    private func state(_ choice: PlanChoice?, isSet: Bool, _ words: Words) -> HTML {
        if let choice { return "<p class=\"quiet\">\(PlanWords.choice(choice, words))</p>" }
        return "<p class=\"quiet\">\(isSet ? words[.plansChosenInFile] : words[.plansToChoose])</p>"
    }

    /// `field` makes the value's field; its argument keeps ids apart.
    private func form(_ subject: PlanChoiceSubject, _ field: (String) -> HTML, _ page: PageContext) -> HTML {
        let stored = subject.stored
        let words = page.words
        let mark = "-\(stored.kind)-\(stored.of)"
        let fields: HTML = """
            \(Form.hidden("viec-chon", stored.kind))\(Form.hidden("cua", stored.of))
            \(field(mark))
            \(Form.text("ly-do", words[.plansReason], hint: words[.plansReasonHint], isRequired: true, mark: mark))
            """
        return Form(action: .plans(.choices(plan.id)), button: words[.plansChooseButton], fields: fields, isMinor: true)
            .html(page)
    }

    private func history(_ words: Words) -> HTML {
        guard !choices.isEmpty else { return .empty }
        let items = choices.reversed().html { choice -> HTML in
            let stored = choice.subject.stored
            let what = words.name(.planChoice, stored.kind)
            return
                "<li>\(what) \(given(stored.of)): <strong data-text>\(text: choice.value)</strong> – \(PlanWords.choice(choice, words))</li>\n"
        }
        return "<details><summary>\(words[.plansHistory])</summary><ol reversed>\(items)</ol></details>\n"
    }
}
