import Foundation
import Glibc

/// A folder for the files of one form, named by the server.
struct IncomingFolder: Sendable {
    private let path: String

    /// `DATA/uploads/incoming/PID-…`: who comes later sees by the number whether
    /// somebody is still at it.
    init(in uploads: String) throws {
        guard !uploads.isEmpty else { throw VisitorError(.unavailable) }
        let incoming = uploads + "/incoming"
        Self.sweep(incoming)
        path = "\(incoming)/\(getpid())-\(UUID().uuidString.lowercased())"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    func path(of number: Int) -> String { "\(path)/\(number)" }

    func create(_ number: Int) throws -> IncomingFile { try IncomingFile(path(of: number), in: path) }

    func remove(_ number: Int) { unlink(path(of: number)) }
    func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// Removes what processes left behind which are no more.
    private static func sweep(_ incoming: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: incoming)) ?? [] {
            guard let pid = name.split(separator: "-").first.flatMap({ pid_t($0) }), pid != getpid(),
                kill(pid, 0) != 0, errno == ESRCH
            else { continue }
            try? FileManager.default.removeItem(atPath: "\(incoming)/\(name)")
        }
    }
}

/// A file that is being received. The bytes are written in pieces of a mebibyte,
/// off the threads that `await` uses.
final class IncomingFile: @unchecked Sendable {
    private static let pieceSize = 1 << 20
    private static let queue = DispatchQueue(label: "hoclieu.incoming", attributes: .concurrent)

    private let descriptor: Int32
    private let folder: String
    private var piece: [UInt8] = []
    private(set) var byteCount: Int64 = 0

    /// Nobody else may read it, and nothing is overwritten.
    init(_ path: String, in folder: String) throws {
        self.folder = folder
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.fault() }
    }

    deinit { close(descriptor) }

    /// `reserve` bytes of the disk are left alone.
    func append(_ bytes: [UInt8], leaving reserve: Int64) async throws {
        piece += bytes
        byteCount += Int64(bytes.count)
        guard piece.count >= Self.pieceSize else { return }
        var status = statvfs()
        guard statvfs(folder, &status) != 0 || Int64(status.f_bavail) * Int64(status.f_frsize) > reserve else {
            throw FileRefusal.diskFull
        }
        try await flush()
    }

    /// Its size.
    func finish() async throws -> Int64 {
        try await flush()
        return byteCount
    }

    private func flush() async throws {
        let piece = piece
        self.piece = []
        guard !piece.isEmpty else { return }
        let descriptor = descriptor
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Self.queue.async { continuation.resume(with: Result { try Self.write(piece, to: descriptor) }) }
        }
    }

    /// Throws a ``POSIXError``, whose ``DiskFailure`` says when there is no room.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        try bytes.withUnsafeBytes { all in
            var done = 0
            while done < all.count {
                let count = Glibc.write(descriptor, all.baseAddress.map { $0 + done }, all.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw fault() }
                done += count
            }
        }
    }

    private static func fault() -> any Error { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
