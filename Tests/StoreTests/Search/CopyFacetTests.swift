import Library
import Randomness
import SQLiteStore
import Testing

/// Libraries and "available now" against a count by hand, through histories of
/// acts.
@Suite struct CopyFacetTests {
    /// What can be known of a copy by its own state.
    private struct Known {
        var record: RecordID
        var holder: ServicePointID
        var isHeld: Bool
        var isAvailable: Bool
    }

    @Test func `counts equal a brute-force count after every act of a random history`() async throws {
        let needed: Set<String> = [
            "lent", "returned", "missing", "seen", "withdrawn", "described", "hold ready", "hold ended", "packed",
            "box depart", "box receive", "counted", "box check", "box recall",
        ]
        var happened: Set<String> = []

        // Chance decides what happens in a history; some of these have it all.
        for seed in UInt64(71)..<83 where !needed.isSubset(of: happened) {
            var history = try await RandomHistory(seed: seed)
            var questions = SeededRandom(seed: seed + 100)
            for round in 0..<40 {
                try await history.act(times: 1 + round % 16)
                let known = try await known(history)
                for _ in 0..<6 {
                    let selection = Self.selection(history, &questions)
                    let text = ["lúa", "nước", "lúa nước", ""].randomElement(using: &questions)!
                    let answer = try await history.samples.library.ask(text, filters: selection)
                    Self.expect(answer, history.matching(text), known, selection)
                }
            }
            happened.formUnion(history.happened)
        }
        #expect(needed.subtracting(happened) == [])
    }

    private func known(_ history: RandomHistory) async throws -> [Known] {
        var known: [Known] = []
        for id in history.copies {
            guard let state = try await history.samples.library.store.circulating.holdings.copy(id)?.state else {
                continue
            }
            let isRecalled = state.box.map { history.recalled.contains($0) } ?? false
            known.append(
                Known(
                    record: state.record, holder: state.holder, isHeld: state.status.isHeld,
                    isAvailable: state.status == .available && !isRecalled))
        }
        return known
    }

    private static func selection(_ history: RandomHistory, _ random: inout SeededRandom) -> FacetSelection {
        var chosen: [Facet: Set<String>] = [:]
        let points = history.points.map(\.point.description) + ["4711"]
        if random.below(2) == 0 { chosen[.library] = Set((0...random.below(2)).map { _ in random.pick(points) }) }
        if random.below(2) == 0 { chosen[.available] = [Facet.availableNow] }
        if random.below(4) == 0 { chosen[.year] = [String(2_000 + random.below(3))] }
        return FacetSelection(chosen)
    }

    private static func expect(
        _ answer: SearchAnswer, _ matching: [RandomHistory.Title], _ known: [Known], _ selection: FacetSelection
    ) {
        let libraries = selection.chosen[.library] ?? []
        let isNow = selection.chosen[.available] != nil
        let years = selection.chosen[.year] ?? []
        func copies(_ title: RandomHistory.Title, at points: Set<String>, now: Bool) -> Bool {
            known.contains { copy in
                copy.record == title.record && (points.isEmpty || points.contains(copy.holder.description))
                    && (now ? copy.isAvailable : copy.isHeld)
            }
        }
        let inYear = matching.filter { years.isEmpty || years.contains($0.year.map(String.init) ?? "") }
        let narrows = !libraries.isEmpty || isNow
        let kept = inYear.filter { !narrows || copies($0, at: libraries, now: isNow) }
        #expect(answer.total == .exactly(kept.count), "\(selection)")
        var points: [String: Int] = [:]
        for point in Set(known.map(\.holder.description)).union(libraries) {
            let count = inYear.filter { copies($0, at: [point], now: isNow) }.count
            if count > 0 || libraries.contains(point) { points[point] = count }
        }
        let shown = answer.facets.filter { $0.facet == .library }
        #expect(Dictionary(uniqueKeysWithValues: shown.map { ($0.value, $0.records) }) == points, "\(selection)")
        let now = inYear.filter { copies($0, at: libraries, now: true) }.count
        #expect((answer.facets.first { $0.facet == .available }?.records ?? 0) == now, "\(selection)")
        var byYear: [String: Int] = [:]
        for title in matching where !narrows || copies(title, at: libraries, now: isNow) {
            if let year = title.year { byYear[String(year), default: 0] += 1 }
        }
        for year in years { byYear[year, default: 0] += 0 }
        let counted = answer.facets.filter { $0.facet == .year }
        #expect(Dictionary(uniqueKeysWithValues: counted.map { ($0.value, $0.records) }) == byYear, "\(selection)")
    }

