import Library
import Randomness
import Testing

/// For any table of figures, every working's rows give its result, and every link
/// leads to a working that says what its row says.
@Suite struct WorkingPropertyTests {
    /// Points with holes, joiners, leavers, breaks and zeros.
    struct Made {
        var tables: [FigureTable]
        var places: [FigurePlace]
        var question: GrowthQuestion

        init(seed: UInt64) throws {
            var random = SeededRandom(seed: seed)
            places = (1...(2 + random.below(6))).map { MadeFigures.point(Int64($0)) }
            let months = try MadeFigures.month(2022, 1)...MadeFigures.month(2026, 12)
            tables = [Indicator.visit, .virtualVisit].prefix(1 + random.below(2)).map {
                FigureTable($0, places: [], months: months)
            }
            let isTidy = random.once(in: 3)
            for index in tables.indices {
                var table = FigureTable(tables[index].indicator, places: places, months: months)
                for place in places {
                    let (first, last) = (random.below(40), 40 + random.below(20))
                    let scale = random.once(in: 8) ? 1 : 1 + random.below(500)
                    for (offset, month) in months.each.enumerated() {
                        guard isTidy || (first...last).contains(offset) && !random.once(in: 12) else { continue }
                        let origins: FigureOrigins = isTidy || offset < 50 ? .tally : random.pick([.tally, .system])
                        table[place, month] = .init(
                            value: random.below(scale), origins: origins,
                            definition: isTidy || !random.once(in: 30) ? 1 : 2,
                            completeness: random.once(in: 9) ? 80 : nil)
                    }
                }
                tables[index] = table
            }
            let (first, length) = (1 + random.below(9), 1 + random.below(12))
            let start = try MadeFigures.month(2025, 1).adding(months: first)
            let whole = start...start.adding(months: length - 1)
            let over = start.adding(months: random.below(length))
            question = try GrowthQuestion(
                whole, over: over, baseYear: whole.upperBound.year - 1 - random.below(3),
                mean: random.pick([.compound, .arithmetic]),
                goal: random.pick([nil, RateGoal(0.08), RateGoal(0.08, .above), RateGoal(0.08...0.10)]))
        }

        func study() throws -> GrowthStudy {
            try GrowthStudy(tables, scope: FigureScope(places), question: question)
        }
    }

    /// All keys a page might show first.
    static func roots(_ study: GrowthStudy) -> [WorkingKey] {
        var keys = MeanKind.allCases.flatMap { kind in
            [study.meanKey(kind, .panel), study.meanKey(kind, .total)]
                + study.points.map { study.meanKey(kind, .panel, at: $0.place) }
        }
        for place in [nil] + study.points.map({ Optional($0.place) }) {
            for basis in WorkingKey.Basis.allCases {
                keys.append(study.key(.growth, basis, at: place))
                keys.append(study.key(.difference, basis, at: place))
                keys.append(study.key(.perDay, basis, at: place, side: .now))
            }
            keys.append(study.projection(at: place).key)
            keys += [study.projection(at: place).low?.key, study.projection(at: place).high?.key].compactMap { $0 }
            keys += [WorkingKey.Variant.eight, .ten].map { study.lineKey($0, in: study.question.pair.now) }
            keys += [WorkingKey.Variant.eight, .ten].map { study.lineKey($0, in: study.question.whole) }
            if place != nil {
                keys += [study.key(.contribution, at: place), study.key(.matchedMonths, at: place)]
            }
            guard study.question.goal != nil else { continue }
            keys += [study.meanRequiredKey(at: place), study.meanGapKey(at: place)]
            keys += [study.requiredKey(at: place), study.gapKey(at: place), study.gapPerMonthKey(at: place)]
            keys += [study.requiredKey(at: place, isWhole: true), study.gapKey(at: place, isWhole: true)]
        }
        keys += study.years.flatMap { year in
            [WorkingKey.Variant.eight, .ten].map { study.lineKey($0, in: year.pair.now) }
                + [study.indexKey(ofYear: year.year)].compactMap(\.self)
        }
        keys += [study.key(.contributions), study.key(.pointsBehind), study.key(.points)]
        keys += (study.months + study.years).flatMap { [study.key($0, .panel), study.key($0, .total)] }
        return keys
    }

