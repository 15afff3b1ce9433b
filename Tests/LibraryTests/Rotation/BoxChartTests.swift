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
    private static func shelf(_ state: BoxState, at place: ServicePointID) -> MemoryShelf {
        var shelf = MemoryShelf()
        var box = Box(id: box, number: "T-1", owner: home, state: state, place: place, sealings: 1)
        if state == .inTransit { box.destination = place == home ? away : home }
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
                    plannedHolder: box.destination, box: isInside ? Self.box : nil, status: status))
        }
        return shelf
    }

    private static func facts(_ act: BoxAct, on box: Box) -> BoxActFacts {
        let seal = BoxSeal(copies: 2, quantity: 0, hash: String(repeating: "a", count: 64))
        let at = box.points(for: act).map { $0.first ?? box.place } ?? third
        return BoxActFacts(at: at, to: act == .depart ? third : nil, seal: act == .seal ? seal : nil)
    }

    private static let stamp = LedgerStamp(position: 1, at: Moment(milliseconds: 0))

    @Test func `every act in every state, at home and away, does what the chart says, and nothing else`() throws {
        for state in BoxState.allCases {
            for act in BoxAct.allCases {
                for place in [Self.home, Self.away] {
                    var shelf = Self.shelf(state, at: place)
                    let (before, box) = (shelf.copies, try #require(shelf.box(Self.box)))

                    let conflict = try LedgerFold.judge(
                        .boxActed(Self.box, act, Self.facts(act, on: box)), at: Self.stamp, on: &shelf)

                    let told = "\(act) in \(state) at \(place): \(String(describing: conflict))"
                    guard let step = BoxChart.transition(of: act, for: box) else {
                        #expect(conflict == .boxState, "\(told)")
                        #expect(shelf.copies == before && shelf.box(Self.box) == box, "\(told)")
                        continue
                    }
                    #expect(conflict == nil, "\(told)")
                    let now = try #require(shelf.box(Self.box))
                    #expect(now.state == step.to, "\(told)")
                    #expect(shelf.copies.values.allSatisfy { $0.owner == Self.home }, "\(told)")
                    #expect((now.destination != nil) == (now.state == .inTransit), "\(told)")
                    for copy in shelf.copies.values {
                        #expect((copy.status == .inTransit) == (now.state == .inTransit), "\(told): \(copy)")
                        #expect(copy.plannedHolder != copy.holder, "\(told): \(copy)")
                    }
                }
            }
        }
    }

    @Test func `every act is refused at a place that is no side of it`() throws {
        for step in BoxChart.transitions where !step.sides.contains(.anywhere) {
            for place in [Self.home, Self.away] {
                var shelf = Self.shelf(step.from, at: place)
                let box = try #require(shelf.box(Self.box))
                guard BoxChart.transition(of: step.act, for: box) == step else { continue }
                for point in [Self.home, Self.away, Self.third] where !box.allows(step.act, at: point) {
                    var facts = Self.facts(step.act, on: box)
                    facts.at = point

                    let conflict = try LedgerFold.judge(
                        .boxActed(Self.box, step.act, facts), at: Self.stamp, on: &shelf)

                    #expect(conflict == .boxElsewhere, "\(step) at \(point)")
                }
            }
        }
    }

    @Test func `away from its owner no box is given up or drafted, and its owner can call it back`() {
        for state in BoxState.allCases {
            let box = Box(id: Self.box, number: "T-1", owner: Self.home, state: state, place: Self.away)
            let ends = BoxAct.allCases.compactMap { BoxChart.transition(of: $0, for: box)?.to }

            #expect(!ends.contains(.dissolved), "\(state)")
            #expect(!ends.contains(.drafted) || state == .home, "\(state)")
            switch state {
            case .drafted, .sealed, .received, .checked, .serving:
                #expect(box.points(for: .recall)?.contains(Self.home) == true, "\(state)")
            case .inTransit: #expect(box.points(for: .turnBack)?.contains(Self.home) == true)
            case .recalled, .home, .dissolved, .lost: break
            }
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
