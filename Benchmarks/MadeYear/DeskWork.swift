import Library
import Randomness

/// What is done at desks.
extension ProvinceYear {
    /// A stretch of some kind of work; empty when there is nothing to do.
    mutating func work() -> [Told] {
        switch random.below(100) {
        case 0..<22: classLending()
        case 22..<34: lending()
        case 34..<66: returning()
        case 66..<74: queueing()
        case 74..<81: shelving()
        default: boxWork(random.below(boxRests.count))
        }
    }

    /// A place where pupils are: a school mostly.
    private mutating func desk() -> Int {
        random.once(in: 5)
            ? 1 + random.below(places.communes.count)
            : 1 + places.communes.count + random.below(places.schools.count)
    }

    /// Some available copies of a place.
    mutating func available(_ count: Int, at place: Int) -> [CopyState] {
        let copies = stock.copies(at: place)
        guard !copies.isEmpty else { return [] }
        var found: [CopyState] = []
        var seen: Set<CopyID> = []
        for _ in 0..<count * 3 where found.count < count {
            let id = random.pick(copies)
            guard seen.insert(id).inserted, let copy = shelf.copy(id), copy.status == .available else { continue }
            found.append(copy)
        }
        return found
    }

    private mutating func opening(_ copy: CopyID, at place: Int, grade: Int) -> LedgerFact {
        let due = Day(moment().adding(.seconds(14 * 86_400)))
        return .loanOpened(
            LoanID(number()),
            LoanOpening(
                copy: copy, point: points[place], dueOn: due, policy: "1",
                borrower: BorrowerTraits(
                    category: place > places.communes.count ? .pupil : .adult,
                    grade: place > places.communes.count ? grade : nil, unit: places.all[place].unit)))
    }

    /// Thirty pupils in one reading period.
    private mutating func classLending() -> [Told] {
        let place = desk()
        let grade = 1 + random.below(5)
        return available(30, at: place).map { (opening($0.id, at: place, grade: grade), place, moment()) }
    }

    private mutating func lending() -> [Told] {
        let place = desk()
        var told: [Told] = []
        for copy in available(20, at: place) {
            told.append((opening(copy.id, at: place, grade: 5), place, moment()))
            // Another desk has the same copy in hand, by a slip or by an old list.
            if random.once(in: 50) { told.append((opening(copy.id, at: desk(), grade: 3), desk(), moment())) }
            if random.once(in: 25) { told.append((.usedInHouse(copy.id, at: points[place]), place, moment())) }
        }
        return told
    }

    /// Thirty loans come back, most of them to where they were lent.
    private mutating func returning() -> [Told] {
        var told: [Told] = []
        for _ in 0..<40 where told.count < 30 && !openLoans.isEmpty {
            let slot = random.below(openLoans.count)
            guard let loan = shelf.loan(openLoans[slot]), loan.isOpen else {
                openLoans.swapAt(slot, openLoans.count - 1)
                openLoans.removeLast()
                continue
            }
            let at = random.once(in: 20) ? random.pick(points) : loan.point
            let place = stock.place(of: at, in: points)
            switch random.below(100) {
            case 0..<8: told.append((.loanRenewed(loan.id, loan.copy, at: at, dueOn: Day(moment())), place, moment()))
            case 8: told.append((.loanLost(loan.id, loan.copy, at: at), place, moment()))
            default: told.append((.loanReturned(loan.id, loan.copy, at: at), place, moment()))
            }
        }
        return told
    }

    private mutating func queueing() -> [Told] {
        var told: [Told] = []
        for _ in 0..<12 {
            if openHolds.isEmpty || random.once(in: 3) {
                let place = desk()
                told.append(
                    (.holdPlaced(HoldID(number()), random.pick(records), pickup: points[place]), place, moment()))
                continue
            }
            let slot = random.below(openHolds.count)
            guard let hold = shelf.hold(openHolds[slot]), hold.isOpen else {
                openHolds.swapAt(slot, openHolds.count - 1)
                openHolds.removeLast()
                continue
            }
            told += serve(hold)
        }
        return told
    }

    private mutating func serve(_ hold: Hold) -> [Told] {
        let pickup = stock.place(of: hold.pickup, in: points)
        if random.once(in: 15) {
            return [(.holdEnded(hold.id, random.once(in: 2) ? .cancelled : .expired), pickup, moment())]
        }
        if case .ready(let id, _) = hold.state {
            guard let copy = shelf.copy(id), copy.holder == hold.pickup else {
                return [(.copySeen(id, at: hold.pickup), pickup, moment())]
            }
            return [
                (.holdEnded(hold.id, .filled), pickup, moment()), (opening(id, at: pickup, grade: 4), pickup, moment()),
            ]
        }
        let copies = stock.copies(of: hold.record)
        for _ in 0..<min(8, copies.count) {
            guard let copy = shelf.copy(random.pick(copies)), copy.status == .available else { continue }
            return [(.holdReady(hold.id, copy.id, at: copy.holder), stock.place(of: copy.holder, in: points), moment())]
        }
        return []
    }

    /// Shelves are read: strays go home, some are missing, some are found again.
    private mutating func shelving() -> [Told] {
        let place = desk()
        let copies = stock.copies(at: place)
        guard !copies.isEmpty else { return [] }
        var told: [Told] = []
        for _ in 0..<25 {
            guard let copy = shelf.copy(random.pick(copies)) else { continue }
            let here = points[place]
            switch copy.status {
            case .missing, .lost: told.append((.copySeen(copy.id, at: here), place, moment()))
            case .available:
                if let home = copy.plannedHolder {
                    told.append((.copySeen(copy.id, at: home), stock.place(of: home, in: points), moment()))
                } else if random.once(in: 30) {
                    told.append((.copyMissing(copy.id, at: here), place, moment()))
                } else if random.once(in: 200) {
                    told.append((.copyWithdrawn(copy.id, document: "QĐ-TL"), place, moment()))
                } else {
                    // A scan at the wrong place now and then.
                    let at = random.once(in: 30) ? random.pick(points) : here
                    told.append((.copySeen(copy.id, at: at), place, moment()))
                }
            default: if random.once(in: 10) { told.append((.copySeen(copy.id, at: here), place, moment())) }
            }
        }
        return told
    }
}
