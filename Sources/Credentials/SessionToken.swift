import CSodium

/// Session tokens: 32 random bytes in hexadecimal. The store keeps their hash
/// alone, so that who reads the file opens no session.
package enum SessionToken {
    private static let byteCount = 32

    package static func mint() -> String {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        randombytes_buf(&bytes, bytes.count)
        return hexadecimal(bytes)
    }

    /// BLAKE2b of 32 bytes; nil for what was never a token.
    package static func hash(_ token: String) -> String? {
        let text = Array(token.utf8)
        guard text.count == byteCount * 2 else { return nil }
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_generichash(&digest, digest.count, text, UInt64(text.count), nil, 0)
        return hexadecimal(digest)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
