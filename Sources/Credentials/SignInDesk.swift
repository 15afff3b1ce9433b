package import Library

/// Signs people in and out: throttle first, then the hash, then the session.
package actor SignInDesk: SignInService {
    private let store: any AccountStore
    private let hashing: SecretHashing
    private let limits: SessionLimits
    private var throttle: SignInThrottle
    private var random = SystemRandomNumberGenerator()

    /// A session is noted as used at most this often: a page of pictures is one use.
    private static let touchSpacing = Duration.seconds(60)

    package init(
        store: any AccountStore, hashing: SecretHashing = SecretHashing(), limits: SessionLimits = SessionLimits(),
        throttle: SignInThrottle = SignInThrottle()
    ) {
        (self.store, self.hashing, self.limits, self.throttle) = (store, hashing, limits, throttle)
    }

    package func signIn(_ attempt: SignInAttempt, at now: Moment) async throws -> SignInOutcome {
        let kind = SecretRule.kind(of: attempt.secret)
        var attempt = attempt
        attempt.name = Self.normal(attempt.name, kind)
        if let wait = throttle.wait(for: attempt, at: now) { return .wait(wait) }
        guard let account = try await proven(attempt, kind, at: now) else { return .wrong }
        let token = SessionToken.mint()
        guard let hash = SessionToken.hash(token) else { return .wrong }
        try await store.open(
            Session(
                tokenHash: hash, account: account, kind: kind, isShared: attempt.isShared, openedAt: now,
                lastUsedAt: now))
        return .signedIn(token: token)
    }

    package func actor(ofToken token: String, at now: Moment) async throws -> Actor? {
        guard let hash = SessionToken.hash(token), let (session, actor) = try await store.session(hash) else {
            return nil
        }
        let idle = now.since(session.lastUsedAt)
        guard limits.holds(isShared: session.isShared, idle: idle, age: now.since(session.openedAt)) else {
            try await store.close(hash)
            return nil
        }
        if idle >= Self.touchSpacing { try await touch(hash, at: now) }
        return actor
    }

    /// On a full disk people stay signed in; they would not read on otherwise.
    private func touch(_ hash: String, at now: Moment) async throws {
        do { try await store.touch(hash, at: now) } catch  where DiskFailure(error) != nil { return }
    }

    package func signOut(token: String) async throws {
        if let hash = SessionToken.hash(token) { try await store.close(hash) }
    }

    package func changeSecret(of actor: Actor, from old: String, to new: String, at now: Moment) async throws
        -> SecretChange
    {
        guard let account = actor.account else { return .wrongOldSecret }
        let kind = SecretRule.kind(of: old)
        // Guessing the old one here is guessing all the same.
        let attempt = SignInAttempt(name: "account \(account)", secret: old, address: nil, isShared: true)
        if let wait = throttle.wait(for: attempt, at: now) { return .wait(wait) }
        throttle.noteFailure(attempt, at: now)
        let stored = try await store.secret(of: account, kind)
        guard try await hashing.verify(old, against: stored?.hash) else { return .wrongOldSecret }
        throttle.noteSuccess(attempt)
        guard old != new, SecretRule.accepts(new, as: kind, name: actor.name) else { return .tooWeak }
        let hash = try await hashing.hash(new)
        _ = try await store.setSecrets(
            [account: hash], kind, isIssued: false, act: Act(account: account, form: nil, at: now))
        return .changed
    }

    package func issue(_ kind: SecretKind, to accounts: [AccountID], act: Act) async throws
        -> [AccountID: IssuedSecret]?
    {
        var issued: [AccountID: IssuedSecret] = [:]
        var hashes: [AccountID: String] = [:]
        for account in accounts {
            let secret = IssuedSecret(kind: kind, text: SecretRule.random(kind, using: &random))
            issued[account] = secret
            hashes[account] = try await hashing.hash(secret.text)
        }
        return try await store.setSecrets(hashes, kind, isIssued: true, act: act) ? issued : nil
    }

    /// The account whose secret this is. An attempt is a failure until it is
    /// proven: a hundred at once must not all slip past the count.
    private func proven(_ attempt: SignInAttempt, _ kind: SecretKind, at now: Moment) async throws -> AccountID? {
        throttle.noteFailure(attempt, at: now)
        let isPossible = attempt.secret.count <= SecretRule.longestPassword
        let stored = isPossible ? try await store.secret(of: attempt.name, kind) : nil
        guard try await hashing.verify(isPossible ? attempt.secret : "", against: stored?.hash), let stored else {
            return nil
        }
        throttle.noteSuccess(attempt)
        return stored.account
    }

    private static func normal(_ name: String, _ kind: SecretKind) -> String {
        switch kind {
        case .pin: CardNumber(name)?.text ?? name
        case .password: UserName(name)?.text ?? name
        }
    }
}
