import Library
import Randomness

/// What is done with boxes, rotas and requests, one step at a time.
extension DeskYear {
    /// A rotation act that may be refused; false when it was.
    private mutating func attempt(_ name: String, _ acts: Int = 1, _ work: () async throws -> Void) async throws -> Bool
    {
        do {
            try await work()
            count(name, acts)
            return true
        } catch let refusal as RotationRefusal {
            refused(refusal.code.rawValue)
            count("\(name)-refused", acts)
            return false
        }
    }

    @discardableResult
    private mutating func order(_ order: BoxOrder, _ name: String, on box: BoxID, at place: Int) async throws -> Bool {
        let (act, point, boxes) = (act(), points[place], stores.rotation.boxes)
        return try await attempt(name) { try await boxes.perform(order, on: box, at: point, act: act) }
    }

    mutating func moveBox(_ number: Int) async throws {
        let crate = crates[number]
        guard day >= crate.rests, let view = try await stores.rotation.boxes.box(crate.id) else { return }
        let box = view.box
        let here = stock.place(of: box.place, in: points)
        switch box.state {
        case .drafted: try await pack(view, number, at: here)
        case .sealed:
            // Away from home it has to be counted then.
            if random.once(in: 30), try await order(.unseal, "unseal", on: box.id, at: here), !box.isHome { return }
            try await send(box, number, from: here)
        case .inTransit: try await arrive(view, number)
        case .received: try await unpack(view, number, at: here)
        case .checked, .home: try await goOn(box, number, at: here)
        case .serving: try await order(.recall, "recall", on: box.id, at: here)
        case .recalled: try await callIn(view, number, at: here)
        case .lost:
            guard random.once(in: 3) else { return }
            try await order(.find, "find", on: box.id, at: random.below(points.count))
        case .dissolved:
            let fresh = try await stores.rotation.boxes.open(
                "T\(box.id)-\(acts)", owner: box.owner, act: act())
            crates[number] = Crate(id: fresh, goal: nil, rests: day)
            count("box-opened")
        }
    }

    // MARK: Packing

    private mutating func pack(_ view: BoxView, _ number: Int, at place: Int) async throws {
        let box = view.box.id
        let wanted = max(0, 15 + random.below(20) - view.copies.count)
        var found = books(wanted, at: place)
        // A book that stands elsewhere lies on the pile.
        if random.once(in: 15), let stray = books(1, at: random.below(points.count)).first { found.append(stray) }
        try await put(found, in: box, at: place)
        if view.lines.isEmpty, found.isEmpty || random.once(in: 4) {
            let papers = BoxOrder.line(nil, text: "Báo Thiếu niên Tiền phong", quantity: 1 + random.below(9))
            try await order(papers, "line", on: box, at: place)
        }
        if random.once(in: 40) {
            if try await order(.dissolve, "dissolve", on: box, at: place) {
                for copy in found { stock.move(copy, to: place) }
            }
            return
        }
        if random.once(in: 2) { try await order(.seal, "seal", on: box, at: place) }
        try await send(view.box, number, from: place)
    }

    /// Scans books into a box; what is refused is laid aside, or packed all the
    /// same when it is plainly here.
    private mutating func put(_ copies: [CopyID], in box: BoxID, at place: Int) async throws {
        var rest = copies
        for _ in 0..<4 where !rest.isEmpty {
            let (act, point) = (act(), points[place])
            do {
                let outcomes = try await stores.rotation.boxes.scan(
                    rest.map(text), .pack, box, at: point, act: act)
                for outcome in outcomes { stock.move(outcome.copy, to: shelf(.inBox)) }
                return count("packed", rest.count)
            } catch let refusal as RotationRefusal {
                refused("pack \(refusal.code.rawValue)")
                count("pack-refused", rest.count)
                guard let wrong = rest.firstIndex(where: { text($0) == refusal.text }) else { return }
                let copy = rest.remove(at: wrong)
                guard refusal.code == .copyElsewhere, random.once(in: 2) else { continue }
                let (again, words) = (self.act(), [text(copy)])
                let boxes = stores.rotation.boxes
                let isPacked = try await attempt("pack-here") {
                    _ = try await boxes.scan(words, .packHere, box, at: point, act: again)
                }
                if isPacked { stock.move(copy, to: shelf(.inBox)) }
            }
        }
    }

    /// Home when it has served, or on to the next place.
    private mutating func send(_ box: Box, _ number: Int, from place: Int) async throws {
        let home = stock.place(of: box.owner, in: points)
        let to =
            crates[number].goal ?? (place != home && !random.once(in: 3) ? home : 1 + random.below(points.count - 1))
        guard to != place else {
            crates[number].goal = nil
            return
        }
        if try await order(.send(to: points[to], trip: nil), "send", on: box.id, at: place) {
            (crates[number].goal, crates[number].rests) = (nil, day + random.below(3))
        }
    }

    // MARK: Arriving

