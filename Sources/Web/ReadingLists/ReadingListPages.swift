import HTTPTypes
import Hummingbird
import Library

/// What everybody sees: the lists, one list, a library's own page, posters.
struct ReadingListPages {
    let site: SiteSetup
    private static let arrivals = 12
    private static let borrowed = 20
    private static let read = 20

    func add(to router: Router<WebContext>) {
        router.page(.readingListsOfAll) { _, context in
            let lists = try await store.lists(ReadingListFilter())
            return try ReadingListsPage(lists: lists).response(in: context.page())
        }
        router.page(.readingList) { _, context in
            try await ReadingListPage(view: list(context)).response(in: context.page())
        }
        router.page(.readingListPoster) { request, context in
            let view = try await list(context)
            let point = view.list.servicePoint
            return try Poster(
                title: view.list.facts.title, introduction: view.list.facts.introduction, library: view.pointName,
                records: view.records, code: site.address(of: .list(view.list.id), from: point, request, context)
            ).response(in: context.page())
        }
        router.page(.library) { request, context in try await library(request, context) }
        router.page(.libraryPoster) { request, context in
            let view = try await site.point(context)
            let code = try site.address(of: .library(view.point.id, grade: nil), from: view.point.id, request, context)
            return try await Poster(
                title: view.point.facts.name, introduction: "", library: view.institution.institution.facts.name,
                records: store.arrivals(at: view.point.id, limit: Poster.mostTitles), code: code
            ).response(in: context.page())
        }
    }

    private var store: any ReadingListStore { site.services.readingLists }

    /// A draft is shown to nobody here.
    private func list(_ context: WebContext) async throws -> ReadingListView {
        guard let id = context.rowNumber, let view = try await store.list(ReadingListID(id)),
            view.list.facts.isPublished
        else { throw VisitorError(.notFound) }
        return view
    }

    private func library(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let view = try await site.point(context)
        let grade = QueryParameters(request.uri.query)["lop"].flatMap { Int($0) }.flatMap {
            (1...12).contains($0) ? $0 : nil
        }
        let today = Day(page.now)
        let point = view.point.id
        async let lists = store.lists(ReadingListFilter(point: point, limit: 20))
        async let arrivals = store.arrivals(at: point, limit: Self.arrivals)
        async let borrowed = store.mostBorrowed(
            MostBorrowedFilter(point: point, grade: grade, days: today.adding(days: -365)...today, limit: Self.borrowed)
        )
        let month = Month(of: today)
        async let read = site.services.usage.store.mostRead(
            MostReadFilter(
                months: month.adding(months: -12)...month, places: [.point(point)], grade: grade, limit: Self.read))
        return try await LibraryPage(
            view: view, grade: grade, lists: lists, arrivals: arrivals, borrowed: borrowed, read: read
        ).response(in: page)
    }
}

extension SiteSetup {
    /// The whole address of a page as a poster shows it, with the library the
    /// visitor comes from; as the request named this site.
    fileprivate func address(
        of page: ReadingListsURL, from point: ServicePointID, _ request: Request, _ context: WebContext
    ) throws -> String {
        let allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]"
        let host = request.head.authority ?? ""
        guard !host.isEmpty, host.utf8.count <= 100, host.allSatisfy(allowed.contains) else {
            throw VisitorError(.badRequest)
        }
        let scheme = try context.page().isSecure ? "https" : "http"
        return "\(scheme)://\(host)\(ArrivalAddress(.readingLists(page), from: point))"
    }
}
