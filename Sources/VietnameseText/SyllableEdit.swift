/// One slip of the finger: a letter inserted, deleted, replaced or swapped
/// with its neighbour.
///
/// Splitting and merging syllables is the caller's business, since it needs
/// to know the neighbouring words.
package enum SyllableEdit {
    /// Whether `a` becomes `b` by exactly one edit; equal words are none away.
    ///
    /// For example: `oneEditAway("duong", "duogn")` is true.
    package static func oneEditAway(_ a: String, _ b: String) -> Bool {
        let short: [Unicode.Scalar], long: [Unicode.Scalar]
        let first = Array(a.unicodeScalars), second = Array(b.unicodeScalars)
        (short, long) = first.count <= second.count ? (first, second) : (second, first)
        guard long.count - short.count <= 1 else { return false }
        var prefix = 0
        while prefix < short.count, short[prefix] == long[prefix] { prefix += 1 }
        var suffix = 0
        while suffix < short.count - prefix,
            short[short.count - 1 - suffix] == long[long.count - 1 - suffix]
        { suffix += 1 }
        let differing = short.count - prefix - suffix
        if short.count < long.count { return differing == 0 }
        if differing == 1 { return true }
        return differing == 2 && short[prefix] == long[prefix + 1]
            && short[prefix + 1] == long[prefix]
    }

    /// Every spelling one edit away from a folded word, each once: deletions,
    /// swaps, replacements, insertions, in a fixed order.
    ///
    /// A word of n letters has at most 52 n + 25 of them, so words longer than
    /// `longestVaried` letters, which are no syllables, get none.
    package static func variants(of folded: String) -> [String] {
        let word = Array(folded.utf8)
        guard !word.isEmpty, word.count <= longestVaried, word.allSatisfy({ $0 < 0x80 })
        else { return [] }
        var seen: Set<[UInt8]> = [word]
        var result: [String] = []
        func add(_ candidate: [UInt8]) {
            if !candidate.isEmpty, seen.insert(candidate).inserted {
                result.append(String(decoding: candidate, as: UTF8.self))
            }
        }
        for place in word.indices {
            var shorter = word
            shorter.remove(at: place)
            add(shorter)
        }
        for place in word.indices.dropLast() {
            var swapped = word
            swapped.swapAt(place, place + 1)
            add(swapped)
        }
        for place in word.indices {
            var replaced = word
            for letter in letters {
                replaced[place] = letter
                add(replaced)
            }
        }
        for place in 0...word.count {
            for letter in letters {
                var longer = word
                longer.insert(letter, at: place)
                add(longer)
            }
        }
        return result
    }

    /// Folded words hold the letters a to z only.
    private static let letters = Array("abcdefghijklmnopqrstuvwxyz".utf8)

    /// Far above the longest syllable, "nghiêng", and most Latin words.
    private static let longestVaried = 24
}
