import HTTPTypes
import Hummingbird
import Library
import Logging

/// Turns whatever was thrown into a page with a code and the request's number;
/// the log gets the whole error.
struct ErrorPages: RouterMiddleware {
    typealias Context = WebContext
    let disk: DiskWatch

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch {
            let visible = visible(error)
            tell(error, visible.code, request, context)
            var response = try Self.response(to: visible, in: context.page())
            if visible.code == .methodNotAllowed { response.headers[.allow] = "GET, HEAD" }
            if Self.passing.contains(visible.code) { response.headers[.retryAfter] = "60" }
            return response
        }
    }

    /// What may be otherwise in a minute.
    private static let passing: Set<VisitorError.Code> = [
        .timeout, .unavailable, .tooManyRequests, .diskNearlyFull, .diskFull, .diskFilled, .diskFailed,
    ]

    /// The operator's line: what nobody expected, and a disk that refused, with
    /// the room it has.
    private func tell(_ error: any Error, _ code: VisitorError.Code, _ request: Request, _ context: WebContext) {
        var metadata: Logger.Metadata = ["request": .string(context.requestID)]
        switch code {
        case .internal: break
        case .diskFilled, .diskFailed:
            metadata["code"] = .string(code.rawValue)
            metadata["free MiB"] = .string(disk.freeBytes.map { String($0 >> 20) } ?? "unknown")
        default: return
        }
        context.logger.error("\(request.method) \(request.uri.path) failed: \(error)", metadata: metadata)
    }

    private func visible(_ error: any Error) -> VisitorError {
        switch error {
        case let error as VisitorError: error
        case let error as HTTPError: VisitorError(Self.code(of: error.status))
        // The form of whoever sat at this machine before.
        case is ActRefusal: VisitorError(.formExpired)
        case is MultipartFault, is FileRefusal: VisitorError(.badRequest)
        case is CancellationError, is PageImagesBusy: VisitorError(.unavailable)
        default: VisitorError(diskCode(of: error) ?? .internal)
        }
    }

    /// A file system may call a lack of room an error of the disk: its free space
    /// tells the two apart.
    private func diskCode(of error: any Error) -> VisitorError.Code? {
        switch DiskFailure(error) {
        case .full: .diskFilled
        case .broken: if case .none = disk.room { .diskFilled } else { .diskFailed }
        case nil: nil
        }
    }

    private static func code(of status: HTTPResponse.Status) -> VisitorError.Code {
        switch status {
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .contentTooLarge, .uriTooLong: .tooLarge
        case .serviceUnavailable: .unavailable
        default: status.kind == .clientError ? .badRequest : .internal
        }
    }

    static func response(to error: VisitorError, in page: PageContext) -> Response {
        let code = error.code.rawValue
        guard !page.wantsJSON else {
            let message = String(decoding: page.words.name(.error, code).utf8, as: UTF8.self)
            let body: JSONText = .object([
                (
                    "error",
                    .object([("code", .text(code)), ("message", .text(message)), ("request", .text(page.requestID))])
                )
            ])
            return body.response(status: error.code.status)
        }
        let words = page.words
        let record = error.record.html {
            "<p><a class=\"button\" href=\"\(SiteURL.record($0))\">\(words[.errorPageClosedRecord])</a></p>"
        }
        let body: HTML = """
            <article class="message">
            <h1>\(words.name(.error, code))</h1>
            <p>\(words.name(.error, code + "-help"))</p>
            \(record)
            <p><a href="\(SiteURL.home)">\(words[.errorPageHome])</a></p>
            <p class="quiet small">\(words(.errorPageCode, ["code": "<code data-text>\(text: code)</code>"])) · \(words(.errorPageRequest, ["id": "<code data-text>\(text: page.requestID)</code>"]))</p>
            </article>
            """
        return Layout(page: page, title: words[.errorPageTitle]).response(body, status: error.code.status)
    }
}
