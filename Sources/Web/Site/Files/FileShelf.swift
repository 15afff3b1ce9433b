import Foundation
import Glibc
import Library

/// Keeps an uploaded list between its preview and the decision about it, for
/// the account that sent it, at most a day.
struct FileShelf {
    private static let seconds = 24 * 3_600

    private let folder: String

    init(_ limits: FileLimits) { folder = limits.folder + "/shelf" }

    /// Puts a file aside; the ticket by which its sender finds it again.
    func put(_ file: UploadedFile, for account: AccountID) throws -> String {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        sweep()
        let ticket = FormToken.mint()
        guard rename(file.path, path(ticket, account)) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        return ticket
    }

    /// Nil for a ticket of somebody else, or one that is too old.
    func file(_ ticket: String, named name: String, for account: AccountID) -> UploadedFile? {
        sweep()
        var status = stat()
        guard FormToken.isWellFormed(ticket), stat(path(ticket, account), &status) == 0 else { return nil }
        return UploadedFile(
            path: path(ticket, account), name: FileLabel(name), byteCount: Int64(status.st_size))
    }

    func remove(_ ticket: String, for account: AccountID) {
        guard FormToken.isWellFormed(ticket) else { return }
        unlink(path(ticket, account))
    }

    private func path(_ ticket: String, _ account: AccountID) -> String { "\(folder)/\(account)-\(ticket)" }

    private func sweep() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            var status = stat()
            guard stat("\(folder)/\(name)", &status) == 0, time(nil) - status.st_ctim.tv_sec > Self.seconds else {
                continue
            }
            unlink("\(folder)/\(name)")
        }
    }
}
