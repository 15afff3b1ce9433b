/// What is counted of use. The library's words are those of TCVN 12843:2019
/// (= ISO 2789:2013), those of online use are COUNTER 5.1's; what each counts and
/// leaves out is told on its own page, from the locales under `indicator`.
package enum Indicator: String, Sendable, CaseIterable {
    /// People who came in.
    case visit
    /// Sessions on the site, robots left out.
    case virtualVisit = "virtual-visit"
    /// Different readers who did something; never the sum of its months or points.
    case activeUser = "active-user"
    /// Loans by the point that lent, renewals left out.
    case loan
    /// The same loans by the point that owns the copy: never added to ``loan``.
    case loanOfOwned = "loan-of-owned"
    case renewal
    case inHouseUse = "in-house-use"
    /// COUNTER: Total_Item_Investigations, Unique_Item_Investigations.
    case itemInvestigation = "item-investigation"
    case uniqueItemInvestigation = "unique-item-investigation"
    /// COUNTER: Total_Item_Requests, Unique_Item_Requests.
    case itemRequest = "item-request"
    case uniqueItemRequest = "unique-item-request"
    /// COUNTER: Searches_Platform.
    case search
    /// Originals taken home, each a request too.
    case download
    /// Activities held, reading periods among them.
    case event
    /// Of these, what single targets ask for.
    case readingFestival = "reading-festival"
    case readingPeriod = "reading-period"
    /// People at activities.
    case attendance

    /// Whether months and points may be added up: different people may not.
    package var isAdditive: Bool { self != .activeUser }

    /// Whether it is counted from the site's own requests.
    package var isOnline: Bool {
        switch self {
        case .virtualVisit, .itemInvestigation, .uniqueItemInvestigation, .itemRequest, .uniqueItemRequest, .search,
            .download:
            true
        default: false
        }
    }
}

/// Whose a figure is.
package enum FigurePlace: Hashable, Sendable {
    case point(ServicePointID)
    /// The site as a whole: visitors of whom no point is known.
    case site
}

/// Where a figure comes from; several may stand beside each other in a month,
/// and are then added.
package enum FigureOrigin: String, Sendable, CaseIterable {
    /// Counted by this system from what was done in it.
    case system
    /// Counted on paper and entered for a month.
    case tally
    /// From a spreadsheet of past years.
    case imported
}

/// The origins of a figure together: where paper gives way to the system, or the
/// system to paper, the series breaks.
package struct FigureOrigins: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let system = FigureOrigins(rawValue: 1)
    package static let tally = FigureOrigins(rawValue: 2)
    package static let imported = FigureOrigins(rawValue: 4)

    package init(_ origin: FigureOrigin) {
        self =
            switch origin {
            case .system: .system
            case .tally: .tally
            case .imported: .imported
            }
    }
}
