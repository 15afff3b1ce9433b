import HTTPTypes
import Hummingbird
import Library

/// Service points: one, and the form.
struct PointPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.point) { _, context in
            let page = try context.page()
            let view = try await site.point(context)
            let lineage = try await places.lineage(of: .servicePoint(view.point.id)) ?? .library
            return PointPage(
                view: view, kinds: site.configuration.pointKinds,
                mayEdit: Permission.allows(page.actor, .editPlaces, at: lineage),
                doors: PointDoors(point: view.point.id, actor: page.actor, lineage: lineage),
                remains: view.point.facts.validity.last == nil ? nil : try await site.remains(at: view.point.id)
            ).response(in: page)
        }
        router.page(.newPoint) { _, context in
            try await form(context, draft: PointDraft(), in: try await institution(context))
        }
        router.act(.newPoint) { request, context in
            try await save(request, context, in: try await institution(context), as: nil)
        }
        router.page(.editPoint) { _, context in
            let view = try await site.point(context)
            return try await form(
                context, draft: PointDraft(view.point.facts), in: view.institution, of: view.point)
        }
        router.act(.editPoint) { request, context in
            let view = try await site.point(context)
            return try await save(request, context, in: view.institution, as: view.point)
        }
    }

    private var places: any PlaceStore { site.services.membership.places }

    private func institution(_ context: WebContext) async throws -> InstitutionView {
        guard let id = context.rowNumber, let view = try await places.institution(InstitutionID(id)) else {
            throw VisitorError(.notFound)
        }
        return view
    }

    private func form(
        _ context: WebContext, draft: PointDraft, in institution: InstitutionView, of point: ServicePoint? = nil,
        refusal: MembershipPhrase? = nil
    ) async throws -> Response {
        var remains: PointRemains?
        if let point { remains = try await site.remains(at: point.id) }
        return try PointForm(
            draft: draft, institution: institution, point: point, kinds: site.configuration.pointKinds,
            remains: remains, refusal: refusal
        ).response(in: context.page())
    }

    private func save(
        _ request: Request, _ context: WebContext, in institution: InstitutionView, as point: ServicePoint?
    ) async throws -> Response {
        let page = try context.page()
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let draft = PointDraft(values)
        guard let facts = draft.facts(of: institution, keeping: point) else {
            return try await form(context, draft: draft, in: institution, of: point, refusal: .pointIncomplete)
        }
        do {
            let id = try await places.save(facts, as: point?.id, of: institution.institution.id, act: act)
            return Admission.redirect(to: .administration(.point(id)))
        } catch let refusal as PlaceRefusal {
            return try await form(context, draft: draft, in: institution, of: point, refusal: refusal.phrase)
        }
    }
}

/// What was typed about a service point, right or wrong.
struct PointDraft {
    var name = ""
    var kind = ""
    var parent = ""
    var loanDays = ""
    var loanLimit = ""
    var renewals = ""
    var opening = ""
    var last = ""

    init() {}

    init(_ facts: ServicePointFacts) {
        (name, kind, parent) = (facts.name, facts.kind.rawValue, facts.parent?.description ?? "")
        loanDays = facts.rules.loanDays.map(String.init) ?? ""
        loanLimit = facts.rules.loanLimit.map(String.init) ?? ""
        renewals = facts.rules.renewals.map(String.init) ?? ""
        (opening, last) = (facts.rules.opening?.description ?? "", facts.validity.last?.description ?? "")
    }

    init(_ form: FormValues) {
        (name, kind, parent) = (form.text("ten"), form.text("loai"), form.text("thuoc"))
        (loanDays, loanLimit, renewals) = (form.text("ngay"), form.text("ban"), form.text("gia-han"))
        (opening, last) = (form.text("mo"), form.text("het"))
    }

    /// Nil while something is missing or out of its range. A point may hang on
    /// one of its institution, or stay where it hangs.
    func facts(of institution: InstitutionView, keeping point: ServicePoint?) -> ServicePointFacts? {
        let ranges = ServicePointRules.range
        guard !name.isEmpty, let kind = ServicePointKind(rawValue: kind),
            let days = Self.number(loanDays, ranges.loanDays), let limit = Self.number(loanLimit, ranges.loanLimit),
            let again = Self.number(renewals, ranges.renewals)
        else { return nil }
        let open = OpeningDays(opening), end = Day(written: last)
        guard opening.isEmpty || open != nil, last.isEmpty || end != nil else { return nil }
        let above = Int64(parent).map { ServicePointID($0) }
        guard above == nil || above == point?.facts.parent || institution.points.contains(where: { $0.id == above })
        else { return nil }
        return ServicePointFacts(
            name: name, kind: kind, parent: above,
            rules: ServicePointRules(
                loanDays: days, loanLimit: limit, renewals: again, opening: opening.isEmpty ? nil : open),
            validity: Validity(first: point?.facts.validity.first, last: end))
    }

    /// Nothing typed is nothing said; what is no number of the range is a slip.
    private static func number(_ text: String, _ range: ClosedRange<Int>) -> Int?? {
        guard !text.isEmpty else { return .some(nil) }
        guard let number = Int(text), range.contains(number) else { return nil }
        return number
    }
}
