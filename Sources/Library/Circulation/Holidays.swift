/// The days off of the country, from 2000 to 2100: what the law says for every
/// year, and what was announced for one (`ingest/codes/holidays.yaml`).
package struct Holidays: Equatable, Sendable {
    /// A day off that comes every year.
    package struct Rule: Equatable, Sendable {
        package enum Date: Equatable, Sendable {
            case solar(month: Int, day: Int)
            case lunar(month: Int, day: Int)
        }
        package var name: String
        package var date: Date
        /// Days off before the day itself; they are a part of `length`.
        package var before: Int
        package var length: Int
        /// The first year it is a day off.
        package var since: Int?

        package init(name: String, date: Date, before: Int = 0, length: Int = 1, since: Int? = nil) {
            (self.name, self.date, self.before, self.length, self.since) = (name, date, before, length, since)
        }
    }

    /// What the authorities announced; it stands in place of the rule of that name
    /// in the year it begins in.
    package struct Announcement: Equatable, Sendable {
        package var name: String
        package var first: Day
        package var last: Day
        package init(name: String, first: Day, last: Day) { (self.name, self.first, self.last) = (name, first, last) }
    }

    package static let years = 2000...2100
    private let names: [Day: String]

    /// Of two on one day the earlier of the list is named.
    package init(rules: [Rule] = [], announcements: [Announcement] = []) {
        var names: [Day: String] = [:]
        for announced in announcements {
            for count in 0...max(0, announced.first.days(until: announced.last)) {
                names[announced.first.adding(days: count), default: announced.name] = announced.name
            }
        }
        for year in Self.years {
            let announced = Set(announcements.filter { $0.first.year == year }.map(\.name))
            var unrested: [String] = []
            for rule in rules where !announced.contains(rule.name) && rule.since ?? 0 <= year {
                for day in rule.days(in: year) where names[day] == nil {
                    names[day] = rule.name
                    if day.weekday >= 7 { unrested.append(rule.name) }
                }
            }
            Self.makeUp(for: unrested, in: year, &names)
        }
        self.names = names
    }

    /// The day off that a day is; nil for an ordinary one.
    package func name(of day: Day) -> String? { names[day] }

    /// In order of the year.
    package func days(in year: Int) -> [(day: Day, name: String)] {
        names.filter { $0.key.year == year }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// For a day off that falls on a Saturday or Sunday the next working day is
    /// free (Bộ luật Lao động 2019, Điều 111, khoản 3).
    private static func makeUp(for unrested: [String], in year: Int, _ names: inout [Day: String]) {
        for name in unrested {
            guard var day = names.filter({ $0.key.year == year && $0.value == name }).keys.max() else { continue }
            while names[day] != nil || day.weekday >= 7 { day = day.adding(days: 1) }
            names[day] = name
        }
    }
}

extension Holidays.Rule {
    /// None when the year has no such day.
    func days(in year: Int) -> [Day] {
        let main: Day? =
            switch date {
            case .solar(let month, let day): Day(year, month, day)
            case .lunar(let month, let day): LunarCalendar.day(LunarDay(year: year, month: month, day: day))
            }
        guard let main else { return [] }
        return (0..<max(1, length)).map { main.adding(days: $0 - before) }
    }
}
