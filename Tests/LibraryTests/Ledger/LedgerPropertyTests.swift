import Library
import MadeHistories
import Randomness
import Testing

/// What holds for every history, tried on thousands of them.
@Suite struct LedgerPropertyTests {
    private static let histories: Range<UInt64> = 0..<4_000
    /// Tried where each history is played several times.
    private static let some = histories.prefix(2_000)

    /// Every eighth history is long and wide. The others are played in a world of
    /// two copies and a box, where acts meet one another at once.
    private static func isLong(_ seed: UInt64) -> Bool { seed.isMultiple(of: 8) }
    private static func length(_ seed: UInt64) -> Int { isLong(seed) ? 60 : 16 }

    private func maker(_ seed: UInt64) -> HistoryMaker {
        HistoryMaker(Self.isLong(seed) ? MadeWorld() : MadeWorld(copies: 2, boxes: 1), seed: seed)
    }

    @Test func `every event leaves the books in balance, and one that cannot apply changes nothing`() throws {
        for seed in Self.histories {
            var maker = maker(seed)
            var ledger = MemoryLedger()
            for step in 0..<Self.length(seed) {
                let before = ledger.shelf
                let event = maker.next(before, waiting: ledger.waiting)

                let accepted = try ledger.accept(event)

                var broken =
                    LedgerInvariants.broken(in: ledger.shelf)
                    + LedgerInvariants.broken(by: event.fact, from: before, to: ledger.shelf)
                if let conflict = accepted.conflict {
                    var untouched = before
                    untouched.raise(
                        conflict, at: LedgerStamp(position: accepted.position, at: event.happenedAt))
                    if untouched != ledger.shelf { broken.append("\(conflict) changed the state") }
                }
                #expect(broken.isEmpty, "history \(seed), step \(step), \(event.fact): \(broken)")
                if !broken.isEmpty { return }
            }
        }
    }

    @Test func `histories reach every state, every conflict and every fact`() throws {
        var kinds: Set<String> = [], conflicts: Set<LedgerConflict> = [], statuses: Set<CopyStatus> = []
        var states: Set<BoxState> = [], acts: Set<BoxAct> = [], ends: Set<ManifestOutcome> = []
        for seed in Self.histories.prefix(1_200) {
            var maker = HistoryMaker(MadeWorld(), seed: seed)
            var ledger = MemoryLedger()
            for _ in 0..<60 {
                let accepted = try ledger.accept(maker.next(ledger.shelf, waiting: ledger.waiting))
                if let conflict = accepted.conflict {
                    conflicts.insert(conflict)
                } else {
                    kinds.insert(String("\(accepted.event.fact)".prefix { $0 != "(" }))
                    if case .boxActed(_, let act, _) = accepted.event.fact { acts.insert(act) }
                }
                statuses.formUnion(ledger.shelf.copies.values.map(\.status))
                states.formUnion(ledger.shelf.boxes.values.map(\.state))
            }
            ends.formUnion(ledger.shelf.manifests.values.flatMap(\.values))
        }

        // What is malformed comes no further than the door.
        #expect(Set(LedgerConflict.allCases).subtracting(conflicts) == [.factMalformed])
        #expect(Set(CopyStatus.allCases).subtracting(statuses) == [])
        #expect(Set(BoxState.allCases).subtracting(states) == [])
        #expect(Set(BoxAct.allCases).subtracting(acts) == [])
        #expect(Set(ManifestOutcome.allCases).subtracting(ends) == [])
        #expect(kinds.count == 23)
    }

    @Test func `the same positions make the same state, judged anew or replayed`() throws {
        for seed in Self.some {
            var maker = maker(seed)
            let ledger = try MemoryLedger.history(&maker, Self.length(seed))
            var judged = MemoryLedger()
            var replayed = MemoryShelf()

            for accepted in ledger.events {
                try judged.accept(accepted.event)
                try LedgerFold.replay(accepted, on: &replayed)
            }

            #expect(judged.shelf == ledger.shelf, "history \(seed)")
            #expect(judged.events == ledger.events, "history \(seed)")
            #expect(replayed == ledger.shelf, "history \(seed)")
        }
    }

