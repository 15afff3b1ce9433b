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
///     try await conversation.listen { batch in … }
final class Conversation: Sendable {
    private static let window = 4

    private let worker: WorkerProcess
    private let batches: AsyncThrowingStream<[WorkerReply], any Error>
    /// Starts at nought and is raised: libdispatch stops a program that lets go of
    /// a semaphore lower than it was made.
    private let room = DispatchSemaphore(value: 0)

    init(with worker: WorkerProcess, _ request: WorkerRequest, limits: WorkerLimits, byteCount: Int64) {
        let (stream, continuation) = AsyncThrowingStream.makeStream(of: [WorkerReply].self, throwing: (any Error).self)
        batches = stream
        self.worker = worker
        for _ in 0..<Self.window { room.signal() }
        let room = room
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

    /// Hands over the batches until the last reply. A listener that throws
    /// before the end costs the worker; at the end it does not.
    ///
    /// Returns when the conversation's thread is done with the worker, or the
    /// worker is doomed.
    func listen(_ take: @Sendable ([WorkerReply]) async throws -> Void) async throws {
        var isOver = false
        do {
            for try await batch in batches {
                isOver = batch.last?.endsConversation == true
                try await take(batch)
                room.signal()
            }
        } catch {
            if !isOver { worker.kill() }
            await drain()
            throw error
        }
        // A cancelled task sees the end of the stream before there is one.
        if Task.isCancelled || !isOver {
            worker.kill()
            room.signal()
            throw CancellationError()
        }
    }

    private func drain() async {
        room.signal()
        do {
            for try await _ in batches { room.signal() }
        } catch {
            // Why the worker ended was said before.
        }
        if Task.isCancelled {
            worker.kill()
            room.signal()
        }
    }
}
