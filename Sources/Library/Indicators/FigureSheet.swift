/// The figures of one place over some months, as they hold now.
package struct FigureSheet: Equatable, Sendable {
    package let months: ClosedRange<Month>
    private var cells: [Place: [FigureEntry]] = [:]
    private var frozen: [Month: MonthFreeze] = [:]

    private struct Place: Hashable {
        var indicator: Indicator
        var month: Month
    }

    /// `entries` of one place; earlier ones are passed over.
    package init(months: ClosedRange<Month>, entries: [FigureEntry], freezes: [MonthFreeze]) {
        self.months = months
        for entry in entries where entry.isCurrent && entry.value != nil {
            cells[Place(indicator: entry.key.indicator, month: entry.key.month), default: []].append(entry)
        }
        for freeze in freezes { frozen[freeze.month] = freeze }
    }

    /// One of each origin at most; empty where there is no figure.
    package subscript(indicator: Indicator, month: Month) -> [FigureEntry] {
        cells[Place(indicator: indicator, month: month)] ?? []
    }

    /// Of all origins together; nil where there is no figure.
    package func value(_ indicator: Indicator, _ month: Month) -> Int? {
        let values = self[indicator, month].compactMap(\.value)
        return values.isEmpty ? nil : values.reduce(0, +)
    }

    package func freeze(of month: Month) -> MonthFreeze? { frozen[month] }

    /// Of the months with a figure, and how many they are; nil for what may not be
    /// added up, or where there is none.
    package func sum(_ indicator: Indicator) -> (value: Int, months: Int)? {
        guard indicator.isAdditive else { return nil }
        let values = months.each.compactMap { value(indicator, $0) }
        return values.isEmpty ? nil : (values.reduce(0, +), values.count)
    }

    /// What people count on paper: everything but what only the site can know.
    package static let tallied: [Indicator] = [
        .visit, .loan, .inHouseUse, .renewal, .activeUser, .event, .readingFestival, .readingPeriod, .attendance,
    ]
}
