import Credentials
import Foundation
import Hummingbird
import Library
import SQLiteStore
import Web

/// A form with files as a browser sends it.
struct SentForm {
    var token = StaffedSite.formToken
    var act: String? = SessionToken.mint()
    var fields: [(String, String)] = []
    var files: [(name: String?, bytes: [UInt8])] = []
    var boundary = "----hocLieuBoundary7MA4"
    /// In one piece, or in pieces of so many bytes.
    var pieceSize: Int?
    /// How much of the body arrives; nil for all.
    var arriving: Int?
    var waitsForEver = false

    var bytes: [UInt8] {
        var body: [UInt8] = []
        for (name, value) in [("bieu-mau", token), ("viec", act ?? "")] + fields {
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for file in files {
            let name = file.name.map { "; filename=\"\($0)\"" } ?? ""
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"tep\"\(name)\r\n".utf8)
            body += Array("Content-Type: application/octet-stream\r\n\r\n".utf8) + file.bytes + [0x0D, 0x0A]
        }
        return body + Array("--\(boundary)--\r\n".utf8)
    }

    var body: RequestBody {
        let all = Array(bytes.prefix(arriving ?? .max))
        guard pieceSize != nil || waitsForEver else { return RequestBody(buffer: ByteBuffer(bytes: all)) }
        let size = pieceSize ?? max(1, all.count)
        let (stream, sender) = AsyncStream.makeStream(of: ByteBuffer.self)
        for start in stride(from: 0, to: all.count, by: size) {
            sender.yield(ByteBuffer(bytes: all[start..<min(all.count, start + size)]))
        }
        if !waitsForEver { sender.finish() }
        return RequestBody(asyncSequence: stream)
    }
}

extension StaffedSite {
    func send(_ address: String, as person: Person, _ form: SentForm) async throws -> Answer {
        var headers = try await headers(person)
        headers["Content-Type"] = "multipart/form-data; boundary=\(form.boundary)"
        return try await site.send(address, headers: headers, body: form.body)
    }

    /// What lies in the folder of uploads, by the paths below it.
    var spooled: [String] {
        let folder = site.folder + "/uploads"
        let paths = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
        return paths.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    /// The upload a redirect leads to, when it stands still.
    func settled(_ answer: Answer) async throws -> Upload {
        let id = answer.header("Location")?.split(separator: "/").last.flatMap { Int64($0) } ?? 0
        for _ in 0..<6_000 {
            if let upload = try await site.store.uploads.upload(BatchID(rawValue: id)), !upload.isAtWork {
                return upload
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw NeverSettled(id: id)
    }

    struct NeverSettled: Error { let id: Int64 }
}
