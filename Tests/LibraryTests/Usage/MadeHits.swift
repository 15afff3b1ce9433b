import Library
import Randomness

/// Hits as tests write them: seconds of one day, sessions by number.
struct MadeHits {
    /// 12 November 2026, midnight in Việt Nam.
    static let start = Day(2026, 11, 12)!.start
    static let month = Month(2026, 11)!

    static func hit(
        _ seconds: Double, _ kind: HitKind = .section, record: Int64? = 1, section: Int? = nil, session: Int64 = 1,
        point: Int64? = nil, status: Int = 200, method: HitMethod = .get, marks: HitMarks = [.returned],
        fallback: Int64 = 900
    ) -> RawHit {
        RawHit(
            at: start.adding(.milliseconds(Int64(seconds * 1_000))), kind: kind,
            record: kind.isInvestigation ? record.map { RecordID($0) } : nil, section: section, method: method,
            status: status, session: session, fallback: fallback, point: point.map { ServicePointID($0) }, marks: marks
        )
    }

    /// Counts as the store does: in the order of moments, then as written.
    static func count(_ hits: [RawHit], in month: Month = month) -> MonthUsage {
        var book = SessionBook()
        for hit in hits { book.note(hit) }
        book.close()
        var tally = UsageTally(month, book)
        let order = hits.indices.sorted { (hits[$0].at, $0) < (hits[$1].at, $1) }
        for index in order { tally.count(hits[index]) }
        return tally.usage(UsageEvidence())
    }

    /// Hits of a few browsers around the ends of days and months, with equal
    /// moments, cookies that never come back, and a clock that goes back.
    static func chance(_ seed: UInt64, count: Int) -> [RawHit] {
        var random = SeededRandom(seed: seed)
        let ends = [
            Day(2026, 11, 1)!.start, Day(2026, 11, 13)!.start, Day(2026, 11, 30)!.start, Day(2026, 12, 1)!.start,
        ]
        var now = random.pick(ends).adding(.seconds(-120))
        return (0..<count).map { _ in
            if random.once(in: 60) { now = random.pick(ends).adding(.seconds(-random.below(120))) }
            if random.once(in: 40) { now = now.adding(.seconds(-random.below(200))) }
            now = now.adding(.milliseconds(random.once(in: 3) ? 0 : random.below(20_001)))
            let kind = random.pick(HitKind.allCases)
            let browser = Int64(random.below(7))
            let isReturned = random.once(in: 2)
            var marks: HitMarks = isReturned ? [.returned] : []
            for (mark, times) in [(HitMarks.robot, 12), (.prefetch, 15), (.staff, 15), (.onSite, 8)] {
                if random.once(in: times) { marks.insert(mark) }
            }
            return RawHit(
                at: now, kind: kind, record: kind.isInvestigation ? RecordID(Int64(random.below(3) + 1)) : nil,
                section: kind == .section ? random.below(3) + 1 : nil,
                method: random.once(in: 15) ? .head : random.once(in: 15) ? .post : .get,
                status: random.pick([200, 200, 200, 200, 304, 404, 303, 206, 500]),
                session: isReturned ? browser : random.once(in: 2) ? browser : Int64(1_000 + random.below(50)),
                fallback: 100 + browser % 3,
                point: random.once(in: 4) ? ServicePointID(Int64(random.below(2) + 5)) : nil,
                marks: marks)
        }
    }
}
