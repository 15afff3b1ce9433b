package import Library
package import Randomness

/// Makes up what happens in a small world: mostly what could happen next, and
/// now and then what cannot, by wrong hands, at wrong places, in wrong order.
package struct HistoryMaker {
    package let world: MadeWorld
    package var random: SeededRandom
    private let devices: [DeviceID]
    private var sequences: [DeviceID: Int64] = [:]
    private var minutes: Int64 = 0
    private var lastLoan: Int64
    private var lastHold: Int64
    /// Loans and holds are numbered apart from those of other makers.
    private let step: Int64

    package init(
        _ world: MadeWorld, seed: UInt64, devices: [DeviceID] = [1, 2, 3, 4, 5].map { DeviceID($0) }, lane: Int64 = 0,
        of lanes: Int64 = 1
    ) {
        self.world = world
        random = SeededRandom(seed: seed)
        self.devices = devices
        (lastLoan, lastHold, step) = (world.firstNumber + lane, world.firstNumber + lane, lanes)
    }

    /// The next event, told by a clock that may be off by a day, or written on paper
    /// and entered up to two days late.
    package mutating func next(_ shelf: MemoryShelf, waiting: [LedgerPosition] = []) -> LedgerEvent {
        event(fact(shelf, waiting))
    }

    package mutating func event(_ fact: LedgerFact) -> LedgerEvent {
        minutes += Int64(random.below(300))
        let device = random.pick(devices)
        var off: Int64 = random.once(in: 20) ? Int64(random.below(2_881)) - 1_440 : 0
        if device == .paper { off = -Int64(random.below(random.once(in: 2) ? 60 : 2_881)) }
        let moment = Moment(milliseconds: world.start.milliseconds + (minutes + off) * 60_000)
        sequences[device, default: 0] += 1
        return LedgerEvent(
            id: .mint(at: moment, using: &random), device: device, deviceSequence: sequences[device] ?? 1,
            happenedAt: moment, fact: fact)
    }

    private mutating func fact(_ shelf: MemoryShelf, _ waiting: [LedgerPosition]) -> LedgerFact {
        if random.once(in: 5) { return anything(waiting) }
        if random.once(in: 12), let position = waiting.first {
            return .exceptionResolved(position, random.pick(ExceptionResolution.allCases))
        }
        if random.once(in: 8) { return ofHold(shelf) }
        if random.once(in: 2) { return ofBox(random.pick(world.boxes), shelf) }
        return ofCopy(random.pick(world.copies), shelf)
    }

    // MARK: What could be next

    private mutating func ofCopy(_ id: CopyID, _ shelf: MemoryShelf) -> LedgerFact {
        guard let copy = shelf.copy(id) else {
            let place = random.below(world.points.count)
            return .copyRegistered(
                id, world.facts(id, number: id.rawValue, at: place), owner: world.points[place])
        }
        let elsewhere = random.pick(world.points)
        switch copy.status {
        case .available, .packed:
            switch random.below(12) {
            case 0: return .copyMissing(id, at: copy.holder)
            case 1: return random.once(in: 2) ? .copySeen(id, at: elsewhere) : .copyHanded(id, to: elsewhere)
            case 2: return .usedInHouse(id, at: copy.holder)
            case 3 where random.once(in: 4): return .copyWithdrawn(id, document: "QĐ 12")
            case 3 where random.once(in: 3): return .copyUnregistered(id)
            case 4: return .copyDescribed(id, world.facts(id, number: number(of: id), at: 0))
            case 5...8:
                if let box = shelf.boxes.values.filter({ $0.place == copy.holder }).map(\.id).min() {
                    return copy.status == .packed ? .copyUnpacked(id, box) : .copyPacked(id, box)
                }
                return .copySeen(id, at: elsewhere)
            default: return .loanOpened(newLoan(), opening(id, at: copy.holder))
            }
        case .onLoan:
            let loan = copy.loan ?? newLoan()
            switch random.below(6) {
            case 0: return .loanRenewed(loan, id, at: elsewhere, dueOn: day())
            case 1: return .loanLost(loan, id, at: elsewhere)
            default: return .loanReturned(loan, id, at: random.once(in: 3) ? elsewhere : copy.holder)
            }
        case .setAside:
            if let hold = copy.hold, !random.once(in: 3) { return .holdEnded(hold, random.pick(HoldEnd.allCases)) }
            return .copySeen(id, at: copy.plannedHolder ?? elsewhere)
        case .inTransit, .awaitingCheck, .counted:
            return .copyCounted(id, copy.box ?? random.pick(world.boxes))
        case .missing, .lost:
            return random.once(in: 3) ? .copyUnpacked(id, random.pick(world.boxes)) : .copySeen(id, at: elsewhere)
        case .withdrawn: return anything([])
        }
    }

    private mutating func ofHold(_ shelf: MemoryShelf) -> LedgerFact {
        let open = shelf.holds.values.filter(\.isOpen).sorted { $0.id < $1.id }
        guard !open.isEmpty, !random.once(in: 3) else {
            lastHold += step
            return .holdPlaced(HoldID(lastHold), random.pick(world.records), pickup: random.pick(world.points))
        }
        let hold = random.pick(open)
        let free = shelf.copies.values.filter { $0.status == .available && $0.record == hold.record }
            .sorted { $0.id < $1.id }
        if hold.state == .waiting, let copy = free.first, !random.once(in: 5) {
            return .holdReady(hold.id, copy.id, at: copy.holder)
        }
        return .holdEnded(hold.id, random.pick(HoldEnd.allCases))
    }

    private mutating func ofBox(_ id: BoxID, _ shelf: MemoryShelf) -> LedgerFact {
        guard let box = shelf.box(id) else {
            return .boxOpened(id, number: "T\(id)", owner: random.pick(world.points))
        }
        let inside = shelf.copies(in: id)
        switch box.state {
        case .drafted where inside.isEmpty && random.once(in: 3):
            return .linePacked(
                BoxLine(box: id, line: 1 + random.below(2), text: "Báo Nhi đồng", quantity: random.below(4)))
        case .recalled where random.once(in: 6):
            // The desk lends what was called back.
            if let copy = inside.first(where: { $0.status == .available }) {
                return .loanOpened(newLoan(), opening(copy.id, at: copy.holder))
            }
        case .drafted where inside.count < 2, .recalled where !random.once(in: 4):
            let here = shelf.copies.values.filter { $0.holder == box.place && $0.status == .available }.map(\.id)
            if let copy = here.min() { return .copyPacked(copy, id) }
            if let left = inside.first(where: { $0.status != .packed }) { return .copyUnpacked(left.id, id) }
        case .received where random.once(in: 2):
            if let copy = inside.first(where: { $0.status == .awaitingCheck }) { return .copyCounted(copy.id, id) }
            if random.once(in: 3) { return .copyCounted(random.pick(world.copies), id) }
            return .lineCounted(id, line: 1 + random.below(2), quantity: random.below(4))
        default: break
        }
        let acts = BoxChart.acts(in: box.state)
        guard !acts.isEmpty else { return anything([]) }
        let act = random.pick(acts)
        var facts = actFacts(box, shelf)
        switch act {
        // Wherever it turns up, and wherever somebody says so.
        case .divert, .find: facts.at = random.pick(world.points)
        case .lose: facts.at = random.once(in: 2) ? box.owner : box.place
        default: break
        }
        return .boxActed(id, act, facts)
    }

    private mutating func actFacts(_ box: Box, _ shelf: MemoryShelf) -> BoxActFacts {
        let isThere = box.state == .inTransit
        var facts = BoxActFacts(at: isThere ? box.destination ?? box.place : box.place)
        if random.once(in: 15) { facts.at = random.pick(world.points) }
        facts.to = random.pick(world.points)
        facts.trip = random.once(in: 2) ? TripID(1 + Int64(random.below(9))) : nil
        let packed = shelf.copies(in: box.id).count
        let quantity = shelf.lines(in: box.id).reduce(0) { $0 + $1.quantity }
        facts.seal = BoxSeal(
            copies: random.once(in: 10) ? packed + 1 : packed, quantity: quantity,
            hash: String(repeating: "0", count: 64))
        return facts
    }

    // MARK: Anything at all

    private mutating func anything(_ waiting: [LedgerPosition]) -> LedgerFact {
        // One more of each than there is.
        let copy = random.once(in: 10) ? CopyID(world.firstNumber + 900) : random.pick(world.copies)
        let box = random.once(in: 10) ? BoxID(world.firstNumber + 900) : random.pick(world.boxes)
        let point = random.pick(world.points)
        let loan = LoanID(max(world.firstNumber + 1, lastLoan - Int64(random.below(3))))
        let hold = HoldID(max(world.firstNumber + 1, lastHold - Int64(random.below(3))))
        switch random.below(24) {
        case 0:
            let place = random.below(world.points.count)
            return .copyRegistered(copy, world.facts(copy, number: number(of: copy), at: place), owner: point)
        case 1: return .copyDescribed(copy, world.facts(copy, number: number(of: copy), at: 0))
        case 2: return .copySeen(copy, at: point)
        case 3: return .copyMissing(copy, at: point)
        case 4: return random.once(in: 3) ? .copyWithdrawn(copy, document: "QĐ 3") : .copySeen(copy, at: point)
        case 5: return .loanOpened(loan, opening(copy, at: point))
        case 6: return .loanOpened(newLoan(), opening(copy, at: point))
        case 7: return .loanRenewed(loan, copy, at: point, dueOn: day())
        case 8: return .loanReturned(loan, copy, at: point)
        case 9: return .loanLost(loan, copy, at: point)
        case 10: return .usedInHouse(copy, at: point)
        case 11: return .holdPlaced(hold, random.pick(world.records), pickup: point)
        case 12: return .holdReady(hold, copy, at: point)
        case 13: return .holdEnded(hold, random.pick(HoldEnd.allCases))
        case 14: return .boxOpened(box, number: "T\(random.pick(world.boxes))", owner: point)
        case 15: return .copyPacked(copy, box)
        case 16: return .copyUnpacked(copy, box)
        case 17: return .copyCounted(copy, box)
        case 18: return .linePacked(BoxLine(box: box, line: 1, text: "Báo Thiếu niên", quantity: random.below(3)))
        case 22: return .loanQuestioned(loan, copy, at: point, random.pick(LoanDoubt.allCases))
        case 20: return .copyHanded(copy, to: point)
        case 21: return random.once(in: 3) ? .copyUnregistered(copy) : .copySeen(copy, at: point)
        case 19: return .lineCounted(box, line: 1, quantity: random.below(3))
        default:
            if random.once(in: 3) { return .exceptionResolved(waiting.first ?? 7, .dismissed) }
            return .boxActed(
                box, random.pick(BoxAct.allCases),
                BoxActFacts(
                    at: point, to: random.once(in: 3) ? nil : random.pick(world.points),
                    seal: random.once(in: 2) ? nil : BoxSeal(copies: 1, quantity: 0, hash: "00")))
        }
    }

    private mutating func newLoan() -> LoanID {
        lastLoan += step
        return LoanID(lastLoan)
    }

    /// Its own mostly, and sometimes a neighbour's.
    private mutating func number(of copy: CopyID) -> Int64 {
        random.once(in: 4) ? random.pick(world.copies).rawValue : copy.rawValue
    }

    private mutating func opening(_ copy: CopyID, at point: ServicePointID) -> LoanOpening {
        LoanOpening(
            copy: copy, point: point, dueOn: day(), policy: "1",
            borrower: BorrowerTraits(category: random.pick(PatronCategory.allCases), grade: 4, unit: world.unit))
    }

    private mutating func day() -> Day {
        Day(world.start.adding(.seconds(86_400 * random.below(60))))
    }
}
