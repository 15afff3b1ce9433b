import Library
import Randomness
import Testing

@Suite struct ProposalTests {
    private let home = ServicePointID(1)
    private let first = ServicePointID(2)
    private let second = ServicePointID(3)
    private let today = Day(2026, 11, 20)!

    private func proposal(
        _ ending: RotaEnding = .again, stages: [RotaStage]? = nil, owned: [ServicePointID: Set<RecordID>] = [:],
        visits: [ServicePointID: [BoxID: Set<RecordID>]] = [:], open: Set<ServicePointID>? = nil
    ) -> RotationProposal {
        let rota = Rota(
            id: RotaID(1), owner: home, facts: RotaFacts(name: "V", ending: ending),
            stages: stages ?? [RotaStage(point: first, days: 30, loans: 100), RotaStage(point: second, days: 30)])
        return RotationProposal(
            rotas: [rota.id: rota], owned: owned, visits: visits, open: open ?? [home, first, second], today: today,
            settings: RotationSettings())
    }

    private func candidate(
        _ state: BoxState = .serving, at place: ServicePointID? = nil, stage: Int = 1, days: Int = 0, loans: Int = 0,
        onLoan: Int = 0, titles: Set<RecordID> = [], waiting: Int = 0
    ) -> RotationProposal.Candidate {
        let box = Box(
            id: BoxID(9), number: "T-9", owner: home, state: state, place: place ?? first,
            destination: state == .inTransit ? second : nil)
        return RotationProposal.Candidate(
            box: box, rota: RotaID(1), stage: stage, since: today.start.adding(.seconds(-86_400 * days)),
            loans: loans, onLoan: onLoan, titles: titles, waiting: waiting)
    }

    @Test func `a box that has been nowhere begins its rota`() {
        let moves = proposal().moves(of: [candidate(.drafted, at: home, stage: 0)])

        #expect(moves == [ProposedMove(box: BoxID(9), reason: .initiation, to: first)])
    }

