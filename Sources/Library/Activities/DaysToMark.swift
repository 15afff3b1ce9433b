/// Days that libraries mark every year: `ingest/codes/days-to-mark.yaml`.
package struct DaysToMark: Equatable, Sendable {
    /// A day, or some days on end.
    package struct Entry: Equatable, Sendable {
        package var name: String
        package var month: Int
        package var day: Int
        /// In days.
        package var length: Int
        /// The kind of activity it calls for.
        package var kind: ActivityKind
        /// Who made it a day to mark.
        package var source: String

        package init(name: String, month: Int, day: Int, length: Int = 1, kind: ActivityKind, source: String) {
            (self.name, self.month, self.day, self.length) = (name, month, day, length)
            (self.kind, self.source) = (kind, source)
        }
    }

    package var entries: [Entry]
    package init(_ entries: [Entry] = []) { self.entries = entries }

    /// Those that have not ended on `today` and begin within some days, the
    /// earliest first.
    package func coming(from today: Day, within days: Int = 60) -> [(entry: Entry, first: Day, last: Day)] {
        let end = today.adding(days: days)
        let found = entries.flatMap { entry in
            [today.year - 1, today.year, today.year + 1].compactMap { year -> (entry: Entry, first: Day, last: Day)? in
                guard let first = Day(year, entry.month, entry.day) else { return nil }
                let last = first.adding(days: max(1, entry.length) - 1)
                return last >= today && first <= end ? (entry, first, last) : nil
            }
        }
        return found.sorted { ($0.first, $0.entry.name) < ($1.first, $1.entry.name) }
    }
}
