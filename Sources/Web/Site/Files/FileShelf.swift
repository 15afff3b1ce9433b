import Foundation
import Glibc
package import Library

/// Keeps an uploaded list between its preview and the decision about it, for
/// the account that sent it, at most a day: for 23 hours, and until the next
/// sweep, of which there is one an hour.
package struct FileShelf: Sendable {
    private static let longest = Duration.seconds(23 * 3_600)
    private static let pause = Duration.seconds(3_600)

    private let folder: String

    package init(_ limits: FileLimits) { folder = limits.folder + "/shelf" }

    /// Puts a file aside; the ticket by which its sender finds it again.
    func put(_ file: UploadedFile, for account: AccountID) throws -> String {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        sweep(at: .now)
        let ticket = FormToken.mint()
        guard rename(file.path, path(ticket, account)) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        return ticket
    }

    /// Nil for a ticket of somebody else, or one that is too old.
    func file(_ ticket: String, named name: String, for account: AccountID) -> UploadedFile? {
        sweep(at: .now)
        guard FormToken.isWellFormed(ticket), let found = facts(path(ticket, account)),
            let size = found[.size] as? Int64
        else { return nil }
        return UploadedFile(path: path(ticket, account), name: FileLabel(name), byteCount: size)
    }

    func remove(_ ticket: String, for account: AccountID) {
        guard FormToken.isWellFormed(ticket) else { return }
        unlink(path(ticket, account))
    }

    private func path(_ ticket: String, _ account: AccountID) -> String { "\(folder)/\(account)-\(ticket)" }

    /// Sweeps once an hour, until its task is cancelled: a list that nobody comes
    /// back for goes too.
    package func keepSwept() async {
        while !Task.isCancelled {
            sweep(at: .now)
            try? await Task.sleep(for: Self.pause)
        }
    }

    /// Removes what is too old.
    package func sweep(at moment: Moment) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            // When it came: a change of name leaves that as it is.
            guard let came = facts("\(folder)/\(name)")?[.modificationDate] as? Date else { continue }
            let since = moment.since(Moment(milliseconds: Int64(came.timeIntervalSince1970 * 1_000)))
            if since > Self.longest { unlink("\(folder)/\(name)") }
        }
    }

    private func facts(_ path: String) -> [FileAttributeKey: Any]? {
        try? FileManager.default.attributesOfItem(atPath: path)
    }
}
