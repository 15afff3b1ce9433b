import Foundation
import Glibc
import Synchronization

/// sync_file_range(2), which Glibc's module map hides from Swift.
@_silgen_name("sync_file_range")
private func sync_file_range(_ descriptor: Int32, _ offset: Int64, _ count: Int64, _ flags: UInt32) -> Int32

/// How a backup shares the machine (docs/decisions/0014): a thread of its own
/// at nice 10, what it writes on its way to the disk a MiB at a time, a pause
/// after each while desks are at work, and an end as soon as nobody wants it.
final class BackupPace: Sendable {
    static let pieceSize = 1 << 20
    private static let niceness: Int32 = 10
    private static let pause: UInt32 = 16_000

    private let traffic: DeskTraffic
    private let isCancelled = Atomic(false)
    /// Bytes since the last pause.
    private let since = Atomic<Int>(0)

    init(_ traffic: DeskTraffic) { self.traffic = traffic }

    /// Runs `work` on a thread that no request needs.
    func run<Outcome: Sendable>(_ work: @escaping @Sendable () throws -> Outcome) async throws -> Outcome {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Outcome, any Error>) in
                Thread.detachNewThread {
                    // Of a thread, by Linux's reading of 0.
                    _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
                    continuation.resume(with: Result { try work() })
                }
            }
        } onCancel: {
            isCancelled.store(true, ordering: .relaxed)
        }
    }

    func check() throws { if isCancelled.load(ordering: .relaxed) { throw CancellationError() } }

    /// After `count` more bytes were written to the file at `path`.
    func wrote(_ count: Int, to path: String) throws {
        guard try isPieceFull(count) else { return }
        Self.startWriteback(path)
        if traffic.isBusy { usleep(Self.pause) }
    }

    /// After `count` more bytes were only read.
    func read(_ count: Int) throws { if try isPieceFull(count), traffic.isBusy { usleep(Self.pause) } }

    private func isPieceFull(_ count: Int) throws -> Bool {
        try check()
        guard since.wrappingAdd(count, ordering: .relaxed).newValue >= Self.pieceSize else { return false }
        since.store(0, ordering: .relaxed)
        return true
    }

    /// Waits for what is on its way, then starts the rest: a gigabyte that waits
    /// for one fsync would keep the desks' fsyncs waiting with it.
    private static func startWriteback(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // 1 waits before, 2 starts. A file system that knows no such thing leaves it to the fsync.
        _ = sync_file_range(descriptor, 0, 0, 1 | 2)
    }
}
