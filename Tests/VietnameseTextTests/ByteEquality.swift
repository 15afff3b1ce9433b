import Foundation
import VietnameseText

/// Swift's `==` takes canonically equivalent strings for equal; SQLite and
/// files do not, so these tests compare bytes.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

func exactWords(_ text: String) -> [[UInt8]] { WordScanner.words(in: text).map { bytes($0.exact) } }
func foldedWords(_ text: String) -> [String] { WordScanner.words(in: text).map(\.folded) }

/// Normal form D by Foundation, a judge that is not ours.
func decomposed(_ text: String) -> String { text.decomposedStringWithCanonicalMapping }
