import Library
import SQLiteStore
import Testing

@Suite struct HolidayStoreTests {
    private static func day(_ text: String) -> Day { Day(iso: text)! }
    private static let listed = Holidays(rules: [
        .init(name: "Tết Nguyên đán", date: .lunar(month: 1, day: 1), before: 1, length: 5)
    ])
    private static let tet = Holidays.Announcement(
        name: "Tết Nguyên đán", first: day("2030-01-30"), last: day("2030-02-07"), source: "Công văn 8")

    @Test func `what one process announces holds in the next question of another`() async throws {
        let library = try TemporaryLibrary()
        let store = library.store.holidays
        let here = HolidayDesk(listed: Self.listed, store: store)
        let elsewhere = HolidayDesk(listed: Self.listed, store: store)
        let before = try await elsewhere.current().spans(in: 2030)

        let number = try await store.announce(Self.tet, act: MembershipSamples.act())
        let after = try await elsewhere.current().spans(in: 2030)
        try await store.takeBack(number, act: MembershipSamples.act())

        #expect(before.map(\.origin) == [.rule, .makeUp])
        #expect(after.map(\.origin) == [.announced("Công văn 8")] && after.first?.last == Self.day("2030-02-07"))
        #expect(try await here.current() == Self.listed)
        #expect(try await elsewhere.current() == Self.listed)
    }

    @Test func `a form sent twice announces once, and every change is in the audit`() async throws {
        let library = try TemporaryLibrary()
        let store = library.store.holidays

        let first = try await store.announce(Self.tet, act: MembershipSamples.act("form-1"))
        let again = try await store.announce(Self.tet, act: MembershipSamples.act("form-1"))
        let known = try await store.announced()
        try await store.takeBack(first, act: MembershipSamples.act("form-2"))
        try await store.takeBack(first, act: MembershipSamples.act("form-2"))
        try await store.takeBack(first, act: MembershipSamples.act())

        #expect(first == again && known == [AnnouncedHoliday(id: first, announcement: Self.tet)])
        #expect(try await store.announced().isEmpty)
        let noted = try await library.store.membership.audit.entries(before: nil, limit: 10)
            .filter { $0.kind == .holidaysChanged }
        #expect(
            noted.map(\.subject) == [
                "taken back Tết Nguyên đán 2030-01-30 – 2030-02-07",
                "announced Tết Nguyên đán 2030-01-30 – 2030-02-07: Công văn 8",
            ])
    }

    @Test func `a day off is announced once a year, until it is taken back`() async throws {
        let library = try TemporaryLibrary()
        let store = library.store.holidays
        var other = Self.tet
        (other.first, other.last) = (Self.day("2030-02-01"), Self.day("2030-02-05"))
        var nextYear = Self.tet
        (nextYear.first, nextYear.last) = (Self.day("2031-01-22"), Self.day("2031-01-26"))
        let number = try await store.announce(Self.tet, act: MembershipSamples.act())

        await #expect(throws: HolidayRefusal.announcedAlready) {
            _ = try await store.announce(other, act: MembershipSamples.act())
        }
        _ = try await store.announce(nextYear, act: MembershipSamples.act())
        try await store.takeBack(number, act: MembershipSamples.act())
        _ = try await store.announce(other, act: MembershipSamples.act())

        #expect(try await store.announced().map(\.announcement) == [other, nextYear])
    }

    @Test func `what no announcement can be is not kept`() async throws {
        let library = try TemporaryLibrary()
        var unsourced = Self.tet
        unsourced.source = ""

        await #expect(throws: HolidayRefusal.sourceMissing) {
            _ = try await library.store.holidays.announce(unsourced, act: MembershipSamples.act())
        }
        #expect(try await library.store.holidays.announced().isEmpty)
    }
}