    @Test func `an event that is told again changes nothing and keeps its judgement`() throws {
        for seed in Self.some {
            var maker = maker(seed)
            let ledger = try MemoryLedger.history(&maker, Self.length(seed))
            var repeated = MemoryLedger()

            for (number, accepted) in ledger.events.enumerated() {
                try repeated.accept(accepted.event)
                let old = ledger.events[maker.random.below(number + 1)]
                #expect(try repeated.accept(old.event) == old, "history \(seed)")
            }

            #expect(repeated.shelf == ledger.shelf, "history \(seed)")
        }
    }

    @Test func `no line of paper changes what somebody had in hand after its hour`() throws {
        var (late, taken) = (0, 0)
        for seed in Self.some {
            var maker = maker(seed)
            var ledger = MemoryLedger()
            for _ in 0..<Self.length(seed) {
                let before = ledger.shelf
                let accepted = try ledger.accept(maker.next(ledger.shelf, waiting: ledger.waiting))
                let event = accepted.event
                guard event.device == .paper, let copy = event.fact.copy else { continue }
                let isLate = before.lastInHand(copy).map { $0 > event.happenedAt } ?? false
                if case .usedInHouse = event.fact, isLate {
                    #expect(ledger.shelf.copy(copy) == before.copy(copy), "history \(seed)")
                } else {
                    #expect((accepted.conflict == .laterAct) == isLate, "history \(seed), \(event.fact)")
                }
                if isLate { late += 1 } else if accepted.conflict == nil { taken += 1 }
                if case .loanReturned(let id, _, _) = event.fact, accepted.conflict == nil {
                    let loan = try #require(ledger.shelf.loan(id))
                    #expect(try #require(loan.closing).at >= loan.openedAt, "history \(seed)")
                }
            }
        }
        #expect(late > 200 && taken > 200)
    }

    @Test func `no clock makes a loan shorter than nothing, and every return counts`() throws {
        var backwards = 0
        for seed in Self.histories {
            var maker = maker(seed)
            var ledger = MemoryLedger()
            for _ in 0..<Self.length(seed) {
                let accepted = try ledger.accept(maker.next(ledger.shelf, waiting: ledger.waiting))
                guard accepted.conflict == nil else { continue }
                switch accepted.event.fact {
                case .loanReturned(let id, _, _), .loanLost(let id, _, _):
                    let loan = try #require(ledger.shelf.loan(id))
                    let told = accepted.event.happenedAt
                    #expect(loan.closing?.at == max(loan.openedAt, told), "history \(seed)")
                    if told < loan.openedAt { backwards += 1 }
                default: break
                }
            }
        }
        #expect(backwards > 20, "some clocks were wrong enough")
    }

    @Test func `devices that touch different things may be heard in any order`() throws {
        for seed in Self.some {
            // Three desks with a world each, and the points and titles in common.
            let lanes: [[LedgerEvent]] = try (0..<3).map { lane in
                var world = MadeWorld(copies: 3, boxes: 1, firstNumber: Int64(lane) * 1_000)
                world.start = world.start.adding(.seconds(lane))
                var maker = HistoryMaker(
                    world, seed: seed * 3 + UInt64(lane), devices: [DeviceID(Int64(lane) + 3), .paper])
                return try MemoryLedger.history(&maker, 30).events.map(\.event).filter {
                    if case .exceptionResolved = $0.fact { false } else { true }
                }
            }
            var random = SeededRandom(seed: seed)
            var pictures: [LedgerPicture] = []

            for _ in 0..<3 {
                var ledger = MemoryLedger()
                for event in Self.interleaved(lanes, &random) { try ledger.accept(event) }
                pictures.append(ledger.picture)
            }

            #expect(pictures[0] == pictures[1] && pictures[1] == pictures[2], "history \(seed)")
        }
    }

