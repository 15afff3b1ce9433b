import VietnameseText

/// A class's weekly period in the library: the same weekday and period from one
/// day to another.
package struct ReadingSeries: Equatable, Sendable {
    package var id: ReadingSeriesID
    package var servicePoint: ServicePointID
    package var facts: ReadingSeriesFacts
    package init(id: ReadingSeriesID, servicePoint: ServicePointID, facts: ReadingSeriesFacts) {
        (self.id, self.servicePoint, self.facts) = (id, servicePoint, facts)
    }
}

package typealias ReadingSeriesID = RowID<ReadingSeries>

/// What the timetable says of a class.
package struct ReadingSeriesFacts: Hashable, Sendable {
    package var className: String
    /// 2 to 8, as ``OpeningDays`` numbers them.
    package var weekday: Int
    /// The period of the school day, 1 to 12.
    package var period: Int
    package var first: Day
    package var last: Day

    /// Nil for what no timetable has.
    package init?(className: String, weekday: Int, period: Int, first: Day, last: Day) {
        guard !className.isEmpty, className.count <= 40, (2...8).contains(weekday), Self.periods.contains(period),
            (0..<ActivityFacts.longest).contains(first.days(until: last))
        else { return nil }
        (self.className, self.weekday, self.period) = (className, weekday, period)
        (self.first, self.last) = (first, last)
    }

    package static let periods = 1...12

    /// The day of its week in which it falls; nil when it does not.
    package func day(in week: ClosedRange<Day>) -> Day? {
        let day = week.lowerBound.adding(days: (weekday - week.lowerBound.weekday + 7) % 7)
        return week.contains(day) && first <= day && day <= last ? day : nil
    }
}

/// The timetable as a librarian types it, one class a line: "4A, thứ 3, tiết 2",
/// "4A 3 2" or "4A cn 2".
package struct ReadingTimetable: Equatable, Sendable {
    package var lines: [ReadingSeriesFacts] = []
    /// Lines that say no class, weekday and period, as they were typed.
    package var unread: [String] = []

    package init(_ text: String, first: Day, last: Day) {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split { $0.isWhitespace || ",;|".contains($0) }.map(String.init)
            guard !words.isEmpty else { continue }
            if let facts = Self.facts(words, first, last) { lines.append(facts) } else { unread.append(String(line)) }
        }
    }

    /// What stands before the weekday and the period is the class.
    private static func facts(_ words: [String], _ first: Day, _ last: Day) -> ReadingSeriesFacts? {
        let kept = words.filter { !["thu", "tiet", "chu"].contains(Folding.folded($0)) }
        guard kept.count >= 3, let period = Int(kept[kept.count - 1]),
            let weekday = weekday(Folding.folded(kept[kept.count - 2]))
        else { return nil }
        return ReadingSeriesFacts(
            className: kept.dropLast(2).joined(separator: " "), weekday: weekday, period: period, first: first,
            last: last)
    }

    private static let weekdays = [
        "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "nhat": 8, "cn": 8,
    ]

    private static func weekday(_ word: String) -> Int? {
        weekdays[word] ?? Int(word.hasPrefix("t") ? String(word.dropFirst()) : word)
    }
}
