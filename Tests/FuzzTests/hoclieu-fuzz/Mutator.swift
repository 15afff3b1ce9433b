/// SplitMix64: small, seeded, the same everywhere.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Damages a file the way disks, mail programs and attackers do.
struct Mutator {
    var random: SeededGenerator

    /// Bytes that mean something to one of the readers.
    private static let words: [[UInt8]] = [
        "<!DOCTYPE x [<!ENTITY a \"b\">]>", "&a;", "<![CDATA[", "]]>", "<script>", "../../", "99999", "00000", "\u{1D}",
        "\u{1E}\u{1F}a", "PK\u{3}\u{4}", "%PDF-1.7", "endobj", "\"", "\r\n", "\u{0}", "\u{FEFF}", "đ",
        "e\u{301}\u{323}",
    ].map { Array($0.utf8) }

    mutating func mutate(_ original: [UInt8], with other: [UInt8]) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            guard !bytes.isEmpty else { return Self.words.randomElement(using: &random)! }
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: bytes[at] = UInt8.random(in: .min ... .max, using: &random)
            case 2: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...64, using: &random)))
            case 3: bytes.insert(contentsOf: Self.words.randomElement(using: &random)!, at: at)
            case 4: bytes.removeLast(bytes.count - at)
            case 5:
                let end = min(bytes.count, at + Int.random(in: 1...256, using: &random))
                bytes.insert(contentsOf: Array(bytes[at..<end]), at: at)
            case 6 where !other.isEmpty:
                let from = Int.random(in: 0..<other.count, using: &random)
                let end = min(other.count, from + Int.random(in: 1...1_024, using: &random))
                bytes.insert(contentsOf: other[from..<end], at: at)
            default:
                for index in at..<min(bytes.count, at + 4) {
                    bytes[index] = [0, 0x7F, 0xFF].randomElement(using: &random)!
                }
            }
        }
        return bytes
    }
}
