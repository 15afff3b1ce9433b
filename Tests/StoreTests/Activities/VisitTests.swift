import Library
import Randomness
import SQLiteStore
import Testing

@Suite struct VisitTests {
    private static let today = ActivityHouse.day("2026-09-21")

    @Test func `the desk counts upwards, a form sent twice counts once`() async throws {
        let house = try await ActivityHouse()
        let visits = house.stores.visits
        let count = { (visitors: VisitCount, form: String) in
            try await visits.count(visitors, at: house.point, on: Self.today, act: ActivityHouse.act(form))
        }

        try await count(VisitCount(pupils: 1), "a")
        try await count(VisitCount(pupils: 1), "a")
        try await count(VisitCount(pupils: 34), "b")
        try await count(VisitCount(staff: 1), "c")

        let counts = try await visits.counts(at: house.point, in: Self.today...Self.today)
        #expect(counts == [Self.today: VisitCount(pupils: 35, staff: 1)])
        #expect(try await visits.counts(at: house.other, in: Self.today...Self.today).isEmpty, "no count is no zero")
    }

    @Test func `a correction has a reason and keeps what stood before; counting goes on after it`() async throws {
        let house = try await ActivityHouse()
        let visits = house.stores.visits
        let correct = { (count: VisitCount, reason: String?) in
            try await visits.correct(count, at: house.point, on: Self.today, reason: reason, act: ActivityHouse.act())
        }
        try await visits.count(VisitCount(pupils: 350), at: house.point, on: Self.today, act: ActivityHouse.act())

        await #expect(throws: ActivityRefusal.reasonMissing) { try await correct(VisitCount(pupils: 35), nil) }
        try await correct(VisitCount(pupils: 35), "Gõ nhầm 350")
        try await correct(VisitCount(pupils: 35), nil)
        try await visits.count(VisitCount(others: 2), at: house.point, on: Self.today, act: ActivityHouse.act())

        #expect(
            try await visits.entries(at: house.point, on: Self.today) == [
                VisitEntry(count: VisitCount(pupils: 350)),
                VisitEntry(count: VisitCount(pupils: 35, others: 2), reason: "Gõ nhầm 350"),
            ])
    }

    @Test func `a day on paper is written down afterwards, a day on which nobody came too, none to come`() async throws
    {
        let house = try await ActivityHouse()
        let visits = house.stores.visits
        let yesterday = Self.today.adding(days: -1), tomorrow = Self.today.adding(days: 2)

        try await visits.correct(VisitCount(), at: house.point, on: yesterday, reason: nil, act: ActivityHouse.act())

        #expect(try await visits.counts(at: house.point, in: yesterday...Self.today) == [yesterday: VisitCount()])
        await #expect(throws: ActivityRefusal.dayToCome) {
            try await visits.correct(VisitCount(), at: house.point, on: tomorrow, reason: nil, act: ActivityHouse.act())
        }
        await #expect(throws: ActivityRefusal.countsWrong) {
            try await visits.count(VisitCount(pupils: -1), at: house.point, on: Self.today, act: ActivityHouse.act())
        }
    }

    @Test func `the value of a day is the fold of what was done, whatever was done`() async throws {
        let house = try await ActivityHouse()
        var random = SeededRandom(seed: 5)
        var expected: [Day: VisitCount] = [:]
        for step in 0..<400 {
            let day = Self.today.adding(days: -Int.random(in: 0...40, using: &random))
            let count = VisitCount(
                pupils: Int.random(in: 0...30, using: &random), staff: Int.random(in: 0...3, using: &random))
            if Int.random(in: 0..<5, using: &random) == 0 {
                try await house.stores.visits.correct(
                    count, at: house.point, on: day, reason: "Đếm lại \(step)", act: ActivityHouse.act())
                expected[day] = count
            } else {
                try await house.stores.visits.count(count, at: house.point, on: day, act: ActivityHouse.act())
                expected[day] = (expected[day] ?? VisitCount()) + count
            }
        }

        let span = Self.today.adding(days: -40)...Self.today
        #expect(try await house.stores.visits.counts(at: house.point, in: span) == expected)
        let figures = try await house.stores.activities.counts(
            at: [house.point], in: Month(2026, 8)!...Month(2026, 9)!)
        #expect(figures.visits.map(\.days).reduce(0, +) == expected.count)
        #expect(figures.visits.map(\.count).reduce(VisitCount(), +) == expected.values.reduce(VisitCount(), +))
    }
}
