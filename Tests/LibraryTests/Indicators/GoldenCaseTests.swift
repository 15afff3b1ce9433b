import Foundation
import Library
import Testing

/// Every case of `docs/arithmetic.md`, with the numbers of that page.
@Suite struct GoldenCaseTests {
    let page: ArithmeticDocument

    init() throws { page = try ArithmeticDocument() }

    @Test func `means over several years are those of the page`() throws {
        for row in try page.table("Means over several years") {
            let totals = try row.numbers("totals")
            let last = 2020 + totals.count - 1
            let table = try MadeFigures.yearly(from: 2020, [totals])

            let study = try GrowthStudy(
                [table], scope: FigureScope(table.places), question: MadeFigures.question(last, base: 2020))

            let name = try row.text("totals")
            #expect(
                study.years.map(\.sums.panelGrowth.written).joined(separator: ", ") == row["yearly growth"], "\(name)")
            #expect(study.mean(.compound).written == row["compound"], "\(name)")
            #expect(study.mean(.arithmetic).written == row["arithmetic"], "\(name)")
            for kind in MeanKind.allCases {
                let working = try #require(study.working(study.meanKey(kind)))
                #expect(working.figure == study.mean(kind))
                #expect(working.isSound(opening: study.working), "\(name) \(kind)")
            }
        }
    }

    @Test func `the same period has the same months on both sides`() throws {
        for row in try page.table("Same period") {
            var table = FigureTable(
                .visit, places: [MadeFigures.point(1)],
                months: try MadeFigures.month(2025, 1)...MadeFigures.month(2026, 12))
            let (before, now) = (try row.number("every month of 2025"), try row.number("every month of 2026"))
            for month in try MadeFigures.year(2025).each {
                table[MadeFigures.point(1), month] = .init(value: try #require(before), origins: .tally)
            }
            for span in try row.text("months known").components(separatedBy: ", ") {
                let ends = span.components(separatedBy: "–").compactMap { Int($0) }
                for number in try #require(ends.first)...(try #require(ends.last)) {
                    table[MadeFigures.point(1), try MadeFigures.month(2026, number)] = .init(
                        value: try #require(now), origins: .tally)
                }
            }

            let study = try GrowthStudy(
                [table], scope: FigureScope(table.places),
                question: GrowthQuestion(try MadeFigures.year(2026), over: MadeFigures.month(2026, 10)))

            #expect([study.total.totalNow, study.total.totalBase].map { $0 } == (try row.numbers("same period")))
            #expect(study.total.totalGrowth.written == row["total"])
            #expect(study.total.panelGrowth.written == row["panel"])
            #expect(study.question.pair.now.count == 10 && study.question.monthsLeft == 2)
            #expect(try #require(study.working(study.key(.growth))).notes.contains { $0.word == .periodNotOver })
        }
    }

    @Test func `a 29 February is told, and the day's figure beside`() throws {
        for row in try page.table("29 February") {
            let sides = try ["base", "now"].map { try Self.dated(row.text($0)) }
            let (base, now) = (sides[0], sides[1])
            var table = FigureTable(.visit, places: [MadeFigures.point(1)], months: base.month...now.month)
            for side in sides { table[MadeFigures.point(1), side.month] = .init(value: side.value, origins: .system) }

            let study = try GrowthStudy(
                [table], scope: FigureScope(table.places),
                question: GrowthQuestion(now.month...now.month, over: now.month))

            let pair = study.question.pair
            #expect([pair.base.dayCount, pair.now.dayCount].map { $0 } == (try row.numbers("days")))
            #expect(study.total.panelGrowth.written == row["growth"])
            #expect(pair.extraDays == (try row.number("extra days")))
            let growth = try #require(study.working(study.key(.growth, .total)))
            #expect(growth.notes.contains { $0.word == .leapDay } == (pair.extraDays != 0))
            for (side, column) in [(WorkingKey.Side.base, "a day, base"), (.now, "a day, now")] {
                let daily = try #require(study.working(study.key(.perDay, side: side)))
                #expect(daily.figure.written == row[column])
                #expect(daily.isSound(opening: study.working))
            }
        }
    }

    /// "2024-02: 2900".
    private static func dated(_ text: String) throws -> (month: Month, value: Int) {
        let parts = text.components(separatedBy: ": ")
        return (try #require(Month(iso: parts[0])), try #require(Int(parts[1])))
    }

    @Test func `the matched panel stands beside a total that cannot be compared`() throws {
        let tables = try page.tables("Matched panel and contributions")
        let rows = tables[0]
        let table = try MadeFigures.yearly(from: 2025, try rows.map { [try $0.number("2025"), try $0.number("2026")] })

        let study = try GrowthStudy(
            [table], scope: FigureScope(table.places), question: MadeFigures.question(2026))

        let wanted = Dictionary(uniqueKeysWithValues: tables[1].map { ($0["figure"] ?? "", $0["value"] ?? "") })
        #expect(String(study.total.totalBase) == wanted["total 2025"])
        #expect(String(study.total.totalNow) == wanted["total 2026"])
        #expect(study.total.totalGrowth.written == wanted["growth of the total"])
        #expect(String(study.total.base) == wanted["panel 2025"])
        #expect(String(study.total.now) == wanted["panel 2026"])
        #expect(study.total.panelGrowth.written == wanted["growth of the panel"])
        #expect(study.printedGrowth.map(Self.tenths) == wanted["printed growth"])
        #expect(study.coverage.joined == rows.count { $0["in the panel"] == "joined" })
        #expect(study.coverage.left == rows.count { $0["in the panel"] == "left" })
        #expect(study.coverage.matched == rows.count { $0["in the panel"] == "yes" })
        let contributions = Dictionary(uniqueKeysWithValues: study.contributions.map { ($0.place, $0) })
        for (row, place) in zip(rows, table.places) {
            let own = contributions[place]
            #expect(own.map { Working.Figure.rate($0.rate).written } ?? "–" == row["contribution"])
            #expect(own.map { Self.tenths($0.printed) } ?? "–" == row["printed"])
        }
        #expect(study.contributions.reduce(0) { $0 + $1.printed } == study.printedGrowth)
    }

    private static func tenths(_ tenths: Int) -> String {
        String(format: "%.1f", Double(tenths) / 10)
    }

    @Test func `printed parts add up to the printed growth`() throws {
        for row in try page.table("Printed parts add up") {
            let parts = try row.numbers("differences").compactMap { $0 }
            let base = try #require(try row.number("base of all"))

            let printed = LargestRemainder.rounded(parts, of: base, scale: 1_000)
            let total = LargestRemainder.total(parts.reduce(0, +), of: base, scale: 1_000)

            #expect(printed.map(Self.tenths).joined(separator: ", ") == row["printed contributions"])
            #expect(Self.tenths(total) == row["printed growth"])
            #expect(printed.reduce(0, +) == total)
        }
    }

    @Test func `a series breaks where counting changes, and the panel leaves the break out`() throws {
        for row in try page.table("Series breaks") {
            let sides = try ["2025", "2026"].map { try Self.counts(row.text($0)) }
            let place = MadeFigures.point(1)
            let months = try (MadeFigures.month(2025, 12), MadeFigures.month(2026, 12))
            let indicators = Set(sides.joined().map(\.indicator)).sorted { $0.rawValue < $1.rawValue }
            let tables = indicators.map { indicator in
                var table = FigureTable(indicator, places: [place], months: months.0...months.1)
                for (month, side) in zip([months.0, months.1], sides) {
                    for count in side where count.indicator == indicator { table[place, month] = count.cell }
                }
                return table
            }

            let study = try GrowthStudy(tables, scope: FigureScope([place]), question: MadeFigures.question(2026))

            let name = try row.text("case")
            #expect(study.total.totalGrowth.written == row["total"], "\(name)")
            #expect(study.total.panelGrowth.written == row["panel"], "\(name)")
            let working = try #require(study.working(study.key(.growth, .total)))
            #expect(working.isSound(opening: study.working), "\(name)")
            #expect(working.notes.contains { $0.word.breaksSeries } == (row["total"] == "not-comparable"), "\(name)")
        }
    }

    /// "visit 1000 tally 2, loan 3 system".
    private static func counts(_ text: String) throws -> [(indicator: Indicator, cell: FigureTable.Cell)] {
        try text.components(separatedBy: ", ").map { part in
            let words = part.components(separatedBy: " ")
            let origin = try #require(FigureOrigin(rawValue: words[2]))
            return (
                try #require(Indicator(rawValue: words[0])),
                .init(
                    value: try #require(Int(words[1])), origins: FigureOrigins(origin),
                    definition: words.count > 3 ? try #require(UInt8(words[3])) : 1)
            )
        }
    }

    @Test func `verdicts are those of the page`() throws {
        for row in try page.table("Verdicts") {
            let goal = try Self.goal(row)
            let result = try #require(Double(row.text("result"))) / 100

            #expect(goal.verdict(result).word.rawValue == row["verdict"], "\(row)")
        }
        #expect(RateGoal(0.08).isNearTheLine(0.0796) && !RateGoal(0.08).isNearTheLine(0.08))
        #expect(RateGoal(0.08...0.10).isNearTheLine(0.1001) && !RateGoal(0.08...0.10).isNearTheLine(0.09))
    }

    /// "8" or "8–10" percent.
    private static func goal(_ row: ArithmeticDocument.Row) throws -> RateGoal {
        let ends = try row.text("goal").components(separatedBy: "–").map { try #require(Double($0)) / 100 }
        let comparator = try #require(TargetComparator(rawValue: row.text("comparator")))
        let highest = row["highest in the plan"].flatMap { Double($0) }.map { $0 / 100 }
        return ends.count == 2
            ? RateGoal(ends[0]...ends[1], comparator, ceiling: highest)
            : RateGoal(ends[0], comparator, ceiling: highest)
    }

    @Test func `what is missing to the mean is what its verdict turns on`() throws {
        for row in try page.table("What is missing to the mean") {
            let totals = try row.numbers("totals")
            let last = 2020 + totals.count - 1
            let comparator = try #require(TargetComparator(rawValue: row.text("comparator")))
            for kind in MeanKind.allCases {
                let goal = RateGoal(0.08, comparator)
                let study = { (totals: [Int?]) in
                    let table = try MadeFigures.yearly(from: 2020, [totals])
                    return try GrowthStudy(
                        [table], scope: FigureScope(table.places),
                        question: MadeFigures.question(last, base: 2020, mean: kind, goal: goal))
                }

                let made = try study(totals)

                for place in [nil, MadeFigures.point(1)] {
                    let required = try #require(made.working(made.meanRequiredKey(at: place)))
                    let gap = try #require(made.working(made.meanGapKey(at: place)))
                    #expect(required.figure.written == row["\(kind) required"], "\(row) \(kind)")
                    #expect(gap.figure.written == row["\(kind) missing"], "\(row) \(kind)")
                    #expect(required.isSound(opening: made.working) && gap.isSound(opening: made.working))
                }
                #expect(made.ranking.first?.missing == (Int(try row.text("\(kind) missing"))))
                guard let least = made.working(made.meanRequiredKey())?.figure.count else { continue }
                #expect(try study(totals.dropLast() + [least]).verdict.isMet, "\(row) \(kind)")
                #expect(try !study(totals.dropLast() + [least - 1]).verdict.isMet, "\(row) \(kind)")
            }
        }
    }

    @Test func `the mean judges once it is chosen, and nothing does before`() throws {
        // +20 % and −4 %: the mean is 7.3 % or 8.0 %, the year alone is behind.
        let table = try MadeFigures.yearly(from: 2020, [[1_000, 1_200, 1_152]])
        let verdict = { (mean: MeanKind, basis: GoalBasis?, base: Int?) in
            let december = try MadeFigures.month(2022, 12)
            let question = try GrowthQuestion(
                december...december, over: december, baseYear: base, mean: mean, goal: RateGoal(0.08),
                judgedBy: basis)
            return try GrowthStudy([table], scope: FigureScope(table.places), question: question)
        }

        #expect(try verdict(.arithmetic, nil, 2020).verdict == .reached)
        #expect(try verdict(.compound, nil, 2020).verdict == .below)
        #expect(try verdict(.compound, nil, nil).verdict == .below)
        let open = try verdict(.compound, .unchosen, 2020)
        #expect(open.verdict == .open(.notChosen) && open.ranking.map(\.verdict) == [.open(.notChosen)])
        #expect(try verdict(.arithmetic, nil, 2020).ranking.map(\.verdict) == [.reached])
        var target = GrowthTarget(rate: 8...8, counts: [.visit], baseYear: Chosen(2020))
        #expect(target.basis() == .unchosen)
        target.mean = Chosen(.compound)
        #expect(target.basis() == .mean)
        target.baseYear = nil
        #expect(target.basis() == .unchosen && target.basis(base: 2021) == .mean)
    }

    @Test func `print has as many decimals as tell a figure from its line`() throws {
        for row in try page.table("How many decimals") {
            let percent = try #require(Double(row.text("percent")))
            let lines = try row.text("lines").components(separatedBy: ", ").map { try #require(Double($0)) }

            #expect(
                PrintedDigits.decimals(of: percent, besides: lines) == (try row.number("printed decimals")), "\(row)")
        }
        #expect(
            ReportWords.decimal(59.996, decimals: 3) == "59,996" && ReportWords.decimal(7.04, decimals: 2) == "7,04")
    }

    @Test func `what is missing is a whole number that reaches the goal`() throws {
        for row in try page.table("What is missing") {
            let goal = try Self.goal(row)
            let left = try #require(try row.number("months left"))
            let months = try (MadeFigures.month(2025, 1)...MadeFigures.month(2026, 1 + left))
            var table = FigureTable(.visit, places: [MadeFigures.point(1)], months: months)
            table[MadeFigures.point(1), months.lowerBound] = .init(
                value: try #require(try row.number("base")), origins: .tally)
            let january = try MadeFigures.month(2026, 1)
            table[MadeFigures.point(1), january] = .init(value: try #require(try row.number("now")), origins: .tally)
            // The months to come brought nothing last year, so that the whole is as the part.
            for month in months.each.prefix(1 + left).dropFirst() {
                table[MadeFigures.point(1), month] = .init(value: 0, origins: .tally)
            }

            let study = try GrowthStudy(
                [table], scope: FigureScope(table.places),
                question: GrowthQuestion(january...months.upperBound, over: january, goal: goal))

            for isWhole in [false, true] {
                let required = try #require(study.working(study.requiredKey(isWhole: isWhole)))
                let gap = try #require(study.working(study.gapKey(isWhole: isWhole)))
                #expect(required.figure.written == row["required"], "\(row)")
                #expect(gap.figure.written == row["missing"], "\(row)")
                #expect(required.isSound(opening: study.working) && gap.isSound(opening: study.working))
            }
            let monthly = try #require(study.working(study.gapPerMonthKey()))
            #expect(monthly.figure.written == row["a month"], "\(row)")
            #expect(monthly.isSound(opening: study.working))
            #expect(study.ranking.first?.missing == (try row.number("missing")))
        }
    }

    @Test func `a projection names its method and its range, or says that too little is known`() throws {
        for row in try page.table("Projection to the end of the year") {
            let place = MadeFigures.point(1)
            var table = FigureTable(
                .visit, places: [place], months: try MadeFigures.month(2024, 1)...MadeFigures.month(2026, 12))
            var last = try MadeFigures.month(2026, 1)
            for year in 2024...2026 {
                for (offset, value) in try row.numbers(String(year), separator: " ").enumerated() {
                    let month = try MadeFigures.month(year, offset + 1)
                    if let value { table[place, month] = .init(value: value, origins: .tally) }
                    if year == 2026 { last = month }
                }
            }

            let study = try GrowthStudy(
                [table], scope: FigureScope([place]),
                question: GrowthQuestion(try MadeFigures.year(2026), over: last))

            let name = try row.text("case")
            for place in [nil, place] {
                let projection = study.projection(at: place)
                #expect(projection.method.rawValue == row["method"], "\(name)")
                #expect(projection.figure.written == row["projected"], "\(name)")
                #expect(projection.low?.figure.written ?? "–" == row["low"], "\(name)")
                #expect(projection.high?.figure.written ?? "–" == row["high"], "\(name)")
                let working = try #require(study.working(projection.key), "\(name)")
                #expect(working.figure == projection.figure, "\(name)")
                for working in [working, projection.low, projection.high].compactMap({ $0 }) {
                    #expect(working.isSound(opening: study.working), "\(name) \(working.key)")
                    #expect(study.working(working.key)?.figure == working.figure, "\(name)")
                }
            }
        }
    }
}
