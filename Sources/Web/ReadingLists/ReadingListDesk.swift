import HTTPTypes
import Hummingbird
import Library

/// Where a librarian makes lists: the lists of a point, and the form of one.
struct ReadingListDesk {
    let site: SiteSetup
    private static let mostFound = 12

    func add(to router: Router<WebContext>) {
        router.page(.readingListDesk) { request, context in
            try await desk(context, occasion: QueryParameters(request.uri.query)["dip"] ?? "")
        }
        router.act(.readingListDesk) { request, context in try await make(request, context) }
        router.page(.editReadingList) { request, context in
            try await form(context, search: QueryParameters(request.uri.query)["tim"])
        }
        router.act(.editReadingList) { request, context in try await save(request, context) }
        router.act(.removeReadingList) { request, context in
            let view = try await list(context)
            let act = try await FormValues(request).act(of: context.page())
            try await store.remove(view.list.id, act: act)
            return Admission.redirect(to: .readingLists(.desk(view.list.servicePoint, occasion: nil)))
        }
    }

    private var store: any ReadingListStore { site.services.readingLists }

    private func list(_ context: WebContext) async throws -> ReadingListView {
        guard let id = context.rowNumber, let view = try await store.list(ReadingListID(id)) else {
            throw VisitorError(.notFound)
        }
        return view
    }

    private func desk(
        _ context: WebContext, occasion: String, refusal: ReadingListRefusal? = nil
    ) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let lists = try await store.lists(ReadingListFilter(point: view.point.id, withDrafts: true))
        let coming = site.configuration.daysToMark.coming(from: Day(page.now)).map(\.entry.name)
        return ReadingListDeskPage(view: view, lists: lists, occasion: occasion, coming: coming, refusal: refusal)
            .response(in: page)
    }

    private func make(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let values = try await FormValues(request)
        let facts = ReadingListFacts(title: values.text("ten"), occasion: values.text("dip"))
        do {
            let id = try await store.add(facts, at: view.point.id, act: values.act(of: page))
            return Admission.redirect(to: .readingLists(.edit(id, search: nil)))
        } catch let refusal as ReadingListRefusal {
            return try await desk(context, occasion: facts.occasion, refusal: refusal)
        }
    }

    private func form(
        _ context: WebContext, search: String?, refusal: ReadingListRefusal? = nil
    ) async throws -> Response {
        let page = try context.page()
        let view = try await list(context)
        guard let point = try await site.services.membership.places.servicePoint(view.list.servicePoint) else {
            throw VisitorError(.notFound)
        }
        var found: [RecordSummary]?
        if let search, !search.isEmpty {
            let asked = SearchRequest(
                text: search, limit: Self.mostFound, viewer: page.viewer, wantsFacets: false, scope: .catalogue)
            let known = Set(view.list.facts.entries.map(\.record))
            found = try await site.services.search.search(asked).records.map(\.record).filter { !known.contains($0.id) }
        }
        return ReadingListForm(view: view, point: point, search: search ?? "", found: found, refusal: refusal)
            .response(in: page)
    }

    /// Always saves; words to look for lead back to the form with what was found.
    private func save(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await list(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let search = values.given("tim-sach")
        do {
            try await store.change(
                view.list.id, to: ReadingListDraft(values).facts, basedOn: values.number("dua-tren") ?? 0, act: act)
            return Admission.redirect(to: .readingLists(.edit(view.list.id, search: search)))
        } catch let refusal as ReadingListRefusal { return try await form(context, search: search, refusal: refusal) }
    }
}

/// What the form of a list says: fields `thu-tu-ID`, `ghi-chu-ID` and `bo-ID`
/// beside each title, `them` for each one to add.
struct ReadingListDraft {
    var facts: ReadingListFacts

    init(_ values: FormValues) {
        let kept = values.all("muc").compactMap { Int64($0) }.filter { !values.isOn("bo-\($0)") }
        let ordered = kept.enumerated().sorted { left, right in
            let (first, second) = (values.number("thu-tu-\(left.element)"), values.number("thu-tu-\(right.element)"))
            return (first ?? left.offset + 1, left.offset) < (second ?? right.offset + 1, right.offset)
        }
        let old = ordered.map { entry in
            ReadingListFacts.Entry(RecordID(entry.element), note: values.text("ghi-chu-\(entry.element)"))
        }
        let new = values.all("them").compactMap { Int64($0) }.filter { !kept.contains($0) }
            .map { ReadingListFacts.Entry(RecordID($0)) }
        facts = ReadingListFacts(
            title: values.text("ten"),
            introduction: values.raw("gioi-thieu").trimmingSpaces, occasion: values.text("dip"),
            grade: values.number("lop"), isPublished: values.isOn("cong-bo"), entries: old + new)
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        split(whereSeparator: \.isNewline).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .joined(separator: "\n")
    }
}
