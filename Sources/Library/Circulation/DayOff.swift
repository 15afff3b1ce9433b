/// A day off of the country.
package struct DayOff: Equatable, Sendable {
    /// Where it comes from.
    package enum Origin: Equatable, Sendable {
        /// The law, computed by the calendar of the sun or the moon.
        case rule
        /// A day off on a Saturday or Sunday, computed.
        case makeUp
        /// An announcement, with its document; empty where nobody named it.
        case announced(String)

        package var isComputed: Bool { self == .rule || self == .makeUp }
    }

    package var day: Day
    package var name: String
    package var origin: Origin
    package init(day: Day, name: String, origin: Origin) {
        (self.day, self.name, self.origin) = (day, name, origin)
    }
}

/// Days off of one name and one origin that follow each other.
package struct HolidaySpan: Equatable, Sendable {
    package var first: Day
    package var last: Day
    package var name: String
    package var origin: DayOff.Origin
    /// Computed, and each year's announcement says which days they are.
    package var awaitsAnnouncement: Bool

    package init(first: Day, last: Day, name: String, origin: DayOff.Origin, awaitsAnnouncement: Bool = false) {
        (self.first, self.last, self.name) = (first, last, name)
        (self.origin, self.awaitsAnnouncement) = (origin, awaitsAnnouncement)
    }
}

extension Holidays {
    /// In order of the year, without what lies in the years beside it.
    package func spans(in year: Int) -> [HolidaySpan] {
        let awaited = Set(rules.filter(\.awaitsAnnouncement).map(\.name))
        return days(in: year).reduce(into: []) { spans, off in
            if let span = spans.last, span.name == off.name, span.origin == off.origin,
                span.last.adding(days: 1) == off.day
            {
                spans[spans.count - 1].last = off.day
            } else {
                spans.append(
                    HolidaySpan(
                        first: off.day, last: off.day, name: off.name, origin: off.origin,
                        awaitsAnnouncement: off.origin.isComputed && awaited.contains(off.name)))
            }
        }
    }
}
