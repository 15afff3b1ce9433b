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

    /// Sixteen classes of length, each about a third longer than the one before.
    static let lengths: [Int] = [12, 24, 40, 60, 85, 115, 150, 190, 240, 300, 370, 450, 550, 700, 1_000, 2_000]

    static func lengthClass(words: Int) -> UInt8 {
        UInt8(lengths.firstIndex { words < ($0 * 9) / 8 } ?? lengths.count - 1)
    }
}
