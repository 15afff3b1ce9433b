import Library
import Testing

/// What can be compared at all.
@Suite struct PeriodPairTests {
    @Test func `a period that is not over is not compared`() throws {
        let year = try MadeFigures.year(2026)
        let october = try MadeFigures.month(2026, 10)

        #expect(throws: PeriodRefusal.notOver(october)) { try PeriodPair(year, over: october) }
        #expect(throws: PeriodRefusal.notOver(october)) {
            try PeriodPair.soFar(in: MadeFigures.year(2027), over: october)
        }
    }

    @Test func `of a period that is not over the months that are have the same months beside them`() throws {
        let plan = try MadeFigures.month(2025, 11)...MadeFigures.month(2026, 10)
        let june = try MadeFigures.month(2026, 6)

        let pair = try PeriodPair.soFar(in: plan, over: june)

        #expect(pair.now == plan.lowerBound...june)
        #expect(pair.base == (try MadeFigures.month(2024, 11)...MadeFigures.month(2025, 6)))
        #expect(pair.now.count == pair.base.count)
    }

    @Test func `more months than a year would stand on both sides`() throws {
        let long = try MadeFigures.month(2025, 1)...MadeFigures.month(2026, 1)

        #expect(throws: PeriodRefusal.longerThanItsDistance) { try PeriodPair(long, over: long.upperBound) }
        #expect(throws: PeriodRefusal.noYearBefore) { try PeriodPair(long, years: 0, over: long.upperBound) }
        #expect(try PeriodPair(long, years: 2, over: long.upperBound).base.count == 13)
    }

    @Test func `the mean begins before the period`() throws {
        let year = try MadeFigures.year(2026)

        #expect(throws: PeriodRefusal.noYearBefore) {
            try GrowthQuestion(year, over: year.upperBound, baseYear: 2026)
        }
        #expect(try GrowthQuestion(year, over: year.upperBound, baseYear: 2021).span == 5)
    }

    @Test func `what may not be added is not added`() throws {
        let question = try MadeFigures.question(2026)
        let scope = FigureScope([MadeFigures.point(1)])
        let make = { (indicators: [Indicator]) in
            try indicators.map { try MadeFigures.yearly($0, from: 2025, [[1, 2]]) }
        }

        #expect(throws: CountingRefusal.notAdditive(.activeUser)) {
            try GrowthStudy(make([.activeUser]), scope: scope, question: question)
        }
        #expect(throws: CountingRefusal.countedTwice(.loan, .loanOfOwned)) {
            try GrowthStudy(make([.loan, .visit, .loanOfOwned]), scope: scope, question: question)
        }
        #expect(throws: CountingRefusal.countedTwice(.itemRequest, .download)) {
            try GrowthStudy(make([.itemRequest, .download]), scope: scope, question: question)
        }
        #expect(throws: CountingRefusal.nothingCounted) { try GrowthStudy([], scope: scope, question: question) }
    }

    @Test func `a key that is none of a study's opens nothing`() throws {
        let table = try MadeFigures.yearly(from: 2025, [[1, 2]])
        let study = try GrowthStudy([table], scope: FigureScope(table.places), question: MadeFigures.question(2026))
        let strange = try MadeFigures.month(2031, 1)...MadeFigures.month(2031, 3)

        #expect(study.working(study.key(.growth, at: MadeFigures.point(9))) == nil)
        #expect(study.working(study.key(.growth, months: strange)) == nil)
        #expect(study.working(WorkingKey(.sum, months: strange)) == nil)
        #expect(study.working(study.requiredKey()) == nil)
        #expect(study.working(WorkingKey(.share)) == nil)
        for text in ["", "growth", "growth~panel~~~~~~~x", "sum~total~~~p1~~2026-02~2026-01~0", "sum~total~~~p01~~~~0"]
        {
            #expect(WorkingKey(text) == nil, "\(text)")
        }
    }
}
