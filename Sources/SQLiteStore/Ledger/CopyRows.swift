import GRDB
import Library

/// The register's lines and the states of copies as rows.
enum CopyRows {
    /// Of `copy` and `copyEntry`, in the order of ``values(_:)``.
    static let columns = """
        recordId, institutionId, accessionNumber, numberKey, barcode, barcodeKey, callNumber, location, price, \
        condition, source, receivedOn, invoice, note
        """
    static let marks = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"

    static func values(_ facts: CopyFacts) -> [(any DatabaseValueConvertible)?] {
        let barcodeKey = AccessionNumber.key(of: facts.barcode)
        let numbers: [(any DatabaseValueConvertible)?] = [
            facts.record.rawValue, facts.register.rawValue, facts.number.text, facts.number.key, facts.barcode,
            barcodeKey.isEmpty ? facts.barcode : barcodeKey, facts.callNumber,
        ]
        return numbers + [
            facts.location, facts.price, facts.condition.rawValue, facts.source?.rawValue,
            facts.receivedOn?.description, facts.invoice, facts.note,
        ]
    }

    /// Nil for a row that no version of ours writes.
    static func facts(_ row: Row, from first: Int) -> CopyFacts? {
        guard let condition = CopyCondition(rawValue: row[first + 9]) else { return nil }
        let source: String? = row[first + 10]
        return CopyFacts(
            record: RecordID(row[first] as Int64), register: InstitutionID(row[first + 1] as Int64),
            // By today's rule: a line of the ledger keeps the key of its own day.
            number: AccessionNumber(
                text: row[first + 2], key: AccessionNumber.key(of: row[first + 2] as String)),
            barcode: row[first + 4],
            callNumber: row[first + 6], location: row[first + 7], price: row[first + 8], condition: condition,
            source: source.flatMap { CopySource(rawValue: $0) },
            receivedOn: (row[first + 11] as String?).flatMap { Day(iso: $0) }, invoice: row[first + 12],
            note: row[first + 13])
    }

    static let stateColumns = "id, recordId, ownerId, holderId, plannedHolderId, boxId, status, loanId, holdId"

    static func state(_ row: Row, from first: Int = 0) throws -> CopyState {
        guard let status = CopyStatus(rawValue: row[first + 6]) else {
            throw StoreError.damagedRow(table: "copyState", id: row[first])
        }
        return CopyState(
            id: CopyID(row[first] as Int64), record: RecordID(row[first + 1] as Int64),
            owner: ServicePointID(row[first + 2] as Int64), holder: ServicePointID(row[first + 3] as Int64),
            plannedHolder: (row[first + 4] as Int64?).map { ServicePointID($0) },
            box: (row[first + 5] as Int64?).map { BoxID($0) }, status: status,
            loan: (row[first + 7] as Int64?).map { LoanID($0) }, hold: (row[first + 8] as Int64?).map { HoldID($0) })
    }

    static func values(_ copy: CopyState) -> [(any DatabaseValueConvertible)?] {
        [
            copy.id.rawValue, copy.record.rawValue, copy.owner.rawValue, copy.holder.rawValue,
            copy.plannedHolder?.rawValue, copy.box?.rawValue, copy.status.rawValue, copy.loan?.rawValue,
            copy.hold?.rawValue,
        ]
    }

    static func state(_ db: Database, _ id: CopyID) throws -> CopyState? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(stateColumns) FROM copyState WHERE id = ?"), arguments: [id.rawValue]
        ).map { try state($0) }
    }

    static func copy(_ db: Database, numbered number: AccessionNumber, in register: InstitutionID) throws -> CopyID? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM copy WHERE institutionId = ? AND numberKey = ?"),
            arguments: [register.rawValue, number.key]
        ).map { CopyID($0) }
    }

    private static let joined = """
        SELECT \(stateColumns.split(separator: ", ").map { "s.\($0)" }.joined(separator: ", ")), \
        \(columns.split(separator: ", ").map { "c.\($0)" }.joined(separator: ", ")) \
        FROM copy c JOIN copyState s ON s.id = c.id
        """

    /// Copies with their register's lines, by a condition on `c` (copy) and `s` (copyState).
    static func copies(_ db: Database, _ condition: String, _ arguments: StatementArguments) throws -> [Copy] {
        try Row.fetchAll(db.cachedStatement(sql: "\(joined) \(condition)"), arguments: arguments).map { try copy($0) }
    }

    static func copy(_ db: Database, _ id: CopyID) throws -> Copy? {
        try copies(db, "WHERE c.id = ?", [id.rawValue]).first
    }

    private static func copy(_ row: Row) throws -> Copy {
        let state = try state(row)
        guard let facts = facts(row, from: 9) else {
            throw StoreError.damagedRow(table: "copy", id: state.id.rawValue)
        }
        return Copy(facts: facts, state: state)
    }
}

extension CopyStatus {
    /// Those of which something is true, for an `IN (…)` of SQL.
    static func list(_ isWanted: (CopyStatus) -> Bool) -> String {
        allCases.filter(isWanted).map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }
}
