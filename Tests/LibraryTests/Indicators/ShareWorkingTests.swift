import Library
import Testing

/// Shares, counts per period and milestones, with their rows.
@Suite struct ShareWorkingTests {
    @Test func `an institution that says nothing stays in the denominator`() {
        let entries: [Working.ShareEntry] = [
            .init(InstitutionID(1), .primarySchool, holds: true), .init(InstitutionID(2), .agency, holds: false),
            .init(InstitutionID(3), .agency, holds: nil), .init(InstitutionID(4), .agency, holds: true),
        ]

        let share = Working.share(entries)

        #expect(share.figure == .rate(0.5) && share.isSound)
        #expect(share.notes == [.init(.silentInstitutions, count: 1)])
        #expect(
            Working.numerator(entries).rows.map(\.label) == [
                .institution(InstitutionID(1)), .institution(InstitutionID(4)),
            ])
        #expect(Working.numerator(entries).isSound && Working.denominator(entries).figure == .count(4))
        let below = [Working.numerator(entries), Working.denominator(entries)]
        #expect(share.isSound { key in below.first { $0.key == key } })
        #expect(RateGoal(0.5, .above).verdict(share.figure) == .below)
    }

    @Test func `a share of nobody has no figure`() {
        let none = Working.share([])

        #expect(none.figure == .none(.nothingToCount) && none.isSound)
        #expect(Working.numerator([]).isSound && Working.numerator([]).figure == .count(0))
        #expect(Working.share(0, of: 0, statedBy: "Chi cục Thống kê").figure == .none(.nothingToCount))
    }

    @Test func `a share of people says who counted it`() {
        let share = Working.share(1_400, of: 2_000, statedBy: "Báo cáo 12/2025")

        #expect(share.figure == .rate(0.7) && share.isSound)
        #expect(share.rows.allSatisfy { $0.source == .stated("Báo cáo 12/2025") })
        #expect(RateGoal(0.7).verdict(share.figure) == .reached)
    }

    @Test func `a count per period is reached in every piece or not at all`() {
        let subjects: [Working.CountedSubject] = [
            .init(.institution(InstitutionID(1)), [2, 3]), .init(.institution(InstitutionID(2)), [2, 1]),
            .init(.institution(InstitutionID(3)), [nil, 4]), .init(.given("4A"), [2]),
        ]

        let working = Working.countPerPeriod(2, subjects)

        #expect(working.figure == .rate(0.5) && working.isSound)
        #expect(working.notes == [.init(.missingPieces, count: 1)])
        #expect(working.rows.filter { $0.role == .told }.map(\.figure) == [.rate(1), .rate(0.5), .rate(0.5), .rate(1)])
    }

    @Test func `a milestone is early, late or open`() throws {
        let deadline = try #require(Day(2021, 12, 31))

        #expect(Working.milestone(done: Day(2021, 12, 30), deadline: deadline, statedBy: "").figure == .count(1))
        #expect(Working.milestone(done: Day(2022, 1, 2), deadline: deadline, statedBy: "").figure == .count(-2))
        #expect(Working.milestone(done: nil, deadline: deadline, statedBy: "").figure == .none(.noFigures))
    }
}
