import HTTPTypes
import Hummingbird
import Library

/// Results, completions, and the JSON answer: one question to the same search.
struct SearchPages {
    let site: SiteSetup
    private static let completionLimit = 8

    func add(to router: Router<WebContext>) {
        router.page(.search) { request, context in try await results(request, context) }
        router.page(.completions) { request, context in try await completions(request) }
        router.page(.searchJSON) { request, context in try await json(request, context) }
    }

    private func results(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let address = SearchAddress(QueryParameters(request.uri.query))
        let answer = try await site.services.search.search(address.request(viewer: page.viewer))
        let copies = try await site.services.circulating.overview.shown(
            of: answer.records.map(\.record.id) + answer.books.map(\.record.id), at: Self.points(address, answer))
        return ResultsPage(address: address, answer: answer, copies: copies).response(in: page)
    }

    /// The points whose names the facets show.
    private static func points(_ address: SearchAddress, _ answer: SearchAnswer) -> Set<ServicePointID> {
        let counted = answer.facets.filter { $0.facet == .library }.map(\.value)
        let chosen = address.filters.chosen[.library] ?? []
        return Set(chosen.union(counted).compactMap { Int64($0) }.map { ServicePointID($0) })
    }

    private func completions(_ request: Request) async throws -> Response {
        let typed = QueryParameters(request.uri.query)["q"] ?? ""
        let list =
            typed.isEmpty ? [] : try await site.services.search.completions(of: typed, limit: Self.completionLimit)
        return JSONText.list(
            list.map { completion in
                let url: SiteURL =
                    switch (completion.record, completion.kind) {
                    case (.some(let id), _): .record(id)
                    case (nil, .creator): .heading(Heading(.creator, completion.text), after: nil)
                    case (nil, .subject): .heading(Heading(.subject, completion.text), after: nil)
                    case (nil, .title): .search(SearchAddress(text: completion.text))
                    }
                return .object([
                    ("text", .text(completion.text)), ("kind", .text(completion.kind.rawValue)),
                    ("url", .text(url.description)),
                ])
            }
        ).response()
    }

    private func json(_ request: Request, _ context: WebContext) async throws -> Response {
        let query = QueryParameters(request.uri.query)
        let address = SearchAddress(query)
        var question = try address.request(viewer: context.page().viewer)
        question.wantsFacets = false
        if let limit = query["limit"] {
            guard let limit = Int(limit), (1...100).contains(limit) else { throw VisitorError(.badRequest) }
            question.limit = limit
            question.offset = (address.page - 1) * limit
        }
        let answer = try await site.services.search.search(question)
        return SearchJSON(answer: answer, text: address.text).json.response()
    }
}

extension SearchAddress {
    func request(viewer: Viewer) -> SearchRequest {
        SearchRequest(
            text: text, filters: filters, limit: Self.pageSize, offset: (page - 1) * Self.pageSize, viewer: viewer,
            scope: scope)
    }
}
