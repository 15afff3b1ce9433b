import HTTPTypes
import Hummingbird
import Library

/// The original file, whole or in ranges (RFC 9110, 14).
struct FileDownload {
    var file: OriginalFile

    /// One range is served; several at once are answered with the whole file,
    /// as the RFC allows.
    func response(to request: Request, _ context: WebContext) async throws -> Response {
        var headers: HTTPFields = [
            .contentType: mediaType, .eTag: tag, .acceptRanges: "bytes", .cacheControl: "private, no-cache",
            .contentDisposition: disposition, .contentSecurityPolicy: SecurityHeaders.sandbox,
        ]
        let known = request.headers[values: .ifNoneMatch].joined(separator: ",")
        if known.contains(tag) { return Response(status: .notModified, headers: headers) }
        let files = FileIO()
        let wanted = isFresh(request) ? ByteRange.parse(request.headers[.range], length: file.byteCount) : .whole
        switch wanted {
        case .whole:
            let body = try await files.loadFile(path: file.path, context: context)
            return Response(status: .ok, headers: headers, body: body)
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(file.byteCount)"
            let body = try await files.loadFile(
                path: file.path, range: Int(range.lowerBound)...Int(range.upperBound), context: context)
            return Response(status: .partialContent, headers: headers, body: body)
        case .unsatisfiable:
            var response = try ErrorPages.response(to: VisitorError(.range), in: context.page())
            response.headers[.contentRange] = "bytes */\(file.byteCount)"
            return response
        }
    }

    /// If-Range: a range only of the file the browser already has a part of.
    private func isFresh(_ request: Request) -> Bool {
        guard let condition = request.headers[.ifRange] else { return true }
        return condition == tag
    }

    private var tag: String { "\"\(file.hash.hex)\"" }

    private var mediaType: String {
        switch file.format {
        case .epub: "application/epub+zip"
        case .pdf: "application/pdf"
        case .text: "text/plain; charset=utf-8"
        case .csv: "text/csv; charset=utf-8"
        case .marc: "application/marc"
        case .marcxml: "application/marcxml+xml"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }

    /// Always saved, never shown on our own site; the name in UTF-8 (RFC 6266).
    private var disposition: String { "attachment; filename*=UTF-8''\(PercentCoding.encode(file.fileName))" }
}

/// A `Range` header read for a file of a known length.
enum ByteRange: Equatable {
    case whole
    case part(ClosedRange<Int64>)
    case unsatisfiable

    /// A header that is no byte range at all is ignored, as the RFC says.
    static func parse(_ header: String?, length: Int64) -> ByteRange {
        guard let header, header.hasPrefix("bytes="), !header.contains(",") else { return .whole }
        let ends = header.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            .map { $0.filter { $0 != " " } }
        guard ends.count == 2, ends.allSatisfy({ $0.allSatisfy(\.isNumber) }) else { return .whole }
        switch (Int64(ends[0]), Int64(ends[1])) {
        case (nil, let last?):
            guard ends[0].isEmpty else { return .whole }
            return last > 0 && length > 0 ? .part(max(0, length - last)...(length - 1)) : .unsatisfiable
        case (let first?, let last):
            guard last != nil || ends[1].isEmpty else { return .whole }
            guard last.map({ $0 >= first }) ?? true else { return .whole }
            return first < length ? .part(first...min(last ?? length - 1, length - 1)) : .unsatisfiable
        case (nil, nil): return .whole
        }
    }
}
