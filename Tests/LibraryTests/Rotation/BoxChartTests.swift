import Foundation
import Library
import Testing

@Suite struct BoxChartTests {
    private static let (home, away, third) = (ServicePointID(1), ServicePointID(2), ServicePointID(3))
    private static let box = BoxID(7)

    @Test func `the document is made of the chart`() throws {
        let file = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../docs/box-states.md").standardized

        let written = try String(contentsOf: file, encoding: .utf8)

        #expect(written == BoxChart.document)
    }

    /// A box in a state with two copies that do what copies do there.
    private static func shelf(_ state: BoxState) -> MemoryShelf {
        var shelf = MemoryShelf()
        let place: ServicePointID = [.received, .checked, .serving, .recalled].contains(state) ? away : home
        var box = Box(id: box, number: "T-1", owner: home, state: state, place: place, sealings: 1)
        if state == .inTransit { box.destination = away }
        shelf.put(box)
        let status: CopyStatus =
            switch state {
            case .drafted, .sealed: .packed
            // Packed again, so that it can be closed.
            case .recalled: .packed
            case .inTransit: .inTransit
            case .received: .awaitingCheck
            case .checked, .serving, .home, .dissolved: .available
            case .lost: .missing
            }
        let isInside = state != .home && state != .dissolved
        for number in 1...2 {
            shelf.put(
                CopyState(
                    id: CopyID(Int64(number)), record: RecordID(1), owner: home, holder: place,
                    plannedHolder: state == .inTransit ? away : nil, box: isInside ? Self.box : nil, status: status))
        }
        return shelf
    }

    private static func facts(_ act: BoxAct, in state: BoxState) -> BoxActFacts {
        let place: ServicePointID = [.received, .checked, .serving, .recalled].contains(state) ? away : home
        let seal = BoxSeal(copies: 2, quantity: 0, hash: String(repeating: "a", count: 64))
        return switch act {
        case .depart: BoxActFacts(at: place, to: third)
        case .seal: BoxActFacts(at: place, seal: seal)
        case .receive: BoxActFacts(at: away)
        case .divert, .find: BoxActFacts(at: third)
        default: BoxActFacts(at: place)
        }
    }

    @Test func `every act in every state does what the chart says, and nothing else`() throws {
        for state in BoxState.allCases {
            for act in BoxAct.allCases {
                var shelf = Self.shelf(state)
                let before = shelf.copies

                let conflict = try LedgerFold.judge(
                    .boxActed(Self.box, act, Self.facts(act, in: state)),
                    at: LedgerStamp(position: 1, at: Moment(milliseconds: 0)), on: &shelf)

                let told = "\(act) in \(state): \(String(describing: conflict))"
                guard let target = BoxChart.target(of: act, from: state) else {
                    #expect(conflict == .boxState, "\(told)")
                    #expect(shelf.copies == before && shelf.box(Self.box)?.state == state, "\(told)")
                    continue
                }
                // A box comes home only where its owner is.
                if act == .bringHome {
                    #expect(conflict == .boxElsewhere, "\(told)")
                    continue
                }
                #expect(conflict == nil, "\(told)")
                #expect(shelf.box(Self.box)?.state == target, "\(told)")
                #expect(shelf.copies.values.allSatisfy { $0.owner == Self.home }, "\(told)")
                let box = try #require(shelf.box(Self.box))
                #expect((box.destination != nil) == (box.state == .inTransit), "\(told)")
                for copy in shelf.copies.values {
                    #expect((copy.status == .inTransit) == (box.state == .inTransit), "\(told): \(copy)")
                    #expect(copy.plannedHolder != copy.holder, "\(told): \(copy)")
                }
            }
        }
    }

    @Test func `every act is refused at a place that is no side of it`() throws {
        for step in BoxChart.transitions where !BoxChart.sides(of: step.act).contains(.anywhere) {
            var shelf = Self.shelf(step.from)
            var facts = Self.facts(step.act, in: step.from)
            facts.at = Self.third

            let conflict = try LedgerFold.judge(
                .boxActed(Self.box, step.act, facts), at: LedgerStamp(position: 1, at: Moment(milliseconds: 0)),
                on: &shelf)

            #expect(conflict == .boxElsewhere, "\(step)")
        }
    }

    @Test func `from every state a box can be brought back to its owner or given up`() {
        let ends: Set<BoxState> = [.home, .dissolved, .drafted]
        for start in BoxState.allCases {
            var reached: Set<BoxState> = [start]
            var waiting = [start]
            while let state = waiting.popLast() {
                for step in BoxChart.transitions where step.from == state && reached.insert(step.to).inserted {
                    waiting.append(step.to)
                }
            }
            #expect(!reached.isDisjoint(with: ends), "\(start)")
        }
    }

    @Test func `a second box of one owner with one number is no box`() throws {
        var shelf = MemoryShelf()
        let stamp = LedgerStamp(position: 1, at: Moment(milliseconds: 0))

        let first = try LedgerFold.judge(
            .boxOpened(BoxID(1), number: "T-1", owner: Self.home), at: stamp, on: &shelf)
        let second = try LedgerFold.judge(
            .boxOpened(BoxID(2), number: "T-1", owner: Self.home),
            at: LedgerStamp(position: 2, at: stamp.at), on: &shelf)
        let elsewhere = try LedgerFold.judge(
            .boxOpened(BoxID(3), number: "T-1", owner: Self.away),
            at: LedgerStamp(position: 3, at: stamp.at), on: &shelf)

        #expect(first == nil && second == .numberTaken && elsewhere == nil)
    }
}
