import CSodium
package import Library

/// A SHA-256 that is fed piece by piece (libsodium).
package struct ContentDigest: RunningDigest {
    private var state = crypto_hash_sha256_state()

    package init() { crypto_hash_sha256_init(&state) }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        crypto_hash_sha256_update(&state, base.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    }

    package mutating func finish() -> ContentHash {
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256_final(&state, &digest)
        return ContentHash(digest: digest)
    }

    /// The hash of bytes in memory.
    package static func hash(_ bytes: [UInt8]) -> ContentHash {
        var digest = ContentDigest()
        bytes.withUnsafeBytes { digest.update($0) }
        return digest.finish()
    }
}
