import Foundation
import Glibc
package import Library

/// Draws pages of PDFs on demand, one at a time, and keeps the latest in a
/// folder that never grows beyond its limit.
package actor PageImageDesk: PageImages {
    /// Widths that are drawn; a wish is rounded up to one of them, so that one
    /// page is kept a few times at most.
    private static let widths = [400, 800, 1200, 1600]
    private static let mediaType = "image/jpeg"

    private let pool: WorkerPool
    private let folder: String
    private let byteLimit: Int64
    private let queueLimit: Int
    private var drawing: [String: Task<ReadableImage?, any Error>] = [:]
    private var keptBytes: Int64?

    /// `folder` is `derived-pages` of the data folder.
    package init(pool: WorkerPool, folder: String, byteLimit: Int64 = 512 << 20, queueLimit: Int = 16) {
        self.pool = pool
        self.folder = folder
        self.byteLimit = byteLimit
        self.queueLimit = queueLimit
    }

    package func pageImage(of original: OriginalFile, page: Int, width: Int) async throws -> ReadableImage? {
        guard original.format == .pdf, page >= 1 else { return nil }
        let width = Self.widths.first { $0 >= width } ?? Self.widths[Self.widths.count - 1]
        let name = "\(original.hash.hex)-\(page)-\(width).jpg"
        if let kept = Self.kept("\(folder)/\(name)") { return image(kept, of: original) }
        if let task = drawing[name] { return try await task.value }
        guard drawing.count < queueLimit else { throw PageImagesBusy() }
        let task = Task { try await draw(original, page: page, width: width, name: name) }
        drawing[name] = task
        defer { drawing[name] = nil }
        return try await task.value
    }

    private func draw(_ original: OriginalFile, page: Int, width: Int, name: String) async throws -> ReadableImage? {
        guard let drawn = try await pool.drawPage(page, ofFileAt: original.path, width: width) else { return nil }
        guard drawn.mediaType == Self.mediaType, drawn.bytes.starts(with: [0xFF, 0xD8, 0xFF]) else {
            throw WorkerFailure.brokenProtocol("what came is no JPEG")
        }
        keep(drawn.bytes, as: name)
        return image(drawn.bytes, of: original)
    }

    /// The version of a page's picture is its original's: the same file gives the
    /// same picture.
    private func image(_ bytes: [UInt8], of original: OriginalFile) -> ReadableImage {
        ReadableImage(mediaType: Self.mediaType, hash: original.hash, bytes: bytes)
    }

    private static func kept(_ path: String) -> [UInt8]? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        // The time of last use decides what goes first.
        utimes(path, nil)
        return [UInt8](data)
    }

    /// A picture that cannot be kept is drawn again next time.
    private func keep(_ bytes: [UInt8], as name: String) {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let temporary = "\(folder)/.\(name).\(getpid())"
        guard FileManager.default.createFile(atPath: temporary, contents: Data(bytes)) else { return }
        guard rename(temporary, "\(folder)/\(name)") == 0 else {
            unlink(temporary)
            return
        }
        let total = (keptBytes ?? Self.files(in: folder).reduce(0) { $0 + $1.byteCount }) + Int64(bytes.count)
        keptBytes = total
        if total > byteLimit { makeRoom() }
    }

    private func makeRoom() {
        let files = Self.files(in: folder).sorted { $0.used < $1.used }
        var total = files.reduce(0) { $0 + $1.byteCount }
        for file in files where total > byteLimit / 4 * 3 {
            unlink(file.path)
            total -= file.byteCount
        }
        keptBytes = total
    }

    private static func files(in folder: String) -> [(path: String, byteCount: Int64, used: Int)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { name in
            var status = stat()
            guard stat("\(folder)/\(name)", &status) == 0 else { return nil }
            return ("\(folder)/\(name)", Int64(status.st_size), status.st_mtim.tv_sec)
        }
    }
}
