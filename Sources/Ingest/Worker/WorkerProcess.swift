import Foundation
import Glibc
import Library
import Synchronization

/// A running `hoclieu-worker` and the two pipes to it.
///
/// It is spoken to by one conversation at a time. After any failure it is dead
/// and has been waited for; a new one is started in its place.
final class WorkerProcess: Sendable {
    private struct State {
        /// Not yet waited for.
        var isAlive = true
        /// A conversation is going on; only its thread may close the pipes.
        var isBusy = false
        var isDoomed = false
        var filesRead = 0
    }

    let inbox: WorkerInbox
    private let child: Child
    private let memoryBytes: Int
    /// The most memory this process had held when it started the worker. Until
    /// the worker becomes its own program it shares that memory, and the system
    /// counts it in the worker's peak (`ru_maxrss`, getrusage(2)).
    private let peakAtStart: Int
    private let state = Mutex(State())
    private let lastWords: LastWords

    /// Starts a worker and waits for its greeting.
    init(_ settings: WorkerSettings) throws(WorkerFailure) {
        // A worker that dies while it is written to must not take this process along.
        _ = signal(SIGPIPE, SIG_IGN)
        memoryBytes = settings.limits.memoryBytes
        do {
            inbox = try WorkerInbox(in: settings.inboxFolder, seenAs: settings.confinement.inboxPath(of:))
        } catch {
            throw .couldNotStart("no inbox folder could be made in \(settings.inboxFolder): \(error)")
        }
        let command = settings.confinement.command(settings, inbox: inbox.folder)
        do throws(SpawnError) {
            child = try SpawnThread.shared.start(command, environment: Self.environment)
        } catch {
            inbox.remove()
            throw .couldNotStart("\(command[0]) could not be started: \(String(cString: strerror(error.errno)))")
        }
        // Not before: this process may have grown until the worker was its own program.
        peakAtStart = Self.ownPeak
        lastWords = LastWords(descriptor: child.errors)
        var stream = ReplyStream(descriptor: child.output)
        let greeting: WorkerReply?
        do throws(StreamFault) {
            greeting = try stream.next(within: 30, of: WorkerReply.init(type:from:))
        } catch {
            throw end(because: error)
        }
        guard greeting == .hello(version: WireVersion.current) else {
            kill()
            throw .couldNotStart(
                "\(settings.executable) does not belong to this version of hoclieu; install both together")
        }
    }

    deinit {
        kill()
    }

    private static var ownPeak: Int {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return usage.ru_maxrss * 1024
    }

    private static var environment: [String: String] {
        var environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/tmp"]
        for name in ["LD_LIBRARY_PATH", "TZ"] { environment[name] = ProcessInfo.processInfo.environment[name] }
        return environment
    }

    /// Whether it can be asked again.
    var isUsable: Bool { state.withLock { $0.isAlive && !$0.isDoomed } }
    var filesRead: Int { state.withLock { $0.filesRead } }
    var pid: pid_t { child.pid }

    /// Sends a request and hands over the replies in batches, until the last one
    /// of the request. Blocks the calling thread, which is the conversation's own.
    ///
    /// The clock runs only while this thread waits for the worker; `take` may
    /// block as long as it likes, and the full pipe holds the worker back.
    func converse(
        _ request: WorkerRequest, stallSeconds: Double, totalSeconds: Double, take: ([WorkerReply]) throws -> Void
    ) throws {
        state.withLock { state in
            state.filesRead += 1
            state.isBusy = true
        }
        defer { endConversation() }
        try send(request)
        var stream = ReplyStream(descriptor: child.output)
        var waited = 0.0
        while true {
            let batch: [WorkerReply]
            do throws(StreamFault) {
                let started = Date()
                batch = try stream.batch(
                    within: min(stallSeconds, totalSeconds - waited), of: WorkerReply.init(type:from:))
                waited += Date().timeIntervalSince(started)
            } catch {
                throw end(because: error)
            }
            let isLast = batch.last?.endsConversation == true
            guard !batch.dropLast().contains(where: \.endsConversation) else {
                kill()
                throw WorkerFailure.brokenProtocol("the worker went on talking after its last word")
            }
            do {
                try take(batch)
            } catch {
                kill()
                throw error
            }
            if isLast {
                guard stream.isAtBorder else {
                    kill()
                    throw WorkerFailure.brokenProtocol("the worker went on talking after its last word")
                }
                return
            }
        }
    }

