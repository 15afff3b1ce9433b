/// Canonical decomposition, composition and ordering of single scalars: the
/// data ``NormalForm``, ``WordScanner`` and ``SortKey`` stand on.
///
/// Flat arrays answer for the first 8,192 code points, where every Latin,
/// Greek and Cyrillic letter lives; hash tables and the standard library
/// answer for the rest. Built once, in under a millisecond.
struct Composition: @unchecked Sendable {
    static let shared = Composition()

    /// Scalars below this are looked up by index.
    static let flatLimit: UInt32 = 0x2000

    /// First and second scalar of a decomposition, packed; 0 for none.
    private let flatParts: UnsafeMutablePointer<UInt64>
    private let flatClasses: UnsafeMutablePointer<UInt8>
    private let farParts: [UInt32: UInt64]
    /// Scalars of one decomposition step that compose with what is before.
    private let seconds: Set<UInt32>

    /// Open addressing; a key is first and second scalar, packed, never 0.
    private let pairKeys: UnsafeMutablePointer<UInt64>
    private let pairValues: UnsafeMutablePointer<UInt32>
    private static let pairSlots = 4096

    private init() {
        let limit = Int(Self.flatLimit)
        flatParts = .allocate(capacity: limit)
        flatParts.initialize(repeating: 0, count: limit)
        flatClasses = .allocate(capacity: limit)
        for code in 0..<limit {
            let scalar = Unicode.Scalar(UInt32(code)) ?? "\0"
            flatClasses[code] = scalar.properties.canonicalCombiningClass.rawValue
        }
        pairKeys = .allocate(capacity: Self.pairSlots)
        pairKeys.initialize(repeating: 0, count: Self.pairSlots)
        pairValues = .allocate(capacity: Self.pairSlots)
        pairValues.initialize(repeating: 0, count: Self.pairSlots)

        var far: [UInt32: UInt64] = [:]
        var seconds: Set<UInt32> = []
        let flatParts = flatParts, pairKeys = pairKeys, pairValues = pairValues

        func decompose(_ composed: UInt32, _ first: UInt32, _ second: UInt32) {
            let parts = Self.packed(first, second)
            if composed < Self.flatLimit { flatParts[Int(composed)] = parts } else { far[composed] = parts }
        }
        func compose(_ composed: UInt32, _ first: UInt32, _ second: UInt32) {
            decompose(composed, first, second)
            let key = Self.packed(first, second)
            var slot = Self.slot(of: key)
            while pairKeys[slot] != 0 { slot = (slot + 1) & (Self.pairSlots - 1) }
            pairKeys[slot] = key
            pairValues[slot] = composed
            seconds.insert(second)
        }

        for (mark, letters) in CompositionTable.lettersByMark {
            var without: UInt32?
            for scalar in letters.unicodeScalars {
                if let base = without {
                    compose(scalar.value, base, mark)
                    without = nil
                } else {
                    without = scalar.value
                }
            }
        }
        let pairs = CompositionTable.otherPairs
        for place in stride(from: 0, to: pairs.count, by: 3) {
            compose(pairs[place], pairs[place + 1], pairs[place + 2])
        }
        let excluded = CompositionTable.decomposedOnly
        for place in stride(from: 0, to: excluded.count, by: 3) {
            decompose(excluded[place], excluded[place + 1], excluded[place + 2])
        }
        let singletons = CompositionTable.singletons
        for place in stride(from: 0, to: singletons.count, by: 2) {
            decompose(singletons[place], singletons[place + 1], 0)
        }
        for (first, replacements) in CompositionTable.ideographs {
            for (place, scalar) in replacements.unicodeScalars.enumerated() {
                decompose(first + UInt32(place), scalar.value, 0)
            }
        }
        farParts = far
        self.seconds = seconds
    }

    private static func packed(_ first: UInt32, _ second: UInt32) -> UInt64 {
        UInt64(first) << 32 | UInt64(second)
    }

    private static func slot(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 52)
    }

    /// The canonical combining class, 0 for letters.
    func combiningClass(_ scalar: UInt32) -> UInt8 {
        if scalar < Self.flatLimit { return flatClasses[Int(scalar)] }
        return Unicode.Scalar(scalar)?.properties.canonicalCombiningClass.rawValue ?? 0
    }

    /// One step of decomposition; `second` is 0 when one scalar replaces
    /// another. Nil when the scalar stays itself.
    func parts(of scalar: UInt32) -> (first: UInt32, second: UInt32)? {
        let parts: UInt64
        if scalar < Self.flatLimit {
            parts = flatParts[Int(scalar)]
        } else if Hangul.isSyllable(scalar) {
            return Hangul.parts(of: scalar)
        } else {
            parts = farParts[scalar] ?? 0
        }
        return parts == 0 ? nil : (UInt32(parts >> 32), UInt32(truncatingIfNeeded: parts))
    }

    /// The scalar that `first` followed by `second` composes to.
    func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
        let key = Self.packed(first, second)
        var slot = Self.slot(of: key)
        while pairKeys[slot] != 0 {
            if pairKeys[slot] == key { return pairValues[slot] }
            slot = (slot + 1) & (Self.pairSlots - 1)
        }
        return Hangul.composed(first, second)
    }

    /// Whether NFC may change this scalar, or join it to the one before.
    func isUnsettled(_ scalar: UInt32) -> Bool {
        if combiningClass(scalar) != 0 || seconds.contains(scalar) { return true }
        if Hangul.isMedialOrFinal(scalar) { return true }
        guard !Hangul.isSyllable(scalar), let (first, second) = parts(of: scalar) else { return false }
        return second == 0 || composed(first, second) != scalar
    }
}

/// The arithmetic of Korean syllables (Unicode Standard, section 3.12).
enum Hangul {
    private static let syllables: UInt32 = 0xAC00
    private static let leads: UInt32 = 0x1100
    private static let vowels: UInt32 = 0x1161
    private static let tails: UInt32 = 0x11A7
    private static let syllableCount: UInt32 = 11_172

    static func isSyllable(_ scalar: UInt32) -> Bool {
        scalar >= syllables && scalar < syllables + syllableCount
    }

    static func isMedialOrFinal(_ scalar: UInt32) -> Bool {
        scalar >= vowels && scalar < vowels + 21 || scalar > tails && scalar < tails + 28
    }

    static func parts(of syllable: UInt32) -> (first: UInt32, second: UInt32) {
        let index = syllable - syllables
        let tail = index % 28
        if tail != 0 { return (syllable - tail, tails + tail) }
        return (leads + index / 588, vowels + index % 588 / 28)
    }

    static func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if first >= leads, first < leads + 19, second >= vowels, second < vowels + 21 {
            return syllables + ((first - leads) * 21 + second - vowels) * 28
        }
        if isSyllable(first), (first - syllables) % 28 == 0, second > tails, second < tails + 28 {
            return first + second - tails
        }
        return nil
    }
}
