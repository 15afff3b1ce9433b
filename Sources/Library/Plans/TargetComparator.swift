import VietnameseText

/// How a plan compares, as it is printed.
package enum TargetComparator: String, Sendable, CaseIterable {
    /// The bare figure: at least so much.
    case plain
    /// "trên", "hơn": more, not as much.
    case above
    /// "khoảng".
    case about
    /// "phấn đấu", "tối thiểu", "ít nhất".
    case atLeast = "at-least"
    /// "đạt".
    case reach
    /// "giữ vững", "duy trì".
    case keep

    /// What printed words mean, without regard to marks (a text read by a machine
    /// has "Phần đầu" and "Phân đấu"); nil for words nobody knows.
    package init?(printed words: String) {
        let words = Folding.folded(words)
        guard let found = Self.folded.first(where: { $0.words.contains(words) }) else { return nil }
        self = found.comparator
    }

    /// As plans print them.
    package static let printed: [(comparator: TargetComparator, words: [String])] = [
        (.above, ["trên", "hơn"]), (.about, ["khoảng"]), (.atLeast, ["phấn đấu", "tối thiểu", "ít nhất"]),
        (.reach, ["đạt"]), (.keep, ["giữ vững", "duy trì", "duy trì vững chắc"]),
    ]

    /// The same, folded.
    package static let folded = printed.map { (comparator: $0.comparator, words: $0.words.map { Folding.folded($0) }) }

    /// Nothing is rounded first: 90.0 % is not "trên 90 %".
    package func judge(_ value: Double, against wanted: Double) -> TargetVerdict {
        switch self {
        case .above: value > wanted ? .met : .missed
        case .plain, .atLeast, .reach, .keep: value >= wanted ? .met : .missed
        case .about: value >= wanted ? .met : value >= wanted * (1 - Self.nearness) ? .near : .missed
        }
    }

    /// How far below the figure "khoảng" still holds: a twentieth. No plan says
    /// it, so that such a result is shown as near, not as met.
    package static let nearness = 0.05
}

/// What became of a target; words under `target-verdict`.
package enum TargetVerdict: String, Sendable, CaseIterable {
    case met
    /// Reached, but after its last day.
    case late
    /// Within "khoảng".
    case near
    case missed
    /// Nothing to judge by: no figure, or a choice nobody has made.
    case unknown
}
