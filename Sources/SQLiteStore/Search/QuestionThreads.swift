import Dispatch
import GRDB

/// Threads on which questions are answered, and nothing else.
///
/// On the threads of tasks, which are as many as processors, a question waits
/// behind whatever desks and pages have to do, and a reading of GRDB's changes
/// threads four times.
enum QuestionThreads {
    /// Of a quality of service that nothing else has: Dispatch keeps threads by it.
    private static let queue = DispatchQueue(label: "hoclieu.questions", qos: .userInitiated, attributes: .concurrent)

    /// Reads in a transaction of `pool`.
    static func read<Value: Sendable>(
        _ pool: DatabasePool, _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { answered in
            queue.async { answered.resume(with: Result { try pool.read(body) }) }
        }
    }
}
