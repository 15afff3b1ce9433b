import Library
import Testing

/// When there is a figure, and how complete it is.
@Suite struct MonthCountingTests {
    private static let month = Month(2026, 7)!

    private func facts(_ change: (inout PointMonthFacts) -> Void) -> PointMonthFacts {
        var facts = PointMonthFacts(ServicePointID(1))
        facts.openDays = Self.month.days.each.filter { $0.weekday <= 6 }
        change(&facts)
        return facts
    }

    private func figure(_ indicator: Indicator, _ facts: PointMonthFacts) -> MonthFigure? {
        MonthCounting(facts).figures.first { $0.indicator == indicator }
    }

    @Test func `a desk that was open and did nothing has no figure`() {
        #expect(MonthCounting(facts { _ in }).figures.isEmpty)
        #expect(MonthCounting(facts { $0.workedBefore = true }).figures.isEmpty)
    }

    @Test func `a point that was closed all month lent nothing, if it ever lent`() {
        let closed = facts { ($0.openDays, $0.workedBefore) = ([], true) }
        let neverAtWork = facts { $0.openDays = [] }

        #expect(figure(.loan, closed)?.value == 0)
        #expect(figure(.loan, closed)?.completeness == 100)
        #expect(figure(.visit, closed) == nil)
        #expect(MonthCounting(neverAtWork).figures.isEmpty)
    }

    @Test func `the month a desk began in is counted from its first day on`() {
        let began = facts { $0.work = UseTally.Work(acts: 3, firstDay: 16) }
        let later = facts { ($0.work, $0.workedBefore) = (UseTally.Work(acts: 3, firstDay: 16), true) }

        // 23 weekdays in July 2026, 12 of them from the 16th on.
        #expect(figure(.loan, began)?.completeness == UInt8(12 * 100 / 23))
        #expect(figure(.loan, later)?.completeness == 100)
    }

    @Test func `activities without heads make no attendance, and some without are told`() {
        let held = { (uncounted: Int) in
            self.facts {
                $0.held = [.init(kind: .storytelling, number: 4, uncounted: uncounted, attendance: 90)]
            }
        }

        #expect(figure(.event, held(4))?.value == 4)
        #expect(figure(.attendance, held(4)) == nil)
        #expect(figure(.attendance, held(1))?.completeness == 75)
        #expect(figure(.attendance, held(1))?.losses == [FigureLoss(.uncountedActivities, 1)])
        #expect(figure(.attendance, held(0))?.losses.isEmpty == true)
    }

    @Test func `no activity is a zero only where activities are noted`() {
        let atWork = UseTally.Work(acts: 1, firstDay: 1)

        #expect(figure(.event, facts { $0.work = atWork }) == nil)
        #expect(figure(.event, facts { ($0.work, $0.notesActivities) = (atWork, true) })?.value == 0)
        #expect(figure(.event, facts { $0.notesActivities = true }) == nil)
    }

    @Test func `an act of a clock that is wrong belongs to the month it was told in`() {
        let now = Day(2026, 8, 20)!.start
        let at = { (year: Int, month: Int, day: Int) in Day(year, month, day)!.start }
        var clock = UseClock(lastTold: at(2026, 7, 1), now: now)
        let month = { (happened: Moment, told: Moment) in
            clock.month(
                of: UseAct(.lent, at: ServicePointID(1), happenedAt: happened, acceptedAt: told))
        }

        #expect(month(at(2026, 7, 30), at(2026, 8, 2)) == (Month(2026, 7)!, false))
        // A battery that is empty, a device that runs ahead, a server in the year 2000.
        #expect(month(at(2000, 1, 1), at(2026, 8, 3)) == (Month(2026, 8)!, true))
        #expect(month(at(2026, 9, 1), at(2026, 8, 4)) == (Month(2026, 8)!, true))
        #expect(month(at(2000, 1, 1), at(2000, 1, 1)) == (Month(2026, 8)!, true))
        #expect(month(at(2031, 1, 1), at(2031, 1, 1)) == (Month(2026, 8)!, true))
    }

    @Test func `a school year begins in September`() {
        #expect(Month(2026, 9)!.firstOfSchoolYear == Month(2026, 9)!)
        #expect(Month(2026, 12)!.firstOfSchoolYear == Month(2026, 9)!)
        #expect(Month(2027, 1)!.firstOfSchoolYear == Month(2026, 9)!)
        #expect(Month(2027, 8)!.firstOfSchoolYear == Month(2026, 9)!)
        #expect(Month(2027, 1)!.firstOfYears == Month(2026, 9)!)
        #expect(Month(2026, 11)!.firstOfYears == Month(2026, 1)!)
    }

    @Test func `every indicator has a definition, and later versions begin later`() {
        for indicator in Indicator.allCases {
            let versions = DefinitionVersion.versions(of: indicator)
            #expect(versions.first?.version == 1 && versions.first?.since == nil, "\(indicator)")
            for (earlier, later) in zip(versions, versions.dropFirst()) {
                #expect(earlier.version < later.version && (earlier.since ?? Month(1, 1)!) < later.since!)
            }
        }
    }
}
