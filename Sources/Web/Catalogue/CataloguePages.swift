import Hummingbird
import Library

/// Home, records, creators and subjects.
struct CataloguePages {
    let site: SiteSetup
    private let mostRead: MostReadShelf
    private static let headingsOnPage = 100

    init(site: SiteSetup) {
        self.site = site
        mostRead = MostReadShelf(site.services.usage.store)
    }

    func add(to router: Router<WebContext>) {
        router.page(.home) { _, context in try await home(context) }
        router.page(.record) { _, context in try await record(context) }
        router.page(.creators) { request, context in try await headings(.creator, request, context) }
        router.page(.subjects) { request, context in try await headings(.subject, request, context) }
        router.page(.creator) { request, context in try await heading(.creator, request, context) }
        router.page(.subject) { request, context in try await heading(.subject, request, context) }
    }

    private func home(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        let catalogue = site.services.catalogue
        async let size = catalogue.size(for: page.viewer)
        async let arrivals = catalogue.newArrivals(limit: 12)
        async let coming = site.services.activities.activities.coming(on: Day(page.now), limit: 6)
        async let lists = site.services.readingLists.lists(ReadingListFilter(limit: 4))
        async let read = mostRead.records(at: page.now)
        let everything = SearchRequest(text: "", limit: 1, viewer: page.viewer)
        let answer = try await site.services.search.search(everything)
        return try await HomePage(
            size: size, arrivals: arrivals, read: read, facets: answer.facets, coming: coming, lists: lists
        ).response(in: page)
    }

    private func record(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let id = context.recordID, let record = try await site.services.catalogue.record(id) else {
            throw VisitorError(.notFound)
        }
        let readers = site.services.circulating.readers
        let availability = try await readers.availability(of: id)
        var own: PlaceName?
        if let patron = page.actor.patron, let reader = try await site.services.membership.patrons.patron(patron) {
            let place = try await site.services.membership.places.servicePoint(reader.servicePoint)
            own = place.map { PlaceName(id: $0.point.id, name: $0.point.facts.name) }
        }
        let overview = site.services.circulating.overview
        let lines = try await overview.lines(of: id)
        let names = try await overview.names(of: CopyPart.points(lines))
        let wish = RecordCopiesPart(record: id, availability: availability, own: own).html(page)
        let journeys = try await site.rotation.itineraries.journeys(
            of: id, on: Day(page.now), site.configuration.rotation)
        let ways = JourneyPart(journeys: journeys, today: Day(page.now)).html(page.words)
        let action = ways + wish + AskForTitle(record: id).html(page)
        let copies = CopyPart(lines: lines, points: names, due: availability.dueDays, action: action).html(page.words)
        return RecordPage(record: record, copies: copies).response(in: page)
    }

    private func heading(_ kind: Heading.Kind, _ request: Request, _ context: WebContext) async throws -> Response {
        guard let name = context.parameters.get("name").map({ PercentCoding.decode($0) }) else {
            throw VisitorError(.notFound)
        }
        let cursor = QueryParameters(request.uri.query)["sau"]
        let list = try await site.services.catalogue.records(
            under: Heading(kind, name), after: cursor, limit: SearchAddress.pageSize)
        guard list.total > 0 else { throw VisitorError(.notFound) }
        return try HeadingRecordsPage(heading: list, isFirst: cursor == nil).response(in: context.page())
    }

    private func headings(_ kind: Heading.Kind, _ request: Request, _ context: WebContext) async throws -> Response {
        let query = QueryParameters(request.uri.query)
        let (prefix, cursor) = (query["bat-dau"] ?? "", query["sau"])
        let list = try await site.services.catalogue.headings(
            kind, prefix: prefix, after: cursor, limit: Self.headingsOnPage)
        let next = list.count == Self.headingsOnPage ? list.last?.cursor : nil
        return try HeadingsPage(kind: kind, prefix: prefix, headings: list, next: next, isFirst: cursor == nil)
            .response(in: context.page())
    }
}

extension WebContext {
    /// The record's number in the path; nil for anything that is no number.
    var recordID: RecordID? {
        rowNumber.map { RecordID($0) }
    }
}
