import HTTPTypes
import Hummingbird
import Library
import NIOCore

/// About, choice of language and looks, health, and the files of `Public/`.
struct SitePages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.about) { _, context in
            let size = try await site.services.catalogue.size()
            return try AboutPage(size: size).response(in: context.page())
        }
        router.page(.language) { request, context in try language(request, context) }
        router.page(.display) { request, context in try display(request, context) }
        router.page(.health) { _, _ in try await health() }
        router.page(.asset) { request, context in try asset(request, context) }
    }

    private func language(_ request: Request, _ context: WebContext) throws -> Response {
        guard let code = context.parameters.get("code"), let language = InterfaceLanguage(rawValue: code),
            site.offers(language)
        else { throw VisitorError(.notFound) }
        var response = Self.redirect(to: LocalAddress(QueryParameters(request.uri.query)["ve"]))
        response.setCookie(Self.kept(InterfaceLanguage.cookie, language.rawValue))
        return response
    }

    /// Shows the choices; with a choice in the address it keeps it and goes back.
    private func display(_ request: Request, _ context: WebContext) throws -> Response {
        let query = QueryParameters(request.uri.query)
        let back = LocalAddress(query["ve"])
        guard query["co"] != nil else { return try DisplayPage(back: back).response(in: context.page()) }
        var response = Self.redirect(to: back)
        response.setCookie(Self.kept(DisplaySettings.cookie, DisplaySettings(query).cookieValue))
        return response
    }

    private func health() async throws -> Response {
        let size = try await site.services.catalogue.size()
        let answer: JSONText = .object([
            ("status", .text("ok")), ("records", .number(size.records)), ("materials", .number(size.materials)),
        ])
        return answer.response()
    }

    private func asset(_ request: Request, _ context: WebContext) throws -> Response {
        guard let name = context.parameters.get("name"), let version = context.parameters.get("version"),
            let file = site.assets.file(name, version: version)
        else { throw VisitorError(.notFound) }
        var headers: HTTPFields = [
            .contentType: file.mediaType, .cacheControl: "public, max-age=31536000, immutable",
            .eTag: "\"\(file.version)\"",
        ]
        if request.headers[values: .ifNoneMatch].contains("\"\(file.version)\"") {
            return Response(status: .notModified, headers: headers)
        }
        guard let packed = file.packed, Compression.accepts(request.headers[values: .acceptEncoding]) else {
            return Response(
                status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: packed)))
    }

    private static func redirect(to address: LocalAddress) -> Response {
        Response(status: .seeOther, headers: [.location: address.text, .cacheControl: "no-store"])
    }

    /// A year, this site only, out of reach of scripts.
    private static func kept(_ name: String, _ value: String) -> Cookie {
        Cookie(name: name, value: value, maxAge: 31_536_000, path: "/", httpOnly: true, sameSite: .lax)
    }
}

/// An address on this site, from a parameter anybody can write: never one that
/// leads away.
struct LocalAddress: Equatable {
    let text: String

    init(_ given: String?) {
        let bytes = Array((given ?? "").utf8)
        let isLocal =
            bytes.first == UInt8(ascii: "/") && bytes.count <= RequestLimits.longestAddress
            && bytes.dropFirst().first != UInt8(ascii: "/")
            && bytes.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") }
        text = isLocal ? String(decoding: bytes, as: UTF8.self) : SiteURL.home.description
    }
}
