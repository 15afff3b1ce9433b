/// A range of addresses in CIDR notation, IPv4 or IPv6.
///
/// For example: `NetworkRange("10.20.0.0/16")?.contains("10.20.3.4")` is true.
package struct NetworkRange: Sendable, Equatable {
    private let prefix: [UInt8]
    private let bits: Int

    /// Nil for anything that is no address or no sensible prefix length.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = Self.bytes(of: String(parts[0])) else { return nil }
        let bits = parts.count == 2 ? Int(parts[1]) : address.count * 8
        guard let bits, (0...address.count * 8).contains(bits) else { return nil }
        prefix = address
        self.bits = bits
    }

    package func contains(_ address: String) -> Bool {
        guard let bytes = Self.bytes(of: address), bytes.count == prefix.count else { return false }
        for bit in 0..<bits where (bytes[bit / 8] ^ prefix[bit / 8]) & (0x80 >> UInt8(bit % 8)) != 0 { return false }
        return true
    }

    /// 4 or 16 bytes; an IPv4 address inside IPv6 (::ffff:10.0.0.1) counts as IPv4.
    private static func bytes(of text: String) -> [UInt8]? {
        guard text.contains(":") else { return ipv4(text) }
        let halves = text.components(of: "::")
        guard halves.count <= 2 else { return nil }
        var sides: [[UInt8]] = []
        for half in halves {
            guard let side = groups(half) else { return nil }
            sides.append(side)
        }
        let known = sides.reduce(0) { $0 + $1.count }
        guard halves.count == 2 ? known < 16 : known == 16 else { return nil }
        let zeros = [UInt8](repeating: 0, count: 16 - known)
        let bytes = sides[0] + zeros + (sides.count == 2 ? sides[1] : [])
        let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? Array(bytes[12...]) : bytes
    }

    private static func groups(_ text: String) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var bytes: [UInt8] = []
        for group in text.split(separator: ":", omittingEmptySubsequences: false) {
            if group.contains("."), let four = ipv4(String(group)) {
                bytes += four
            } else {
                guard (1...4).contains(group.count), let value = UInt16(group, radix: 16) else { return nil }
                bytes += [UInt8(value >> 8), UInt8(value & 255)]
            }
        }
        return bytes
    }

    private static func ipv4(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { UInt8($0) }
        return parts.count == 4 && bytes.count == 4 ? bytes : nil
    }
}

extension String {
    /// The parts between occurrences of a separator of two characters.
    fileprivate func components(of separator: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(self)
        while let found = rest.firstRange(of: separator) {
            parts.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return parts + [String(rest)]
    }
}
