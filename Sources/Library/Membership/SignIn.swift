/// What somebody typed to sign in.
package struct SignInAttempt: Sendable {
    /// A card's number or a user name.
    package var name: String
    /// A PIN or a password.
    package var secret: String
    /// The address it came from, as far as trusted proxies tell; nil without a network.
    package var address: String?
    /// True on a machine that others use too: the session ends soon when idle.
    package var isShared: Bool

    package init(name: String, secret: String, address: String?, isShared: Bool) {
        (self.name, self.secret, self.address, self.isShared) = (name, secret, address, isShared)
    }
}

package enum SignInOutcome: Equatable, Sendable {
    /// The token for the cookie; only its hash is kept.
    case signedIn(token: String)
    /// Wrong name, wrong secret, ended account or lost card: which, is not said.
    case wrong
    /// Too many failures; nothing was looked at.
    case wait(Duration)
}

package enum SecretChange: Equatable, Sendable {
    /// Done; every session of the account has ended.
    case changed
    case wrongOldSecret
    /// Too short, too plain, or like the name.
    case tooWeak
    case wait(Duration)
}

/// A secret that was made by chance, to be told once.
package struct IssuedSecret: Equatable, Sendable {
    package var kind: SecretKind
    package var text: String
    package init(kind: SecretKind, text: String) { (self.kind, self.text) = (kind, text) }
}

/// How people sign in and out; the web sees nothing of hashes.
package protocol SignInService: Sendable {
    func signIn(_ attempt: SignInAttempt, at now: Moment) async throws -> SignInOutcome
    /// Whose session a token is; nil when it has ended or was idle for too long.
    func actor(ofToken token: String, at now: Moment) async throws -> Actor?
    func signOut(token: String) async throws
    /// Changes the secret of the kind that `new` is.
    func changeSecret(of actor: Actor, from old: String, to new: String, at now: Moment) async throws -> SecretChange
    /// Makes new secrets of a kind for accounts and ends their sessions. Nil for a
    /// repeated form: the first answer has shown them, and they are kept nowhere.
    func issue(_ kind: SecretKind, to accounts: [AccountID], act: Act) async throws -> [AccountID: IssuedSecret]?
}

/// How long a session lives.
package struct SessionLimits: Equatable, Sendable {
    /// Without a request, on a machine that others use.
    package var idleShared: Duration = .seconds(15 * 60)
    /// Without a request, on one's own machine.
    package var idleOwn: Duration = .seconds(14 * 24 * 3_600)
    /// In all, on a machine that others use: a school's afternoon.
    package var longestShared: Duration = .seconds(4 * 3_600)
    package init() {}

    /// Whether a session of such an age, last used so long ago, still holds.
    package func holds(isShared: Bool, idle: Duration, age: Duration) -> Bool {
        isShared ? idle <= idleShared && age <= longestShared : idle <= idleOwn
    }
}
