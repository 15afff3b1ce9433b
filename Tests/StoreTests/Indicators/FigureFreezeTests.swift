import Library
import SQLiteStore
import Testing

/// What a freeze counts, what comes late, and who is counted.
@Suite struct FigureFreezeTests {
    /// September 2026, in which the samples live, and the day it is frozen on.
    private static let month = Month(2026, 9)!
    private static let frozenAt = Day(2026, 10, 3)!.start.adding(.seconds(3_600 * 8))

    private func freeze(
        _ samples: DeskSamples, at moment: Moment = frozenAt, online: [MonthFigure]? = nil, isDryRun: Bool = false
    ) async throws -> FreezeReport {
        try await samples.library.store.figures.freeze(
            FreezeRequest(Self.month, online: online, isDryRun: isDryRun),
            act: Act(account: nil, form: nil, at: moment))
    }

    private func value(
        _ indicator: Indicator, _ samples: DeskSamples, at place: FigurePlace? = nil, month: Month = month
    ) async throws -> Int? {
        let place = place ?? .point(samples.school.point)
        let table = try await samples.library.store.figures.table(indicator, at: [place], in: month...month)
        return table[place, month].value
    }

    private func history(_ indicator: Indicator, _ samples: DeskSamples) async throws -> [FigureEntry] {
        try await samples.library.store.figures.entries(
            FigureFilter(
                place: .point(samples.school.point), months: Self.month...Self.month, indicator: indicator,
                includesEarlier: true))
    }

    private func paper(_ copy: String, _ reader: Patron, _ samples: DeskSamples, at moment: Moment) async throws {
        let outcomes = try await samples.stores.lending.enter(
            [PaperLine(row: 1, kind: .out, card: reader.card.text, copy: copy, at: DeskSamples.now)],
            at: samples.school.point, rules: DeskSamples.rules, act: samples.act(at: moment))
        #expect(outcomes.map(\.result) == [.taken])
    }

    @Test func `loans are counted where they were made and, apart, for whose they are`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(3, at: samples.school)
        _ = try await samples.desk(.lend(copies[0]), reader: samples.readers[0])
        _ = try await samples.desk(.giveBack(copies[0]))
        _ = try await samples.desk(.lend(copies[0]), reader: samples.readers[1])
        _ = try await samples.desk(.giveBack(copies[0]), at: samples.other)
        // It is at the other school now, and still the first one's.
        let line = PaperLine(row: 1, kind: .out, card: samples.stranger.card.text, copy: "TK.1", at: DeskSamples.now)
        let outcomes = try await samples.stores.lending.enter(
            [line], at: samples.other.point, rules: DeskSamples.rules, act: samples.act())
        #expect(outcomes.map(\.result) == [.taken])

        _ = try await freeze(samples)