    @Test func `a loan in another process shows in the next search`() async throws {
        let samples = try await LedgerSamples()
        let copy = try await samples.copies(1, at: samples.school)[0]
        let ask = {
            try await samples.library.ask("", filters: FacetSelection([.available: [Facet.availableNow]])).total
        }
        let before = try await ask()

        let other = try TemporaryLibrary(alsoAt: samples.library.folder)
        let opening = LoanOpening(
            copy: copy, point: samples.school.point, dueOn: Day(2026, 10, 5)!, policy: "1",
            borrower: BorrowerTraits(category: .pupil, grade: 4, unit: samples.school.unit))
        var random = SystemRandomNumberGenerator()
        let event = LedgerEvent(
            id: .mint(at: .now, using: &random), device: .server, deviceSequence: 1, happenedAt: LedgerSamples.now,
            fact: .loanOpened(LoanID(1), opening))
        _ = try await other.store.circulating.ledger.accept([event])

        #expect(before == .exactly(1))
        #expect(try await ask() == .exactly(0))
        #expect(
            try await samples.library.ask("", filters: FacetSelection([.library: ["\(samples.school.point)"]])).total
                == .exactly(1))
    }
}

/// A library in which things happen by chance.
struct RandomHistory {
    struct Title {
        var record: RecordID
        var text: String
        var year: Int?
    }

    let samples: LedgerSamples
    private(set) var titles: [Title] = []
    private(set) var copies: [CopyID] = []
    private(set) var happened: Set<String> = []
    /// Boxes that were called back and not yet sent on.
    private(set) var recalled: Set<BoxID> = []
    private var boxes: [Box] = []
    private var holds: [(id: HoldID, record: RecordID)] = []
    private var loans: [CopyID: LoanID] = [:]
    private var random: SeededRandom
    private var sequence: Int64 = 0

    var points: [LedgerSamples.Place] { [samples.school, samples.other, samples.province] }

    init(seed: UInt64) async throws {
        samples = try await LedgerSamples()
        random = SeededRandom(seed: seed)
        let texts = (1...20).map { "Sách \($0) " + ["lúa", "nước", "lúa nước"][$0 % 3] }
        let patches = texts.enumerated().map { Sample.row($1, year: 2_000 + $0 % 3, position: $0 + 1) }
        let records = try await samples.library.take(patches, file: "lua.csv").compactMap(\.record)
        titles = zip(records, texts).enumerated().map { place, pair in
            Title(record: pair.0, text: pair.1, year: 2_000 + place % 3)
        }
        // The title of the samples, without a year and without copies.
        titles.append(Title(record: samples.record, text: "Dế Mèn phiêu lưu ký", year: nil))
        for (place, record) in records.enumerated() where place % 5 != 4 {
            copies += try await samples.copies(1 + place % 4, from: place * 10 + 1, of: record, at: points[place % 3])
        }
    }

    func matching(_ text: String) -> [Title] {
        let words = text.split(separator: " ").map(String.init)
        return titles.filter { title in words.allSatisfy { title.text.contains($0) } }
    }

    mutating func act(times: Int) async throws {
        for _ in 0..<times {
            let fact = try await fact()
            sequence += 1
            let event = LedgerEvent(
                id: .mint(at: LedgerSamples.now, using: &random), device: .server, deviceSequence: sequence,
                happenedAt: LedgerSamples.now, fact: fact)
            let accepted = try await samples.library.store.circulating.ledger.accept([event])
            guard accepted.first?.conflict == nil else { continue }
            note(fact)
        }
    }

