import Randomness

/// The copies of a province that does not exist: ten to a record on average,
/// most titles at a few points, a few textbooks at a hundred.
package struct Stock: Sendable {
    package let points: Int

    package init(points: Int) { self.points = points }

    /// The points that own a copy of record `number`, 0-based, one entry a copy.
    package func owners(of number: Int) -> [Int] {
        var random = SeededRandom(seed: 0x57_0C4 &+ UInt64(number) &* 0x2_0003)
        guard !random.once(in: 200) else {
            let places = (0..<100).map { _ in random.below(points) }
            return places.flatMap { [$0, $0, $0, $0] }
        }
        // Large libraries have a share in most titles.
        return (0..<1 + random.below(15)).map { _ in min(random.below(points), random.below(points)) }
    }

    /// What became of copy `number`: one in eight is lent, one in fifty missing.
    package enum Fate { case lent, missing, onShelf }

    package func fate(of copy: Int) -> Fate {
        var random = SeededRandom(seed: 0xFA7E &+ UInt64(copy) &* 0x1_0000_0B)
        if random.once(in: 8) { return .lent }
        return random.once(in: 50) ? .missing : .onShelf
    }
}
