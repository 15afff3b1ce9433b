import Library
import Testing

/// COUNTER 5.1 worked by hand, and checked against a second counting.
@Suite struct CounterTests {
    private typealias Made = MadeHits

    private func value(_ indicator: Indicator, _ hits: [RawHit]) -> Int { Made.count(hits).total(indicator) }

    private func excluded(_ indicator: Indicator, _ hits: [RawHit]) -> [UsageExclusion: Int] {
        Made.count(hits).counts.filter { $0.indicator == indicator }.reduce(into: [:]) { all, count in
            all.merge(count.excluded) { $0 + $1 }
        }
    }

    @Test func `a second click on the same link within 30 seconds is one`() {
        // The Code's own example: 10:01:00, 10:01:29; and 10:01:00, 10:01:35.
        let double = [Made.hit(36_060), Made.hit(36_089)]
        let single = [Made.hit(36_060), Made.hit(36_095)]

        #expect(value(.itemRequest, double) == 1)
        #expect(excluded(.itemRequest, double) == [.doubleClick: 1])
        #expect(value(.itemRequest, single) == 2)
        #expect(excluded(.itemRequest, single) == [:])
    }

    @Test func `thirty seconds are within, a thousandth more is not`() {
        #expect(value(.itemRequest, [Made.hit(0), Made.hit(30)]) == 1)
        #expect(value(.itemRequest, [Made.hit(0), Made.hit(30.001)]) == 2)
    }

    @Test func `clicks in a row, each within 30 seconds of the one before, are one`() {
        let hits = [0, 25, 50, 75, 110].map { Made.hit($0) }

        #expect(value(.itemRequest, hits) == 2)
        #expect(excluded(.itemRequest, hits) == [.doubleClick: 3])
    }

    @Test func `another section, another action and another session are no double click`() {
        let hits = [
            Made.hit(0, section: 1), Made.hit(1, section: 2), Made.hit(2, .wholeBook), Made.hit(3, .original),
            Made.hit(4, section: 1, session: 2),
        ]

        #expect(value(.itemRequest, hits) == 5)
        #expect(value(.uniqueItemRequest, hits) == 2)
        #expect(value(.download, hits) == 1)
    }

    @Test func `every request is an investigation, a record's page is no request`() {
        let hits = [
            Made.hit(0, .record), Made.hit(100, .contents), Made.hit(200, section: 1), Made.hit(300, section: 2),
        ]

        #expect(value(.itemInvestigation, hits) == 4)
        #expect(value(.uniqueItemInvestigation, hits) == 1)
        #expect(value(.itemRequest, hits) == 2)
        #expect(value(.uniqueItemRequest, hits) == 1)
        #expect(excluded(.uniqueItemInvestigation, hits) == [.sameSession: 3])
    }

    @Test func `a question is a search, its further pages are none, and nothing of it is a double click`() {
        let hits = [Made.hit(0, .search), Made.hit(1, .search), Made.hit(2, .results), Made.hit(3, .machine)]

        #expect(value(.search, hits) == 2)
        #expect(value(.virtualVisit, hits) == 1)
    }

