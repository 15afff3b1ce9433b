/// What an indicator counts, as a version of it says: the words are in the
/// locales under `indicator-counts` and `indicator-leaves-out`, and another
/// version breaks the series.
package struct DefinitionVersion: Equatable, Sendable {
    package var indicator: Indicator
    package var version: UInt8
    /// The first month counted by it; nil for the first version, which holds for
    /// all that was before.
    package var since: Month?
    package var standard: Standard
    /// Where in the standard it is defined and how it is counted.
    package var clause: String

    /// The standards indicators are taken from; words under `figure-standard`.
    package enum Standard: String, Sendable, CaseIterable {
        /// TCVN 12843:2019 (ISO 2789:2013).
        case libraryStatistics = "library-statistics"
        /// The COUNTER Code of Practice, release 5.1.
        case counter
        /// Asked for by a plan; no standard has it.
        case plan
    }

    /// Every version there ever was, the newest of an indicator last.
    package static let all: [DefinitionVersion] = [
        counted(.visit, .libraryStatistics, "2.2, 6.2"), counted(.virtualVisit, .libraryStatistics, "2.2, 6.2"),
        counted(.activeUser, .libraryStatistics, "2.2.3, 6.2"), counted(.loan, .libraryStatistics, "2.2, 6.2"),
        counted(.loanOfOwned, .plan, ""), counted(.renewal, .libraryStatistics, "2.2, 6.2"),
        counted(.inHouseUse, .libraryStatistics, "2.2, 6.2"),
        counted(.itemInvestigation, .counter, "3.3.4, 7.2"),
        counted(.uniqueItemInvestigation, .counter, "3.3.4, 7.3"), counted(.itemRequest, .counter, "3.3.4, 7.2"),
        counted(.uniqueItemRequest, .counter, "3.3.4, 7.3"), counted(.search, .counter, "3.3.4, 7.2"),
        counted(.download, .libraryStatistics, "2.2, 6.2"), counted(.event, .libraryStatistics, "2.2, 6.2"),
        counted(.readingFestival, .plan, ""), counted(.readingPeriod, .plan, ""),
        counted(.attendance, .libraryStatistics, "2.2, 6.2"),
    ]

    private static func counted(_ indicator: Indicator, _ standard: Standard, _ clause: String) -> DefinitionVersion {
        DefinitionVersion(indicator: indicator, version: 1, since: nil, standard: standard, clause: clause)
    }

    /// The one in force in a month.
    package static func version(of indicator: Indicator, in month: Month) -> UInt8 {
        all.last { $0.indicator == indicator && ($0.since.map { $0 <= month } ?? true) }?.version ?? 1
    }

    /// Those of an indicator, the first first.
    package static func versions(of indicator: Indicator) -> [DefinitionVersion] {
        all.filter { $0.indicator == indicator }
    }
}
