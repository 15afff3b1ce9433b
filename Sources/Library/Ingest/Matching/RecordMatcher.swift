/// Compares an incoming description with one the catalogue holds.
///
/// The points are ours; the idea of adding up an explainable table against a
/// threshold is that of Open Library and Evergreen. Persons and titles alone
/// never decide: it takes a standard number with a similar title, or title,
/// creator and a year that does not contradict.
package enum RecordMatcher {
    /// What the catalogue knows besides the two descriptions.
    package struct Circumstances: Equatable, Sendable {
        /// The agency that made the incoming record already has another record
        /// number for the candidate: it says itself that they are two.
        package var hasOtherNumberOfSameAgency: Bool
        package init(hasOtherNumberOfSameAgency: Bool = false) {
            self.hasOtherNumberOfSameAgency = hasOtherNumberOfSameAgency
        }
    }

    package static func score(
        _ incoming: MatchFacts, _ candidate: MatchFacts, _ circumstances: Circumstances = Circumstances()
    ) -> MatchScore {
        var lines: [MatchScore.Line] = []
        if circumstances.hasOtherNumberOfSameAgency { lines.append(.init(.origin, .different, -1000)) }
        lines.append(identifier(incoming, candidate))
        lines.append(title(incoming, candidate))
        lines.append(creator(incoming, candidate))
        lines.append(year(incoming, candidate))
        if let line = volume(incoming, candidate) { lines.append(line) }
        if let one = incoming.language, let other = candidate.language, one != other {
            lines.append(.init(.language, .different, -40))
        }
        if incoming.medium != candidate.medium { lines.append(.init(.medium, .different, -60)) }
        if !incoming.grades.isEmpty, !candidate.grades.isEmpty, incoming.grades.isDisjoint(with: candidate.grades) {
            lines.append(.init(.audience, .different, -100))
        }
        return MatchScore(lines: lines)
    }

    /// A shared number of any scheme counts; two ISBNs contradict each other
    /// only when none is shared, since a set and its volumes have several.
    private static func identifier(_ one: MatchFacts, _ other: MatchFacts) -> MatchScore.Line {
        if !one.identifiers.isDisjoint(with: other.identifiers) { return .init(.identifier, .same, 100) }
        let schemes: [Identifier.Scheme] = [.isbn, .issn]
        let contradict = schemes.contains { scheme in
            one.identifiers.contains { $0.scheme == scheme } && other.identifiers.contains { $0.scheme == scheme }
        }
        return contradict ? .init(.identifier, .different, -100) : .init(.identifier, .missing, 0)
    }

    private static func title(_ one: MatchFacts, _ other: MatchFacts) -> MatchScore.Line {
        if one.titleWords == other.titleWords || one.fullTitleWords == other.fullTitleWords {
            return .init(.title, .same, 60)
        }
        if one.titleWords == other.fullTitleWords || one.fullTitleWords == other.titleWords {
            return .init(.title, .similar, 50)
        }
        return overlap(one, other) ? .init(.title, .similar, 40) : .init(.title, .different, -80)
    }

    /// Four of five words shared, or one title the beginning of the other.
    private static func overlap(_ one: MatchFacts, _ other: MatchFacts) -> Bool {
        let left = Set(one.fullTitleWords), right = Set(other.fullTitleWords)
        guard !left.isEmpty, !right.isEmpty else { return false }
        if left.intersection(right).count * 5 >= left.union(right).count * 4 { return true }
        let (short, long) =
            one.titleWords.count <= other.fullTitleWords.count
            ? (one.titleWords, other.fullTitleWords) : (other.titleWords, one.fullTitleWords)
        return short.count >= 2 && long.starts(with: short)
    }

    private static func creator(_ one: MatchFacts, _ other: MatchFacts) -> MatchScore.Line {
        guard !one.creators.isEmpty, !other.creators.isEmpty else { return .init(.creator, .missing, 0) }
        return one.creators.contains { other.creators.contains($0) }
            ? .init(.creator, .same, 40) : .init(.creator, .different, -20)
    }

    /// A year apart is the difference between printing and deposit.
    private static func year(_ one: MatchFacts, _ other: MatchFacts) -> MatchScore.Line {
        guard let left = one.year, let right = other.year else { return .init(.year, .missing, 0) }
        if left == right { return .init(.year, .same, 15) }
        return abs(left - right) == 1 ? .init(.year, .compatible, 5) : .init(.year, .different, -15)
    }

    /// Volume 1 is not volume 2, and a volume is not the set.
    private static func volume(_ one: MatchFacts, _ other: MatchFacts) -> MatchScore.Line? {
        if one.numbers == other.numbers { return nil }
        return one.numbers.isSubset(of: other.numbers) || other.numbers.isSubset(of: one.numbers)
            ? .init(.volume, .missing, -30) : .init(.volume, .different, -200)
    }
}
