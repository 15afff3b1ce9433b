/// The commit stage's order: files are read side by side but committed one
/// after the other, so that record numbers are the same on every run.
actor CommitTurns {
    /// The batch was stopped before the file's turn came.
    struct Stopped: Error {}

    private var next = 0
    private var finished: Set<Int> = []
    private var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
    private var isStopped = false

    /// Returns when all files before `index` are finished.
    func wait(for index: Int) async throws {
        if isStopped { throw Stopped() }
        guard index > next else { return }
        try await withCheckedThrowingContinuation { waiting[index] = $0 }
    }

    /// Says that nothing more of file `index` will be committed.
    func finish(_ index: Int) {
        finished.insert(index)
        while finished.remove(next) != nil { next += 1 }
        waiting.removeValue(forKey: next)?.resume()
    }

    /// Nothing more is committed: what came after the file that failed would get
    /// other numbers than in an undisturbed run.
    func stop() {
        isStopped = true
        for waiter in waiting.values { waiter.resume(throwing: Stopped()) }
        waiting = [:]
    }
}
