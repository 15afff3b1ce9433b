import Foundation

/// Work that waits for the disk or a process, off the threads that `await` uses.
enum BlockingWork {
    private static let queue = DispatchQueue(label: "hoclieu.blocking", attributes: .concurrent)

    static func run<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}
