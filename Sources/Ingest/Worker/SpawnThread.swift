import Foundation
import Glibc
import Synchronization

/// How a child process ended.
package enum ChildEnd: Equatable, Sendable {
    case exited(Int32)
    case killed(signal: Int32)
    case couldNotStart(errno: Int32)

    init(waitStatus: Int32) {
        let signal = waitStatus & 0x7F
        self = signal == 0 ? .exited((waitStatus >> 8) & 0xFF) : .killed(signal: signal)
    }
}

/// A child process and the parent's ends of its pipes.
struct Child: Sendable {
    var pid: pid_t
    /// Writes to the child's standard input.
    var input: Int32
    /// Reads what it writes to standard output and error.
    var output: Int32
    var errors: Int32

    /// Ends it and what it started: it leads a process group of its own, and a
    /// tool that lived on would hold its pipes open.
    func kill() {
        Glibc.kill(-pid, SIGKILL)
        Glibc.kill(pid, SIGKILL)
    }
}

/// The one thread that starts children, and never ends.
///
/// `bwrap --die-with-parent` asks the kernel to kill the child when its parent
/// *thread* ends (prctl(2), PR_SET_PDEATHSIG), and the threads of a pool do end.
/// Starting from one thread also keeps pipe ends of one child from being
/// inherited by another.
final class SpawnThread: Sendable {
    static let shared = SpawnThread()

    private let work: WorkQueue

    private init() {
        let queue = WorkQueue()
        work = queue
        let thread = Thread { queue.runForever() }
        thread.name = "hoclieu-spawn"
        thread.start()
    }

    /// Starts a program with three pipes; throws the error number.
    func start(_ command: [String], environment: [String: String]) throws(SpawnError) -> Child {
        let result = Mutex<Result<Child, SpawnError>>(.failure(SpawnError(errno: EAGAIN)))
        work.perform {
            let outcome = Result { () throws(SpawnError) in try Self.spawn(command, environment: environment) }
            result.withLock { $0 = outcome }
        }
        return try result.withLock { $0 }.get()
    }

    /// Runs a program to its end and returns what it printed.
    func output(of command: [String], seconds: Int) throws(SpawnError) -> [UInt8] {
        let child = try start(command, environment: ["PATH": "/usr/bin:/bin"])
        close(child.input)
        defer { for descriptor in [child.output, child.errors] { close(descriptor) } }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            var poller = pollfd(fd: child.output, events: Int16(POLLIN), revents: 0)
            guard poll(&poller, 1, Int32(seconds * 1000)) > 0 else { break }
            let count = buffer.withUnsafeMutableBytes { read(child.output, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            output += buffer[..<count]
        }
        child.kill()
        var status: Int32 = 0
        waitpid(child.pid, &status, 0)
        return output
    }

    /// Runs a program to its end, throwing away what it says.
    func run(_ command: [String], seconds: Double) -> ChildEnd {
        let child: Child
        do {
            child = try start(command, environment: ["PATH": "/usr/bin:/bin"])
        } catch {
            return .couldNotStart(errno: error.errno)
        }
        for descriptor in [child.input, child.output, child.errors] { close(descriptor) }
        let deadline = Date().addingTimeInterval(seconds)
        var status: Int32 = 0
        while waitpid(child.pid, &status, WNOHANG) == 0 {
            if Date() > deadline { child.kill() }
            usleep(2_000)
        }
        return ChildEnd(waitStatus: status)
    }

    private static func spawn(_ command: [String], environment: [String: String]) throws(SpawnError) -> Child {
        var ends: [Int32] = []
        for _ in 0..<3 {
            var pair: [Int32] = [-1, -1]
            guard pipe(&pair) == 0 else {
                ends.forEach { _ = close($0) }
                throw SpawnError(errno: errno)
            }
            for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            ends += pair
        }
        let (childInput, input, output, childOutput, errors, childErrors) = (
            ends[0], ends[1], ends[2], ends[3], ends[4], ends[5]
        )

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, childInput, 0)
        posix_spawn_file_actions_adddup2(&actions, childOutput, 1)
        posix_spawn_file_actions_adddup2(&actions, childErrors, 2)
        // Whatever else this process has open (databases, sockets) stays here.
        for descriptor in openDescriptors() where descriptor > 2 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        // A child of its own group does not get the terminal's Ctrl-C; it ends with
        // its parent. SIGPIPE, ignored here, ends a child as usual.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

        var pid: pid_t = 0
        let arguments = command.map { strdup($0) } + [nil]
        let variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        let code = posix_spawn(&pid, command[0], &actions, &attributes, arguments, variables)
        for end in [childInput, childOutput, childErrors] { close(end) }
        guard code == 0 else {
            for end in [input, output, errors] { close(end) }
            throw SpawnError(errno: code)
        }
        return Child(pid: pid, input: input, output: output, errors: errors)
    }

    private static func openDescriptors() -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }
    }
}

/// A program could not be started.
package struct SpawnError: Error, Equatable {
    package var errno: Int32
}

/// Pieces of work handed to one thread, each waited for.
private final class WorkQueue: Sendable {
    private struct Waiting {
        var pieces: [@Sendable () -> Void] = []
    }
    private let waiting = Mutex(Waiting())
    private let arrived = DispatchSemaphore(value: 0)

    func perform(_ piece: @escaping @Sendable () -> Void) {
        let done = DispatchSemaphore(value: 0)
        waiting.withLock {
            $0.pieces.append {
                piece()
                done.signal()
            }
        }
        arrived.signal()
        done.wait()
    }

    func runForever() {
        while true {
            arrived.wait()
            let piece = waiting.withLock { $0.pieces.isEmpty ? nil : $0.pieces.removeFirst() }
            piece?()
        }
    }
}
