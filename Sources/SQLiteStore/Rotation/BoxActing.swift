import GRDB
import Library

/// Does an order about a box inside of a transaction of the ledger, with what
/// follows from it on the plans.
struct BoxActing {
    let contents: any ContentStore

    func contents(_ db: Database, of id: BoxID) throws -> BoxContents {
        guard let box = try BoxRows.box(db, id) else { throw RotationRefusal(.boxUnknown, box: id) }
        return BoxContents(
            box: box, copies: try BoxRows.copies(db, in: id), lines: try BoxRows.lines(db, in: id),
            label: try BoxRows.label(db, of: id, contents))
    }

    func open(
        _ number: String, owner: ServicePointID, in transaction: inout LedgerTransaction
    ) throws -> BoxID {
        let db = transaction.db
        guard !number.isEmpty, number.utf8.count <= 40 else { throw RotationRefusal(.incomplete) }
        if let other = try BoxRows.box(db, numbered: number, of: owner) {
            throw RotationRefusal(.numberTaken, text: number, box: other)
        }
        let id = BoxID((try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM box")) ?? 0) + 1)
        try transaction.happen(.boxOpened(id, number: number, owner: owner))
        return id
    }

    func perform(
        _ order: BoxOrder, on id: BoxID, at point: ServicePointID, in transaction: inout LedgerTransaction
    ) throws {
        if case .send(let to, _, let days) = order {
            let today = Day(transaction.now)
            try PointNames.requireOpen(transaction.db, to, on: today)
            try days.check(on: today)
        }
        let before = try contents(transaction.db, of: id)
        let hashing = contents
        let facts = try BoxRules.facts(of: order, for: before, at: point) {
            hashing.hash(of: Array($0.text.utf8)).hex
        }
        if case .finishCount(let note) = order {
            try HandoverRows.sign(transaction.db, before.box, note, on: Day(transaction.now))
        }
        try transaction.happen(facts)
        try follow(order, before.box, transaction.db)
    }

    /// What an act means for rota, trip and request.
    private func follow(_ order: BoxOrder, _ before: Box, _ db: Database) throws {
        guard let box = try BoxRows.box(db, before.id) else { return }
        if box.state == .home { try RotaRows.comeHome(db, box) }
        if box.state == .home || box.state == .dissolved {
            try BoxDaysRows.forget(db, box.id)
            try Self.askAnew(db, box.id)
        }
        switch order {
        case .receive, .receiveAstray, .find:
            try RotaRows.arrive(db, box)
            if let trip = box.trip { try TripRows.finishWhenEmpty(db, trip) }
        case .turnBack: try BoxDaysRows.say(db, BoxDays(), of: box.id)
        case .lose: if let trip = box.trip { try TripRows.finishWhenEmpty(db, trip) }
        case .send(let to, let trip, let days):
            try BoxDaysRows.say(db, days, of: box.id)
            // What leaves by itself leaves with no planned trip any more.
            if trip == nil { try TripRows.unload(db, box.id) }
            try db.cachedStatement(
                sql: "UPDATE bookRequest SET state = 'packed' WHERE boxId = ? AND fromId = ? AND state = 'accepted'"
            ).execute(arguments: [box.id.rawValue, to.rawValue])
        case .finishCount:
            try db.cachedStatement(
                sql: """
                    UPDATE bookRequest SET state = 'closed'
                    WHERE boxId = ? AND fromId = ? AND state IN ('accepted', 'packed')
                    """
            ).execute(arguments: [box.id.rawValue, box.place.rawValue])
        case .dissolve: try RotaRows.release(db, box.id)
        default: break
        }
    }

    /// The books did not come: their box was given up, or turned back and is home
    /// uncounted by whoever asked. Whoever was asked may try again.
    private static func askAnew(_ db: Database, _ box: BoxID) throws {
        try db.cachedStatement(
            sql: """
                UPDATE bookRequest SET state = 'asked', boxId = NULL
                WHERE boxId = ? AND state IN ('accepted', 'packed')
                """
        ).execute(arguments: [box.rawValue])
    }
}
