import Library
import Testing

@Suite struct UsageRuleTests {
    private let noon = Day(2026, 11, 26)!.start.adding(.seconds(12 * 3_600))

    @Test func `a ticket says what was put into it, and nothing else is one`() {
        for ticket in [
            VisitTicket(number: 1, at: noon), VisitTicket(number: .max, at: noon, point: ServicePointID(31)),
        ] {
            #expect(VisitTicket(ticket.text) == ticket)
        }
        for text in ["", ".", "..", "a.b", "a.b.c", "a.b.-1", "a.b.0", "A.b.1", "a.b.1.2", "+1.b.", "1.+b.", "ư.b.1"] {
            #expect(VisitTicket(text) == nil, "\(text)")
        }
        #expect(VisitTicket(String(repeating: "1", count: 200) + ".1.") == nil)
    }

    @Test func `a visit ends after half an hour without a page, or when it comes from the future`() {
        let ticket = VisitTicket(number: 5, at: noon)

        #expect(ticket.holds(at: noon) && ticket.holds(at: noon.adding(.seconds(30 * 60))))
        #expect(!ticket.holds(at: noon.adding(.seconds(31 * 60))))
        #expect(!ticket.holds(at: noon.adding(.seconds(-61))))
        #expect(ticket.used(at: noon.adding(.seconds(1_500))).holds(at: noon.adding(.seconds(3_000))))
    }

    @Test func `robots are known by their names, people by theirs`() {
        let list = RobotList(parts: ["Bot", "spider"], beginnings: ["curl/"], innocent: ["cubot"])
        let robots = ["", "-", "Googlebot/2.1", "Mozilla/5.0 (compatible; bingBOT/2.0)", "curl/8.1", "CUBOT spider"]
        let people = ["Mozilla/5.0 (Linux; Android 11; CUBOT X30)", "Mozilla/5.0 (X11) Firefox/140.0", "my curl/8"]

        for name in robots { #expect(list.isRobot(name), "\(name)") }
        for name in people { #expect(!list.isRobot(name), "\(name)") }
    }

    @Test func `days and minutes are those in which a server was at work, however its runs overlap`() {
        let month = Month(2026, 11)!
        let at = { (day: Int, minute: Int) in
            Day(2026, 11, 1)!.adding(days: day - 1).start.adding(.seconds(minute * 60))
        }
        let runs = [
            UsageRun(startedAt: at(-3, 0), aliveAt: at(1, 10), ending: .closed),
            UsageRun(startedAt: at(3, 100), aliveAt: at(3, 200), ending: .lost, robotList: Day(2026, 11, 26)),
            UsageRun(startedAt: at(3, 150), aliveAt: at(4, 0), ending: .open, dropped: 7),
        ]

        let evidence = UsageEvidence(of: month, runs: runs, clockSteps: 2)

        #expect(evidence.days == 3)
        #expect(evidence.minutes == 10 + 1_440 - 100)
        #expect(evidence.crashes == 1 && evidence.isOpen && evidence.dropped == 7 && evidence.clockSteps == 2)
        #expect(evidence.robotLists == [Day(2026, 11, 26)!])
        #expect(evidence.completeness(of: month) == 10)
    }

    @Test func `what a month lost is told with each of its figures`() {
        let count = UsageCount(place: .site, indicator: .search, value: 8, excluded: [.robot: 3, .method: 1])
        var usage = MonthUsage(
            month: Month(2026, 11)!, hits: [.search: 12], counts: [count], items: [],
            evidence: UsageEvidence(days: 15, crashes: 1, dropped: 4, clockSteps: 2))

        let losses = [FigureLoss(.unloggedRequests, 5), FigureLoss(.wrongClock, 2)]
        #expect(
            usage.online == [
                MonthFigure(
                    place: .site, indicator: .search, value: 8, excluded: 4, completeness: 50, losses: losses)
            ])
        usage.evidence = UsageEvidence(days: 30)
        #expect(usage.online[0].losses == [] && usage.online[0].completeness == 100)
    }
}
