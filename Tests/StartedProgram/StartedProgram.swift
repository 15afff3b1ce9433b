import Foundation
import Glibc
import Synchronization

/// A program that a test has started.
///
/// By posix_spawn(3) itself: Foundation's `Process` changes the directory of all
/// tests while it starts one, and dies where a thousand files are open.
package final class StartedProgram: Sendable {
    package let pid: Int32
    /// Of waitpid(2), once it has ended.
    private let status = Mutex<Int32?>(nil)

    /// Where what it prints goes.
    package enum Output {
        case nowhere
        case file(String)
        case descriptor(Int32)
    }

    /// `environment`: ours, unless another is given.
    package init(
        _ path: String, _ arguments: [String], environment: [String: String]? = nil, directory: String? = nil,
        output: Output = .nowhere, errors: Output = .nowhere
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for (number, output) in [(Int32(1), output), (2, errors)] {
            switch output {
            case .nowhere: posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_WRONLY, 0)
            case .file(let path): posix_spawn_file_actions_addopen(&actions, number, path, O_WRONLY | O_CREAT, 0o600)
            case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, number)
            }
        }
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for descriptor in open.compactMap({ Int32($0) }) where descriptor > 2 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        // env(1) changes to the directory and becomes the program: the same process.
        let words = (directory.map { ["/usr/bin/env", "-C", $0] } ?? []) + [path] + arguments
        let texts = words.map { strdup($0) } + [nil]
        let settings =
            (environment ?? ProcessInfo.processInfo.environment).map { strdup("\($0)=\($1)") } + [nil]
        defer { (texts + settings).forEach { free($0) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, words[0], &actions, nil, texts, settings)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
        self.pid = pid
    }

    package var isRunning: Bool {
        status.withLock { known in
            var found: Int32 = 0
            if known == nil, waitpid(pid, &found, WNOHANG) == pid { known = found }
            return known == nil
        }
    }

    package func kill() { Glibc.kill(pid, SIGKILL) }

    /// Waits for its end: its exit code, or the number of the signal that ended it
    /// as a negative number.
    @discardableResult package func wait() -> Int32 {
        while isRunning { usleep(1_000) }
        let status = status.withLock { $0 } ?? 0
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : -signal
    }
}
