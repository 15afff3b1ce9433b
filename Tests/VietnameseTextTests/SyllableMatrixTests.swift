import Foundation
import Testing
import VietnameseText

/// Every syllable of the samples in every way a keyboard may have left it.
@Suite(.enabled(if: SharedSamples.isPresent, "../shared/samples is absent")) struct SyllableMatrixTests {
    @Test func `every form of a syllable is the same word`() throws {
        let syllables = try SharedSamples.syllables()
        #expect(syllables.count > 6000)

        var forms = 0
        for syllable in syllables {
            let exact = exactWords(syllable)
            let folded = foldedWords(syllable)
            var differing: [String] = []
            for style in TonePlacement.Style.allCases {
                let placed = TonePlacement.placed(syllable, style: style)
                for cased in [placed, placed.uppercased(), placed.capitalized] {
                    for form in [cased, decomposed(cased), shuffledMarks(cased)] {
                        forms += 1
                        if exactWords(form) != exact || foldedWords(form) != folded { differing.append(form) }
                    }
                }
            }
            #expect(differing.isEmpty, "\(syllable): \(differing)")
        }
        #expect(forms == syllables.count * 18)
    }

    @Test func `every folded syllable is plain letters and canonical spelling is settled`() throws {
        for syllable in try SharedSamples.syllables() {
            for word in WordScanner.words(in: syllable) {
                #expect(word.folded.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 })
                #expect(exactWords(word.exact) == [bytes(word.exact)])
                #expect(exactWords(word.folded) == [bytes(word.folded)])
                #expect(bytes(NormalForm.nfc(word.exact)) == bytes(word.exact))
                #expect(word.isMarked == (word.exact != word.folded))
            }
        }
    }

    /// Shape and tone in the order typed, not the canonical one.
    private func shuffledMarks(_ text: String) -> String {
        var scalars = Array(decomposed(text).unicodeScalars)
        for place in scalars.indices.dropLast() {
            let pair = (
                scalars[place].properties.canonicalCombiningClass, scalars[place + 1].properties.canonicalCombiningClass
            )
            if pair.0 != .notReordered, pair.1 != .notReordered { scalars.swapAt(place, place + 1) }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