    @Test func `only a GET answered with 200 or 304 counts, of a person, when it was wished for`() {
        let hits = [
            Made.hit(0), Made.hit(100, status: 304), Made.hit(200, status: 206), Made.hit(300, status: 404),
            Made.hit(400, method: .head), Made.hit(500, method: .post), Made.hit(600, marks: [.returned, .robot]),
            Made.hit(700, marks: [.returned, .prefetch]), Made.hit(800, marks: [.returned, .staff]),
            // By the first reason alone.
            Made.hit(900, status: 500, method: .head, marks: [.robot, .staff]),
        ]

        #expect(value(.itemRequest, hits) == 2)
        #expect(
            excluded(.itemRequest, hits) == [.status: 2, .method: 3, .robot: 1, .prefetch: 1, .staff: 1])
    }

    @Test func `who is in the library is no virtual visit, but what they read is read`() {
        let hits = [Made.hit(0, marks: [.returned, .onSite])]

        #expect(value(.virtualVisit, hits) == 0)
        #expect(excluded(.virtualVisit, hits) == [.onSite: 1])
        #expect(value(.itemRequest, hits) == 1)
    }

    @Test func `thirty browsers behind one address are thirty visits, whatever they are called`() {
        // Each gets a cookie with its first page and brings it with the next.
        let hits = (1...30).flatMap { browser -> [RawHit] in
            [
                Made.hit(Double(browser), .page, session: browser, marks: [], fallback: 7),
                Made.hit(Double(browser) + 40, .record, session: browser, marks: [.returned], fallback: 7),
            ]
        }

        #expect(value(.virtualVisit, hits) == 30)
        #expect(value(.uniqueItemInvestigation, hits) == 30)
    }

    @Test func `thirty browsers that keep no cookie are as many as have names of their own`() {
        let visits = { (names: Int64) in
            // Every page comes with another new cookie, none of which is seen again.
            (0..<60).map { page in
                Made.hit(Double(page), .page, session: 5_000 + page, marks: [], fallback: page % names)
            }
        }

        #expect(value(.virtualVisit, visits(30)) == 30)
        #expect(value(.virtualVisit, visits(1)) == 1)
    }

    @Test func `a session ends with its day in Việt Nam`() {
        let midnight = Day(2026, 11, 13)!.start
        let hits = [-5, 5].map { second in
            RawHit(
                at: midnight.adding(.seconds(second)), kind: .section, record: RecordID(1), section: 1, session: 1,
                fallback: 9, marks: [.returned])
        }

        #expect(value(.virtualVisit, hits) == 2)
        #expect(value(.itemRequest, hits) == 2)
        #expect(value(.uniqueItemRequest, hits) == 2)
    }

    @Test func `what the clock put into another month is left out and said`() {
        let end = Day(2026, 12, 1)!.start
        let hits = [-1, 0].map { millisecond in
            RawHit(
                at: end.adding(.milliseconds(millisecond)), kind: .page, session: Int64(millisecond + 5), fallback: 9,
                marks: [.returned])
        }

        #expect(value(.virtualVisit, hits) == 1)
        #expect(excluded(.virtualVisit, hits) == [.otherMonth: 1])
    }

    @Test func `a session counts at the first point that is known of it`() {
        let usage = Made.count([
            Made.hit(0, .page), Made.hit(10, .record, point: 12), Made.hit(60, section: 1, point: 13),
            Made.hit(0, .page, session: 2),
            // A link's point, on a page whose cookie is seen again later.
            Made.hit(5, .page, session: 3, point: 14, marks: [], fallback: 77),
            Made.hit(6, .page, session: 3, fallback: 77),
            // Another browser of the same address keeps no cookie, and has no point.
            Made.hit(7, .page, session: 4_444, marks: [], fallback: 77),
        ])
        let visits = usage.counts.filter { $0.indicator == .virtualVisit }

        #expect(visits.map(\.place) == [.point(ServicePointID(12)), .point(ServicePointID(14)), .site])
        #expect(visits.map(\.value) == [1, 1, 2])
        #expect(
            usage.items == [
                ItemUse(place: .point(ServicePointID(12)), record: RecordID(1), requests: 1, investigations: 1)
            ])
    }

    @Test(arguments: 0..<60) func `chance hits are counted as a second counting does, and none is lost`(seed: Int) {
        let hits = MadeHits.chance(UInt64(seed), count: 40 + seed * 10)
        for month in [Month(2026, 10)!, Month(2026, 11)!, Month(2026, 12)!] {
            let usage = MadeHits.count(hits, in: month)
            let naive = NaiveCount(hits, in: month)

            for count in usage.counts {
                let expected = naive.values[.init(place: count.place, indicator: count.indicator)] ?? 0
                #expect(count.value == expected, "seed \(seed), \(month), \(count)")
            }
            #expect(usage.counts.reduce(0) { $0 + $1.value } == naive.values.values.reduce(0, +))
            #expect(Set(usage.items) == naive.items && usage.items.count == naive.items.count)
            #expect(usage.hitCount == hits.count)
            for indicator in UsageTally.indicators {
                let looked = hits.count { UsageTally.indicators(of: $0.kind).contains(indicator) }
                let told = usage.counts.filter { $0.indicator == indicator }
                    .reduce(0) { $0 + $1.value + $1.excluded.values.reduce(0, +) }
                #expect(told == looked, "seed \(seed), \(indicator)")
            }
        }
    }
}
