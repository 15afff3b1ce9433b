extension Working {
    /// What a reader must know beside a result.
    package struct Note: Hashable, Sendable {
        package var word: Caution
        /// How many points, months, links, days: what the word counts.
        package var count: Int?
        /// What it is about, where that is one thing.
        package var subject: Label?

        package init(_ word: Caution, count: Int? = nil, of subject: Label? = nil) {
            (self.word, self.count, self.subject) = (word, count, subject)
        }
    }

    package enum Caution: String, Sendable, CaseIterable {
        /// Months of points that one side has and the other has not: left out of
        /// both sides.
        case missingMonths = "missing-months"
        /// Points with figures on this side only.
        case pointsJoined = "points-joined"
        case pointsLeft = "points-left"
        /// Points that have no figures at all.
        case pointsSilent = "points-silent"
        /// The series breaks: not the same points and months on both sides, …
        case coverageBreak = "coverage-break"
        /// … or counted by the system here and on paper there, …
        case originBreak = "origin-break"
        /// … or by another version of the definition.
        case definitionBreak = "definition-break"
        /// Cells of which not every open day was counted.
        case incompleteMonths = "incomplete-months"
        /// Days that this period has more (or, negative, less) than the other.
        case leapDay = "leap-day"
        case baseZero = "base-zero"
        /// Years of the chain without comparable figures.
        case missingYears = "missing-years"
        /// The period asked for is not over: this many of its months are.
        case periodNotOver = "period-not-over"
        /// Links of units that nobody has confirmed.
        case unconfirmedSuccession = "unconfirmed-succession"
        /// Units of which only a part belongs here: their points are told, not added.
        case partSuccession = "part-succession"
        /// Units that belong to others too: their points are told, not added.
        case sharedSuccessor = "shared-successor"
        /// Points that still stand under a unit that has ended.
        case endedUnit = "ended-unit"
        /// Printed, the rate looks like the line it misses or passes.
        case nearTheLine = "near-the-line"
        /// Pieces of a period of which nothing was noted.
        case missingPieces = "missing-pieces"
        /// Institutions that declared nothing; they stay in the denominator.
        case silentInstitutions = "silent-institutions"
        /// The range rests on this many past years, …
        case rangeOfYears = "range-of-years"
        /// … or on the months of this year.
        case rangeOfMonths = "range-of-months"

        /// Whether a combined figure over it is not comparable.
        package var breaksSeries: Bool {
            switch self {
            case .coverageBreak, .originBreak, .definitionBreak: true
            default: false
            }
        }
    }
}