    private func send(_ request: WorkerRequest) throws(WorkerFailure) {
        var writer = ByteWriter()
        writer.putFrame(request)
        var rest = writer.bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(child.input, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                throw end(because: .ended)
            }
        }
    }

    /// Kills the worker and waits for it; during a conversation the waiting is
    /// left to the thread that holds it. Safe to call again.
    func kill() {
        let isBusy = state.withLock { state in
            state.isDoomed = true
            if state.isAlive { child.kill() }
            return state.isBusy
        }
        if !isBusy { _ = reap(force: true) }
    }

    private func endConversation() {
        let isDoomed = state.withLock { state in
            state.isBusy = false
            return state.isDoomed
        }
        if isDoomed { _ = reap(force: true) }
    }

    private func end(because fault: StreamFault) -> WorkerFailure {
        switch fault {
        case .ended:
            // It closed its end: it is dead or about to be.
            let (end, peak) = reap(force: false)
            return failure(end, peak: peak)
        case .silent(let seconds):
            kill()
            return .tooSlow("the worker was stopped after \(Int(seconds)) s of waiting")
        case .malformed(let error):
            kill()
            return .brokenProtocol("the worker sent something that is no message (\(error))")
        }
    }

    private func failure(_ end: ChildEnd, peak: Int) -> WorkerFailure {
        let words = lastWords.text
        let tail = words.isEmpty ? "" : ": \(words)"
        switch end {
        case .exited(WorkerExit.memory):
            return .tooMuchMemory("reading this file needs more memory than a worker may take")
        case .exited(128 + SIGXCPU), .killed(signal: SIGXCPU):
            return .tooSlow("reading this file takes more processor time than a worker may take")
        default: break
        }
        if peak > max(memoryBytes / 5 * 4, peakAtStart) {
            return .tooMuchMemory("reading this file needs more memory than a worker may take")
        }
        switch end {
        case .exited(let code) where code > 128: return .crashed("the worker was ended by signal \(code - 128)\(tail)")
        case .exited(let code): return .crashed("the worker stopped with code \(code)\(tail)")
        case .killed(let signal): return .crashed("the worker was ended by signal \(signal)\(tail)")
        case .couldNotStart(let number): return .couldNotStart(String(cString: strerror(number)))
        }
    }

    /// Waits for the child, at most two seconds unless `force` kills it at once.
    private func reap(force: Bool) -> (ChildEnd, peakBytes: Int) {
        let isFirst = state.withLock { state in
            defer { (state.isAlive, state.isDoomed) = (false, true) }
            return state.isAlive
        }
        guard isFirst else { return (.killed(signal: SIGKILL), 0) }
        if force { child.kill() }
        var status: Int32 = 0
        var usage = rusage()
        let deadline = Date().addingTimeInterval(2)
        while wait4(child.pid, &status, WNOHANG, &usage) == 0 {
            if Date() > deadline { child.kill() }
            usleep(500)
        }
        close(child.input)
        close(child.output)
        lastWords.finish()
        inbox.remove()
        return (ChildEnd(waitStatus: status), usage.ru_maxrss * 1024)
    }
}

extension WorkerReply {
    /// Whether a request is answered with this.
    var endsConversation: Bool {
        switch self {
        case .finished, .refused, .pageImage, .noPage: true
        case .hello, .format, .item, .row, .part: false
        }
    }
}
