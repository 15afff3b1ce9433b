package import Library
import Randomness

/// A shelf of books with running text: as many as asked for, the same every
/// time, each about `passagesPerBook` passages of about 2,000 characters.
package struct Shelf: Sendable {
    package let model: SyllableModel
    package let passagesPerBook: Int

    package init(model: SyllableModel, passagesPerBook: Int = 200) {
        self.model = model
        self.passagesPerBook = passagesPerBook
    }

    /// The record of book `number`, 0-based.
    package func record(_ number: Int) -> BibFacts {
        var random = SeededRandom(seed: 0x5EED &+ UInt64(number) &* 0x1_0003)
        var facts = BibFacts(title: Province.capitalised(model.phrase(2 + random.below(5), &random)))
        facts.creators = [Creator("Nguyễn " + Province.capitalised(model.phrase(2, &random)))]
        facts.languages = ["vi"]
        facts.licence = LicenceStatement(id: "PD")
        return facts
    }

    /// The passages of book `number`; ten to a section, four or five blocks each.
    package func passages(_ number: Int) -> [Passage] {
        var random = SeededRandom(seed: 0xB00C &+ UInt64(number) &* 0x1_0007)
        let count = max(1, passagesPerBook / 2 + random.below(passagesPerBook))
        var passages: [Passage] = []
        passages.reserveCapacity(count)
        var block = 1
        for ordinal in 1...count {
            let section = (ordinal - 1) / 10 + 1
            if (ordinal - 1) % 10 == 0 { block = 1 }
            var lines: [String] = []
            var length = 0
            while length < 1_900 {
                let line = paragraph(&random)
                length += line.utf8.count * 3 / 4
                lines.append(line)
            }
            passages.append(
                Passage(
                    ordinal: ordinal, section: section, firstBlock: block, heading: "Chương \(section)",
                    text: lines.joined(separator: "\n")))
            block += lines.count
        }
        return passages
    }

    private func paragraph(_ random: inout SeededRandom) -> String {
        var sentences: [String] = []
        for _ in 0..<3 + random.below(5) {
            var words = model.phrase(6 + random.below(18), &random)
            words[0] = words[0].prefix(1).uppercased() + words[0].dropFirst()
            if words.count > 12 { words[words.count / 2] += "," }
            sentences.append(words.joined(separator: " ") + ".")
        }
        return sentences.joined(separator: " ")
    }
}
