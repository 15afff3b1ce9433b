import Library
import Randomness

/// What is done at desks, on paper and by readers.
extension DeskYear {
    static let rules = DeskRules(
        terms: { _ in LendingTerms(loanDays: 14, loanLimit: 3, renewals: 1, version: "1") },
        dueOn: { day, days in day.adding(days: days) })

    /// A place where pupils are: a school mostly.
    mutating func deskPlace() -> Int {
        random.once(in: 5)
            ? 1 + random.below(places.communes.count)
            : 1 + places.communes.count + random.below(places.schools.count)
    }

    /// Some books off the shelf of a place.
    mutating func books(_ count: Int, at place: Int) -> [CopyID] {
        let copies = stock.copies(at: place)
        guard !copies.isEmpty else { return [] }
        var found: [CopyID] = []
        for _ in 0..<count * 2 where found.count < count {
            let copy = random.pick(copies)
            if !found.contains(copy) { found.append(copy) }
        }
        return found
    }

    func text(_ copy: CopyID) -> String { numbers[Int(copy.rawValue)] }

    // MARK: One act

    /// One act at a desk; now and then its form comes twice.
    mutating func desk(
        _ wish: DeskRequest.Wish, at place: Int, reader: PatronID? = nil, mode: DeskMode = .lend
    ) async throws -> DeskOutcome {
        let request = DeskRequest(
            point: points[place], mode: mode, reader: reader, wish: wish, isInsisted: random.once(in: 30),
            rules: Self.rules)
        let act = act()
        let outcome = try await stores.lending.perform(request, act: act)
        if random.once(in: 60) { compare(try await stores.lending.perform(request, act: act) == outcome) }
        if case .refused(let refusal, _) = outcome { refused(refusal.rawValue) }
        count(String(outcome.coded.prefix { $0 != " " }))
        return outcome
    }

    /// Scans a book that is in hand. Where several bear its number, or another
    /// one was meant, the one in hand is chosen.
    mutating func scan(
        _ copy: CopyID, at place: Int, reader: PatronID? = nil, mode: DeskMode = .lend
    ) async throws -> DeskOutcome {
        var outcome = try await desk(.scan(text(copy)), at: place, reader: reader, mode: mode)
        note(outcome, at: place, reader)
        if !Self.isAbout(copy, outcome, out) {
            outcome = try await desk(.copy(copy), at: place, reader: reader, mode: mode)
            note(outcome, at: place, reader, inHand: copy)
        }
        return outcome
    }

    private static func isAbout(_ copy: CopyID, _ outcome: DeskOutcome, _ out: [Out]) -> Bool {
        switch outcome {
        case .shown(let id), .found(let id), .takenIn(let id), .belongsElsewhere(let id), .used(let id): id == copy
        case .promised(let id, _), .setAside(let id, _): id == copy
        case .refused(_, let id): id == nil || id == copy
        case .choose: false
        case .lent, .returned, .renewed, .lost, .reader, .holdEnded: true
        }
    }

    /// What everybody at the desk sees after an act.
    mutating func note(_ outcome: DeskOutcome, at place: Int, _ reader: PatronID?, inHand copy: CopyID? = nil) {
        switch outcome {
        case .returned(let loan, _):
            guard let slot = out.firstIndex(where: { $0.loan == loan }) else { return }
            stock.move(out[slot].copy, to: place)
            out.swapAt(slot, out.count - 1)
            out.removeLast()
        case .found(let id), .takenIn(let id): stock.move(id, to: place)
        case .refused(.copyInBox, let id?): stock.move(id, to: shelf(.inBox))
        case .refused(.copyWithdrawn, let id?): stock.move(id, to: shelf(.nowhere))
        default: break
        }
    }

    // MARK: Lending

