/// Slows guessing down, per card, per address and per PIN value.
///
/// Failures count, never visits; a right PIN always gets in after the wait. A
/// class of forty behind one address, each with a slip, is below every limit.
package struct SignInThrottle: Sendable {
    package struct Limits: Sendable {
        /// Failures of one card or user name before it has to wait.
        package var failuresPerName = 5
        /// The first wait; it doubles with every further failure.
        package var firstWait: Duration = .seconds(30)
        package var longestWait: Duration = .seconds(15 * 60)
        /// Names that failed at one address, and did not get in since, before its
        /// attempts are spaced out.
        package var namesPerAddress = 60
        package var addressSpacing: Duration = .seconds(2)
        /// Names at which one secret failed before it is spaced out everywhere:
        /// somebody tries one PIN on many cards.
        package var namesPerSecret = 15
        package var secretSpacing: Duration = .seconds(20)
        /// After so long a failure is forgotten.
        package var memory: Duration = .seconds(3_600)
        /// Names, addresses or secrets remembered at a time.
        package var mostRemembered = 50_000
        package init() {}
    }

    private struct Failures {
        var count = 0
        var last: Moment
    }
    /// The names that failed somewhere, and when something was last tried there.
    private struct Crowd {
        var names: [String: Moment] = [:]
        var last: Moment
    }

    private let limits: Limits
    private var byName: [String: Failures] = [:]
    private var byAddress: [String: Crowd] = [:]
    /// By a hash that differs in every process: no secret is remembered.
    private var bySecret: [Int: Crowd] = [:]

    package init(_ limits: Limits = Limits()) { self.limits = limits }

    /// How long an attempt has to wait; nil when it may be looked at now, and then
    /// it counts as tried.
    package mutating func wait(for attempt: SignInAttempt, at now: Moment) -> Duration? {
        let name = attempt.name
        var until = now
        if let failures = byName[name], failures.count >= limits.failuresPerName {
            let doublings = min(failures.count - limits.failuresPerName, 10)
            let pause = min(limits.firstWait * (1 << doublings), limits.longestWait)
            until = max(until, failures.last.adding(pause))
        }
        if let address = attempt.address, let crowd = byAddress[address],
            recent(crowd, now) > limits.namesPerAddress
        {
            until = max(until, crowd.last.adding(limits.addressSpacing))
        }
        if let crowd = bySecret[attempt.secret.hashValue], recent(crowd, now) > limits.namesPerSecret {
            until = max(until, crowd.last.adding(limits.secretSpacing))
        }
        guard until <= now else { return until.since(now) }
        if let address = attempt.address { byAddress[address]?.last = now }
        bySecret[attempt.secret.hashValue]?.last = now
        return nil
    }

    package mutating func noteFailure(_ attempt: SignInAttempt, at now: Moment) {
        makeRoom(now)
        byName[attempt.name, default: Failures(last: now)].count += 1
        byName[attempt.name]?.last = now
        if let address = attempt.address { byAddress[address, default: Crowd(last: now)].names[attempt.name] = now }
        bySecret[attempt.secret.hashValue, default: Crowd(last: now)].names[attempt.name] = now
    }

    package mutating func noteSuccess(_ attempt: SignInAttempt) {
        byName[attempt.name] = nil
        if let address = attempt.address { byAddress[address]?.names[attempt.name] = nil }
        bySecret[attempt.secret.hashValue]?.names[attempt.name] = nil
    }

    private func recent(_ crowd: Crowd, _ now: Moment) -> Int {
        crowd.names.values.count { now.since($0) <= limits.memory }
    }

    private mutating func makeRoom(_ now: Moment) {
        guard max(byName.count, byAddress.count, bySecret.count) >= limits.mostRemembered else { return }
        byName = byName.filter { now.since($0.value.last) <= limits.memory }
        byAddress = byAddress.filter { recent($0.value, now) > 0 }
        bySecret = bySecret.filter { recent($0.value, now) > 0 }
        // Still full: somebody floods us with names; the fresh start costs them the
        // price of one hashing per attempt all the same.
        if max(byName.count, byAddress.count, bySecret.count) >= limits.mostRemembered {
            (byName, byAddress, bySecret) = ([:], [:], [:])
        }
    }
}
