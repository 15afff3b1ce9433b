import GRDB
import Library

extension ActivityStores {
    /// All of them over one database.
    init(_ pool: DatabasePool) {
        self.init(
            activities: ActivityTableStore(pool: pool), readingPeriods: ReadingPeriodTableStore(pool: pool),
            visits: VisitTableStore(pool: pool))
    }
}

/// Days and months as the tables of activities keep them.
enum ActivityDays {
    static func day(_ text: String, _ table: String, _ id: Int64) throws -> Day {
        guard let day = Day(iso: text) else { throw StoreError.damagedRow(table: table, id: id) }
        return day
    }

    static func bounds(_ days: ClosedRange<Day>) -> (String, String) {
        (days.lowerBound.description, days.upperBound.description)
    }
}
