import VietnameseText

/// Knows the words of a question among those of a text.
package struct QueryWordTable: Sendable {
    /// A word of the text as the question sees it.
    struct Match: Equatable, Sendable {
        /// The first word of the question that folds alike, or -1.
        var word: Int
        /// Whether it stands as some word of the question was typed; a word typed
        /// without marks asks for nothing more.
        var isExact: Bool
        static let none = Match(word: -1, isExact: false)
    }

    let words: [(exact: [UInt8], folded: [UInt8], isMarked: Bool)]
    /// For each word of the question the first one that folds alike.
    let leader: [Int]
    /// For each leader all words that fold like it.
    let sameFolded: [[Int]]
    private var slots: [Int16]
    private let mask: UInt32

    init(_ words: [QueryWord]) {
        let spelled = words.map { (exact: Array($0.exact.utf8), folded: Array($0.folded.utf8), isMarked: $0.isMarked) }
        self.words = spelled
        var firsts: [String: Int] = [:]
        leader = words.enumerated().map { place, word in
            if let first = firsts[word.folded] { return first }
            firsts[word.folded] = place
            return place
        }
        var same = [[Int]](repeating: [], count: words.count)
        for (place, first) in leader.enumerated() { same[first].append(place) }
        sameFolded = same
        var size: UInt32 = 64
        while size < UInt32(words.count) * 8 { size *= 2 }
        mask = size - 1
        slots = [Int16](repeating: -1, count: Int(size))
        for place in Set(leader) {
            var slot = spelled[place].folded.withUnsafeBufferPointer { Self.hash($0) } & mask
            while slots[Int(slot)] >= 0 { slot = (slot + 1) & mask }
            slots[Int(slot)] = Int16(place)
        }
    }

    /// Length, first and last letters part the few words of a question well enough.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        guard let first = bytes.first, let last = bytes.last else { return 0 }
        let middle = bytes[bytes.count / 2]
        return (UInt32(first) &* 31 &+ UInt32(middle)) &* 31 &+ UInt32(last) &+ UInt32(truncatingIfNeeded: bytes.count)
            &* 7
    }

    /// What the question knows of a word with these spellings.
    func match(_ exact: UnsafeBufferPointer<UInt8>, _ folded: UnsafeBufferPointer<UInt8>) -> Match {
        var slot = Self.hash(folded) & mask
        while slots[Int(slot)] >= 0 {
            let place = Int(slots[Int(slot)])
            if Self.equal(words[place].folded, folded) {
                return Match(word: place, isExact: sameFolded[place].contains { self.fits(exact, $0) })
            }
            slot = (slot + 1) & mask
        }
        return .none
    }

    private func fits(_ exact: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        !words[place].isMarked || Self.equal(words[place].exact, exact)
    }

    /// Whether the text's word has the marks of a marked word of the question.
    func isExact(_ exact: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        words[place].isMarked && Self.equal(words[place].exact, exact)
    }

    private static func equal(_ word: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard word.count == bytes.count else { return false }
        for place in word.indices where word[place] != bytes[place] { return false }
        return true
    }
}
