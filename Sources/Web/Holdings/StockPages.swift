import Hummingbird
import Library

/// Copies, stock-takes and gifts: the pages of whoever keeps a register.
struct StockPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        let scene = HoldingsScene(site: site)
        CopyPages(scene: scene).add(to: router)
        AddCopiesPages(scene: scene).add(to: router)
        WithdrawalPages(scene: scene).add(to: router)
        StockTakePages(scene: scene).add(to: router)
        GiftPages(scene: scene).add(to: router)
    }
}

/// What the pages of the stock have in common: the things their addresses name.
struct HoldingsScene {
    let site: SiteSetup

    var stores: LedgerStores { site.services.circulating }

    /// The point of an address.
    func point(_ context: WebContext) async throws -> ServicePointView {
        guard let id = context.rowNumber else { throw VisitorError(.notFound) }
        return try await point(ServicePointID(id))
    }

    func point(_ id: ServicePointID) async throws -> ServicePointView {
        guard let view = try await site.services.membership.places.servicePoint(id) else {
            throw VisitorError(.notFound)
        }
        return view
    }

    func mayEdit(_ page: PageContext, at points: ServicePointID...) async throws -> Bool {
        for point in points {
            let lineage = try await site.services.membership.places.lineage(of: .servicePoint(point))
            if Permission.allows(page.actor, .editHoldings, at: lineage ?? .library) { return true }
        }
        return false
    }
}

/// The trail of a page about a point's stock.
struct StockTrail {
    var point: ServicePoint
    var further: [(url: HoldingsURL, text: HTML)] = []

    func html(_ words: Words) -> HTML {
        let below = [(url: SiteURL.administration(.point(point.id)), text: given(point.facts.name))]
        return Trail(below: below + further.map { (.holdings($0.url), $0.text) }).html(words)
    }
}

extension Words {
    /// "1.250.000", a sum in đồng.
    func money(_ amount: Int) -> HTML { "<span data-text>\(number(amount))</span>" }
}

/// What forms say about a copy, right or wrong.
struct CopyFields {
    var condition = CopyCondition.good.rawValue
    var price = ""
    var callNumber = ""
    var location = ""
    var note = ""

    init() {}

    init(_ description: CopyDescription) {
        (condition, price) = (description.condition.rawValue, description.price.map(String.init) ?? "")
        (callNumber, location) = (description.callNumber ?? "", description.location ?? "")
        note = description.note ?? ""
    }

    init(_ form: FormValues) {
        (condition, price, callNumber) = (form.text("tinh-trang"), form.text("gia"), form.text("xep-gia"))
        (location, note) = (form.text("kho"), form.text("ghi-chu"))
    }

    /// Nil while the price is none or the condition unknown.
    var description: CopyDescription? {
        guard let condition = CopyCondition(rawValue: condition), let price = Self.price(price) else { return nil }
        let said = { (text: String) in text.isEmpty ? nil : text }
        return CopyDescription(
            condition: condition, price: price, callNumber: said(callNumber), location: said(location),
            note: said(note))
    }

    /// Digits with dots or spaces between thousands; nothing typed is no price.
    static func price(_ text: String) -> Int?? {
        let digits = text.filter { !" .,".contains($0) }
        guard !digits.isEmpty else { return text.isEmpty ? .some(nil) : nil }
        guard let price = Int(digits), CopyDescription.prices.contains(price) else { return nil }
        return price
    }

    func fields(_ words: Words) -> HTML {
        let conditions: [(value: String, text: HTML)] = CopyCondition.allCases.map {
            ($0.rawValue, words.name(.copyCondition, $0.rawValue))
        }
        return """
            \(Form.choice("tinh-trang", words[.copyCondition], conditions, chosen: condition))
            \(Form.text("gia", words[.copyPrice], value: price, hint: words[.copyPriceHint]))
            \(Form.text("xep-gia", words[.availabilityCall], value: callNumber))
            \(Form.text("kho", words[.copyLocation], value: location))
            \(Form.text("ghi-chu", words[.copyNote], value: note))
            """
    }
}
