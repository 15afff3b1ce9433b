import Foundation
import Testing
import VietnameseText

@Suite struct TonePlacementTests {
    /// Two public tables of pairs; see samples/README.md. They ask for more
    /// than design §6, which names open oa, oe and uy only: misplaced tones
    /// ("tíên", "cuả") and tones on consonants ("Ngoḳ") are repaired as well.
    /// And they keep bare "ủy" in the new style.
    @Test(.enabled(if: SharedSamples.isPresent, "../shared/samples is absent"))
    func `every pair of the sample table is placed as expected`() throws {
        let lines = try SharedSamples.text("syllables/tone-placement-cases.tsv").split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
        #expect(lines.count == 281)

        for line in lines {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let style: TonePlacement.Style = fields[1] == "old" ? .old : .new
            let placed = TonePlacement.placed(fields[2], style: style)
            #expect(Array(placed.utf8) == Array(fields[3].utf8), "\(fields[2]) gave \(placed)")
        }
    }

    @Test(.enabled(if: SharedSamples.isPresent, "../shared/samples is absent"))
    func `both sides of every pair are the same words in the index`() throws {
        for line in try SharedSamples.text("syllables/tone-placement-cases.tsv").split(separator: "\n") {
            guard !line.hasPrefix("#") else { continue }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            #expect(Folding.canonical(fields[2]) == Folding.canonical(fields[3]), "\(line)")
            #expect(Folding.folded(fields[2]) == Folding.folded(fields[3]), "\(line)")
        }
    }
}