    @Test func `a box moves on when its days are over, or its loans, and not before`() {
        #expect(
            proposal().moves(of: [candidate(days: 29, loans: 99)])
                == [ProposedMove(box: BoxID(9), reason: .staying, lookOn: today.adding(days: 1))])
        #expect(proposal().moves(of: [candidate(days: 30)]).map(\.reason) == [.days])
        #expect(proposal().moves(of: [candidate(days: 3, loans: 100)]).map(\.reason) == [.loans])
        #expect(proposal().moves(of: [candidate(days: 30)]).map(\.to) == [second])
    }

    @Test func `a copy on loan does not keep its box from moving`() {
        let moves = proposal().moves(of: [candidate(days: 30, onLoan: 4)])

        #expect(moves == [ProposedMove(box: BoxID(9), reason: .days, to: second, onLoan: 4)])
    }

    @Test func `a box stays one period where readers wait, and only one`() {
        let waiting = proposal().moves(of: [candidate(days: 31, waiting: 2)])
        let over = proposal().moves(of: [candidate(days: 60, waiting: 2)])

        #expect(
            waiting.map(\.reason) == [.inDemand] && waiting[0].to == nil && waiting[0].lookOn == today.adding(days: 29))
        #expect(over.map(\.reason) == [.days])
    }

    @Test func `a place that owns most of the titles is skipped, and so is one that is closed`() {
        let titles: Set<RecordID> = [RecordID(1), RecordID(2), RecordID(3)]
        let third = ServicePointID(4)
        let stages = [first, second, third].map { RotaStage(point: $0, days: 30) }

        let known = proposal(
            stages: stages, owned: [second: [RecordID(1), RecordID(2)]], open: [first, second, third]
        ).moves(of: [candidate(days: 30, titles: titles)])
        let closed = proposal(stages: stages, open: [first, third]).moves(of: [candidate(days: 30, titles: titles)])

        #expect(known == [ProposedMove(box: BoxID(9), reason: .days, to: third, skipped: [second])])
        #expect(closed == known)
    }

    @Test func `after the last stage a box begins again, goes home or stays`() {
        let last = candidate(at: second, stage: 2, days: 30)

        #expect(proposal(.again).moves(of: [last]).map(\.to) == [first])
        #expect(proposal(.home).moves(of: [last]) == [ProposedMove(box: BoxID(9), reason: .home, to: home)])
        #expect(proposal(.stay).moves(of: [last]).map(\.reason) == [.finished])
        #expect(proposal(.again, open: [second]).moves(of: [last]).map(\.reason) == [.unmovable])
    }

    @Test func `what is not where it should be, late, recalled or lost is said`() {
        let proposal = proposal()

        #expect(proposal.moves(of: [candidate(at: second, days: 1)]).map(\.reason) == [.repatriation])
        #expect(proposal.moves(of: [candidate(.inTransit, days: 8)]).map(\.reason) == [.late])
        let travelling = proposal.moves(of: [candidate(.inTransit, days: 7)])
        #expect(travelling.map(\.reason) == [.travelling] && travelling[0].lookOn == today.adding(days: 1))
        #expect(!travelling[0].isForTrip)
        #expect(proposal.moves(of: [candidate(.received, days: 8)]).map(\.reason) == [.late])
        #expect(proposal.moves(of: [candidate(.recalled)]).map(\.to) == [home])
        #expect(proposal.moves(of: [candidate(.lost)]).map(\.reason) == [.lost])
    }

    @Test func `a box lent without a rota is sent for once its day is over, and not while it is home`() {
        func reason(_ day: Int, at place: ServicePointID, _ state: BoxState = .serving) -> ProposedMove? {
            let box = Box(id: BoxID(9), number: "T-9", owner: home, state: state, place: place)
            return proposal().moves(of: [
                RotationProposal.Candidate(box: box, rota: nil, onLoan: 2, returnBy: today.adding(days: day))
            ]).first
        }

        #expect(reason(0, at: first) == nil && reason(-1, at: home, .drafted) == nil)
        #expect(reason(-1, at: first) == ProposedMove(box: BoxID(9), reason: .overdue, to: home, onLoan: 2))
        #expect(reason(-1, at: first, .sealed)?.isForTrip == true)
    }

    @Test func `a place that had the titles is skipped, but a rota that begins again comes back with its own box`() {
        let titles: Set<RecordID> = [RecordID(1), RecordID(2)]
        let due = candidate(days: 30, titles: titles)
        func next(_ ending: RotaEnding, broughtBy box: Int64) -> ServicePointID? {
            let made = proposal(ending, visits: [second: [BoxID(box): titles]])
            #expect(made.next(for: due) == made.moves(of: [due])[0].to)
            return made.next(for: due)
        }

        #expect(next(.home, broughtBy: 5) == home && next(.home, broughtBy: 9) == home)
        #expect(next(.again, broughtBy: 9) == second && next(.again, broughtBy: 5) == nil)
        // One title here and one there are two.
        let parts: [BoxID: Set<RecordID>] = [BoxID(4): [RecordID(2)]]
        let both = proposal(.home, owned: [second: [RecordID(1)]], visits: [second: parts])
        #expect(both.moves(of: [due]).map(\.skipped) == [[second]])
    }

    @Test func `a box that came home begins its rota anew, and at the end of one that ends there it is through`() {
        for state in [BoxState.home, .drafted, .sealed, .recalled] {
            let box = candidate(state, at: home, stage: 2)

            #expect(proposal(.again).moves(of: [box]).map(\.to) == [first], "\(state)")
            #expect(proposal(.home).moves(of: [box]).map(\.reason) == [.finished], "\(state)")
            #expect(proposal(.home).moves(of: [candidate(state, at: home, stage: 1)]).map(\.to) == [first])
        }
        let rota = Rota(
            id: RotaID(1), owner: home, facts: RotaFacts(name: "V", ending: .home),
            stages: [RotaStage(point: first, days: 1)])
        #expect(rota.stage(homeFrom: 1) == 1 && rota.stage(homeFrom: 3) == 0)
    }

    @Test func `a box whose stage was taken out of the rota goes to the first that takes it, or home`() {
        let third = ServicePointID(4)

        #expect(
            proposal().moves(of: [candidate(at: third, stage: 0)])
                == [ProposedMove(box: BoxID(9), reason: .repatriation, to: first)])
        #expect(
            proposal(open: []).moves(of: [candidate(at: third, stage: 7)])
                == [ProposedMove(box: BoxID(9), reason: .repatriation, to: home, skipped: [first, second])])
        // It stands at a stage after all.
        #expect(proposal().moves(of: [candidate(at: second, stage: 0, days: 3)]).map(\.reason) == [.staying])
    }

    @Test func `a box closed away from home goes on`() {
        #expect(
            proposal().moves(of: [candidate(.sealed)]) == [ProposedMove(box: BoxID(9), reason: .packed, to: second)])
        #expect(proposal(stages: []).moves(of: [candidate(.sealed)]).map(\.reason) == [.empty])
    }

    @Test func `no box on a rota is without a move, a day or a reason`() throws {
        var random = SeededRandom(seed: 20_261_126)
        let points = (1...8).map { ServicePointID($0) }
        let cannotMove: Set<ProposedMove.Reason> = [.lost, .unmovable, .empty, .finished, .late]
        var seen: Set<ProposedMove.Reason> = []
        for _ in 0..<4_000 {
            let stages = (0..<random.below(5)).map { _ in
                RotaStage(
                    point: random.pick(points), days: 20 + random.below(60), loans: random.once(in: 2) ? 2 : nil)
            }
            let rota = Rota(
                id: RotaID(1), owner: home,
                facts: RotaFacts(name: "V", ending: random.pick(RotaEnding.allCases)), stages: stages)
            let titles = Set((0..<random.below(4)).map { _ in RecordID(Int64(1 + random.below(6))) })
            func some() -> [ServicePointID: Set<RecordID>] {
                var some = [random.pick(points): titles]
                some[random.pick(points)] = [RecordID(1)]
                return some
            }
            let proposal = RotationProposal(
                rotas: [rota.id: rota], owned: some(),
                visits: some().mapValues { [BoxID(Int64(8 + random.below(2))): $0] },
                open: Set(points.filter { _ in !random.once(in: 4) }), today: today, settings: RotationSettings())
            let state = random.pick(BoxState.allCases.filter { $0 != .dissolved })
            let stop = stages.isEmpty || random.once(in: 2) ? random.pick(points) : random.pick(stages).point
            let box = Box(
                id: BoxID(9), number: "T-9", owner: home, state: state,
                place: state == .home ? home : stop,
                destination: state == .inTransit ? random.pick(points) : nil)
            let one = RotationProposal.Candidate(
                box: box, rota: rota.id, stage: random.below(7),
                since: random.once(in: 5) ? nil : today.start.adding(.seconds(-86_400 * random.below(90))),
                loans: random.below(8), titles: titles, waiting: random.once(in: 3) ? 1 : 0)

            let moves = proposal.moves(of: [one])

            try #require(moves.count == 1, "\(one) on \(rota)")
            let move = moves[0]
            func told() -> String { "\(move) for \(one) on \(rota)" }
            #expect(move.to != nil || move.lookOn != nil || cannotMove.contains(move.reason), "\(told())")
            #expect(move.lookOn.map { $0 > today } ?? true, "\(told())")
            if move.isForTrip { #expect(move.to != box.place, "\(told())") }
            seen.insert(move.reason)
        }
        #expect(seen == Set(ProposedMove.Reason.allCases).subtracting([.overdue]))
    }

    @Test func `following proposals a box visits every stage once before it comes again`() {
        var rota = Rota(id: RotaID(1), owner: home, facts: RotaFacts(name: "V", ending: .again))
        rota.stages = (2...9).map { RotaStage(point: ServicePointID($0), days: 10) }
        let proposal = RotationProposal(
            rotas: [rota.id: rota], owned: [:], open: Set(rota.stages.map(\.point)), today: today,
            settings: RotationSettings())
        var (stage, place) = (0, home)
        var visited: [ServicePointID] = []

        for _ in 0..<16 {
            let box = Box(id: BoxID(1), number: "T", owner: home, state: stage == 0 ? .drafted : .serving, place: place)
            let moves = proposal.moves(of: [
                RotationProposal.Candidate(
                    box: box, rota: rota.id, stage: stage, since: today.start.adding(.seconds(-864_000)))
            ])
            guard let to = moves.first?.to else { break }
            (place, stage) = (to, rota.stage(arrivingAt: to, from: stage))
            visited.append(to)
        }

        #expect(visited == (0..<16).map { ServicePointID(Int64(2 + $0 % 8)) })
    }

    @Test func `a live rota is edited under its boxes`() {
        let before = [first, second].map { RotaStage(point: $0, days: 30) }
        var rota = Rota(id: RotaID(1), owner: home, facts: RotaFacts(name: "V", ending: .again), stages: before)

        rota.stages = [RotaStage(point: ServicePointID(8), days: 5), RotaStage(point: second, days: 9)]

        #expect(rota.stage(2, of: before) == 2)
        #expect(rota.stage(1, of: before) == 0)
        #expect(rota.stage(0, of: before) == 0)
        #expect(rota.stage(arrivingAt: second, from: 0) == 2)
        #expect(rota.stage(arrivingAt: home, from: 1) == 1)
    }

    @Test func `the least number of people follows the circular, and can be set`() {
        let minimums = TripMinimums()

        #expect(minimums.needed(for: .rotation, from: .school) == 1)
        #expect(minimums.needed(for: .rotation, from: .province) == 2)
        #expect(minimums.needed(for: .mobile, from: .mobile) == 3)
        #expect(TripMinimums(mobile: 2).needed(for: .mobile, from: .province) == 2)
        #expect(minimums.crew(for: .mobile) == [.driver: 1, .librarian: 2] && minimums.crew(for: .rotation).isEmpty)
        #expect(TripMinimums(mobile: 2).crew(for: .mobile).isEmpty, "a locality that asks for fewer asks for no roles")
    }
}
