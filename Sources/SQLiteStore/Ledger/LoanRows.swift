import GRDB
import Library

/// Loans as rows.
enum LoanRows {
    static let columns = """
        id, copyId, pointId, ownerId, openedAt, dueOn, renewals, category, grade, unitId, closedAt, closedPointId, \
        isLoss
        """

    static func values(_ loan: Loan) -> [(any DatabaseValueConvertible)?] {
        let opening: [(any DatabaseValueConvertible)?] = [
            loan.id.rawValue, loan.copy.rawValue, loan.point.rawValue, loan.owner.rawValue, loan.openedAt.milliseconds,
            loan.dueOn.description, loan.renewals, loan.borrower.category.rawValue, loan.borrower.grade,
            loan.borrower.unit.rawValue,
        ]
        return opening + [
            loan.closing?.at.milliseconds, loan.closing?.point.rawValue, loan.closing?.isLoss == true ? 1 : 0,
        ]
    }

    static func loan(_ row: Row, from first: Int = 0) throws -> Loan {
        guard let dueOn = Day(iso: row[first + 5] as String), let category = PatronCategory(rawValue: row[first + 7])
        else { throw StoreError.damagedRow(table: "loan", id: row[first]) }
        var closing: Loan.Closing?
        if let at = row[first + 10] as Int64?, let point = row[first + 11] as Int64? {
            closing = Loan.Closing(
                at: Moment(milliseconds: at), point: ServicePointID(point), isLoss: row[first + 12])
        }
        return Loan(
            id: LoanID(row[first] as Int64), copy: CopyID(row[first + 1] as Int64),
            point: ServicePointID(row[first + 2] as Int64), owner: ServicePointID(row[first + 3] as Int64),
            openedAt: Moment(milliseconds: row[first + 4]), dueOn: dueOn, renewals: row[first + 6],
            borrower: BorrowerTraits(
                category: category, grade: row[first + 8], unit: UnitID(row[first + 9] as Int64)),
            closing: closing)
    }

    static func loan(_ db: Database, _ id: LoanID) throws -> Loan? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM loan WHERE id = ?"), arguments: [id.rawValue]
        ).map { try loan($0) }
    }
}

/// Holds as rows.
enum HoldRows {
    static let columns = "id, recordId, pickupId, placedAt, state, copyId, readySince"

    static func values(_ hold: Hold) -> [(any DatabaseValueConvertible)?] {
        var state = "waiting"
        var copy: Int64?
        var since: Int64?
        switch hold.state {
        case .waiting: break
        case .ready(let id, let moment): (state, copy, since) = ("ready", id.rawValue, moment.milliseconds)
        case .ended(let end): state = end.rawValue
        }
        return [
            hold.id.rawValue, hold.record.rawValue, hold.pickup.rawValue, hold.placedAt.milliseconds, state, copy,
            since,
        ]
    }

    static func hold(_ row: Row, from first: Int = 0) throws -> Hold {
        let text: String = row[first + 4]
        let state: Hold.State
        if let copy = row[first + 5] as Int64?, let since = row[first + 6] as Int64? {
            state = .ready(CopyID(copy), since: Moment(milliseconds: since))
        } else if let end = HoldEnd(rawValue: text) {
            state = .ended(end)
        } else if text == "waiting" {
            state = .waiting
        } else {
            throw StoreError.damagedRow(table: "hold", id: row[first])
        }
        return Hold(
            id: HoldID(row[first] as Int64), record: RecordID(row[first + 1] as Int64),
            pickup: ServicePointID(row[first + 2] as Int64), placedAt: Moment(milliseconds: row[first + 3]),
            state: state)
    }

    static func hold(_ db: Database, _ id: HoldID) throws -> Hold? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM hold WHERE id = ?"), arguments: [id.rawValue]
        ).map { try hold($0) }
    }

    /// Who waits for a title, the first first.
    static func waiting(_ db: Database, for record: RecordID) throws -> [Hold] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(columns) FROM hold WHERE recordId = ? AND state = 'waiting' ORDER BY placedAt, id
                    """), arguments: [record.rawValue]
        ).map { try hold($0) }
    }
}