    @Test func `two independent events in a row may change places`() throws {
        var swaps = 0
        for seed in Self.some {
            var maker = maker(seed)
            let events = try MemoryLedger.history(&maker, Self.length(seed)).events.map(\.event).filter {
                if case .exceptionResolved = $0.fact { false } else { true }
            }
            var ledger = MemoryLedger()
            var number = 0
            while number + 1 < events.count {
                let (first, second) = (events[number], events[number + 1])
                let areApart = Footprint(first.fact, on: ledger.shelf)
                    .isApart(from: Footprint(second.fact, on: ledger.shelf))
                guard first.device != second.device, areApart else {
                    try ledger.accept(first)
                    number += 1
                    continue
                }
                var swapped = ledger
                for event in [first, second] { try ledger.accept(event) }
                for event in [second, first] { try swapped.accept(event) }
                #expect(ledger.picture == swapped.picture, "history \(seed), events \(number) and \(number + 1)")
                number += 2
                swaps += 1
            }
        }
        #expect(swaps > 2_000)
    }

    @Test func `dependent events in any order are all kept, each applied or waiting`() throws {
        var judgements: Set<Int> = []
        for seed in Self.some {
            var maker = maker(seed)
            let events = try MemoryLedger.history(&maker, Self.length(seed)).events.map(\.event).filter {
                if case .exceptionResolved = $0.fact { false } else { true }
            }
            for _ in 0..<2 {
                var ledger = MemoryLedger()
                for event in events.shuffled(using: &maker.random) { try ledger.accept(event) }

                let accepted = ledger.events.filter { $0.conflict == nil }.map(\.event)
                let refused = ledger.events.filter { $0.conflict != nil }
                var alone = MemoryLedger()
                for event in accepted { try alone.accept(event) }
                var books = ledger.picture
                books.exceptions = [:]

                #expect(Set(accepted.map(\.id)).isDisjoint(with: refused.map(\.event.id)), "history \(seed)")
                #expect(Set(accepted.map(\.id)).union(refused.map(\.event.id)) == Set(events.map(\.id)))
                let waiting: [EventID: LedgerConflict] = refused.reduce(into: [:]) { $0[$1.event.id] = $1.conflict }
                #expect(ledger.picture.exceptions == waiting, "history \(seed): each waits with its reason")
                #expect(alone.picture == books, "history \(seed): what waits left no trace")
                #expect(alone.events.allSatisfy { $0.conflict == nil }, "history \(seed)")
                #expect(LedgerInvariants.broken(in: ledger.shelf) == [], "history \(seed)")
                judgements.insert(refused.count)
            }
        }
        #expect(judgements.count > 10, "from none refused to many")
    }

    @Test func `of several desks that lend one copy exactly one does, whoever is heard first`() throws {
        for seed in Self.histories.prefix(300) {
            // Machines alone: what paper says of the same copy is judged by its hour first.
            var maker = HistoryMaker(MadeWorld(), seed: seed, devices: [1, 3, 4].map { DeviceID($0) })
            let world = maker.world
            let borrower = BorrowerTraits(category: .pupil, grade: 4, unit: world.unit)
            let copy = world.copies[0]
            var ledger = MemoryLedger()
            let facts = CopyFacts(
                record: world.records[0], register: world.registers[0],
                number: AccessionNumber(text: "TK.1", key: "TK1"))
            try ledger.accept(maker.event(.copyRegistered(copy, facts, owner: world.points[0])))
            let desks = (1...4).map { desk in
                maker.event(
                    .loanOpened(
                        LoanID(Int64(desk)),
                        LoanOpening(
                            copy: copy, point: world.points[0], dueOn: Day(world.start), policy: "1",
                            borrower: borrower)))
            }

            let judged = try desks.shuffled(using: &maker.random).map { try ledger.accept($0) }

            #expect(judged.map(\.conflict) == [nil, .copyOnLoan, .copyOnLoan, .copyOnLoan])
        }
    }

    /// One list, each lane in its own order.
    private static func interleaved(_ lanes: [[LedgerEvent]], _ random: inout SeededRandom) -> [LedgerEvent] {
        var rests = lanes.map { $0[...] }
        var events: [LedgerEvent] = []
        while true {
            let open = rests.indices.filter { !rests[$0].isEmpty }
            guard !open.isEmpty else { return events }
            let lane = random.pick(open)
            if let event = rests[lane].popFirst() { events.append(event) }
        }
    }
}