        let other = FigurePlace.point(samples.other.point)
        #expect(try await value(.loan, samples) == 2)
        #expect(try await value(.loan, samples, at: other) == 1)
        #expect(try await value(.loanOfOwned, samples) == 3)
        #expect(try await value(.loanOfOwned, samples, at: other) == 0)
        #expect(try await value(.activeUser, samples) == 2)
        #expect(try await value(.activeUser, samples, at: .site) == 3)
    }

    @Test func `a point that told nothing has no figure, and one that only looked has zeros`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(1, at: samples.school)
        _ = try await samples.desk(.lend(copies[0]), reader: samples.readers[0])

        _ = try await freeze(samples)

        #expect(try await value(.renewal, samples) == 0)
        #expect(try await value(.visit, samples) == nil)
        #expect(try await value(.event, samples) == nil)
        for indicator in Indicator.allCases {
            #expect(try await value(indicator, samples, at: .point(samples.base.province.point)) == nil)
        }
        let silent = try await samples.library.store.figures.points(
            FigurePointFilter(within: [.library], silentIn: Self.month))
        #expect(Set(silent.map(\.id)) == [samples.other.point, samples.base.province.point])
    }

    @Test func `a day on paper that comes after the freeze is an entry of its own`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(3, at: samples.school)
        _ = try await samples.desk(.lend(copies[0]), reader: samples.readers[0])
        _ = try await freeze(samples)
        let late = Self.frozenAt.adding(.seconds(86_400))
        try await paper("TK.2", samples.readers[1], samples, at: late)

        let told = try await freeze(samples, at: late, isDryRun: true)
        let report = try await freeze(samples, at: late)
        let again = try await freeze(samples, at: late)

        #expect(told.lateEntries == 0 && told.differences.isEmpty)
        #expect(!report.isFirst && report.lateEntries > 0 && report.differences.isEmpty)
        #expect(again.lateEntries == 0 && again.differences.isEmpty)
        let entries = try await history(.loan, samples)
        #expect(entries.map(\.value) == [1, 2])
        #expect(entries.map(\.cause) == [.first, .late])
        #expect(entries.map(\.isCurrent) == [false, true])
        #expect(try await value(.activeUser, samples) == 2)
        #expect(try await value(.loan, samples, month: Self.month.next) == nil)
    }

    @Test func `a correction keeps what stood before, needs a reason, and late acts go on from it`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(3, at: samples.school)
        _ = try await samples.desk(.lend(copies[0]), reader: samples.readers[0])
        _ = try await freeze(samples)
        let figures = samples.library.store.figures
        let note = FigureNote(FigureKey(.point(samples.school.point), .loan, Self.month, .system), 11)
        let act = samples.act(at: Self.frozenAt)

        await #expect(throws: FigureRefusal.reasonMissing) {
            try await figures.note(FigureNotes([note]), act: samples.act(at: Self.frozenAt))
        }
        let outcome = try await figures.note(FigureNotes([note], reason: "Mười lượt ghi sổ tay"), act: act)
        let repeated = try await figures.note(FigureNotes([note], reason: "Mười lượt ghi sổ tay"), act: act)
        let late = Self.frozenAt.adding(.seconds(86_400))
        try await paper("TK.2", samples.readers[1], samples, at: late)
        _ = try await freeze(samples, at: late)

        #expect(outcome == [.corrected] && repeated == outcome)
        let entries = try await history(.loan, samples)
        #expect(entries.map(\.value) == [1, 11, 12])
        #expect(entries.map(\.cause) == [.first, .corrected, .late])
        #expect(entries[1].reason == "Mười lượt ghi sổ tay" && entries[1].accountName == "Thủ thư")
    }

    @Test func `a count that nothing explains is told and overwrites nothing`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(1, at: samples.school)
        _ = try await samples.desk(.lend(copies[0]), reader: samples.readers[0])
        let point = FigurePlace.point(samples.school.point)
        let online = MonthFigure(place: .site, indicator: .search, value: 40, excluded: 2)
        _ = try await freeze(samples, online: [online])
        var other = online
        other.value = 41

        let report = try await freeze(samples, online: [other])

        #expect(
            report.differences == [
                FigureDifference(place: .site, indicator: .search, frozen: 40, counted: 41)
            ])
        #expect(report.lateEntries == 0)
        #expect(try await value(.search, samples, at: .site) == 40)
        #expect(try await value(.loan, samples, at: point) == 1)
    }

    @Test func `readers are different people, of the month and of both years, though parties are forgotten`()
        async throws
    {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(2, at: samples.school)
        let days = { (day: Int64) in DeskSamples.now.adding(.seconds(86_400 * day)) }
        let reader = samples.readers[0]
        // In May, of the school year before.
        try await lendAndTakeBack(copies[0], reader, samples, at: days(-130))
        try await lendAndTakeBack(copies[0], reader, samples, at: days(0))
        try await lendAndTakeBack(copies[1], reader, samples, at: days(1))
        try await lendAndTakeBack(copies[1], samples.readers[1], samples, at: days(-131))
        try await lendAndTakeBack(copies[1], samples.readers[2], samples, at: days(2))
        _ = try await samples.stores.privacy.forget(ForgettingLimits(returnedDays: 0), now: days(3))
        _ = try await samples.stores.privacy.erase(
            samples.readers[2].id, requestedOn: Day(DeskSamples.now), act: samples.act(at: days(4)))

        _ = try await freeze(samples)

        let entry = try #require(try await history(.activeUser, samples).first)
        #expect(entry.value == 2)
        #expect(entry.toDate == ReadersToDate(calendarYear: 3, schoolYear: 2))
    }

    private func lendAndTakeBack(_ copy: CopyID, _ reader: Patron, _ samples: DeskSamples, at moment: Moment)
        async throws
    {
        _ = try await samples.desk(.lend(copy), reader: reader, act: samples.act(at: moment))
        _ = try await samples.desk(.giveBack(copy), act: samples.act(at: moment.adding(.seconds(60))))
    }

    @Test func `visits are as complete as the open days that were counted`() async throws {
        let samples = try await DeskSamples()
        let stores = samples.library.store
        let point = samples.school.point
        for day in [Day(2026, 9, 7)!, Day(2026, 9, 8)!, Day(2026, 9, 13)!] {
            try await stores.activities.visits.correct(
                VisitCount(pupils: 10), at: point, on: day, reason: nil, act: samples.act(at: Self.frozenAt))
        }
        let facts = ActivityFacts(
            title: "Ngày hội đọc sách", kind: .readingFestival, first: Day(2026, 9, 10)!, last: Day(2026, 9, 10)!,
            state: .held)
        _ = try await stores.activities.activities.add(facts, at: point, act: samples.act(at: Self.frozenAt))
        let opening = OpeningRules(
            kinds: ServicePointKinds([.school: ServicePointRules(opening: OpeningDays("2-6"))]))

        let report = try await stores.figures.freeze(
            FreezeRequest(Self.month, opening: opening), act: Act(account: nil, form: nil, at: Self.frozenAt))

        // September 2026 has 22 weekdays, and a Sunday was counted besides.
        let visit = try #require(report.counted.first { $0.indicator == .visit })
        #expect(visit.value == 30 && visit.completeness == UInt8(3 * 100 / 23))
        #expect(report.counted.first { $0.indicator == .readingFestival }?.value == 1)
        #expect(report.counted.first { $0.indicator == .readingPeriod }?.value == 0)
        // Nobody counted heads.
        #expect(!report.counted.contains { $0.indicator == .attendance })

        // A tally put right afterwards explains itself.
        try await stores.activities.visits.correct(
            VisitCount(pupils: 12), at: point, on: Day(2026, 9, 7)!, reason: "Đếm thiếu",
            act: samples.act(at: Self.frozenAt.adding(.seconds(3_600))))
        let later = try await stores.figures.freeze(
            FreezeRequest(Self.month, opening: opening),
            act: Act(account: nil, form: nil, at: Self.frozenAt.adding(.seconds(7_200))))
        #expect(later.lateEntries == 1 && later.differences.isEmpty)
        #expect(try await value(.visit, samples) == 32)
    }

    @Test func `a month that is not over is counted, and never frozen`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(1, at: samples.school)
        _ = try await samples.desk(.lend(copies[0]), reader: samples.readers[0])

        await #expect(throws: FigureRefusal.monthToCome) { try await freeze(samples, at: DeskSamples.now) }
        let report = try await freeze(samples, at: DeskSamples.now, isDryRun: true)

        #expect(report.freeze == nil)
        #expect(report.counted.first { $0.indicator == .loan }?.value == 1)
        #expect(try await value(.loan, samples) == nil)
    }

    @Test func `imports come whole or not at all, and the same again changes nothing`() async throws {
        let samples = try await DeskSamples()
        let figures = samples.library.store.figures
        let note = { (month: Int, value: Int) in
            FigureNote(
                FigureKey(.point(samples.school.point), .loan, Month(2023, month)!, .imported), value)
        }
        let to = Month(2026, 12)!
        let wrong = [note(1, 100), FigureNote(FigureKey(.point(samples.school.point), .loan, to, .imported), 1)]

        await #expect(throws: FigureRefusal.monthToCome) {
            try await figures.note(FigureNotes(wrong), act: samples.act(at: Self.frozenAt))
        }
        let dry = try await figures.note(
            FigureNotes([note(1, 100)], isDryRun: true), act: samples.act(at: Self.frozenAt))
        let none = try await figures.epoch()
        let first = try await figures.note(
            FigureNotes([note(1, 100), note(2, 0)]), act: samples.act(at: Self.frozenAt))
        let epoch = try await figures.epoch()
        let again = try await figures.note(
            FigureNotes([note(1, 100), note(2, 0)]), act: samples.act(at: Self.frozenAt))

        #expect(dry == [.added] && none.lastEntry == 0)
        #expect(first == [.added, .added])
        #expect(again == [.unchanged, .unchanged])
        #expect(try await figures.epoch() == epoch)
        #expect(try await value(.loan, samples, month: Month(2023, 2)!) == 0)
    }

    @Test func `an imported number beside what the system counted is refused, a paper tally is added`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(1, at: samples.school)
        _ = try await samples.desk(.lend(copies[0]), reader: samples.readers[0])
        _ = try await freeze(samples)
        let figures = samples.library.store.figures
        let point = FigurePlace.point(samples.school.point)

        await #expect(throws: FigureRefusal.countedAlready) {
            try await figures.note(
                FigureNotes([FigureNote(FigureKey(point, .loan, Self.month, .imported), 9)]),
                act: samples.act(at: Self.frozenAt))
        }
        _ = try await figures.note(
            FigureNotes([FigureNote(FigureKey(point, .loan, Self.month, .tally), 9)]),
            act: samples.act(at: Self.frozenAt))

        let table = try await figures.table(.loan, at: nil, in: Self.month...Self.month)
        #expect(table[point, Self.month].value == 10)
        #expect(table[point, Self.month].origins == [.system, .tally])
    }
}
