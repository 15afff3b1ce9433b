import HTTPTypes
import Hummingbird

/// Refuses every request that would change something unless it comes from a
/// form of ours: the token in the form must be the one in the cookie, and the
/// browser must not say that the form stood on another site. Where a form brings
/// files, it reads up to the first of them.
struct FormProtection: RouterMiddleware {
    typealias Context = WebContext
    static let cookie = "bieu-mau"
    static let field = "bieu-mau"
    static let longestForm = 1 << 20

    private let limits: FileLimits
    /// The patterns of routes that take files.
    private let fileRoutes: Set<String>

    init(_ configuration: WebConfiguration) {
        limits = configuration.files
        fileRoutes = Set(SiteRoute.allCases.filter(\.takesFiles).map { RouterPath($0.pattern).description })
    }

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard request.method != .get, request.method != .head else { return try await next(request, context) }
        guard ["same-origin", "none", nil].contains(request.headers[.fetchSite]),
            let expected = request.cookies[Self.cookie]?.value, FormToken.isWellFormed(expected)
        else { throw VisitorError(.formExpired) }
        if context.endpointPath.map(fileRoutes.contains) == true,
            let type = request.headers[.contentType], let boundary = MultipartBoundary(contentType: type)
        {
            var context = context
            context.sent = try await files(in: request, boundary, expected: expected)
            return try await next(request, context)
        }
        var request = request
        let given: String?
        if let header = request.headers[.formToken] {
            given = header
        } else {
            let body = try await request.collectBody(upTo: Self.longestForm)
            given = QueryParameters(String(buffer: body))[Self.field]
        }
        guard let given, FormToken.isSame(given, expected) else { throw VisitorError(.formExpired) }
        return try await next(request, context)
    }

    /// The fields in front of the files hold the token: before it is known to be
    /// right no byte of a file is read, let alone kept.
    private func files(in request: Request, _ boundary: MultipartBoundary, expected: String) async throws -> SentFiles {
        let sent = SentFiles(request.body, boundary, limits: limits)
        try await sent.readFields()
        let given = request.headers[.formToken] ?? sent.fields.raw(Self.field)
        guard FormToken.isSame(given, expected) else { throw VisitorError(.formExpired) }
        return sent
    }
}

/// Tokens of forms: 32 random bytes in hexadecimal.
enum FormToken {
    static func mint() -> String {
        var random = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let digits = String(random.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// The token a browser has already.
    static func kept(_ cookies: Cookies) -> String? {
        cookies[FormProtection.cookie].flatMap { isWellFormed($0.value) ? $0.value : nil }
    }

    static func isWellFormed(_ token: String) -> Bool { token.utf8.count == 64 && token.allSatisfy(\.isHexDigit) }

    /// Takes the same time wherever the two differ.
    static func isSame(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
