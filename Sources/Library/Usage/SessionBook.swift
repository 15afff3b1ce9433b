/// The first reading of a month's hits: which cookies came back, and at which
/// point a session is at home.
///
/// Who keeps no cookie gets a new one with every page, so that a cookie counts
/// only when it was seen again; else the session is address, browser and hour.
package struct SessionBook: Sendable {
    /// A session ends with its day (COUNTER 5.1, 7.3: session and transaction date).
    struct Key: Hashable, Sendable {
        var session: Int64
        var day: Int32
    }

    private struct Home {
        var point: ServicePointID
        /// When it was said: the first counts.
        var at: Moment
        var sequence: Int
    }

    /// A point that was named before it is known which session the hit is of.
    private struct Open {
        var session: Int64
        var fallback: Int64
        var day: Int32
        var home: Home
    }

    private var returned: Set<Int64> = []
    private var homes: [Key: Home] = [:]
    private var open: [Open] = []
    private var sequence = 0

    package init() {}

    /// Takes a hit down; hits of one moment in the order in which they were written.
    package mutating func note(_ hit: RawHit) {
        sequence += 1
        if hit.marks.contains(.returned) { returned.insert(hit.session) }
        guard let point = hit.point else { return }
        let home = Home(point: point, at: hit.at, sequence: sequence)
        let day = Self.day(hit.at)
        if hit.marks.contains(.returned) {
            settle(home, Key(session: hit.session, day: day))
        } else {
            open.append(Open(session: hit.session, fallback: hit.fallback, day: day, home: home))
        }
    }

    /// To be called between the two readings.
    package mutating func close() {
        for entry in open {
            let session = returned.contains(entry.session) ? entry.session : entry.fallback
            settle(entry.home, Key(session: session, day: entry.day))
        }
        open = []
    }

    private mutating func settle(_ home: Home, _ key: Key) {
        if let known = homes[key], (known.at, known.sequence) < (home.at, home.sequence) { return }
        homes[key] = home
    }

    func key(of hit: RawHit) -> Key {
        let isKept = hit.marks.contains(.returned) || returned.contains(hit.session)
        return Key(session: isKept ? hit.session : hit.fallback, day: Self.day(hit.at))
    }

    /// Where a session counts: at the first point that is known of it.
    func place(of key: Key) -> FigurePlace { homes[key].map { .point($0.point) } ?? .site }

    /// The day in Việt Nam, counted from 1970, without a calendar.
    static func day(_ moment: Moment) -> Int32 {
        let local = moment.milliseconds + 7 * 3_600_000
        return Int32(clamping: (local >= 0 ? local : local - 86_399_999) / 86_400_000)
    }
}
