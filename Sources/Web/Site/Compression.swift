import HTTPTypes
import Hummingbird
import NIOCore

/// Packs text bodies for browsers that take gzip. Streams and bodies under
/// `floor` bytes go as they are.
struct Compression: RouterMiddleware {
    typealias Context = WebContext
    static let floor = 600
    /// Larger bodies would hold the thread too long.
    static let ceiling = 8 << 20

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard Self.isText(response.headers[.contentType]) else { return response }
        response.headers[values: .vary].append("Accept-Encoding")
        guard response.headers[.contentEncoding] == nil, response.status != .partialContent,
            let length = response.body.contentLength, (Self.floor...Self.ceiling).contains(length),
            Self.accepts(request.headers[values: .acceptEncoding])
        else { return response }
        let collector = BodyCollector(capacity: length)
        try await response.body.write(collector.writer)
        let packed = collector.buffer.withUnsafeReadableBytes { Gzip.pack($0, effort: .quick) }
        guard let packed else {
            response.body = ResponseBody(byteBuffer: collector.buffer)
            return response
        }
        response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: packed))
        response.headers[.contentEncoding] = "gzip"
        return response
    }

    /// True when the browser names gzip without a zero weight.
    static func accepts(_ values: [String]) -> Bool {
        values.joined(separator: ",").split(separator: ",").contains { coding in
            let parts = coding.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard parts.first == "gzip" || parts.first == "x-gzip" else { return false }
            return !parts.dropFirst().contains { $0.hasPrefix("q=0") && !$0.contains { ("1"..."9").contains($0) } }
        }
    }

    private static func isText(_ type: String?) -> Bool {
        guard let type else { return false }
        return type.hasPrefix("text/") || type.hasPrefix("application/json") || type.hasPrefix("image/svg")
            || type.hasPrefix("application/javascript")
    }
}

/// Takes a response body into memory.
final class BodyCollector {
    private(set) var buffer: ByteBuffer

    init(capacity: Int) { buffer = ByteBufferAllocator().buffer(capacity: capacity) }

    var writer: Writer { Writer(collector: self) }

    struct Writer: ResponseBodyWriter {
        let collector: BodyCollector
        mutating func write(_ buffer: ByteBuffer) async throws { collector.buffer.writeImmutableBuffer(buffer) }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
