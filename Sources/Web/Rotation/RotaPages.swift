import HTTPTypes
import Hummingbird
import Library

/// Rotas: the places that boxes go through.
struct RotaPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.newRota) { _, context in try await form(context) }
        router.act(.newRota) { request, context in try await make(request, context) }
        router.page(.rota) { _, context in try await show(context) }
        router.act(.rotaEdit) { request, context in try await edit(request, context) }
    }

    private var rotas: any RotaStore { site.rotation.rotas }

    private func form(_ context: WebContext, refusal: RotationRefusal? = nil) async throws -> Response {
        try RotaForm(view: try await site.point(context), refusal: refusal).response(in: context.page())
    }

    private func make(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        guard let name = form.given("ten"), let ending = RotaEnding(rawValue: form.text("cuoi")) else {
            return try await self.form(context, refusal: RotationRefusal(.incomplete))
        }
        do {
            let id = try await rotas.save(
                RotaFacts(name: name, ending: ending), as: nil, owner: view.point.id, act: act)
            return Admission.redirect(to: .rotation(.rota(id)))
        } catch let refusal as RotationRefusal { return try await self.form(context, refusal: refusal) }
    }

    private func show(_ context: WebContext, refusal: RotationRefusal? = nil) async throws -> Response {
        guard let id = context.rowNumber, let view = try await rotas.rota(RotaID(id)) else {
            throw VisitorError(.notFound)
        }
        return try RotaPage(view: view, points: try await site.allPoints(), refusal: refusal)
            .response(in: context.page())
    }

    private func edit(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let id = context.rowNumber, let view = try await rotas.rota(RotaID(id)) else {
            throw VisitorError(.notFound)
        }
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        var stages = view.rota.stages
        do {
            switch form.text("lam") {
            case "add":
                guard let point = RotationParts.point(form, "diem"), let days = form.number("ngay"),
                    form.text("luot").isEmpty || form.number("luot") != nil
                else { throw RotationRefusal(.incomplete) }
                let place = min(max(1, form.number("thu-tu") ?? stages.count + 1), stages.count + 1)
                stages.insert(RotaStage(point: point, days: days, loans: form.number("luot")), at: place - 1)
            case "remove":
                guard let stage = form.number("chang"), stages.indices.contains(stage - 1) else {
                    throw RotationRefusal(.incomplete)
                }
                stages.remove(at: stage - 1)
            case "up":
                guard let stage = form.number("chang"), stages.indices.contains(stage - 1), stage > 1 else {
                    throw RotationRefusal(.incomplete)
                }
                stages.swapAt(stage - 1, stage - 2)
            default: throw VisitorError(.badRequest)
            }
            try await rotas.setStages(stages, of: view.rota.id, act: act)
            return Admission.redirect(to: .rotation(.rota(view.rota.id)))
        } catch let refusal as RotationRefusal { return try await show(context, refusal: refusal) }
    }
}

struct RotaForm {
    var view: ServicePointView
    var refusal: RotationRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let endings: [(value: String, text: HTML)] = RotaEnding.allCases.map {
            ($0.rawValue, words.name(.rotaEnding, $0.rawValue))
        }
        let fields: HTML = """
            \(Form.text("ten", words[.rotaName], hint: words[.rotaNameHint], isRequired: true))
            \(Form.choice("cuoi", words[.rotaEnding], endings, chosen: "again"))
            """
        let body: HTML = """
            \(RotationTrail(point: PointName(view)).html(words))
            <h1>\(words[.rotaNew])</h1>\(RotationParts.refused(refusal, words))
            <p>\(words[.rotaLead])</p>
            \(Form(action: .rotation(.newRota(view.point.id)), button: words[.rotaMake], fields: fields).html(page))
            """
        return Layout(page: page, title: words[.rotaNew], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }
}

/// One rota: where boxes should be beside where they are.
struct RotaPage {
    var view: RotaView
    var points: [PointName]
    var refusal: RotationRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let rota = view.rota
        let title: HTML = "\(words[.rotaTitle]) \(given(rota.facts.name))"
        let stages = rota.stages.enumerated().map { index, stage -> HTML in
            let loans = stage.loans.html { ", \(words(.rotaLoans, count: $0))" }
            let buttons = ["up", "remove"].filter { $0 == "remove" || index > 0 }.map { order -> HTML in
                Form(
                    action: .rotation(.rotaEdit(rota.id)), button: words[order == "up" ? .rotaUp : .rotaRemove],
                    fields: Form.hidden("lam", order) + Form.hidden("chang", String(index + 1)), isMinor: true
                ).html(page)
            }
            return """
                <li class="line"><p><strong>\(RotationParts.name(view.points[stage.point]))</strong> · \(words(.rotaDays, count: stage.days))\(loans)</p><div class="row">\(HTML(joining: buttons))</div></li>

                """
        }
        let rows = view.boxes.html { box -> HTML in
            let wanted =
                rota.stages.indices.contains(box.stage - 1) ? view.points[rota.stages[box.stage - 1].point] : nil
            return """
                <tr><td><a href="\(SiteURL.rotation(.box(box.summary.box.id, done: nil)))">\(given(box.summary.box.number))</a></td>\
                <td>\(RotationParts.name(box.summary.place))</td><td>\(wanted.map { RotationParts.name($0) } ?? words[.rotaBefore])</td>\
                <td>\(words.name(.boxState, box.summary.box.state.rawValue))</td></tr>

                """
        }
        let table: HTML =
            view.boxes.isEmpty
            ? "<p class=\"message\">\(words[.rotaNoBoxes])</p>"
            : RotationParts.table(
                words[.rotaBoxes], head: [words[.tripBox], words[.rotaIs], words[.rotaShould], words[.boxCopyState]],
                rows: rows)
        let fields: HTML = """
            \(Form.hidden("lam", "add"))
            \(RotationParts.choice("diem", words[.rotaPlace], points, chosen: nil, without: rota.owner))
            \(RotationParts.number("ngay", words[.rotaDaysField], value: "60"))
            \(RotationParts.number("luot", words[.rotaLoansField], isRequired: false))
            \(RotationParts.number("thu-tu", words[.rotaOrdinal], value: String(rota.stages.count + 1)))
            """
        let add = Form(action: .rotation(.rotaEdit(rota.id)), button: words[.rotaAdd], fields: fields, isMinor: true)
        let body: HTML = """
            \(RotationTrail(point: view.owner).html(words))
            <h1>\(title)</h1>\(RotationParts.refused(refusal, words))
            <p>\(words[.rotaEnding]): \(words.name(.rotaEnding, rota.facts.ending.rawValue))</p>
            <section><h2>\(words[.rotaBoxes])</h2>\(table)
            <p><a class="button primary" href="\(SiteURL.rotation(.proposals(rota.owner)))">\(words[.proposalTitle])</a></p></section>
            <section><h2>\(words[.rotaStages])</h2><ol class="lines">\(HTML(joining: stages))</ol>
            <h3>\(words[.rotaAddTitle])</h3>\(add.html(page))</section>
            """
        return Layout(page: page, title: title, robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }
}
