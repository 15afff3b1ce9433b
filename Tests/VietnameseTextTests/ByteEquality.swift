import Foundation
import VietnameseText

/// Swift's `==` takes canonically equivalent strings for equal; SQLite and
/// files do not, so these tests compare bytes.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

func exactWords(_ text: String) -> [[UInt8]] { WordScanner.words(in: text).map { bytes($0.exact) } }
func foldedWords(_ text: String) -> [String] { WordScanner.words(in: text).map(\.folded) }

/// Normal form D by Foundation, a judge that is not ours.
func decomposed(_ text: String) -> String { text.decomposedStringWithCanonicalMapping }

/// The same sequence on every machine (SplitMix64, Steele and others 2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
