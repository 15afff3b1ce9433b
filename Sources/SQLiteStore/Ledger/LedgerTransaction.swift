import GRDB
import Library

/// One act in the ledger: what it reads, and what it lets happen, inside of a
/// savepoint of the transaction that makes it durable.
struct LedgerTransaction {
    let db: Database
    let now: Moment
    private var shelf: TableShelf

    init(_ db: Database, at now: Moment) {
        (self.db, self.now) = (db, now)
        shelf = TableShelf(db: db)
    }

    /// Lets a fact happen that was judged against the state of this very
    /// transaction; throws the `LedgerConflict` when it cannot, and then nothing
    /// of the act happens.
    @discardableResult
    mutating func happen(_ fact: LedgerFact, at moment: Moment? = nil) throws -> LedgerPosition {
        guard fact.isWellFormed else { throw LedgerConflict.factMalformed }
        let position = try LedgerRows.lastPosition(db) + 1
        var random = SystemRandomNumberGenerator()
        let event = LedgerEvent(
            id: .mint(at: moment ?? now, using: &random), device: .server,
            // The server's own acts are counted by where they stand.
            deviceSequence: position, happenedAt: moment ?? now, fact: fact)
        try LedgerFold.perform(fact, at: LedgerStamp(position: position, at: event.happenedAt), on: &shelf)
        try LedgerRows.insert(
            db, AcceptedEvent(position: position, acceptedAt: now, event: event, conflict: nil))
        return position
    }

    mutating func happen(_ facts: [LedgerFact], at moment: Moment? = nil) throws {
        for fact in facts { try happen(fact, at: moment) }
    }

    /// Takes an event that was made elsewhere or before: one that is known
    /// already keeps its first judgement; one that cannot apply waits for a
    /// librarian; one that can be true of nothing is refused and not kept.
    @discardableResult
    mutating func accept(_ event: LedgerEvent) throws -> AcceptedEvent {
        guard event.isWellFormed else {
            return AcceptedEvent(position: 0, acceptedAt: now, event: event, conflict: .factMalformed)
        }
        if let position = try LedgerRows.position(db, of: event.id),
            let known = try LedgerRows.event(db, at: position)
        {
            return known
        }
        let position = try LedgerRows.lastPosition(db) + 1
        let stamp = LedgerStamp(position: position, at: event.happenedAt)
        let conflict = try LedgerFold.judge(event.fact, at: stamp, by: event.device, on: &shelf)
        let accepted = AcceptedEvent(position: position, acceptedAt: now, event: event, conflict: conflict)
        try LedgerRows.insert(db, accepted)
        return accepted
    }

    /// The same for something written on paper at an hour.
    @discardableResult
    mutating func accept(_ fact: LedgerFact, at moment: Moment) throws -> AcceptedEvent {
        var random = SystemRandomNumberGenerator()
        let sequence = try LedgerRows.lastPosition(db) + 1
        return try accept(
            LedgerEvent(
                id: .mint(at: moment, using: &random), device: .paper, deviceSequence: sequence, happenedAt: moment,
                fact: fact))
    }

    /// Lets a loan that stands wait among the exceptions. One of a kind waits at a
    /// point: the clock of a whole morning is put right once.
    mutating func question(_ loan: Loan, _ doubt: LoanDoubt, at point: ServicePointID) throws {
        let isAsked = try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM ledgerException x JOIN ledgerEvent e ON e.position = x.position
                    WHERE x.resolution IS NULL AND x.conflict = ? AND e.pointId = ?)
                    """), arguments: [doubt.conflict.rawValue, point.rawValue])
        guard isAsked != true else { return }
        var random = SystemRandomNumberGenerator()
        try accept(
            LedgerEvent(
                id: .mint(at: now, using: &random), device: .server,
                deviceSequence: try LedgerRows.lastPosition(db) + 1, happenedAt: now,
                fact: .loanQuestioned(loan.id, loan.copy, at: point, doubt)))
    }

    /// Whether somebody had a copy in hand after an hour: nothing written down at
    /// that hour can apply to it.
    func isOvertaken(_ copy: CopyID, after moment: Moment) throws -> Bool {
        try shelf.lastInHand(copy).map { $0 > moment } ?? false
    }
}
