import Library
import Testing

@Suite struct ThrottleTests {
    static let start = Moment(milliseconds: 1_760_000_000_000)

    @Test func `the sixth wrong PIN of a card waits, and the waits grow to a quarter of an hour`() {
        var throttle = SignInThrottle()
        let attempt = Self.attempt("100200300", "402917")

        for _ in 0..<5 {
            #expect(throttle.asked(for: attempt, at: Self.start) == nil)
            throttle.noteFailure(attempt, at: Self.start)
        }
        let first = throttle.asked(for: attempt, at: Self.start)
        for _ in 0..<20 { throttle.noteFailure(attempt, at: Self.start) }
        let later = throttle.asked(for: attempt, at: Self.start)

        #expect(first == .seconds(30))
        #expect(later == .seconds(900))
        #expect(
            throttle.asked(for: attempt, at: Self.start.adding(.seconds(900))) == nil, "the right PIN still gets in")
    }

    @Test func `a card that waits keeps no other card from getting in`() {
        var throttle = SignInThrottle()
        for _ in 0..<30 { throttle.noteFailure(Self.attempt("100200300", "402917"), at: Self.start) }

        #expect(throttle.asked(for: Self.attempt("100200400", "591830"), at: Self.start) == nil)
    }

    @Test func `a class of forty behind one address, each with two slips, waits for nothing`() {
        var throttle = SignInThrottle()
        for pupil in 0..<40 {
            for slip in 0..<2 {
                let wrong = Self.attempt("card \(pupil)", "wrong \(pupil) \(slip)")
                #expect(throttle.asked(for: wrong, at: Self.start) == nil)
                throttle.noteFailure(wrong, at: Self.start)
            }
        }
        for pupil in 0..<40 {
            let right = Self.attempt("card \(pupil)", "right \(pupil)")
            #expect(throttle.asked(for: right, at: Self.start) == nil)
            throttle.noteSuccess(right)
        }
    }

    @Test func `one PIN tried on many cards from many addresses is spaced out`() {
        var throttle = SignInThrottle()
        for card in 0..<16 {
            throttle.noteFailure(Self.attempt("card \(card)", "402917", from: "10.0.0.\(card)"), at: Self.start)
        }

        let next = Self.attempt("another card", "402917", from: "10.9.9.9")
        #expect(throttle.asked(for: next, at: Self.start) == .seconds(20))
        #expect(throttle.asked(for: Self.attempt("another card", "731904", from: "10.9.9.9"), at: Self.start) == nil)
        let tried = throttle.wait(for: next, at: Self.start.adding(.seconds(20)))
        #expect(tried == nil)
        #expect(throttle.asked(for: next, at: Self.start.adding(.seconds(21))) != nil, "the next one waits again")
    }

    @Test func `many cards tried from one address are spaced out, not locked out`() {
        var throttle = SignInThrottle()
        for card in 0..<61 { throttle.noteFailure(Self.attempt("card \(card)", "pin \(card)"), at: Self.start) }

        let neighbour = Self.attempt("a neighbour", "some pin")
        #expect(throttle.asked(for: neighbour, at: Self.start) == .seconds(2))
        #expect(throttle.asked(for: neighbour, at: Self.start.adding(.seconds(2))) == nil)
        #expect(throttle.asked(for: neighbour, at: Self.start.adding(.seconds(2 * 3_600))) == nil)
    }

    private static func attempt(_ name: String, _ secret: String, from address: String = "10.0.0.1") -> SignInAttempt {
        SignInAttempt(name: name, secret: secret, address: address, isShared: true)
    }
}

extension SignInThrottle {
    /// How long an attempt would wait; nothing is tried.
    fileprivate func asked(for attempt: SignInAttempt, at now: Moment) -> Duration? {
        var throttle = self
        return throttle.wait(for: attempt, at: now)
    }
}
