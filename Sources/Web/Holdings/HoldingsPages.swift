import HTTPTypes
import Hummingbird
import Library

/// The registers of a point: looked at, printed, given out; labels.
struct HoldingsPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.register) { request, context in try await show(request, context) }
        router.page(.printRegister) { request, context in try await printed(request, context) }
        router.page(.exportRegister) { request, context in try await exported(request, context) }
        router.page(.labels) { request, context in try await labels(request, context) }
    }

    private var desk: any RegisterDesk { site.services.circulating.registers }

    private func note(_ kind: AuditEntry.Kind, _ subject: String, _ page: PageContext) async throws {
        let act = Act(account: page.actor.account, form: nil, at: page.now)
        try await site.services.membership.audit.note(kind, subject, act: act)
    }

    private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let node = TreeNode.servicePoint(view.point.id)
        let lineage = try await site.services.membership.places.lineage(of: node) ?? .library
        let query = QueryParameters(request.uri.query)
        let book = site.services.circulating.registerBook
        let cursor = RegisterCursor(query)
        return RegisterPage(
            view: view, cursor: cursor, leaf: try await book.leaf(RegisterFilter(point: view.point.id, cursor: cursor)),
            intakes: try await book.intakes(of: view.point.id, limit: RegisterPage.shownIntakes),
            added: query["them"].flatMap { Int($0) }, mayEdit: Permission.allows(page.actor, .editHoldings, at: lineage)
        ).response(in: page)
    }

    private func sheets(_ request: Request, _ context: WebContext) async throws -> (
        view: ServicePointView, register: OfficialRegister, sheets: [Sheet]
    ) {
        let page = try context.page()
        let view = try await site.point(context)
        let register = QueryParameters(request.uri.query)["so"].flatMap { OfficialRegister(rawValue: $0) } ?? .accession
        let names = [view.institution.institution.facts.name, view.point.facts.name]
        let lead = names + [Sheet.until(Day(page.now))]
        guard register != .stockTakes else {
            let counts = try await site.services.circulating.stockTakes.register(of: view.point.id)
            return (view, register, [DeskSheets.stockCounts(counts, lead: lead)])
        }
        return (view, register, register.sheets(of: try await desk.register(of: view.point.id), lead: lead))
    }

    private func printed(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let (view, register, sheets) = try await sheets(request, context)
        return RegisterPrint(point: view.point, register: register, sheets: sheets.map(\.onPaper)).response(in: page)
    }

    private func exported(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let (view, register, sheets) = try await sheets(request, context)
        let asked = QueryParameters(request.uri.query)["dang"].flatMap { SheetFormat(rawValue: $0) } ?? .xlsx
        guard register.formats.contains(asked) else { throw VisitorError(.notFound) }
        try await note(.registerExported, "point \(view.point.id), \(register.rawValue)", page)
        return try SheetDownload(
            sheets: sheets, format: asked, name: "so-dang-ky-\(register.rawValue)-\(Day(page.now))"
        ).response()
    }

    private func labels(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let address = LabelAddress(QueryParameters(request.uri.query))
        let lines = address.chosen(from: try await desk.register(of: view.point.id))
        return LabelPage(point: view.point, address: address, lines: lines).response(in: page)
    }
}

extension OfficialRegister {
    /// The summary register has three parts, which one text table cannot hold.
    var formats: [SheetFormat] { self == .general ? [.xlsx] : SheetFormat.allCases }

    func sheets(of lines: [RegisteredLine], lead: [String]) -> [Sheet] {
        switch self {
        case .accession: return [AccessionSheet.sheet(of: lines.map(\.line), lead: lead)]
        case .general:
            let days = Dictionary(lines.map { ($0.line.copy.number, $0.withdrawnOn) }) { first, _ in first }
            return GeneralRegister(of: lines.map(\.line)) { days[$0.copy.number] ?? nil }.sheets(lead: lead)
        case .withdrawal:
            let gone = lines.map(\.line).filter { $0.copy.standing == .withdrawn }
            return [DeskSheets.withdrawal(gone, lead: lead) { $0.copy.withdrawal }]
        // Made of counts, not of copies.
        case .stockTakes: return []
        }
    }
}

extension LabelAddress {
    /// The most labels of a request: some fifty sheets.
    static let mostLabels = 2_000

    /// Held copies between the two numbers, both included.
    func chosen(from lines: [RegisteredLine]) -> [AccessionLine] {
        let (first, last) = (AccessionNumber(from), AccessionNumber(to))
        let chosen = lines.lazy.map(\.line).filter { line in
            let number = line.copy.number
            if line.copy.standing != .held { return false }
            if let first, AccessionNumber.isBefore(number, first) { return false }
            if let last, AccessionNumber.isBefore(last, number) { return false }
            return true
        }
        return Array(chosen.prefix(Self.mostLabels))
    }
}
