import MadeFiles
import Randomness

/// Damages a file the way disks, mail programs and attackers do.
struct Mutator {
    var random: SeededRandom

    /// Bytes that mean something to one of the readers.
    private static let words: [[UInt8]] = [
        "<!DOCTYPE x [<!ENTITY a \"b\">]>", "&a;", "&#0;", "&#x10FFFF;", "<![CDATA[", "]]>", "<script>", "<!--",
        "<svg>",
        "</p>", "<div>", "<table><td>", " id=\"a\"", " href=\"#a\"", " xml:base=\"//x/\"", "../../", "%2e%2e/",
        "encoding=\"UTF-16\"", "99999", "00000", "-1", "1e308", " r=\"XFD1048576\"", " t=\"s\"", "<v>4294967296</v>",
        "\u{1D}", "\u{1E}\u{1F}a", "PK\u{3}\u{4}", "%PDF-1.7", "endobj", "\"", "\r\n", "\u{0}", "\u{FEFF}", "đ",
        "e\u{301}\u{323}",
    ].map { Array($0.utf8) }

    /// One time in two, where that is possible, what is inside an archive is
    /// damaged and its checksums are right again, so that the damage reaches the
    /// readers behind the archive's own.
    mutating func mutate(_ sample: FuzzSample, with other: FuzzSample) -> [UInt8] {
        guard !sample.entries.isEmpty, random.once(in: 2) else { return mutate(sample.bytes, with: other.bytes) }
        var entries = sample.entries
        for _ in 0...random.below(2) {
            let place = random.once(in: 4) ? random.below(entries.count) : random.pick(sample.markup)
            let donor = other.entries.isEmpty ? other.bytes : other.entries[random.pick(other.markup)].bytes
            entries[place].bytes = mutate(entries[place].bytes, with: donor)
        }
        var archive = MadeZip()
        for entry in entries { archive.add(entry.name, entry.bytes) }
        return archive.bytes
    }

    private mutating func mutate(_ original: [UInt8], with other: [UInt8]) -> [UInt8] {
        var bytes = original
        for _ in 0...random.below(6) {
            guard !bytes.isEmpty else { return random.pick(Self.words) }
            let at = random.below(bytes.count)
            switch random.below(8) {
            case 0: bytes[at] ^= 1 << UInt8(random.below(8))
            case 1: bytes[at] = UInt8(random.below(256))
            case 2: bytes.removeSubrange(at..<min(bytes.count, at + 1 + random.below(64)))
            case 3: bytes.insert(contentsOf: random.pick(Self.words), at: at)
            case 4: bytes.removeLast(bytes.count - at)
            case 5:
                let end = min(bytes.count, at + 1 + random.below(256))
                bytes.insert(contentsOf: Array(bytes[at..<end]), at: at)
            case 6 where !other.isEmpty:
                let from = random.below(other.count)
                let end = min(other.count, from + 1 + random.below(1_024))
                bytes.insert(contentsOf: other[from..<end], at: at)
            default:
                for index in at..<min(bytes.count, at + 4) { bytes[index] = random.pick([0, 0x7F, 0xFF]) }
            }
        }
        return bytes
    }
}
