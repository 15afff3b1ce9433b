import Foundation
import Library

/// A request to a worker and its replies, read on a thread of its own.
///
/// At most ``window`` batches wait to be taken; then the thread stops reading,
/// the pipe fills, and the worker waits: memory stays flat however large the
/// file is.
///
/// For example:
///
///     for try await batch in conversation.batches {
///         conversation.noteTaken()
///         …
///     }
final class Conversation: Sendable {
    private static let window = 4

    let batches: AsyncThrowingStream<[WorkerReply], any Error>
    /// Starts at nought and is raised: libdispatch stops a program that lets go of
    /// a semaphore lower than it was made.
    private let room = DispatchSemaphore(value: 0)

    init(with worker: WorkerProcess, _ request: WorkerRequest, limits: WorkerLimits, byteCount: Int64) {
        let (stream, continuation) = AsyncThrowingStream.makeStream(of: [WorkerReply].self, throwing: (any Error).self)
        batches = stream
        let room = room
        for _ in 0..<Self.window { room.signal() }
        continuation.onTermination = { reason in
            guard case .cancelled = reason else { return }
            // Nobody listens any more: let the thread find the worker dead.
            worker.interrupt()
            room.signal()
        }
        let thread = Thread {
            do {
                let seconds = limits.seconds(forFileOf: byteCount)
                try worker.converse(request, stallSeconds: limits.stallSeconds, totalSeconds: seconds) { batch in
                    room.wait()
                    if case .terminated = continuation.yield(batch) { throw CancellationError() }
                }
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        thread.name = "hoclieu-worker-replies"
        thread.start()
    }

    /// Makes room for another batch; call it once for each batch.
    func noteTaken() {
        room.signal()
    }
}
