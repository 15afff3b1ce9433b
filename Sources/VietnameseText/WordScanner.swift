/// One word found by the scanner: a half-open range of bytes of the source.
package struct ScannedWord: Equatable, Sendable {
    package var start: Int
    package var end: Int

    package init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }
}

/// The one scanner of words, for the index, the query and the highlighting.
///
/// A word is a run of letters, digits and their marks in any script; an
/// ideograph is a word alone; apostrophes and hyphens part words; soft hyphens
/// and zero-width characters vanish. Bytes that are not UTF-8 part words.
/// Words are compared in two spellings:
///
/// - *exact*: lower-cased, composed, tone in the old place (hòa, also for
///   "hoà"), and one letter for i and y where the school orthography of 1984
///   and the older one differ: hi, ki, li, mi, si, ti, vi with any tone, but
///   quy ("qui"). Ð (eth) counts as Đ.
/// - *folded*: without tones and shapes, đ as d, æ as ae.
package enum WordScanner {
    /// A longer run (a line of base64, say) is cut into words of this length.
    package static let longestWord = 128

    /// Calls `body` for every word in order, until it returns false. The two
    /// buffers are valid during the call only.
    ///
    /// Takes marks in any order, composed or not, and any bytes at all.
    /// Latin words cost no allocation.
    package static func scan(
        _ text: UnsafeBufferPointer<UInt8>,
        _ body: (
            _ range: Range<Int>, _ exact: UnsafeBufferPointer<UInt8>, _ folded: UnsafeBufferPointer<UInt8>
        ) -> Bool
    ) {
        guard let bytes = text.baseAddress else { return }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: LatinWord.scratch) { scratch in
            guard let scratch = scratch.baseAddress else { return }
            var latin = LatinWord(bytes: bytes, count: text.count, scratch: scratch)
            var other: ScriptWord?
            var place = 0
            while true {
                let goesOn: Bool
                switch latin.next(from: place) {
                case .end:
                    return
                case .word:
                    place = latin.next
                    goesOn = body(latin.start..<latin.end, latin.exact, latin.folded)
                case .ideograph:
                    place = latin.next
                    let raw = UnsafeBufferPointer(rebasing: text[latin.start..<latin.end])
                    goesOn = body(latin.start..<latin.end, raw, raw)
                case .otherScript:
                    var word = other.take() ?? ScriptWord()
                    place = word.read(bytes, from: latin.start, end: text.count)
                    goesOn = word.isEmpty || word.withSpellings { body(word.start..<word.end, $0, $1) }
                    other = consume word
                }
                if !goesOn { return }
            }
        }
    }

    /// The words of a string, for queries and tests; ranges count its UTF-8
    /// bytes.
    ///
    /// For example: "Đường đi" gives đường (duong, marked) and đi (di, marked).
    package static func words(in text: String) -> [IndexedWord] {
        var text = text
        return text.withUTF8 { bytes in
            var words: [IndexedWord] = []
            scan(bytes) { range, exact, folded in
                let spelled = String(decoding: exact, as: UTF8.self)
                let plain = String(decoding: folded, as: UTF8.self)
                let isMarked = !exact.elementsEqual(folded)
                words.append(IndexedWord(range: range, exact: spelled, folded: plain, isMarked: isMarked))
                return true
            }
            return words
        }
    }
}

/// A word with its place in the text and both spellings.
package struct IndexedWord: Equatable, Sendable {
    /// Bytes of the UTF-8 text.
    package let range: Range<Int>
    /// As written, in canonical spelling; see ``WordScanner``.
    package let exact: String
    /// Without tones and shapes.
    package let folded: String
    /// Whether the word was typed with marks, so that `exact` says more than
    /// `folded`.
    package let isMarked: Bool
}
