import Glibc

/// A program that runs, and what it writes, read piece by piece; killed with
/// its own children when nobody holds it any more.
final class RunningProgram {
    private let program: OutsideProgram
    private let bytesForInput: [UInt8]
    private var process: pid_t = 0
    private var isReaped = false
    private var status = 0
    private var input: Int32 = -1
    private var output: Int32 = -1
    private var errors: Int32 = -1
    private var sent = 0
    private var received = 0
    private let deadline: Double
    /// The first kilobytes of what it wrote to standard error.
    private var complaintBytes: [UInt8] = []

    var complaint: String { String(decoding: complaintBytes, as: UTF8.self) }

    init(_ program: OutsideProgram, input bytes: [UInt8] = []) throws(OutsideProgram.Fault) {
        self.program = program
        bytesForInput = bytes
        deadline = RunningProgram.now + program.seconds
        _ = RunningProgram.ignoresBrokenPipes
        try start()
        if bytes.isEmpty { RunningProgram.close(&input) }
    }

    deinit { _ = end() }

    /// Writes the next output into `buffer` and returns how many bytes, 0 at
    /// the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(OutsideProgram.Fault) -> Int {
        while output >= 0 {
            let left = deadline - RunningProgram.now
            guard left > 0 else { throw .timeout }
            var waits = [
                pollfd(fd: output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
            ]
            if input >= 0 { waits.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
            guard poll(&waits, nfds_t(waits.count), Int32(min(left, 3_600) * 1_000) + 1) > 0 else { continue }
            if waits.count > 2, waits[2].revents != 0 { send() }
            if waits[1].revents != 0 { listen() }
            guard waits[0].revents != 0 else { continue }
            let count = Glibc.read(output, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                RunningProgram.close(&output)
                break
            }
            received += count
            guard received <= program.outputLimit else { throw .tooMuchOutput }
            return count
        }
        return 0
    }

    /// Waits for the end after the last output, kills what has not come to it,
    /// and returns the exit status; above 128 a signal.
    func end() -> Int {
        guard !isReaped else { return status }
        if output >= 0 { kill(-process, SIGKILL) }
        RunningProgram.close(&input)
        RunningProgram.close(&output)
        while errors >= 0 {
            var wait = [pollfd(fd: errors, events: Int16(POLLIN), revents: 0)]
            if poll(&wait, 1, Int32(max(0, min(deadline - RunningProgram.now, 3_600)) * 1_000)) <= 0 {
                kill(-process, SIGKILL)
            }
            listen()
        }
        var raw: Int32 = 0
        while waitpid(process, &raw, 0) < 0, errno == EINTR {}
        isReaped = true
        let signal = Int(raw & 0x7F)
        status = signal == 0 ? Int(raw >> 8 & 0xFF) : 128 + signal
        return status
    }

    private func send() {
        let count = bytesForInput.withUnsafeBytes { bytes in
            write(input, bytes.baseAddress.map { $0 + sent }, min(bytes.count - sent, 32 << 10))
        }
        if count > 0 { sent += count }
        let isOver = count < 0 && errno != EAGAIN && errno != EINTR
        if isOver || sent == bytesForInput.count { RunningProgram.close(&input) }
    }

    private func listen() {
        var bytes = [UInt8](repeating: 0, count: 4 << 10)
        let count = Glibc.read(errors, &bytes, bytes.count)
        if count < 0, errno == EINTR { return }
        guard count > 0 else { return RunningProgram.close(&errors) }
        if complaintBytes.count < 8 << 10 { complaintBytes += bytes[..<count] }
    }

    private func start() throws(OutsideProgram.Fault) {
        guard let path = OutsideProgram.path(of: program.name) else { throw .notStarted }
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
        let failure = spawn(path, standard: [ends[0], ends[3], ends[5]])
        for end in [ends[0], ends[3], ends[5]] { Glibc.close(end) }
        (input, output, errors) = (ends[1], ends[2], ends[4])
        guard failure == 0 else {
            isReaped = true
            for end in [ends[1], ends[2], ends[4]] { Glibc.close(end) }
            throw .notStarted
        }
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
    }

    private func spawn(_ path: String, standard: [Int32]) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        for (number, end) in standard.enumerated() { posix_spawn_file_actions_adddup2(&actions, end, Int32(number)) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = ([program.name] + program.arguments).map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = RunningProgram.environment.map { strdup($0) } + [nil]
        defer { for pointer in arguments + environment { free(pointer) } }
        return posix_spawn(&process, path, &actions, &attributes, &arguments, &environment)
    }

    private static func close(_ descriptor: inout Int32) {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static let environment = [
        "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/tmp", "TMPDIR=/tmp", "VIPS_CONCURRENCY=1",
    ]
    /// Writing to a program that has ended must be an error, not our end.
    private static let ignoresBrokenPipes: Bool = signal(SIGPIPE, SIG_IGN) != nil
}