    /// Most arrive; some are turned back, some arrive at the wrong place, some are
    /// lost and given up.
    private mutating func arrive(_ view: BoxView, _ number: Int) async throws {
        let box = view.box
        let to = stock.place(of: box.destination ?? box.place, in: points)
        switch random.below(60) {
        case 0, 1: try await order(.turnBack, "turn-back", on: box.id, at: stock.place(of: box.place, in: points))
        case 2, 3:
            if try await order(.lose, "lose", on: box.id, at: stock.place(of: box.owner, in: points)) {
                crates[number].rests = day + 45
            }
        case 4, 5:
            try await order(
                .receiveAstray(label: box.label(view.label)), "receive-astray", on: box.id,
                at: random.below(points.count))
        case 6: try await order(.receive, "receive", on: box.id, at: random.below(points.count))
        default:
            try await order(.receive, "receive", on: box.id, at: to)
            // Pressed twice.
            if random.once(in: 30) { try await order(.receive, "receive", on: box.id, at: to) }
        }
    }

    private mutating func unpack(_ view: BoxView, _ number: Int, at place: Int) async throws {
        let box = view.box.id
        if random.once(in: 25), try await order(.passOn, "pass-on", on: box, at: place) { return }
        var inside = view.copies.filter { $0.state.status == .awaitingCheck && !random.once(in: 40) }.map(\.state.id)
        if random.once(in: 10), let stray = books(1, at: place).first { inside.append(stray) }
        for first in stride(from: 0, to: inside.count, by: 12) {
            let part = Array(inside[first..<min(inside.count, first + 12)])
            let (act, point, boxes) = (act(), points[place], stores.rotation.boxes)
            let words = part.map(text)
            let isCounted = try await attempt("counted", part.count) {
                _ = try await boxes.scan(words, .count, box, at: point, act: act)
            }
            if isCounted { for copy in part { stock.move(copy, to: place) } }
        }
        if !view.lines.isEmpty {
            let counts = view.lines.map { ($0.line, max(0, $0.quantity - random.below(2))) }
            try await order(
                .countLines(Dictionary(counts) { first, _ in first }), "count-lines", on: box, at: place)
        }
        if random.once(in: 20) { try await order(.finishCount(HandoverNote()), "finish", on: box, at: place) }
        let note = HandoverNote(giver: "Người giao", receiver: "Người nhận", remarks: "")
        if try await order(.finishCount(note), "finish", on: box, at: place) {
            crates[number].rests = day + 10 + random.below(25)
        }
    }

    private mutating func goOn(_ box: Box, _ number: Int, at place: Int) async throws {
        if box.state == .checked { try await order(.serve, "serve", on: box.id, at: place) }
        if box.state == .home { try await order(.reopen, "reopen", on: box.id, at: place) }
    }

    /// A box that was recalled: what stands there goes back in, what is out or
    /// gone stays behind.
    private mutating func callIn(_ view: BoxView, _ number: Int, at place: Int) async throws {
        let box = view.box.id
        if try await order(.packRest, "pack-rest", on: box, at: place) {
            for copy in view.copies where copy.state.status == .available {
                stock.move(copy.state.id, to: shelf(.inBox))
            }
        }
        try await order(.detachRest, "detach-rest", on: box, at: place)
        if view.copies.isEmpty, view.lines.isEmpty {
            try await order(.line(nil, text: "Báo Nhi đồng", quantity: 2), "line", on: box, at: place)
        }
        try await send(view.box, number, from: place)
    }

    // MARK: Rotas and requests

    /// The coordinator looks what should move and has it done.
    mutating func followRotas() async throws {
        let moves = try await stores.rotation.proposals.proposals(of: [points[0]], at: moment(), RotationSettings())
        count("proposals")
        for move in moves.lazy.filter({ !$0.move.isQuiet }).prefix(6) {
            guard let to = move.move.to, let number = crates.firstIndex(where: { $0.id == move.move.box }),
                let view = try await stores.rotation.boxes.box(move.move.box)
            else { continue }
            crates[number].goal = stock.place(of: to, in: points)
            crates[number].rests = day
            if view.box.state == .serving {
                try await order(.recall, "recall", on: view.box.id, at: stock.place(of: view.box.place, in: points))
            }
        }
    }

    /// A school asks its commune or the province; the other side answers.
    mutating func ask() async throws {
        let rotation = stores.rotation
        if asked.count < 3 || random.once(in: 2) {
            let from = 1 + places.communes.count + random.below(places.schools.count)
            let to = random.once(in: 2) ? 0 : 1 + random.below(places.communes.count)
            var facts = RequestFacts(grade: 1 + random.below(5), quantity: 5 + random.below(10))
            if random.once(in: 3) { facts = RequestFacts(record: random.pick(records), quantity: 1) }
            asked.append(try await rotation.requests.ask(facts, from: points[from], to: points[to], act: act()))
            return count("asked")
        }
        let request = asked.removeFirst()
        guard let view = try await rotation.requests.request(request) else { return }
        let answer: RequestAnswer
        switch random.below(8) {
        case 0: answer = .decline("Không còn bản nào.")
        case 1: answer = .withdraw
        default:
            let fitting = try await rotation.requests.suggestions(for: request, limit: view.request.facts.quantity)
            answer = fitting.isEmpty ? .decline("Không có.") : .accept(fitting.map(\.state.id))
        }
        let act = act()
        var box: BoxID?
        do {
            box = try await rotation.requests.answer(answer, to: request, act: act)
            count("answered")
        } catch let refusal as RotationRefusal {
            refused("request \(refusal.code.rawValue)")
            count("answer-refused")
        }
        guard let box, case .accept(let copies) = answer else { return }
        for copy in copies { stock.move(copy, to: shelf(.inBox)) }
        crates.append(Crate(id: box, goal: stock.place(of: view.request.from, in: points), rests: day))
    }
}
