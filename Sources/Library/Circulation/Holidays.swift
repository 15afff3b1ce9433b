/// The days off of the country, from 2000 to 2100: what the law says for every
/// year, and what was announced for one.
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

        /// Of several days the law gives the number, and each year's announcement
        /// says which (Bộ luật Lao động 2019, Điều 112, khoản 3).
        package var awaitsAnnouncement: Bool { length > 1 }
    }

    /// What the authorities announced; it stands in place of the rule of that name
    /// in its year.
    package struct Announcement: Equatable, Sendable {
        package var name: String
        package var first: Day
        package var last: Day
        /// The document that says so; empty where nobody named it.
        package var source: String
        package init(name: String, first: Day, last: Day, source: String = "") {
            (self.name, self.first, self.last, self.source) = (name, first, last, source)
        }

        /// The one it ends in: New Year's days off may begin in December.
        package var year: Int { last.year }
    }

    package static let years = 2000...2100
    /// The most days of one announcement, and of one rule: beyond a month it is a slip.
    package static let mostDays = 31

    package let rules: [Rule]
    private let announcements: [Announcement]
    private let offs: [Day: DayOff]

    /// Of two on one day the earlier of the list is named, and what was announced
    /// before what is computed.
    package init(rules: [Rule] = [], announcements: [Announcement] = []) {
        (self.rules, self.announcements) = (rules, announcements)
        var offs: [Day: DayOff] = [:]
        for announced in announcements where announced.first <= announced.last {
            for day in (announced.first...announced.last).each where offs[day] == nil {
                offs[day] = DayOff(day: day, name: announced.name, origin: .announced(announced.source))
            }
        }
        for year in Self.years {
            let announced = Set(announcements.filter { $0.year == year }.map(\.name))
            var unrested: [(name: String, last: Day)] = []
            for rule in rules where !announced.contains(rule.name) && rule.since ?? 0 <= year {
                let days = rule.days(in: year)
                for day in days where offs[day] == nil {
                    offs[day] = DayOff(day: day, name: rule.name, origin: .rule)
                    if day.weekday >= 7 { unrested.append((rule.name, days.last ?? day)) }
                }
            }
            Self.makeUp(for: unrested, &offs)
        }
        self.offs = offs
    }

    /// The name as it is announced: a rule's own when what somebody typed differs
    /// from it in capitals alone, so that "tết nguyên đán" stands in its place.
    package func name(written typed: String) -> String {
        rules.first { $0.name.lowercased() == typed.lowercased() }?.name ?? typed
    }

    /// The same with more announcements; each stands in place of the former one of
    /// its name and year.
    package func announcing(_ more: [Announcement]) -> Holidays {
        let former = announcements.filter { old in !more.contains { $0.name == old.name && $0.year == old.year } }
        return Holidays(rules: rules, announcements: more + former)
    }

    /// The day off that a day is; nil for an ordinary one.
    package func name(of day: Day) -> String? { offs[day]?.name }

    /// In order of the year.
    package func days(in year: Int) -> [DayOff] {
        offs.values.filter { $0.day.year == year }.sorted { $0.day < $1.day }
    }

    /// For a day off that falls on a Saturday or Sunday the next working day is
    /// free (Bộ luật Lao động 2019, Điều 111, khoản 3).
    private static func makeUp(for unrested: [(name: String, last: Day)], _ offs: inout [Day: DayOff]) {
        for (name, last) in unrested {
            var day = last
            while offs[day] != nil || day.weekday >= 7 { day = day.adding(days: 1) }
            offs[day] = DayOff(day: day, name: name, origin: .makeUp)
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
