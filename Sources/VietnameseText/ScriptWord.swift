/// The general path of the scanner: a word of any script, or a Latin one whose
/// marks are no Vietnamese shape and tone (ơ̆ of the Ba-na, Russian й).
struct ScriptWord {
    private var stretch = CombiningStretch()
    private var exact: [UInt8] = []
    private var folded: [UInt8] = []
    private(set) var start = 0
    private(set) var end = 0
    private(set) var isEmpty = true

    /// A letter with hundreds of marks is a prank; the rest of them begin the
    /// next word, where they are dropped.
    private static let mostScalars = 512

    /// Reads the word at `place` and returns where the next one may begin,
    /// which is always further on.
    mutating func read(_ bytes: UnsafePointer<UInt8>, from first: Int, end limit: Int) -> Int {
        stretch.removeAll()
        isEmpty = true
        start = first
        end = first
        var place = first
        var letters = 0
        var scalars = 0
        reading: while place < limit, let (scalar, width) = UTF8Bytes.scalar(bytes, at: place, end: limit) {
            let kind = WordCharacter(scalar)
            switch kind {
            case .separator:
                break reading
            case .invisible:
                place += width
                continue
            case .mark:
                place += width
                if letters == 0 { continue }
            case .letter, .ideograph:
                if case .ideograph = kind, letters > 0 { break reading }
                if letters == 0 { start = place }
                letters += 1
                place += width
            }
            for lower in LowerCase(scalar) { stretch.append(lower, with: .shared) }
            scalars += 1
            end = place
            if letters == WordScanner.longestWord || scalars == Self.mostScalars { break reading }
            if case .ideograph = kind { break reading }
        }
        isEmpty = letters == 0
        spell()
        return max(place, first + 1)
    }

    private mutating func spell() {
        exact.removeAll(keepingCapacity: true)
        folded.removeAll(keepingCapacity: true)
        if isEmpty { return }
        stretch.order()
        stretch.forEach { scalar in
            if !FoldedLetter.isDropped(scalar) { FoldedLetter.write(scalar) { folded.append($0) } }
        }
        folded.withUnsafeMutableBufferPointer { folded in
            if let letters = folded.baseAddress { IAndY.unify(letters, count: folded.count) }
        }
        stretch.compose(with: .shared, into: &exact)
        // Marks alone, of a script whose marks we drop, still are the word.
        if folded.isEmpty { folded = exact }
    }

    func withSpellings(
        _ body: (_ exact: UnsafeBufferPointer<UInt8>, _ folded: UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        exact.withUnsafeBufferPointer { exact in
            folded.withUnsafeBufferPointer { folded in body(exact, folded) }
        }
    }
}

/// The small letters of one scalar: nearly always one, two for İ.
struct LowerCase: Sequence, IteratorProtocol {
    private var first: UInt32?
    private var rest: Substring.UnicodeScalarView?

    init(_ scalar: UInt32) {
        if scalar == 0x03C2 {
            // Final sigma is a sigma, or "ΟΔΟΣ" would not find "οδός".
            first = 0x03C3
        } else if let properties = Unicode.Scalar(scalar)?.properties, properties.changesWhenLowercased {
            let mapping = properties.lowercaseMapping.unicodeScalars
            first = mapping.first?.value
            if mapping.count > 1 { rest = mapping.dropFirst() }
        } else {
            first = scalar
        }
    }

    mutating func next() -> UInt32? {
        if let scalar = first {
            first = nil
            return scalar
        }
        return rest?.popFirst()?.value
    }
}
