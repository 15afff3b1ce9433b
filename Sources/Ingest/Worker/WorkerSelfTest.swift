import Foundation

/// Starts a worker the way files are read, but has it try what it must not be
/// able to do; for the test that confinement holds.
package enum WorkerSelfTest {
    package struct Report: Sendable {
        /// Attempt and whether it got through, in the order tried.
        package var attempts: [(name: String, reached: Bool)]
        package var count: Int { attempts.count }
        package var reached: [String] { attempts.filter(\.reached).map(\.name) }
    }

    package static func run(_ settings: WorkerSettings, database: String) async throws -> Report {
        try await BlockingWork.run {
            let inbox = try WorkerInbox(in: settings.inboxFolder, seenAs: settings.confinement.inboxPath(of:))
            defer { inbox.remove() }
            let command = settings.confinement.command(
                settings, inbox: inbox.folder, extra: ["--self-test-confinement", database])
            let output = try SpawnThread.shared.output(of: command, seconds: 30)
            let attempts = String(decoding: output, as: UTF8.self).split(separator: "\n").compactMap {
                line -> (String, Bool)? in
                let words = line.split(separator: " ")
                return words.count == 2 ? (String(words[0]), words[1] == "reached") : nil
            }
            return Report(attempts: attempts)
        }
    }
}
