import GRDB
import Library

/// Readers as a desk sees them.
enum BorrowerRows {
    private static let sql = """
        SELECT p.id, p.servicePointId, s.institutionId, i.unitId, p.name, c.number, p.category, p.className,
            p.endedOn IS NOT NULL, p.consentOn IS NOT NULL
        FROM patron p JOIN servicePoint s ON s.id = p.servicePointId JOIN institution i ON i.id = s.institutionId
        LEFT JOIN patronCard c ON c.patronId = p.id AND c.isLost = 0
        WHERE p.id = ? AND NOT EXISTS (SELECT 1 FROM patronErasure e WHERE e.patronId = p.id)
        """

    /// Nil for nobody, and for one who was erased.
    static func borrower(_ db: Database, _ id: PatronID) throws -> Borrower? {
        try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [id.rawValue]).map { row in
            guard let category = PatronCategory(rawValue: row[6]) else {
                throw StoreError.damagedRow(table: "patron", id: row[0])
            }
            return Borrower(
                id: id, point: ServicePointID(row[1] as Int64), institution: InstitutionID(row[2] as Int64),
                unit: UnitID(row[3] as Int64), name: row[4], card: (row[5] as String?).flatMap { CardNumber($0) },
                category: category, className: row[7], hasEnded: row[8],
                mayKeepMore: !category.needsConsent || row[9])
        }
    }

    static func card(_ db: Database, _ text: String) throws -> DeskScan.Card? {
        guard let number = CardNumber(text) else { return nil }
        return try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT c.patronId, c.isLost, p.endedOn IS NOT NULL FROM patronCard c
                    JOIN patron p ON p.id = c.patronId WHERE c.number = ?
                    """), arguments: [number.text]
        ).map { DeskScan.Card(patron: PatronID($0[0] as Int64), isLost: $0[1], hasEnded: $0[2]) }
    }

    static func standing(_ db: Database, _ borrower: Borrower, on day: Day) throws -> PatronStanding {
        let counts = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*), count(*) FILTER (WHERE l.dueOn < ?)
                    FROM loanParty p JOIN loan l ON l.id = p.loanId WHERE p.patronId = ? AND l.closedAt IS NULL
                    """), arguments: [day.description, borrower.id.rawValue])
        return PatronStanding(
            patron: borrower.id, traits: borrower.traits, openLoans: counts?[0] ?? 0, overdueLoans: counts?[1] ?? 0,
            hasEnded: borrower.hasEnded, holds: try openHolds(db, of: borrower.id))
    }

    static func openHolds(_ db: Database, of patron: PatronID) throws -> [Hold] {
        let columns = HoldRows.columns.split(separator: ", ").map { "h.\($0)" }.joined(separator: ", ")
        return try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(columns) FROM holdParty p JOIN hold h ON h.id = p.holdId
                    WHERE p.patronId = ? AND h.state IN ('waiting', 'ready') ORDER BY h.placedAt, h.id
                    """), arguments: [patron.rawValue]
        ).map { try HoldRows.hold($0) }
    }

    static func patron(_ db: Database, of loan: LoanID) throws -> PatronID? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT patronId FROM loanParty WHERE loanId = ?"), arguments: [loan.rawValue]
        ).map { PatronID($0) }
    }

    static func patron(_ db: Database, of hold: HoldID) throws -> PatronID? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT patronId FROM holdParty WHERE holdId = ?"), arguments: [hold.rawValue]
        ).map { PatronID($0) }
    }
}
