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
        let page = try context.page()
        return RotaPage(view: view, points: try await site.allPoints(on: Day(page.now)), refusal: refusal)
            .response(in: page)
    }

    private func edit(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let id = context.rowNumber, let view = try await rotas.rota(RotaID(id)) else {
            throw VisitorError(.notFound)
        }
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let rota = view.rota
        do {
            switch form.text("lam") {
            case "rename":
                guard let name = form.given("ten"), let ending = RotaEnding(rawValue: form.text("cuoi")) else {
                    throw RotationRefusal(.incomplete)
                }
                _ = try await rotas.save(
                    RotaFacts(name: name, ending: ending), as: rota.id, owner: rota.owner, act: act)
            case "release":
                guard let box = form.number("thung") else { throw RotationRefusal(.incomplete) }
                try await rotas.assign(BoxID(Int64(box)), to: nil, owner: rota.owner, act: act)
            case "end":
                try await rotas.remove(rota.id, act: act)
                return Admission.redirect(to: .rotation(.point(rota.owner)))
            default: try await rotas.setStages(try rota.stages(edited: form), of: rota.id, act: act)
            }
            return Admission.redirect(to: .rotation(.rota(rota.id)))
        } catch let refusal as RotationRefusal { return try await show(context, refusal: refusal) }
    }
}

extension Rota {
    /// Its stages as the button of a form wants them.
    func stages(edited form: FormValues) throws -> [RotaStage] {
        var stages = stages
        // The stage a button stands at, from 0.
        let place = form.number("chang").flatMap { stages.indices.contains($0 - 1) ? $0 - 1 : nil }
        switch form.text("lam") {
        case "add":
            guard let point = RotationParts.point(form, "diem"), let days = form.number("ngay"),
                form.text("luot").isEmpty || form.number("luot") != nil
            else { throw RotationRefusal(.incomplete) }
            let ordinal = min(max(1, form.number("thu-tu") ?? stages.count + 1), stages.count + 1)
            stages.insert(RotaStage(point: point, days: days, loans: form.number("luot")), at: ordinal - 1)
        case "remove":
            guard let place else { throw RotationRefusal(.incomplete) }
            stages.remove(at: place)
        case "up":
            guard let place, place > 0 else { throw RotationRefusal(.incomplete) }
            stages.swapAt(place, place - 1)
        case "down":
            guard let place, place + 1 < stages.count else { throw RotationRefusal(.incomplete) }
            stages.swapAt(place, place + 1)
        default: throw VisitorError(.badRequest)
        }
        return stages
    }
}
