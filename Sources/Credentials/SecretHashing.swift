import CSodium
import Foundation

/// Hashes PINs and passwords with argon2id (libsodium), at most two at a time.
///
/// 19 MiB and two passes each (OWASP, Password Storage Cheat Sheet): two desks
/// are served at once, a flood waits in line and beyond it is refused.
package struct SecretHashing: Sendable {
    /// So many wait for a hash that another would wait too long.
    package struct Overloaded: Error, Equatable {
        package init() {}
    }

    private static let passes: UInt64 = 2
    private static let memory = 19 << 20
    /// About thirty milliseconds each on a small machine: a second's work.
    private static let longestQueue = 64

    private let queue: OperationQueue

    package init() {
        _ = Self.library
        queue = OperationQueue()
        queue.name = "hoclieu.secrets"
        queue.maxConcurrentOperationCount = 2
    }

    /// The hash with its parameters and salt: "$argon2id$v=19$m=19456,t=2,p=1$…".
    package func hash(_ secret: String) async throws -> String { try await run { try Self.hashed(secret) } }

    /// Whether a secret is the one of a hash. Takes as long for a nil hash, so
    /// that nobody learns which names exist.
    package func verify(_ secret: String, against hash: String?) async throws -> Bool {
        try await run {
            let known = try hash ?? Self.dummy.get()
            let fits = secret.withCString { crypto_pwhash_str_verify(known, $0, UInt64(strlen($0))) == 0 }
            return fits && hash != nil
        }
    }

    private func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        guard queue.operationCount < Self.longestQueue else { throw Overloaded() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result(catching: work)) }
        }
    }

    private static func hashed(_ secret: String) throws -> String {
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let outcome = secret.withCString { bytes in
            crypto_pwhash_str_alg(&text, bytes, UInt64(strlen(bytes)), passes, memory, crypto_pwhash_ALG_ARGON2ID13)
        }
        // The only way to fail is want of memory.
        guard outcome == 0 else { throw Overloaded() }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static let library = sodium_init()
    /// A hash nobody knows the secret of.
    private static let dummy = Result { try hashed(SessionToken.mint()) }
}
