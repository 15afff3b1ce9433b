import Library
import Randomness

/// What is done with boxes, one step of one box at a time.
extension ProvinceYear {
    mutating func boxWork(_ number: Int) -> [Told] {
        let id = BoxID(Int64(number) + 1)
        guard day >= boxRests[number] else { return [] }
        guard let box = shelf.box(id) else {
            let owner = random.once(in: 4) ? 1 + random.below(places.communes.count) : 0
            return [(.boxOpened(id, number: "T\(number + 1)", owner: points[owner]), owner, moment())]
        }
        let here = stock.place(of: box.place, in: points)
        switch box.state {
        case .drafted: return packing(box, at: here)
        case .sealed:
            if random.once(in: 30), box.isHome { return [act(box, .unseal, here)] }
            // Home when it served, or on to the next place.
            let away = 1 + random.below(points.count - 1)
            let to = box.place != box.owner && !random.once(in: 3) ? box.owner : points[away]
            guard to != box.place else { return [] }
            let facts = BoxActFacts(at: box.place, to: to, trip: TripID(Int64(day) + 1))
            boxRests[number] = day + random.below(3)
            return [(.boxActed(id, .depart, facts), here, moment())]
        case .inTransit: return arriving(box, number)
        case .received: return [act(box, .check, here)]
        case .checked:
            if box.place == box.owner { return [act(box, .bringHome, here)] }
            boxRests[number] = day + 20 + random.below(30)
            return [act(box, .serve, here)]
        case .serving: return [act(box, .recall, here)]
        case .recalled: return packing(box, at: here)
        case .home: return [act(box, .reopen, here)]
        case .lost: return random.once(in: 3) ? [act(box, .find, random.below(points.count))] : []
        default: return []
        }
    }

    private mutating func act(_ box: Box, _ act: BoxAct, _ place: Int) -> Told {
        (.boxActed(box.id, act, BoxActFacts(at: points[place])), place, moment())
    }

    /// Fills a box and closes it. Of one that was recalled, what stands there
    /// goes back in, and what is out or gone stays behind.
    private mutating func packing(_ box: Box, at place: Int) -> [Told] {
        var told: [Told] = []
        var packed: [CopyID] = []
        for copy in shelf.copies(in: box.id) {
            if copy.status == .packed {
                packed.append(copy.id)
            } else if copy.status == .available, copy.holder == box.place {
                told.append((.copyPacked(copy.id, box.id), place, moment()))
                packed.append(copy.id)
            } else {
                told.append((.copyUnpacked(copy.id, box.id), place, moment()))
            }
        }
        if box.state == .drafted {
            for copy in available(max(0, 15 + random.below(20) - packed.count), at: place) where copy.box == nil {
                told.append((.copyPacked(copy.id, box.id), place, moment()))
                packed.append(copy.id)
            }
        }
        // A slip: a copy that stands elsewhere is scanned.
        if random.once(in: 20), let other = available(1, at: random.below(points.count)).first,
            other.holder != box.place
        {
            told.append((.copyPacked(other.id, box.id), place, moment()))
        }
        var lines = shelf.lines(in: box.id)
        if lines.isEmpty, packed.isEmpty || random.once(in: 4) {
            let line = BoxLine(
                box: box.id, line: 1, text: "Báo Thiếu niên Tiền phong", quantity: 1 + random.below(9))
            told.append((.linePacked(line), place, moment()))
            lines.append(line)
        }
        let manifest = BoxManifest(Manifest(box: box.id, sealing: box.sealings + 1), copies: packed, lines: lines)
        let seal = BoxSeal(
            copies: packed.count, quantity: lines.reduce(0) { $0 + $1.quantity },
            hash: contents.hash(of: Array(manifest.text.utf8)).hex)
        told.append((.boxActed(box.id, .seal, BoxActFacts(at: points[place], seal: seal)), place, moment()))
        return told
    }

    /// Most arrive and are counted; some are turned back, some arrive at the wrong
    /// place first, some are lost and given up after two months.
    private mutating func arriving(_ box: Box, _ number: Int) -> [Told] {
        let to = box.destination ?? box.place
        let place = stock.place(of: to, in: points)
        if to != box.place, random.once(in: 15) { return [act(box, .turnBack, place)] }
        var told: [Told] = []
        if random.once(in: 40) {
            let wrong = random.below(points.count)
            told.append((.boxActed(box.id, .receive, BoxActFacts(at: points[wrong])), wrong, moment()))
            if points[wrong] == to { return told }
        }
        if random.once(in: 15) {
            // Given up by its owner; it may turn up in two months.
            boxRests[number] = day + 60
            let owner = stock.place(of: box.owner, in: points)
            return told + [act(box, .lose, owner)]
        }
        if random.once(in: 15) {
            let wrong = random.below(points.count)
            return told + [act(box, .divert, wrong)]
        }
        let isEmpty = random.once(in: 60)
        told.append(act(box, .receive, place))
        // Pressed twice.
        if random.once(in: 30) { told.append(act(box, .receive, place)) }
        guard !isEmpty else { return told }
        for copy in shelf.copies(in: box.id) where !random.once(in: 40) {
            told.append((.copyCounted(copy.id, box.id), place, moment()))
        }
        for line in shelf.lines(in: box.id) {
            told.append(
                (
                    .lineCounted(box.id, line: line.line, quantity: max(0, line.quantity - random.below(2))), place,
                    moment()
                ))
        }
        if random.once(in: 10), let stray = available(1, at: place).first {
            told.append((.copyCounted(stray.id, box.id), place, moment()))
        }
        return told
    }
}
