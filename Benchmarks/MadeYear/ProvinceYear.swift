package import Library
import Randomness

/// A school year from September to May in all its disorder, the same every time
/// for a seed: class lending, late returns and returns elsewhere, queues, boxes
/// that go out, come short, get lost and come home, days without electricity
/// that are told later, and two desks with one copy in hand.
///
/// For example: `while let acts = year.next() { try await ledger.accept(acts.map(\.event)) }`.
/// The year keeps its own fold, and says beforehand how each event must be judged.
package struct ProvinceYear {
    package struct Size: Sendable {
        package var copies: Int
        package var boxes: Int
        /// Events in all, the registering of the copies among them; a few more are told at the end.
        package var acts: Int
        package init(acts: Int) {
            self.acts = acts
            copies = max(2_000, acts / 5)
            // Few enough that one goes out and comes home in the shortest year.
            boxes = max(12, acts / 3_000)
        }
    }

    package struct Act: Sendable {
        package let event: LedgerEvent
        /// What must become of it.
        package let conflict: LedgerConflict?
    }

    package let places: YearPlaces
    package let size: Size
    /// What the ledger must hold.
    package private(set) var shelf = MemoryShelf(keepingFacts: false)
    package private(set) var told: Int = 0
    package private(set) var conflicts: [LedgerConflict: Int] = [:]
    package private(set) var loansOpened: Int = 0

    var random: SeededRandom
    let points: [ServicePointID]
    let records: [RecordID]
    let contents: any ContentStore
    var stock: YearStock
    var openLoans: [LoanID] = []
    var openHolds: [HoldID] = []
    var boxRests: [Int]
    private var waiting: [LedgerPosition] = []
    private var late: [(day: Int, facts: [Told])] = []
    private var sequences: [DeviceID: Int64] = [:]
    private var registered = 0
    private var turns = 0
    private let firstPosition: LedgerPosition
    private var numbers: Int64 = 0

    /// A fact with whoever tells it, and when it happened.
    typealias Told = (fact: LedgerFact, place: Int, at: Moment)

    private static let start = Day(2026, 9, 5)?.start ?? Moment(milliseconds: 0)
    private static let days = 270

    /// `contents` hash the seals; `after`: how many events the ledger has already.
    package init(
        _ places: YearPlaces, records: [RecordID], contents: any ContentStore, size: Size, seed: UInt64,
        after firstPosition: LedgerPosition = 0
    ) {
        (self.places, self.records, self.contents, self.size) = (places, records, contents, size)
        self.firstPosition = firstPosition
        points = places.all.map(\.point)
        random = SeededRandom(seed: seed)
        stock = YearStock(places: points.count)
        boxRests = Array(repeating: 0, count: size.boxes)
    }

    /// The day of the year that it is, from 0.
    var day: Int {
        guard told > size.copies else { return 0 }
        return min(Self.days - 1, (told - size.copies) * Self.days / max(1, size.acts - size.copies))
    }

    /// The next stretch of work at some desk, told in one go; nil when the year is over.
    package mutating func next() -> [Act]? {
        if registered < size.copies { return tell(registering()) }
        guard told < size.acts else {
            guard let paper = late.popLast() else { return nil }
            return tell(paper.facts, by: .paper)
        }
        turns += 1
        if let due = late.firstIndex(where: { $0.day <= day }) { return tell(late.remove(at: due).facts, by: .paper) }
        if turns % 50 == 0, !waiting.isEmpty { return tell(settling()) }
        let facts = work()
        // Every fortieth stretch is a day without electricity: told from paper, days later.
        if random.once(in: 40), !facts.isEmpty {
            late.append((day + 1 + random.below(4), facts))
            return next()
        }
        return facts.isEmpty ? next() : tell(facts)
    }

    // MARK: Telling

    /// Each place has a machine of its own.
    private mutating func tell(_ facts: [Told], by teller: DeviceID? = nil) -> [Act] {
        facts.map { fact, place, moment in
            let device = teller ?? DeviceID(Int64(place) + 3)
            sequences[device, default: 0] += 1
            let event = LedgerEvent(
                id: .mint(at: moment, using: &random), device: device, deviceSequence: sequences[device] ?? 1,
                happenedAt: moment, fact: fact)
            told += 1
            let stamp = LedgerStamp(position: firstPosition + LedgerPosition(told), at: moment)
            // The memory shelf throws nothing but conflicts, and those are judged.
            guard let conflict = try? LedgerFold.judge(fact, at: stamp, by: device, on: &shelf) else {
                return noted(event, nil, stamp)
            }
            return noted(event, conflict, stamp)
        }
    }

    private mutating func noted(_ event: LedgerEvent, _ conflict: LedgerConflict?, _ stamp: LedgerStamp) -> Act {
        if let conflict {
            conflicts[conflict, default: 0] += 1
            waiting.append(stamp.position)
            return Act(event: event, conflict: conflict)
        }
        switch event.fact {
        case .copyRegistered(let id, let facts, let owner):
            stock.register(id, facts.record, at: index(of: owner))
        case .loanOpened(let id, _):
            openLoans.append(id)
            loansOpened += 1
        case .holdPlaced(let id, _, _): openHolds.append(id)
        case .boxActed(let box, .receive, _), .boxActed(let box, .find, _):
            for copy in shelf.copies(in: box) { stock.move(copy.id, to: index(of: copy.holder)) }
        default: break
        }
        if let copy = event.fact.copy.flatMap({ shelf.copy($0) }) { stock.move(copy.id, to: index(of: copy.holder)) }
        return Act(event: event, conflict: nil)
    }

    private func index(of point: ServicePointID) -> Int { stock.place(of: point, in: points) }

    // MARK: The library's own hands

    private mutating func registering() -> [Told] {
        (0..<min(40, size.copies - registered)).map { _ in
            registered += 1
            // A third stands in the province, for boxes; the rest among communes and schools.
            let place = registered % 3 == 0 ? 0 : registered % points.count
            let number = AccessionNumber(text: "DK.\(registered)", key: "DK\(registered)")
            let facts = CopyFacts(
                record: random.pick(records), register: places.all[place].institution, number: number, price: 25_000)
            return (.copyRegistered(CopyID(Int64(registered)), facts, owner: points[place]), place, moment())
        }
    }

    /// What did not apply, a week's worth.
    private mutating func settling() -> [Told] {
        let some = waiting.prefix(20)
        waiting.removeFirst(some.count)
        return some.map {
            (.exceptionResolved($0, random.pick(ExceptionResolution.allCases)), 0, moment())
        }
    }

    /// Now: some hour of the day, by a clock that in one of a hundred cases is a day off.
    mutating func moment() -> Moment {
        let off: Int64 = random.once(in: 100) ? (random.once(in: 2) ? -86_400 : 86_400) : 0
        let seconds = Int64(day) * 86_400 + 7 * 3_600 + Int64(random.below(10 * 3_600)) + off
        return Self.start.adding(.seconds(seconds))
    }

    /// The number of something new.
    mutating func number() -> Int64 {
        numbers += 1
        return numbers
    }
}
