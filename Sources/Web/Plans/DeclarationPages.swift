import HTTPTypes
import Hummingbird
import Library

/// Who declared what, and the form of one institution.
struct DeclarationPages {
    let site: SiteSetup
    private static let rowsOnPage = 100

    func add(to router: Router<WebContext>) {
        router.page(.declarations) { request, context in try await list(request, context) }
        router.page(.declare) { request, context in
            let isSaved = QueryParameters(request.uri.query)["luu"] == "1"
            return try await form(context, drafts: [:], isSaved: isSaved)
        }
        router.act(.declare) { request, context in try await declare(request, context) }
    }

    private var store: any DeclarationStore { site.services.plans.stores.declarations }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let today = Day(page.now)
        var address = DeclarationAddress(QueryParameters(request.uri.query))
        let asked = try await AskedProperties(site.services.plans, on: today)
        var filter = StandingFilter(
            on: today, within: Permission.nodes(page.actor, .declare),
            scope: TargetScope(institutions: address.kind.map { [$0] } ?? []), withProofs: false)
        let listed = try await store.standings(filter).filter { !address.isOpenOnly || asked.waiting(of: $0) > 0 }
        // What the system itself shows is counted over loans and visits: of the
        // institutions of this page alone.
        let pages = max(1, (listed.count + Self.rowsOnPage - 1) / Self.rowsOnPage)
        address.page = min(address.page, pages)
        let shown = listed[((address.page - 1) * Self.rowsOnPage)...].prefix(Self.rowsOnPage)
        (filter.institutions, filter.withProofs) = (Set(shown.map(\.institution.id)), true)
        return DeclarationListPage(
            address: address, standings: try await store.standings(filter), total: listed.count,
            pages: pages, asked: asked
        ).response(in: page)
    }

    private func view(_ context: WebContext) async throws -> InstitutionView {
        guard let id = context.rowNumber,
            let view = try await site.services.membership.places.institution(InstitutionID(id))
        else { throw VisitorError(.notFound) }
        return view
    }

    private func form(
        _ context: WebContext, drafts: [DeclaredProperty: PropertyDraft], isSaved: Bool = false,
        refusal: PlanRefusal? = nil
    ) async throws -> Response {
        let page = try context.page()
        let today = Day(page.now)
        let view = try await view(context)
        let id = view.institution.id
        let standing = try await store.standings(StandingFilter(on: today, institutions: [id])).first
        return DeclarationPage(
            view: view, standing: standing, history: try await store.history(of: id),
            evidence: try await site.services.plans.stores.evidence.files(of: id),
            asked: try await AskedProperties(site.services.plans, on: today).of(view.institution), drafts: drafts,
            today: today, isSaved: isSaved, refusal: refusal
        ).response(in: page)
    }

    /// What is left at "no change" is not declared again.
    private func declare(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await view(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        var drafts: [DeclaredProperty: PropertyDraft] = [:]
        for property in DeclaredProperty.allCases {
            let draft = PropertyDraft(property, values)
            if draft.answer != nil { drafts[property] = draft }
        }
        do {
            let ready = try drafts.sorted { $0.key.rawValue < $1.key.rawValue }.map { try $0.value.ready(as: $0.key) }
            try await store.declare(ready, of: view.institution.id, act: act)
            return Admission.redirect(to: .plans(.declared(view.institution.id)))
        } catch let refusal as PlanRefusal {
            return try await form(context, drafts: drafts, refusal: refusal)
        }
    }
}

/// Which properties the plans in force ask of which institutions.
struct AskedProperties {
    private var asked: [(units: Set<UnitID>, scope: TargetScope, properties: [DeclaredProperty])] = []

    init(_ desk: PlanDesk, on day: Day) async throws {
        for plan in try await desk.plans() {
            let targets = plan.targets.filter { !$0.shape.properties.isEmpty }
            guard !targets.isEmpty else { continue }
            let units = try await desk.scope(of: plan, on: day).all
            asked += targets.map { (units, $0.scope, $0.shape.properties) }
        }
    }

    func of(_ institution: Institution) -> Set<DeclaredProperty> {
        let facts = institution.facts
        let fitting = asked.filter {
            $0.units.contains(facts.unit)
                && ($0.scope.institutions.isEmpty || $0.scope.institutions.contains(facts.kind))
        }
        return Set(fitting.flatMap(\.properties))
    }

    /// How many it is asked for and has not declared.
    func waiting(of standing: InstitutionStanding) -> Int {
        of(standing.institution).count { standing.declared[$0] == nil }
    }
}

/// What was typed about one property, right or wrong.
struct PropertyDraft {
    /// Nil for "no change".
    var answer: Bool?
    var from: String
    var evidence: String
    var link: String
    var reason: String
    var basedOn: DeclarationID?

    init(_ property: DeclaredProperty, _ form: FormValues) {
        let name = property.rawValue
        switch form.text("tra-loi-\(name)") {
        case "co": answer = true
        case "khong": answer = false
        default: answer = nil
        }
        (from, evidence) = (form.text("tu-\(name)"), form.text("minh-chung-\(name)"))
        (link, reason) = (form.text("lien-ket-\(name)"), form.text("ly-do-\(name)"))
        basedOn = form.number("cu-\(name)").map { DeclarationID(Int64($0)) }
    }

    func ready(as property: DeclaredProperty) throws(PlanRefusal) -> DeclarationDraft {
        guard let from = Day(written: from) else { throw .dayWrong }
        return DeclarationDraft(
            facts: DeclarationFacts(
                property: property, holds: answer == true, from: from, evidence: evidence.isEmpty ? nil : evidence,
                link: link.isEmpty ? nil : link), reason: reason.isEmpty ? nil : reason, basedOn: basedOn)
    }
}
