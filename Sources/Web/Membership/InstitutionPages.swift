import HTTPTypes
import Hummingbird
import Library

/// Institutions: the list, one, and the form.
struct InstitutionPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.institutions) { request, context in try await list(request, context) }
        router.page(.institution) { _, context in try await show(context) }
        router.page(.newInstitution) { _, context in try await form(context, draft: InstitutionDraft()) }
        router.act(.newInstitution) { request, context in try await save(request, context, as: nil) }
        router.page(.editInstitution) { _, context in
            let view = try await institution(context)
            return try await form(context, draft: InstitutionDraft(view.institution.facts), of: view)
        }
        router.act(.editInstitution) { request, context in
            try await save(request, context, as: try await institution(context))
        }
    }

    private var places: any PlaceStore { site.services.membership.places }

    private func institution(_ context: WebContext) async throws -> InstitutionView {
        guard let id = context.rowNumber, let view = try await places.institution(InstitutionID(id)) else {
            throw VisitorError(.notFound)
        }
        return view
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let address = InstitutionAddress(QueryParameters(request.uri.query))
        let filter = InstitutionFilter(
            unit: address.unit, kind: address.kind, words: address.words,
            within: Permission.nodes(page.actor, .seePlaces), after: address.after)
        return InstitutionListPage(address: address, list: try await places.institutions(filter)).response(in: page)
    }

    private func show(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await institution(context)
        let lineage = try await places.lineage(of: .institution(view.institution.id)) ?? .library
        let mayEdit = Permission.allows(page.actor, .editPlaces, at: lineage)
        return InstitutionPageView(view: view, mayEdit: mayEdit, kinds: site.configuration.pointKinds)
            .response(in: page)
    }

    private func form(
        _ context: WebContext, draft: InstitutionDraft, of view: InstitutionView? = nil,
        refusal: MembershipPhrase? = nil
    ) async throws -> Response {
        let page = try context.page()
        return InstitutionForm(
            draft: draft, view: view, units: try await units(page, keeping: view?.units.last), refusal: refusal
        ).response(in: page)
    }

    private func save(_ request: Request, _ context: WebContext, as view: InstitutionView?) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let draft = InstitutionDraft(form)
        guard let facts = draft.facts else {
            return try await self.form(context, draft: draft, of: view, refusal: .institutionIncomplete)
        }
        // Where it goes must be the editor's too, not only where it was.
        let target = try await places.lineage(of: .unit(facts.unit))
        guard let target,
            Permission.allows(page.actor, .editPlaces, at: target) || view?.institution.facts.unit == facts.unit
        else { throw VisitorError(.forbidden) }
        do {
            let id = try await places.save(facts, as: view?.institution.id, act: act)
            return Admission.redirect(to: .administration(.institution(id)))
        } catch let refusal as PlaceRefusal {
            return try await self.form(context, draft: draft, of: view, refusal: refusal.phrase)
        }
    }

    /// The communes and provinces of today that the visitor may put an
    /// institution into, and the one it is in.
    private func units(_ page: PageContext, keeping kept: AdministrativeUnit?) async throws -> [UnitGroup] {
        let mine = Permission.nodes(page.actor, .editPlaces)
        let today = Day(page.now)
        let store = site.services.membership.units
        let provinces = try await store.units(UnitFilter(on: today, level: .province))
        let communes = Dictionary(grouping: try await store.units(UnitFilter(on: today, level: .commune)), by: \.parent)
        return provinces.compactMap { province in
            let isAllMine = mine.contains(.library) || mine.contains(.unit(province.id))
            let below = (communes[province.id] ?? []).filter {
                isAllMine || mine.contains(.unit($0.id)) || $0.id == kept?.id
            }
            guard isAllMine || !below.isEmpty else { return nil }
            return UnitGroup(province: province, communes: below, isProvinceOpen: isAllMine || province.id == kept?.id)
        }
    }
}

/// A province with its communes, for a choice.
struct UnitGroup {
    var province: AdministrativeUnit
    var communes: [AdministrativeUnit]
    var isProvinceOpen: Bool
}

extension PlaceRefusal {
    var phrase: MembershipPhrase {
        switch self {
        case .unitUnknown: .placeUnitUnknown
        case .codeTaken: .placeCodeTaken
        case .nameTaken: .placeNameTaken
        case .parentLoop: .placeParentLoop
        case .parentUnknown: .placeParentUnknown
        }
    }
}

/// What was typed about an institution, right or wrong.
struct InstitutionDraft {
    var name = ""
    var kind = ""
    var unit = ""
    var code = ""
    var address = ""
    var last = ""
    private var first: Day?

    init() {}

    init(_ facts: InstitutionFacts) {
        (name, kind, unit) = (facts.name, facts.kind.rawValue, facts.unit.description)
        (code, address, last) = (facts.code ?? "", facts.address ?? "", facts.validity.last?.description ?? "")
        first = facts.validity.first
    }

    init(_ form: FormValues) {
        (name, kind, unit) = (form.text("ten"), form.text("loai"), form.text("don-vi"))
        (code, address, last) = (form.text("so"), form.text("dia-chi"), form.text("het"))
    }

    /// Nil while something is missing or no day.
    var facts: InstitutionFacts? {
        guard !name.isEmpty, let kind = InstitutionKind(rawValue: kind), let unit = Int64(unit) else { return nil }
        let end = Day(written: last)
        guard last.isEmpty || end != nil else { return nil }
        return InstitutionFacts(
            name: name, kind: kind, unit: UnitID(unit), code: code.isEmpty ? nil : code,
            address: address.isEmpty ? nil : address, validity: Validity(first: first, last: end))
    }
}