    @Test(arguments: 0..<60) func `every working's rows give its result, down to the cells`(seed: UInt64) throws {
        let made = try Made(seed: seed)
        let study = try made.study()
        var opened: Set<WorkingKey> = []
        var open = Self.roots(study)

        while let key = open.popLast() {
            guard opened.insert(key).inserted else { continue }
            let working = try #require(study.working(key), "seed \(seed): \(key) opens nothing")
            #expect(working.key == key)
            #expect(working.isSound, "seed \(seed): \(key) is \(working.figure), its rows give \(working.recomputed)")
            for row in working.rows {
                switch row.source {
                case .working(let next):
                    open.append(next)
                    let below = try #require(study.working(next), "seed \(seed): \(key) → \(next)")
                    #expect(below.figure == row.figure, "seed \(seed): \(key) → \(next)")
                case .cell(let leaf):
                    let table = try #require(made.tables.first { $0.indicator == leaf.indicator })
                    #expect(row.figure.count == table[leaf.place, leaf.month].value, "seed \(seed): \(key)")
                case .stated, .question: break
                }
            }
            #expect(WorkingKey(key.description) == key, "seed \(seed): \(key)")
        }

        #expect(opened.count > 20)
    }

    @Test(arguments: 0..<60) func `total and panel are those of a recount cell by cell`(seed: UInt64) throws {
        let made = try Made(seed: seed)
        let study = try made.study()

        var (now, base, allNow, allBase, joined) = (0, 0, 0, 0, 0)
        for place in made.places {
            var (hasNow, hasBase) = (false, false)
            for table in made.tables {
                for month in made.question.pair.now.each {
                    let (new, old) = (table[place, month], table[place, month.adding(months: -12)])
                    if let value = new.value { (allNow, hasNow) = (allNow + value, true) }
                    if let value = old.value { (allBase, hasBase) = (allBase + value, true) }
                    guard let value = new.value, let before = old.value, new.definition == old.definition,
                        (new.origins == .system) == (old.origins == .system)
                    else { continue }
                    (now, base) = (now + value, base + before)
                }
            }
            if hasNow, !hasBase { joined += 1 }
        }

        #expect([study.total.now, study.total.base] == [now, base])
        #expect([study.total.totalNow, study.total.totalBase] == [allNow, allBase])
        #expect(study.coverage.joined == joined)
        #expect(study.months.reduce(PairedSums()) { $0 + $1.sums } == study.total)
        #expect(study.points.reduce(PairedSums()) { $0 + $1.sums } == study.total)
    }

    @Test(arguments: 0..<60) func `contributions are the growth, printed and unprinted`(seed: UInt64) throws {
        let study = try Made(seed: seed).study()
        guard let growth = study.total.panelGrowth.value else {
            #expect(study.contributions.isEmpty)
            return
        }

        #expect(abs(study.contributions.reduce(0) { $0 + $1.rate } - growth) < 1e-9)
        #expect(study.contributions.reduce(0) { $0 + $1.printed } == study.printedGrowth)
        for contribution in study.contributions {
            #expect(abs(Double(contribution.printed) - contribution.rate * 1_000) < 1)
        }
    }

    @Test func `a working whose rows do not give its result is found out`() throws {
        let study = try Made(seed: 3).study()
        var working = try #require(study.working(study.key(.perDay, .total, side: .now)))
        #expect(working.isSound)

        working.figure = .number((working.figure.value ?? 0) + 1)

        #expect(!working.isSound)
    }

    @Test func `no figure is not 0, and what is withheld says why`() throws {
        let place = MadeFigures.point(1)
        let empty = try GrowthStudy(
            [MadeFigures.yearly(from: 2025, [[nil, nil]])], scope: FigureScope([place]),
            question: MadeFigures.question(2026))

        #expect(empty.total.totalGrowth == .none(.noFigures) && empty.coverage.silent == 1)
        #expect(empty.working(WorkingKey(.sum, months: empty.question.pair.now))?.figure == .none(.noFigures))
        let withheld = Working(key: WorkingKey(.growth), figure: .none(.notComparable), rows: [])
        #expect(!withheld.isSound)
    }
}
