import VietnameseText

/// The numbers by which titles are looked up and filed: a sixth of the texts'
/// size in an index, and the texts themselves decide.
///
/// A bulk commit touches an index page at random for each row; with texts in
/// the indexes it writes half as much again (docs/decisions/0008).
enum TitleKeys {
    /// Equal for titles that differ only in capitals, marks and punctuation;
    /// FNV-1a, 64 bits.
    static func number(_ title: String) -> Int64 { FNV.number(Folding.folded(title).utf8) }

    /// The first seven bytes of a sort key as a number that sorts the same way.
    static func rank(_ sortKey: String) -> Int64 {
        var rank: Int64 = 0
        var count = 0
        for byte in sortKey.utf8.prefix(7) {
            rank = rank << 8 | Int64(byte)
            count += 1
        }
        return rank << Int64(8 * (7 - count))
    }
}

/// Fowler, Noll and Vo's hash 1a with 64 bits (draft-eastlake-fnv): stable in
/// every process and release, as stored numbers must be.
enum FNV {
    static func number(_ bytes: some Sequence<UInt8>) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int64(bitPattern: hash)
    }
}
