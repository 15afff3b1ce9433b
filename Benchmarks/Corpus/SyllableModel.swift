import Foundation
package import Randomness

/// How often Vietnamese syllables occur and follow each other, read from the
/// tables in `Benchmarks/model`, which were counted in public-domain books.
package struct SyllableModel: Sendable {
    package let syllables: [String]
    private let all: WeightedChoice
    private let followers: [WeightedChoice?]
    private let followerIndex: [[Int32]]

    /// Reads `syllables.tsv` and `followers.tsv` of `folder`.
    package init(folder: String) throws {
        var words: [String] = []
        var counts: [Int] = []
        for line in try Self.lines(folder + "/syllables.tsv") {
            let cells = line.split(separator: "\t")
            guard cells.count == 2, let count = Int(cells[1]) else { continue }
            words.append(String(cells[0]))
            counts.append(count)
        }
        let index = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, Int32($0)) })
        var choices = [WeightedChoice?](repeating: nil, count: words.count)
        var indices = [[Int32]](repeating: [], count: words.count)
        for line in try Self.lines(folder + "/followers.tsv") {
            let cells = line.split(separator: "\t")
            guard cells.count == 2, let word = index[String(cells[0])] else { continue }
            var weights: [Int] = []
            for pair in cells[1].split(separator: " ") {
                let parts = pair.split(separator: ":")
                guard parts.count == 2, let follower = index[String(parts[0])], let count = Int(parts[1]) else {
                    continue
                }
                indices[Int(word)].append(follower)
                weights.append(count)
            }
            choices[Int(word)] = WeightedChoice(weights)
        }
        syllables = words
        all = WeightedChoice(counts)
        followers = choices
        followerIndex = indices
    }

    private static func lines(_ path: String) throws -> [Substring] {
        try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
    }

    /// A syllable drawn by its frequency alone.
    package func syllable(_ random: inout SeededRandom) -> Int { all.draw(&random) }

    /// The next syllable: three times in four one that follows in real text.
    package func next(after syllable: Int, _ random: inout SeededRandom) -> Int {
        guard let choice = followers[syllable], random.below(4) > 0 else { return all.draw(&random) }
        return Int(followerIndex[syllable][choice.draw(&random)])
    }

    /// `count` syllables in a row, lower-cased.
    package func phrase(_ count: Int, _ random: inout SeededRandom) -> [String] {
        var words: [String] = []
        words.reserveCapacity(count)
        var last = syllable(&random)
        for _ in 0..<count {
            words.append(syllables[last])
            last = next(after: last, &random)
        }
        return words
    }
}

/// Draws an index by weight in logarithmic time.
struct WeightedChoice: Sendable {
    private let sums: [Int]

    init(_ weights: [Int]) {
        var sum = 0
        sums = weights.map { weight in
            sum += weight
            return sum
        }
    }

    func draw(_ random: inout SeededRandom) -> Int {
        guard let total = sums.last, total > 0 else { return 0 }
        let mark = random.below(total)
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > mark { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
