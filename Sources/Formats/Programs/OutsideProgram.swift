import Glibc

/// Runs a program of the system (poppler-utils, vipsthumbnail) with fixed
/// arguments: no shell, an environment of its own, limits of time and output.
struct OutsideProgram {
    enum Fault: Error, Equatable {
        /// The program is not installed or could not be started.
        case notStarted
        case timeout
        /// It wrote more than it may.
        case tooMuchOutput
    }

    struct Outcome {
        /// The exit status; above 128 a signal.
        var status: Int
        var output: [UInt8]
        /// The first kilobytes of what it wrote to standard error.
        var complaint: String
    }

    let name: String
    let arguments: [String]
    var seconds: Double = 30
    var outputLimit = 64 << 20

    /// Hands each piece of output to `take`; the outcome's output stays empty.
    /// Returning false ends the program.
    func run(input: [UInt8] = [], take: (UnsafeRawBufferPointer) throws -> Bool) throws -> Outcome {
        let child = try Child(name, arguments, hasInput: !input.isEmpty)
        var complaint: [UInt8] = []
        var sent = 0, received = 0
        let end = OutsideProgram.now + seconds
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { buffer.deallocate() }
        if sent == input.count { child.closeInput() }
        while child.output >= 0 || child.complaint >= 0 {
            var waits = [pollfd(fd: child.output, events: Int16(POLLIN), revents: 0), pollfd(fd: child.complaint, events: Int16(POLLIN), revents: 0)]
            if child.input >= 0 { waits.append(pollfd(fd: child.input, events: Int16(POLLOUT), revents: 0)) }
            let left = end - OutsideProgram.now
            guard left > 0 else { throw Fault.timeout }
            let ready = poll(&waits, nfds_t(waits.count), Int32(min(left, 3_600) * 1_000) + 1)
            if ready < 0, errno != EINTR { throw Fault.notStarted }
            guard ready > 0 else { continue }
            if waits[0].revents != 0 {
                let count = read(child.output, buffer.baseAddress, buffer.count)
                if count <= 0 { child.closeOutput() } else {
                    received += count
                    guard received <= outputLimit else { throw Fault.tooMuchOutput }
                    guard try take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { break }
                }
            }
            if waits[1].revents != 0 {
                let count = read(child.complaint, buffer.baseAddress, buffer.count)
                if count <= 0 { child.closeComplaint() } else if complaint.count < 8 << 10 { complaint.append(contentsOf: buffer[..<count]) }
            }
            if waits.count > 2, waits[2].revents != 0 {
                let count = input.withUnsafeBytes { send($0, from: sent, to: child.input) }
                sent += max(count, 0)
                if count < 0 || sent == input.count { child.closeInput() }
            }
        }
        return Outcome(status: child.wait(), output: [], complaint: String(decoding: complaint.prefix(8 << 10), as: UTF8.self))
    }

    /// All output at once.
    func run(input: [UInt8] = []) throws -> Outcome {
        var output: [UInt8] = []
        var outcome = try run(input: input) { output.append(contentsOf: $0); return true }
        outcome.output = output
        return outcome
    }

    private func send(_ bytes: UnsafeRawBufferPointer, from start: Int, to descriptor: Int32) -> Int {
        let count = write(descriptor, bytes.baseAddress.map { $0 + start }, min(bytes.count - start, 32 << 10))
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : count
    }

    /// Where a program of that name lies in the fixed search path.
    static func path(of name: String) -> String? {
        for folder in ["/usr/bin", "/usr/local/bin", "/bin"] where access("\(folder)/\(name)", X_OK) == 0 { return "\(folder)/\(name)" }
        return nil
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// A started program and the ends of its pipes; killed with its own children
/// when nobody waits for it any more.
private final class Child {
    private(set) var input: Int32 = -1
    private(set) var output: Int32 = -1
    private(set) var complaint: Int32 = -1
    private var process: pid_t = 0
    private var isReaped = false

    init(_ name: String, _ arguments: [String], hasInput: Bool) throws(OutsideProgram.Fault) {
        guard let path = OutsideProgram.path(of: name) else { throw .notStarted }
        _ = Child.ignoresBrokenPipes
        var ends: [Int32] = []
        for _ in 0..<3 {
            var pair: [Int32] = [-1, -1]
            guard pipe(&pair) == 0 else {
                for end in ends { Glibc.close(end) }
                throw .notStarted
            }
            for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            ends += pair
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        posix_spawn_file_actions_adddup2(&actions, ends[3], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[5], 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        var argv: [UnsafeMutablePointer<CChar>?] = ([name] + arguments).map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = Child.environment.map { strdup($0) } + [nil]
        let failure = posix_spawn(&process, path, &actions, &attributes, &argv, &environment)
        for pointer in argv + environment { free(pointer) }
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
        for end in [ends[0], ends[3], ends[5]] { Glibc.close(end) }
        (input, output, complaint) = (ends[1], ends[2], ends[4])
        guard failure == 0 else {
            isReaped = true
            throw .notStarted
        }
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
    }

    deinit {
        if !isReaped {
            kill(-process, SIGKILL)
            _ = wait()
        }
        closeInput()
        closeOutput()
        closeComplaint()
    }

    func closeInput() { Child.close(&input) }
    func closeOutput() { Child.close(&output) }
    func closeComplaint() { Child.close(&complaint) }

    /// Closes the pipes, ends what still runs, and returns the exit status.
    func wait() -> Int {
        guard !isReaped else { return 0 }
        closeInput()
        if output >= 0 { kill(-process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        isReaped = true
        let signal = Int(status & 0x7F)
        return signal == 0 ? Int(status >> 8 & 0xFF) : 128 + signal
    }

    private static func close(_ descriptor: inout Int32) {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
    }

    private static let environment = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/tmp", "TMPDIR=/tmp", "VIPS_CONCURRENCY=1"]
    /// Writing to a program that has ended must be an error, not our end.
    private static let ignoresBrokenPipes: Bool = signal(SIGPIPE, SIG_IGN) != nil
}
