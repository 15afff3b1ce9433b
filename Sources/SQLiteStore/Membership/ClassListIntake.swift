import GRDB
import Library

/// Takes a class list in, row by row.
struct ClassListIntake {
    private let db: Database
    private let point: ServicePointID
    /// The patrons this list has named already.
    private var named: Set<PatronID> = []

    init(_ db: Database, _ point: ServicePointID) { (self.db, self.point) = (db, point) }

    mutating func take(_ line: ClassLine) throws -> ListOutcome {
        let result: ListOutcome.Result
        do {
            result = try place(line)
        } catch let fault as ListFault {
            result = .rejected(fault)
        }
        return ListOutcome(row: line.row, label: line.facts.name, result: result)
    }

    private mutating func place(_ line: ClassLine) throws -> ListOutcome.Result {
        guard let known = try known(line) else {
            var id: PatronID?
            // A card that is taken must not leave a reader without one behind.
            try db.inSavepoint {
                let added = try PatronRows.insert(db, line.facts, at: point)
                _ = try PatronCards.give(db, line.card, to: added)
                id = added
                return .commit
            }
            if let id { named.insert(id) }
            return .added
        }
        guard named.insert(known.id).inserted else { throw ListFault.rowTwice }
        var facts = line.facts
        // A list without the columns takes nothing back that was agreed to.
        facts.consentOn = facts.consentOn ?? known.facts.consentOn
        facts.birthday = facts.birthday ?? known.facts.birthday
        facts.contact = facts.contact ?? known.facts.contact
        guard facts.permitted != known.facts else { return .unchanged }
        try PatronRows.update(db, facts, of: known.id)
        return .changed
    }

    /// The reader a row means: by the card, else by name and class, told apart
    /// by the birthday where one is kept.
    private func known(_ line: ClassLine) throws -> Patron? {
        if let card = line.card, let owner = try PatronCards.owner(db, of: card) {
            guard !owner.isLost, let patron = try PatronRows.patron(db, owner.patron), patron.servicePoint == point
            else { throw ListFault.cardTaken }
            return patron
        }
        // Everybody has a card: one that nobody has is another reader's, whatever the name.
        guard line.card == nil else { return nil }
        let same = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(PatronRows.columns) FROM \(PatronRows.inForce)
                    AND p.servicePointId = ? AND p.nameKey = ? AND p.className IS ?
                    """),
            arguments: [point.rawValue, PatronRows.nameKey(line.facts.name), line.facts.className]
        ).map { try PatronRows.patron($0) }
        let fitting = same.filter { patron in
            guard let left = patron.facts.birthday, let right = line.facts.birthday else { return true }
            return left == right
        }
        guard fitting.count < 2 else { throw ListFault.personAmbiguous }
        return fitting.first
    }
}