    private mutating func fact() async throws -> LedgerFact {
        let holdings = samples.library.store.circulating.holdings
        let copy = random.pick(copies)
        let point = random.pick(points)
        let state = try await holdings.copy(copy)?.state
        let holder = state?.holder ?? point.point
        switch random.below(26) {
        case 0, 1:
            let opening = LoanOpening(
                copy: copy, point: holder, dueOn: Day(2026, 10, 5)!, policy: "1",
                borrower: BorrowerTraits(category: .pupil, grade: 4, unit: point.unit))
            return .loanOpened(LoanID(10_000 + sequence), opening)
        case 2: return .loanReturned(loans[copy] ?? LoanID(1), copy, at: point.point)
        case 3: return .loanLost(loans[copy] ?? LoanID(1), copy, at: holder)
        case 4: return .copyMissing(copy, at: holder)
        case 5: return .copySeen(copy, at: point.point)
        case 6:
            guard random.below(4) == 0 else { return .usedInHouse(copy, at: holder) }
            return .copyWithdrawn(copy, document: "QĐ 1")
        case 7:
            guard var facts = try await holdings.copy(copy)?.facts else { return .usedInHouse(copy, at: holder) }
            facts.record = random.pick(titles).record
            return .copyDescribed(copy, facts)
        case 8:
            let record = state?.record ?? titles[0].record
            return .holdPlaced(HoldID(20_000 + sequence), record, pickup: point.point)
        case 9:
            guard let hold = holds.randomElement(using: &random) else { return .usedInHouse(copy, at: holder) }
            for id in copies {
                guard let state = try await holdings.copy(id)?.state, state.record == hold.record else { continue }
                if state.status == .available { return .holdReady(hold.id, id, at: state.holder) }
            }
            return .holdReady(hold.id, copy, at: holder)
        case 10: return .holdEnded(holds.randomElement(using: &random)?.id ?? HoldID(1), .cancelled)
        default: return try await boxFact()
        }
    }

    private mutating func boxFact() async throws -> LedgerFact {
        // One that was given up makes room for another.
        let living = boxes.filter { $0.state != .dissolved }
        guard living.count >= 3 else {
            return .boxOpened(BoxID(30_000 + sequence), number: "T\(sequence)", owner: random.pick(points).point)
        }
        let box = random.pick(living)
        if box.state == .drafted || box.state == .recalled, random.below(4) > 0 {
            return .copyPacked(try await copy(at: box.place), box.id)
        }
        if box.state == .received, random.below(3) > 0 { return .copyCounted(random.pick(copies), box.id) }
        guard let act = BoxChart.acts(in: box.state).randomElement(using: &random) else {
            return .copyPacked(random.pick(copies), box.id)
        }
        var facts = BoxActFacts(at: box.place)
        if act == .depart { facts.to = random.pick(points).point }
        if act == .receive { facts.at = box.destination ?? box.place }
        if act == .seal {
            var packed = 0
            for id in copies where try await samples.library.store.circulating.holdings.copy(id)?.state.box == box.id {
                packed += 1
            }
            facts.seal = BoxSeal(copies: packed, quantity: 0, hash: String(repeating: "0", count: 64))
        }
        return .boxActed(box.id, act, facts)
    }

    /// One that is there and free, where a few tries find one.
    private mutating func copy(at place: ServicePointID) async throws -> CopyID {
        for _ in 0..<8 {
            let copy = random.pick(copies)
            let state = try await samples.library.store.circulating.holdings.copy(copy)?.state
            if state?.holder == place, state?.status == .available { return copy }
        }
        return random.pick(copies)
    }

    private mutating func note(_ fact: LedgerFact) {
        switch fact {
        case .loanOpened(let loan, let opening):
            loans[opening.copy] = loan
            happened.insert("lent")
        case .loanReturned: happened.insert("returned")
        case .loanLost: happened.insert("lost")
        case .copyMissing: happened.insert("missing")
        case .copySeen: happened.insert("seen")
        case .copyWithdrawn: happened.insert("withdrawn")
        case .copyDescribed: happened.insert("described")
        case .usedInHouse: happened.insert("used")
        case .holdPlaced(let hold, let record, _):
            holds.append((hold, record))
            happened.insert("hold placed")
        case .holdReady: happened.insert("hold ready")
        case .holdEnded: happened.insert("hold ended")
        case .boxOpened(let box, _, let owner): boxes.append(Box(id: box, number: "T", owner: owner))
        case .copyPacked: happened.insert("packed")
        case .copyCounted: happened.insert("counted")
        case .boxActed(let id, let act, let facts):
            happened.insert("box \(act)")
            guard let place = boxes.firstIndex(where: { $0.id == id }) else { return }
            boxes[place].state = BoxChart.transition(of: act, for: boxes[place])?.to ?? boxes[place].state
            if act == .depart { boxes[place].destination = facts.to }
            if act == .turnBack { boxes[place].destination = boxes[place].place }
            if act == .receive { boxes[place].place = facts.at }
            if boxes[place].state == .recalled { recalled.insert(id) } else { recalled.remove(id) }
        default: break
        }
    }
}
