import Library
import Testing

@Suite struct HolidayTests {
    private static func day(_ text: String) -> Day { Day(iso: text)! }
    private static let listed = Holidays(
        rules: [
            .init(name: "Tết Dương lịch", date: .solar(month: 1, day: 1)),
            .init(name: "Tết Nguyên đán", date: .lunar(month: 1, day: 1), before: 1, length: 5),
        ],
        announcements: [
            .init(name: "Tết Nguyên đán", first: day("2026-02-14"), last: day("2026-02-22"), source: "Thông báo 2026")
        ])

    private static func announcement(
        _ first: String, _ last: String, name: String = "Tết Nguyên đán", source: String = "Công văn 8"
    ) -> Holidays.Announcement {
        Holidays.Announcement(name: name, first: day(first), last: day(last), source: source)
    }

    @Test func `Tết of 2030 is computed around 2 February and waits for its announcement`() {
        let spans = Self.listed.spans(in: 2030).filter { $0.name == "Tết Nguyên đán" }

        #expect(
            spans == [
                HolidaySpan(
                    first: Self.day("2030-02-01"), last: Self.day("2030-02-05"), name: "Tết Nguyên đán", origin: .rule,
                    awaitsAnnouncement: true),
                HolidaySpan(
                    first: Self.day("2030-02-06"), last: Self.day("2030-02-07"), name: "Tết Nguyên đán",
                    origin: .makeUp, awaitsAnnouncement: true),
            ])
    }

    @Test func `a day off of one day waits for nothing, nor does the working day that makes up for it`() {
        let spans = Self.listed.spans(in: 2028).filter { $0.name == "Tết Dương lịch" }

        // 1 January 2028 is a Saturday.
        #expect(spans.map(\.first) == [Self.day("2028-01-01"), Self.day("2028-01-03")])
        #expect(spans.map(\.origin) == [.rule, .makeUp])
        #expect(spans.allSatisfy { !$0.awaitsAnnouncement })
    }

    @Test func `what is announced takes the place of the computed days, in its year alone`() {
        let announced = Self.listed.announcing([Self.announcement("2030-01-31", "2030-02-06")])

        let spans = announced.spans(in: 2030).filter { $0.name == "Tết Nguyên đán" }
        #expect(
            spans == [
                HolidaySpan(
                    first: Self.day("2030-01-31"), last: Self.day("2030-02-06"), name: "Tết Nguyên đán",
                    origin: .announced("Công văn 8"))
            ])
        #expect(announced.spans(in: 2031) == Self.listed.spans(in: 2031))
        #expect(announced.name(of: Self.day("2030-02-07")) == nil)
    }

    @Test func `what is entered stands before what the file announces for that name and year`() {
        let shorter = Self.listed.announcing([Self.announcement("2026-02-16", "2026-02-20")])

        #expect(Self.listed.name(of: Self.day("2026-02-14")) == "Tết Nguyên đán")
        #expect(shorter.name(of: Self.day("2026-02-14")) == nil)
        #expect(shorter.spans(in: 2026).contains { $0.origin == .announced("Công văn 8") })
        #expect(shorter.announcing([]) == shorter)
    }

    @Test func `New Year's days off that begin in December leave the January before alone`() {
        let announced = Self.listed.announcing([
            Self.announcement("2027-12-31", "2028-01-02", name: "Tết Dương lịch")
        ])

        #expect(announced.days(in: 2027).first?.origin == .rule)
        #expect(announced.name(of: Self.day("2027-12-31")) == "Tết Dương lịch")
        #expect(announced.name(of: Self.day("2028-01-03")) == nil, "what is announced makes up for nothing")
    }

    @Test func `a day off that no rule knows is off when it is announced`() {
        let mourning = Self.announcement("2028-07-25", "2028-07-26", name: "Quốc tang")

        let spans = Self.listed.announcing([mourning]).spans(in: 2028)

        #expect(spans.last?.name == "Quốc tang" && spans.last?.origin == .announced("Công văn 8"))
        #expect(spans.count == Self.listed.spans(in: 2028).count + 1)
    }

    @Test func `a typed name is a rule's own when only its capitals differ`() {
        #expect(Self.listed.name(written: "tết nguyên Đán") == "Tết Nguyên đán")
        #expect(Self.listed.name(written: "Quốc tang") == "Quốc tang")
    }

    @Test(arguments: [
        ("2030-02-01", "2030-02-05", "", "Công văn 8", HolidayRefusal.nameMissing),
        ("2030-02-05", "2030-02-01", "Tết", "Công văn 8", .endsBeforeItBegins),
        ("2030-02-01", "2030-03-04", "Tết", "Công văn 8", .tooLong),
        ("1999-12-31", "2000-01-01", "Tết", "Công văn 8", .outsideYears),
        ("2100-12-31", "2101-01-01", "Tết", "Công văn 8", .outsideYears),
        ("2030-02-01", "2030-02-05", "Tết", "", .sourceMissing),
    ])
    func `an announcement that cannot be is refused`(
        first: String, last: String, name: String, source: String, refusal: HolidayRefusal
    ) {
        #expect(throws: refusal) { try Self.announcement(first, last, name: name, source: source).check() }
    }

    @Test func `an announcement may have a month and one of a single day`() throws {
        try Self.announcement("2030-02-01", "2030-03-03").check()
        try Self.announcement("2030-02-01", "2030-02-01").check()
    }
}
