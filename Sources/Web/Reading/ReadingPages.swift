import HTTPTypes
import Hummingbird
import Library
import NIOCore

/// The reader: contents, sections, the whole book, pictures, the original.
struct ReadingPages {
    let site: SiteSetup
    /// Wide enough to read a page of A4, narrow enough for a slow network.
    private static let pageWidth = 1000

    func add(to router: Router<WebContext>) {
        router.page(.book) { request, context in try await contents(request, context) }
        router.page(.section) { request, context in try await section(request, context) }
        router.page(.wholeBook) { request, context in try await wholeBook(request, context) }
        router.page(.image) { request, context in try await image(request, context) }
        router.page(.pageImage) { request, context in try await pageImage(request, context) }
        router.page(.original) { request, context in try await original(request, context) }
    }

    private func contents(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let book = try await book(context)
        if let number = QueryParameters(request.uri.query)["trang"].flatMap({ Int($0) }) {
            let section = min(max(number, 1), max(book.material.sectionCount, 1))
            let url: SiteURL = .section(book.record, Place(section: section), marking: nil)
            return Response(status: .seeOther, headers: [.location: url.description])
        }
        return ContentsPage(book: book).response(in: page)
    }

    private func section(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let place = context.parameters.get("place").flatMap({ Place($0) }) else { throw VisitorError(.notFound) }
        let book = try await book(context)
        guard let section = try await site.services.reading.section(place.section, of: book.record, as: page.viewer)
        else {
            throw VisitorError(.notFound)
        }
        let words = MarkedWords(QueryParameters(request.uri.query)["q"])
        let showsPicture = site.services.pageImages != nil
        return ReaderPage(book: book, section: section, marking: words, showsPicture: showsPicture).response(in: page)
    }

    private func wholeBook(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let whole = WholeBook(
            book: try await book(context), viewer: page.viewer,
            marking: MarkedWords(QueryParameters(request.uri.query)["q"]),
            reading: site.services.reading)
        return try await whole.response(in: page)
    }

    private func image(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let id = context.recordID, let name = context.parameters.get("name").map({ PercentCoding.decode($0) })
        else {
            throw VisitorError(.notFound)
        }
        guard let image = try await site.services.reading.image(name, of: id, as: page.viewer) else {
            throw try await whyNot(id, page.viewer)
        }
        return Self.response(image, to: request)
    }

    private func pageImage(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let id = context.recordID, let name = context.parameters.get("page"), name.hasSuffix(".jpg"),
            let number = Int(name.dropLast(4)), number > 0, let pageImages = site.services.pageImages
        else { throw VisitorError(.notFound) }
        guard let file = try await site.services.reading.original(of: id, as: page.viewer) else {
            throw try await whyNot(id, page.viewer)
        }
        guard file.format == .pdf,
            let image = try await pageImages.pageImage(of: file, page: number, width: Self.pageWidth)
        else { throw VisitorError(.notFound) }
        return Self.response(image, to: request)
    }

    private func original(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let id = context.recordID else { throw VisitorError(.notFound) }
        guard let file = try await site.services.reading.original(of: id, as: page.viewer) else {
            throw try await whyNot(id, page.viewer)
        }
        return try await FileDownload(file: file).response(to: request, context)
    }

    private func book(_ context: WebContext) async throws -> Book {
        guard let id = context.recordID else { throw VisitorError(.notFound) }
        let viewer = try context.page().viewer
        guard let book = try await site.services.reading.book(id, as: viewer) else {
            throw try await whyNot(id, viewer)
        }
        return book
    }

    /// A record with materials whose text was not given is closed to this
    /// viewer; anything else does not exist.
    private func whyNot(_ id: RecordID, _ viewer: Viewer) async throws -> VisitorError {
        guard let record = try await site.services.catalogue.record(id), !record.materials.isEmpty else {
            return VisitorError(.notFound)
        }
        let isClosed = record.materials.allSatisfy { !AccessPolicy.mayRead($0.access, as: viewer) }
        return isClosed ? VisitorError(.closed, record: id) : VisitorError(.notFound)
    }

    /// The address may name the hash, then the picture is kept for ever.
    private static func response(_ image: ReadableImage, to request: Request) -> Response {
        let tag = "\"\(image.hash.hex)\""
        let version = QueryParameters(request.uri.query)["v"]
        let isPinned = version.map { $0.count >= 12 && image.hash.hex.hasPrefix($0) } ?? false
        let headers: HTTPFields = [
            .contentType: image.mediaType, .eTag: tag, .contentSecurityPolicy: SecurityHeaders.sandbox,
            .cacheControl: isPinned ? "private, max-age=31536000, immutable" : "private, no-cache",
        ]
        if request.headers[values: .ifNoneMatch].joined(separator: ",").contains(tag) {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: image.bytes)))
    }
}
