import HTTPTypes
import Hummingbird
import Library

/// The gift register of a point.
struct GiftPages {
    let scene: HoldingsScene

    func add(to router: Router<WebContext>) {
        router.page(.gifts) { request, context in try await list(request, context) }
        router.page(.newGift) { _, context in
            let view = try await scene.point(context)
            return try GiftForm(point: view.point, draft: GiftDraft(), gift: nil).response(in: context.page())
        }
        router.act(.newGift) { request, context in
            let view = try await scene.point(context)
            return try await save(request, context, at: view.point, as: nil)
        }
        router.page(.gift) { _, context in try await show(context) }
        router.page(.editGift) { _, context in
            let gift = try await gift(context).gift
            let point = try await scene.point(gift.point).point
            return try GiftForm(point: point, draft: GiftDraft(gift.facts), gift: gift).response(in: context.page())
        }
        router.act(.editGift) { request, context in
            let gift = try await gift(context).gift
            return try await save(request, context, at: try await scene.point(gift.point).point, as: gift)
        }
        router.page(.giftLetter) { _, context in
            let page = try context.page()
            let gift = try await gift(context)
            return GiftLetter(gift: gift, view: try await scene.point(gift.gift.point)).response(in: page)
        }
        router.act(.eraseDonor) { request, context in try await erase(request, context) }
    }

    private var store: any GiftStore { scene.stores.gifts }

    private func gift(_ context: WebContext) async throws -> GiftView {
        guard let id = context.rowNumber, let gift = try await store.gift(GiftID(id)) else {
            throw VisitorError(.notFound)
        }
        return gift
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await scene.point(context)
        let year = QueryParameters(request.uri.query)["nam"].flatMap { Int($0) } ?? Day(page.now).year
        return GiftList(
            point: view.point, year: year, gifts: try await store.gifts(at: view.point.id, year: year),
            sums: try await store.sums(at: view.point.id)
        ).response(in: page)
    }

    private func show(_ context: WebContext) async throws -> Response {
        let gift = try await gift(context)
        let point = try await scene.point(gift.gift.point).point
        return try GiftPage(gift: gift, point: point).response(in: context.page())
    }

    private func save(
        _ request: Request, _ context: WebContext, at point: ServicePoint, as gift: Gift?
    ) async throws -> Response {
        let page = try context.page()
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let draft = GiftDraft(values)
        guard let facts = draft.facts(mayBeNameless: gift.map { !$0.isNamed } ?? false) else {
            return GiftForm(point: point, draft: draft, gift: gift, isRefused: true).response(in: page)
        }
        let id = try await store.save(facts, as: gift?.id, at: point.id, act: act)
        return Admission.redirect(to: .holdings(.gift(id)))
    }

    private func erase(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let gift = try await gift(context).gift
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        if values.isOn("chac-chan") { try await store.eraseDonor(of: gift.id, act: act) }
        return Admission.redirect(to: .holdings(.gift(gift.id)))
    }
}

/// What was typed about a gift, right or wrong.
struct GiftDraft {
    var name = ""
    var kind = Donor.Kind.person.rawValue
    var address = ""
    var received = ""
    var place = ""
    var lines = ""

    init() {}

    init(_ facts: GiftFacts) {
        (name, kind, address) = (facts.donor.name, facts.donor.kind.rawValue, facts.donor.address ?? "")
        let day = facts.receivedOn
        (received, place) = ("\(day.day)/\(day.month)/\(day.year)", facts.place ?? "")
        lines = facts.lines.map { line in
            "\(line.quantity); \(line.text)" + (line.value.map { "; \($0)" } ?? "")
        }.joined(separator: "\n")
    }

    init(_ form: FormValues) {
        (name, kind, address) = (form.text("nguoi-tang"), form.text("loai"), form.text("dia-chi"))
        (received, place, lines) = (form.text("ngay"), form.text("dip"), form.raw("sach"))
    }

    /// Nil while something is missing or wrong; a gift whose giver was erased
    /// stays without a name.
    func facts(mayBeNameless: Bool) -> GiftFacts? {
        guard mayBeNameless || !name.isEmpty, let kind = Donor.Kind(rawValue: kind),
            let day = Day(written: received), let lines = Self.lines(lines)
        else { return nil }
        let donor = Donor(kind: kind, name: name, address: address.isEmpty ? nil : address)
        return GiftFacts(donor: donor, receivedOn: day, place: place.isEmpty ? nil : place, lines: lines)
    }

    /// "40; truyện tranh; 800000", one a line; nil when a line is none.
    static func lines(_ text: String) -> [GiftLine]? {
        var lines: [GiftLine] = []
        for row in text.split(whereSeparator: \.isNewline) {
            let cells = row.split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false).map {
                $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
            if cells.allSatisfy(\.isEmpty) { continue }
            guard cells.count >= 2, let quantity = Int(cells[0]), GiftLine.quantities.contains(quantity),
                !cells[1].isEmpty, let value = CopyFields.price(cells.count > 2 ? cells[2] : "")
            else { return nil }
            lines.append(GiftLine(text: cells[1], quantity: quantity, value: value))
        }
        return lines
    }
}