    /// A class in one reading period: each pupil a book, by card or by the list.
    mutating func lendToClass() async throws {
        let place = deskPlace()
        for reader in readers[place].shuffled(using: &random) {
            guard let copy = books(1, at: place).first else { return }
            if random.once(in: 3) { _ = try await desk(.scan(reader.card.text), at: place) }
            try await lend(copy, to: reader.id, at: place)
            // Another school's book lies on the table.
            if random.once(in: 25), let other = books(1, at: deskPlace()).first {
                let outcome = try await scan(other, at: place, reader: nil)
                if case .belongsElsewhere(other) = outcome, random.once(in: 2) {
                    note(try await desk(.takeIn(other), at: place), at: place, nil)
                }
            }
            if random.once(in: 30) { _ = try await scan(copy, at: place, reader: reader.id) }
            if random.once(in: 20), let read = books(1, at: place).first {
                _ = try await scan(read, at: place, mode: .room)
            }
        }
    }

    mutating func lend(_ copy: CopyID, to reader: PatronID, at place: Int) async throws {
        let outcome = try await scan(copy, at: place, reader: reader)
        guard case .lent(let loan) = outcome else { return }
        // The number may have meant another copy of this shelf, which it says.
        guard let state = try await stores.holdings.copy(copy)?.state, state.loan == loan else { return }
        loansOpened += 1
        stock.move(copy, to: shelf(.onLoan))
        let due = Day(Self.start).adding(days: day + 14)
        out.append(Out(loan: loan, copy: copy, place: place, reader: reader, due: due))
    }

    /// A pile of returns, most of them where they were lent, some weeks late.
    mutating func takeBack() async throws {
        let today = Day(Self.start).adding(days: day)
        for _ in 0..<14 where !out.isEmpty {
            let book = out[random.below(out.count)]
            // Who has weeks left mostly keeps it.
            if book.due > today, !random.once(in: 3) { continue }
            switch random.below(100) {
            case 0..<8: note(try await desk(.renew(book.loan), at: book.place), at: book.place, nil)
            case 8:
                let outcome = try await desk(.lose(book.loan), at: book.place)
                guard case .lost = outcome else { continue }
                stock.move(book.copy, to: shelf(.nowhere))
                out.removeAll { $0.loan == book.loan }
            default:
                let place = random.once(in: 20) ? random.below(points.count) : book.place
                let outcome = try await scan(book.copy, at: place, mode: random.once(in: 2) ? .giveBack : .lend)
                if case .returned(_, let hold?) = outcome { try await lendReady(hold, book.copy, at: place) }
            }
        }
    }

    // MARK: Queues

    mutating func queue() async throws {
        let place = deskPlace()
        for _ in 0..<4 {
            let reader = random.pick(readers[place])
            do {
                let hold = try await stores.readers.placeHold(
                    for: random.pick(records), pickup: points[place], by: reader.id, rules: Self.rules, act: act())
                count("hold-placed")
                if random.once(in: 8) {
                    try await stores.readers.cancelHold(hold, of: reader.id, act: act())
                    count("hold-cancelled")
                }
            } catch let refusal as LendingRefusal {
                refused(refusal.rawValue)
                count("hold-refused")
            }
        }
        for line in try await stores.lending.holds(.toFetch(at: points[place])).prefix(6) {
            guard let copy = line.copy?.copy.id else { continue }
            note(try await desk(.setAside(copy), at: place), at: place, nil)
        }
        for line in try await stores.lending.holds(.ready(at: points[place])).prefix(6) {
            guard let copy = line.copy?.copy.id else { continue }
            try await lendReady(line.hold.id, copy, at: place)
        }
        if random.once(in: 12) {
            _ = try await stores.lending.expireHolds(at: nil, days: 7, act: act())
            count("holds-expired")
        }
    }

