import HTTPTypes
import Hummingbird
import NIOCore

/// Bytes that a browser saves as a file: never shown, never kept on the way.
struct SavedFile {
    /// In ASCII, with its ending.
    var name: String
    var mediaType: String
    var bytes: [UInt8]

    var response: Response {
        let headers: HTTPFields = [
            .contentType: mediaType, .cacheControl: "no-store", .contentDisposition: "attachment; filename=\"\(name)\"",
            .contentSecurityPolicy: SecurityHeaders.sandbox,
        ]
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
