import Synchronization

/// How far questions may lag behind what is written, and the reading beside
/// them that makes it possible.
///
/// While 3,000 records a second are taken in and 800 copies a second are lent,
/// reading what is new takes a question 10 to 30 ms; read beside the questions,
/// it takes them none.
final class SearchFreshness: Sendable {
    /// What is written is found after that at the latest; the promise is two seconds.
    static let longestLag: Duration = .milliseconds(500)
    private static let pause: Duration = .milliseconds(100)
    /// After so long without a question nobody reads for the next: it reads itself.
    private static let patience: Duration = .seconds(10)

    private struct State {
        var isKept = false
        var lastQuestion: ContinuousClock.Instant?
    }
    private let state = Mutex(State())

    /// Zero where nobody keeps it fresh.
    var lag: Duration { state.withLock { $0.isKept ? Self.longestLag : .zero } }

    func noteQuestion() { state.withLock { $0.lastQuestion = .now } }

    /// Calls `read` again and again until the task is cancelled.
    func keep(_ read: @Sendable () async throws -> Void) async {
        state.withLock { $0.isKept = true }
        defer { state.withLock { $0.isKept = false } }
        while (try? await Task.sleep(for: Self.pause)) != nil {
            let last = state.withLock { $0.lastQuestion }
            guard let last, .now - last < Self.patience else { continue }
            // What cannot be read now, the next question reads, and says why it cannot.
            try? await read()
        }
    }
}
