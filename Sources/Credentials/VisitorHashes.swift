import CSodium
package import Library
import Synchronization

/// Hashes visitors with SipHash-2-4 (libsodium) under a salt that lives in this
/// process alone and for one day: afterwards nobody, not even who holds the
/// usage files, can try addresses out.
package final class VisitorHashes: VisitorHashing {
    private struct Salt {
        var day: Day
        var key: [UInt8]
    }

    private let salt = Mutex<Salt?>(nil)
    /// Numbers of tickets are made by chance and end with the visit, so that they
    /// need no secret; hashed they open nobody's visit to who reads the file.
    private static let ticketKey = Array("hoclieu ticket 1".utf8)

    package init() { _ = sodium_init() }

    package func hash(ofTicket number: UInt64) -> Int64 {
        Self.hash(withUnsafeBytes(of: number.littleEndian) { Array($0) }, Self.ticketKey)
    }

    package func hash(ofAddress address: String?, agent: String, at now: Moment) -> Int64 {
        let day = Day(now)
        let hour = UInt8(truncatingIfNeeded: (now.milliseconds - day.start.milliseconds) / 3_600_000)
        let key = salt.withLock { salt -> [UInt8] in
            if let salt, salt.day == day { return salt.key }
            var key = [UInt8](repeating: 0, count: Int(crypto_shorthash_KEYBYTES))
            randombytes_buf(&key, key.count)
            salt = Salt(day: day, key: key)
            return key
        }
        // Zeros stand in neither, so that no two visitors run together.
        return Self.hash(Array((address ?? "").utf8) + [0] + Array(agent.utf8) + [0, hour], key)
    }

    private static func hash(_ bytes: [UInt8], _ key: [UInt8]) -> Int64 {
        var digest = [UInt8](repeating: 0, count: Int(crypto_shorthash_BYTES))
        crypto_shorthash(&digest, bytes, UInt64(bytes.count), key)
        return Int64(bitPattern: digest.reduce(0) { $0 << 8 | UInt64($1) })
    }
}