    /// The copy goes to its pickup, and into the hands of whoever waited.
    private mutating func lendReady(_ hold: HoldID, _ copy: CopyID, at place: Int) async throws {
        let lines = try await stores.lending.holds(.ready(at: points[place]))
        guard let line = lines.first(where: { $0.hold.id == hold }), let reader = line.borrower else { return }
        if line.copy?.copy.state.holder != points[place] { _ = try await scan(copy, at: place) }
        if !random.once(in: 5) { try await lend(copy, to: reader.id, at: place) }
    }

    // MARK: Shelves

    /// Shelves are read: strays go home, some are found again, some are withdrawn.
    mutating func tidy() async throws {
        let place = deskPlace()
        for copy in books(6, at: place) { _ = try await scan(copy, at: place) }
        for stray in try await stores.rotation.itineraries.strays(at: points[place], limit: 5) {
            guard let home = stray.copy.state.plannedHolder else { continue }
            let to = stock.place(of: home, in: points)
            _ = try await scan(stray.copy.state.id, at: to)
        }
        if random.once(in: 4), let gone = stock.copies(at: shelf(.nowhere)).first {
            _ = try await scan(gone, at: random.below(points.count))
        }
        guard random.once(in: 6), let copy = books(1, at: place).first else { return }
        do {
            _ = try await stores.register.withdraw(
                [copy], of: points[place], document: "QĐ-TL \(day)", act: act())
            stock.move(copy, to: shelf(.nowhere))
            count("withdrawn")
        } catch let refusal as WithdrawalRefusal {
            for (_, conflict) in refusal.refused { refused(conflict.rawValue) }
            count("withdrawal-refused")
        }
    }

    /// What did not apply is looked at.
    mutating func settle() async throws {
        for open in try await stores.ledger.exceptions(ExceptionFilter(limit: 10)) {
            try await stores.ledger.resolve(
                open.accepted.position, random.pick(ExceptionResolution.allCases), act: act())
            count("settled")
        }
    }

    // MARK: Paper

    /// A day without electricity at one place: what is done is written down.
    mutating func writeOnPaper() {
        let place = deskPlace()
        var lines: [PaperLine] = []
        for (row, copy) in books(12, at: place).enumerated() {
            let at = moment()
            let reader = random.pick(readers[place])
            let kind: PaperLine.Kind = random.once(in: 6) ? .room : .out
            // A number that nobody can read.
            let written = random.once(in: 25) ? "TK.??" : text(copy)
            lines.append(
                PaperLine(row: row + 1, kind: kind, card: kind == .out ? reader.card.text : "", copy: written, at: at))
        }
        for book in out.filter({ $0.place == place }).prefix(4) {
            lines.append(
                PaperLine(row: lines.count + 1, kind: .back, card: "", copy: text(book.copy), at: moment()))
        }
        if !lines.isEmpty { papers.append((day + 1 + random.below(3), place, lines)) }
    }

    /// It is entered days later, when the books have been in other hands by now.
    mutating func enter(_ lines: [PaperLine], at place: Int) async throws {
        let act = act()
        let outcomes = try await stores.lending.enter(lines, at: points[place], rules: Self.rules, act: act)
        if random.once(in: 10) {
            let again = try await stores.lending.enter(lines, at: points[place], rules: Self.rules, act: act)
            compare(again == outcomes)
        }
        for outcome in outcomes {
            switch outcome.result {
            case .taken, .questioned: count("paper-taken")
            case .exception(let conflict):
                refused("paper \(conflict.rawValue)")
                count("paper-exception")
            case .unread(let refusal):
                refused("paper \(refusal.rawValue)")
                count("paper-unread")
            }
        }
        // The librarian looks at the shelf again.
        for copy in Array(stock.copies(at: place).prefix(40)) + out.filter({ $0.place == place }).map(\.copy) {
            guard let state = try await stores.holdings.copy(copy)?.state else { continue }
            if state.status == .onLoan { stock.move(copy, to: shelf(.onLoan)) }
            if state.status == .available, state.holder == points[place] {
                stock.move(copy, to: place)
                out.removeAll { $0.copy == copy }
            }
        }
    }
}
