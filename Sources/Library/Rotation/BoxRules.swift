/// What becomes of an order about a box: the facts that happen, or the refusal
/// that says why nothing does.
package enum BoxRules {
    /// `hash` is the SHA-256 of a manifest, computed by whoever may hash.
    ///
    /// For example: `try BoxRules.facts(of: .recall, for: contents, at: point) { _ in "" }`.
    package static func facts(
        of order: BoxOrder, for contents: BoxContents, at point: ServicePointID, hash: (BoxManifest) -> String
    ) throws(RotationRefusal) -> [LedgerFact] {
        let box = contents.box
        switch order {
        case .line(let line, let text, let quantity):
            try openForPacking(box, at: point)
            return [.linePacked(try self.line(line, text, quantity, in: contents))]
        case .detach(let copy):
            guard contents.copies.contains(where: { $0.id == copy }) else {
                throw RotationRefusal(.copyNotInBox, copy: copy, box: box.id)
            }
            try openForDetaching(box, at: point)
            return [.copyUnpacked(copy, box.id)]
        case .packRest:
            try openForPacking(box, at: point)
            return contents.onShelf.map { .copyPacked($0.id, box.id) }
        case .detachRest:
            try openForPacking(box, at: point)
            return contents.outside.map { .copyUnpacked($0.id, box.id) }
        case .seal: return [try seal(contents, at: point, hash)]
        case .send(let destination, let trip, _):
            guard destination != box.place else { throw RotationRefusal(.samePlace, box: box.id, point: box.place) }
            let closing = box.state == .sealed ? [] : [try seal(contents, at: point, hash)]
            try check(box.state == .sealed ? .depart : .seal, of: box, at: point)
            return closing + [.boxActed(box.id, .depart, BoxActFacts(at: point, to: destination, trip: trip))]
        case .receiveAstray(let label):
            guard box.destination != point else { return try single(.receive, box, at: point) }
            guard contents.label.isOn(label) else { throw RotationRefusal(.labelWrong, box: box.id) }
            return try single(.divert, box, at: point) + [.boxActed(box.id, .receive, BoxActFacts(at: point))]
        case .passOn:
            let facts = try single(.passOn, box, at: point)
            guard !box.owesCount, contents.copies.allSatisfy({ $0.status == .awaitingCheck }),
                contents.lines.allSatisfy({ $0.counted == nil })
            else { throw RotationRefusal(.alreadyOpened, box: box.id) }
            return facts
        case .countLines(let counts):
            try openForCounting(box, at: point)
            return contents.lines.compactMap { line in
                counts[line.line].map { .lineCounted(box.id, line: line.line, quantity: $0) }
            }
        case .finishCount(let note): return try finishCount(note, contents, at: point)
        case .serve: return try single(box.place == box.owner ? .bringHome : .serve, box, at: point)
        case .unseal: return try single(.unseal, box, at: point)
        case .turnBack:
            guard box.destination != box.place else {
                throw RotationRefusal(.wrongState, box: box.id, point: box.place)
            }
            return try single(.turnBack, box, at: point)
        case .receive: return try single(.receive, box, at: point)
        case .recall: return try single(.recall, box, at: point)
        case .resume:
            let facts = try single(.resume, box, at: point)
            guard !box.owesCount else { throw RotationRefusal(.countOwed, box: box.id) }
            return facts
        case .reopen: return try single(.reopen, box, at: point)
        case .dissolve: return try single(.dissolve, box, at: point)
        case .lose: return try single(.lose, box, at: point)
        case .find: return try single(.find, box, at: point)
        }
    }

    /// What differs between what was sealed in and what was counted.
    package static func differs(_ contents: BoxContents, surplus: Int) -> Bool {
        surplus > 0 || contents.copies.contains { $0.status == .awaitingCheck }
            || contents.lines.contains { $0.counted != nil && $0.counted != $0.quantity }
    }

    // MARK: Parts

    private static func seal(
        _ contents: BoxContents, at point: ServicePointID, _ hash: (BoxManifest) -> String
    ) throws(RotationRefusal) -> LedgerFact {
        let box = contents.box
        try check(.seal, of: box, at: point)
        let outside = contents.copies.count - contents.packed.count
        guard outside == 0 else { throw RotationRefusal(.copiesOutside, box: box.id, number: outside) }
        guard !contents.copies.isEmpty || contents.quantity > 0 else { throw RotationRefusal(.boxEmpty, box: box.id) }
        let manifest = BoxManifest(
            Manifest(box: box.id, sealing: box.sealings + 1), copies: contents.copies.map(\.id), lines: contents.lines)
        let seal = BoxSeal(copies: contents.copies.count, quantity: contents.quantity, hash: hash(manifest))
        return .boxActed(box.id, .seal, BoxActFacts(at: point, seal: seal))
    }

    private static func finishCount(
        _ note: HandoverNote, _ contents: BoxContents, at point: ServicePointID
    ) throws(RotationRefusal) -> [LedgerFact] {
        let box = contents.box
        try check(.check, of: box, at: point)
        guard contents.lines.allSatisfy({ $0.counted != nil }) else {
            throw RotationRefusal(.linesUncounted, box: box.id)
        }
        let counted = contents.copies.filter { $0.status == .counted }.count
        let isWhole = counted == contents.copies.count && counted == (box.seal?.copies ?? 0)
        if !isWhole || differs(contents, surplus: 0) {
            guard !note.giver.isEmpty, !note.receiver.isEmpty else {
                throw RotationRefusal(.signersMissing, box: box.id)
            }
        }
        let end: BoxAct = box.place == box.owner ? .bringHome : .serve
        return [
            .boxActed(box.id, .check, BoxActFacts(at: point)), .boxActed(box.id, end, BoxActFacts(at: point)),
        ]
    }

    private static func line(
        _ known: Int?, _ text: String, _ quantity: Int, in contents: BoxContents
    ) throws(RotationRefusal) -> BoxLine {
        guard (0...100_000).contains(quantity) else { throw RotationRefusal(.incomplete) }
        let box = contents.box.id
        if let known {
            guard var line = contents.lines.first(where: { $0.line == known }) else {
                throw RotationRefusal(.copyNotInBox, box: box)
            }
            line.quantity = quantity
            line.counted = nil
            if !text.isEmpty { line.text = text }
            return line
        }
        guard !text.isEmpty, quantity > 0 else { throw RotationRefusal(.incomplete) }
        let next = (contents.lines.map(\.line).max() ?? 0) + 1
        return BoxLine(box: box, line: next, text: text, quantity: quantity)
    }

    private static func single(
        _ act: BoxAct, _ box: Box, at point: ServicePointID
    ) throws(RotationRefusal) -> [LedgerFact] {
        try check(act, of: box, at: point)
        return [.boxActed(box.id, act, BoxActFacts(at: point))]
    }

    /// State first: what cannot be done at all is not a question of the place.
    static func check(_ act: BoxAct, of box: Box, at point: ServicePointID) throws(RotationRefusal) {
        guard BoxChart.transition(of: act, for: box) != nil else {
            throw RotationRefusal(.wrongState, box: box.id)
        }
        guard let points = box.points(for: act), !points.contains(point) else { return }
        throw RotationRefusal(.wrongPlace, box: box.id, point: points.first)
    }

    static func openForPacking(_ box: Box, at point: ServicePointID) throws(RotationRefusal) {
        guard box.state == .drafted || box.state == .recalled else { throw RotationRefusal(.wrongState, box: box.id) }
        try standing(box, at: point)
        guard !box.owesCount else { throw RotationRefusal(.countOwed, box: box.id) }
    }

    static func openForCounting(_ box: Box, at point: ServicePointID) throws(RotationRefusal) {
        guard box.state == .received else { throw RotationRefusal(.wrongState, box: box.id) }
        try standing(box, at: point)
    }

    static func openForDetaching(_ box: Box, at point: ServicePointID) throws(RotationRefusal) {
        switch box.state {
        case .drafted, .checked, .serving, .recalled:
            try standing(box, at: point)
            guard !box.owesCount else { throw RotationRefusal(.countOwed, box: box.id) }
        case .sealed, .inTransit, .received, .home, .dissolved, .lost:
            throw RotationRefusal(.wrongState, box: box.id)
        }
    }

    private static func standing(_ box: Box, at point: ServicePointID) throws(RotationRefusal) {
        guard box.place == point else { throw RotationRefusal(.wrongPlace, box: box.id, point: box.place) }
    }
}
