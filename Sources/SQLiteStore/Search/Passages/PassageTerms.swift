import Library
import VietnameseText

/// Turns the words of a passage into terms of the index: each word as written
/// and without marks, and each pair of neighbours without marks.
struct PassageTerms {
    private let builder: SegmentBuilder
    private var previous: [UInt8] = []

    init(into builder: SegmentBuilder) { self.builder = builder }

    /// Adds a passage; returns its class and its number of words.
    mutating func add(_ text: String, document: UInt32) -> (documentClass: UInt8, words: Int) {
        var text = text
        var words = 0
        previous.removeAll(keepingCapacity: true)
        text.withUTF8 { bytes in
            WordScanner.scan(bytes) { _, exact, folded in
                builder.count(.foldedWord, folded, document: document)
                if !exact.elementsEqual(folded) { builder.count(.exactWord, exact, document: document) }
                if words > 0 {
                    previous.withUnsafeBufferPointer { builder.count(.foldedPair, $0, folded, document: document) }
                }
                previous.removeAll(keepingCapacity: true)
                previous.append(contentsOf: folded)
                words += 1
                return true
            }
        }
        return (Self.lengthClass(words: words), words)
    }

    /// Its length in steps of 4 words up to 512 and of 32 words above: near enough
    /// to the true length that the sums order passages as their texts would.
    static func lengthClass(words: Int) -> UInt8 {
        words < 512 ? UInt8(words / 4) : UInt8(min(253, 128 + (words - 512) / 32))
    }

    /// The middle of a class.
    static func length(ofClass lengthClass: Int) -> Double {
        lengthClass < 128 ? Double(lengthClass) * 4 + 1.5 : 512 + Double(lengthClass - 128) * 32 + 15.5
    }
}
