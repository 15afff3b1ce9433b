import Synchronization

/// Keeps the newest state that any thread has read of something that questions
/// read from memory.
final class FollowedState<State: Sendable>: Sendable {
    private let latest = Mutex<(state: State, seen: ContinuousClock.Instant)?>(nil)
    /// One thread reads what is new; who may lag does not wait for it.
    private let loading = Mutex(())

    /// The state kept, if it `isCurrent` or was not longer than `lag` ago; else
    /// what `load` makes of it, which the next ones find. `isCurrent` may throw
    /// where what is kept is of no use to this transaction.
    func current(
        lag: Duration, isCurrent: (State) throws -> Bool, load: (_ known: State?) throws -> State
    ) throws -> State {
        if let known = try known(lag, isCurrent) { return known }
        return try loading.withLock { _ in
            if let known = try known(.zero, isCurrent) { return known }
            let fresh = try load(latest.withLock { $0?.state })
            latest.withLock { $0 = (fresh, .now) }
            return fresh
        }
    }

    private func known(_ lag: Duration, _ isCurrent: (State) throws -> Bool) throws -> State? {
        try latest.withLock { latest in
            guard let known = latest?.state, let seen = latest?.seen else { return nil }
            if try isCurrent(known) {
                latest?.seen = .now
                return known
            }
            return lag > .zero && .now - seen <= lag ? known : nil
        }
    }

    /// Forgets everything, for example after a restore.
    func forget() { latest.withLock { $0 = nil } }
}
