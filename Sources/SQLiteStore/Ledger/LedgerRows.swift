import Foundation
import GRDB
import Library

/// Events as rows.
enum LedgerRows {
    private static let columns = """
        position, id, deviceId, deviceSequence, happenedAt, acceptedAt, kind, conflict, copyId, loanId, holdId, \
        boxId, recordId, pointId, toPointId, tripId, dueOn, policy, category, grade, unitId, number, quantity, text, hash
        """

    private static let selection =
        (columns.split(separator: ", ").map { "e.\($0)" }
        + CopyRows.columns.split(separator: ", ").map { "c.\($0)" }).joined(separator: ", ")

    static func insert(_ db: Database, _ accepted: AcceptedEvent) throws {
        let event = accepted.event
        let fact = EventColumns(event.fact)
        // One literal of optionals a line: the compiler reads it faster.
        let head: [(any DatabaseValueConvertible)?] = [
            accepted.position, Data(event.id.bytes), event.device.rawValue, event.deviceSequence,
            event.happenedAt.milliseconds, accepted.acceptedAt.milliseconds, fact.kind, accepted.conflict?.rawValue,
        ]
        let things: [(any DatabaseValueConvertible)?] = [
            fact.copy, fact.loan, fact.hold, fact.box, fact.record, fact.point, fact.toPoint, fact.trip,
        ]
        let values: [(any DatabaseValueConvertible)?] = [
            fact.dueOn, fact.policy, fact.category, fact.grade, fact.unit, fact.number, fact.quantity, fact.text,
            fact.hash,
        ]
        try db.cachedStatement(
            sql: """
                INSERT INTO ledgerEvent (\(columns))
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: StatementArguments(head + things + values))
        switch event.fact {
        case .copyRegistered(_, let facts, _), .copyDescribed(_, let facts):
            try db.cachedStatement(
                sql: "INSERT INTO copyEntry (position, \(CopyRows.columns)) VALUES (?, \(CopyRows.marks))"
            ).execute(arguments: StatementArguments([accepted.position] + CopyRows.values(facts)))
        default: break
        }
    }

    /// The last position; 0 for a ledger without events.
    static func lastPosition(_ db: Database) throws -> LedgerPosition {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(position) FROM ledgerEvent")) ?? 0
    }

    static func position(_ db: Database, of id: EventID) throws -> LedgerPosition? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT position FROM ledgerEvent WHERE id = ?"), arguments: [Data(id.bytes)])
    }

    static func event(_ db: Database, at position: LedgerPosition) throws -> AcceptedEvent? {
        var found: AcceptedEvent?
        try events(db, where: "e.position = ?", [position]) { found = $0 }
        return found
    }

    /// Calls `body` with the events of a condition on `e`, in the order of their positions.
    static func events(
        _ db: Database, where condition: String = "1", _ arguments: StatementArguments = [],
        _ body: (AcceptedEvent) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT \(selection) FROM ledgerEvent e LEFT JOIN copyEntry c ON c.position = e.position
                    WHERE \(condition) ORDER BY e.position
                    """), arguments: arguments)
        while let row = try rows.next() { try body(try event(row)) }
    }

    private static func event(_ row: Row) throws -> AcceptedEvent {
        let position: Int64 = row[0]
        var fact = EventColumns(row[6])
        (fact.copy, fact.loan, fact.hold, fact.box) = (row[8], row[9], row[10], row[11])
        (fact.record, fact.point, fact.toPoint, fact.trip) = (row[12], row[13], row[14], row[15])
        (fact.dueOn, fact.policy, fact.category, fact.grade) = (row[16], row[17], row[18], row[19])
        (fact.unit, fact.number, fact.quantity, fact.text, fact.hash) = (row[20], row[21], row[22], row[23], row[24])
        let facts = row.hasNull(atIndex: 25) ? nil : CopyRows.facts(row, from: 25)
        guard let id = try row.withUnsafeData(atIndex: 1, { $0.flatMap { EventID(bytes: $0) } }),
            let happened = fact.fact(facts: facts)
        else { throw StoreError.damagedRow(table: "ledgerEvent", id: position) }
        var conflict: LedgerConflict?
        if let code = row[7] as String? {
            conflict = LedgerConflict(rawValue: code)
            guard conflict != nil else { throw StoreError.damagedRow(table: "ledgerEvent", id: position) }
        }
        return AcceptedEvent(
            position: position, acceptedAt: Moment(milliseconds: row[5]),
            event: LedgerEvent(
                id: id, device: DeviceID(row[2] as Int64), deviceSequence: row[3],
                happenedAt: Moment(milliseconds: row[4]), fact: happened), conflict: conflict)
    }
}
