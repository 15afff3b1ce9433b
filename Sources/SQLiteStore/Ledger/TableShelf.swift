import GRDB
import Library

/// The folded state in the tables, inside of one transaction.
struct TableShelf: LedgerShelf {
    let db: Database

    private func execute(_ sql: String, _ values: [(any DatabaseValueConvertible)?]) throws {
        try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
    }

    // MARK: Copies

    func copy(_ id: CopyID) throws -> CopyState? { try CopyRows.state(db, id) }

    func copy(numbered number: AccessionNumber, in register: InstitutionID) throws -> CopyID? {
        try CopyRows.copy(db, numbered: number, in: register)
    }

    func put(_ copy: CopyState) throws {
        try execute(
            """
            INSERT INTO copyState (\(CopyRows.stateColumns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (id) DO UPDATE SET recordId = ?2, ownerId = ?3, holderId = ?4, plannedHolderId = ?5,
                boxId = ?6, status = ?7, loanId = ?8, holdId = ?9
            """, CopyRows.values(copy))
    }

    func describe(_ copy: CopyID, _ facts: CopyFacts, owner: ServicePointID) throws {
        let values: [(any DatabaseValueConvertible)?] = [copy.rawValue, owner.rawValue]
        try execute(Self.describing, values + CopyRows.values(facts) + [facts.number.order])
    }

    // Put together once: a bulk registration runs it for every copy.
    private static let describing = {
        let assignments = CopyRows.columns.split(separator: ", ").enumerated().map { "\($1) = ?\($0 + 3)" }
        return """
            INSERT INTO copy (id, ownerId, \(CopyRows.columns), numberOrder)
            VALUES (\((1...17).map { "?\($0)" }.joined(separator: ", ")))
            ON CONFLICT (id) DO UPDATE SET \(assignments.joined(separator: ", ")), numberOrder = ?17
            """
    }()

    func hand(_ copy: CopyID, to custody: Custody, at stamp: LedgerStamp) throws {
        try execute(
            "UPDATE custody SET untilPosition = ?, until = ? WHERE copyId = ? AND untilPosition IS NULL",
            [stamp.position, stamp.at.milliseconds, copy.rawValue])
        try insert(CustodyEntry(custody: custody, since: stamp), of: copy)
    }

    func hasStayed(_ copy: CopyID, with owner: ServicePointID) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT NOT EXISTS (SELECT 1 FROM custody WHERE copyId = ?1
                            AND (pointId <> ?2 OR boxId IS NOT NULL OR kind = 'travelling'))
                        AND NOT EXISTS (SELECT 1 FROM ledgerEvent
                            WHERE copyId = ?1 AND kind = 'loan-opened' AND conflict IS NULL)
                    """), arguments: [copy.rawValue, owner.rawValue]) ?? false
    }

    func lastInHand(_ copy: CopyID) throws -> Moment? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT max(at) FROM (
                        SELECT happenedAt AS at FROM ledgerEvent
                        WHERE copyId = ?1 AND conflict IS NULL AND kind IN (\(EventColumns.kindsInHand))
                        UNION ALL SELECT since FROM custody WHERE copyId = ?1 AND boxId IS NOT NULL)
                    """), arguments: [copy.rawValue]
        ).map { Moment(milliseconds: $0) }
    }

    /// The events say it.
    func noteInHand(_ copy: CopyID, at moment: Moment) {}

    func remove(_ copy: CopyID) throws {
        try execute("DELETE FROM custody WHERE copyId = ?", [copy.rawValue])
        try execute("DELETE FROM copyState WHERE id = ?", [copy.rawValue])
        try execute("DELETE FROM copy WHERE id = ?", [copy.rawValue])
    }

    func insert(_ entry: CustodyEntry, of copy: CopyID) throws {
        let until: [(any DatabaseValueConvertible)?] = [entry.until?.position, entry.until?.at.milliseconds]
        try execute(
            """
            INSERT INTO custody (copyId, sincePosition, since, kind, pointId, toPointId, boxId, untilPosition, until)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [copy.rawValue, entry.since.position, entry.since.at.milliseconds] + CustodyRows.values(entry.custody)
                + until)
    }

    // MARK: Loans and holds

    func loan(_ id: LoanID) throws -> Loan? { try LoanRows.loan(db, id) }

    func put(_ loan: Loan) throws {
        try execute(
            """
            INSERT INTO loan (\(LoanRows.columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            ON CONFLICT (id) DO UPDATE SET dueOn = ?6, renewals = ?7, closedAt = ?11, closedPointId = ?12,
                isLoss = ?13
            """, LoanRows.values(loan))
    }

    func hold(_ id: HoldID) throws -> Hold? { try HoldRows.hold(db, id) }

    func put(_ hold: Hold) throws {
        try execute(
            """
            INSERT INTO hold (\(HoldRows.columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (id) DO UPDATE SET state = ?5, copyId = ?6, readySince = ?7
            """, HoldRows.values(hold))
    }

    // MARK: Boxes

    func box(_ id: BoxID) throws -> Box? { try BoxRows.box(db, id) }

    func box(numbered number: String, of owner: ServicePointID) throws -> BoxID? {
        try BoxRows.box(db, numbered: number, of: owner)
    }

    func put(_ box: Box) throws { try execute(Self.puttingBox, BoxRows.values(box)) }

    private static let puttingBox = {
        let assignments = BoxRows.columns.split(separator: ", ").enumerated().dropFirst().map { "\($1) = ?\($0 + 1)" }
        return """
            INSERT INTO box (\(BoxRows.columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            ON CONFLICT (id) DO UPDATE SET \(assignments.joined(separator: ", "))
            """
    }()

    func copies(in box: BoxID) throws -> [CopyState] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT \(CopyRows.stateColumns) FROM copyState WHERE boxId = ? ORDER BY id"),
            arguments: [box.rawValue]
        ).map { try CopyRows.state($0) }
    }

    func lines(in box: BoxID) throws -> [BoxLine] { try BoxRows.lines(db, in: box) }

    func put(_ line: BoxLine) throws {
        try execute(
            """
            INSERT INTO boxLine (boxId, line, text, quantity, counted) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (boxId, line) DO UPDATE SET text = ?3, quantity = ?4, counted = ?5
            """, [line.box.rawValue, line.line, line.text, line.quantity, line.counted])
    }

    func remove(_ line: BoxLine) throws {
        try execute("DELETE FROM boxLine WHERE boxId = ? AND line = ?", [line.box.rawValue, line.line])
    }

    func note(_ copy: CopyID, on manifest: Manifest, _ outcome: ManifestOutcome) throws {
        try execute(
            """
            INSERT INTO boxManifest (boxId, sealing, copyId, outcome) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (boxId, sealing, copyId) DO UPDATE SET
                outcome = CASE WHEN ?4 = 'surplus' AND outcome <> 'surplus' THEN 'counted' ELSE ?4 END
            """, [manifest.box.rawValue, manifest.sealing, copy.rawValue, outcome.rawValue])
    }

    // MARK: Exceptions

    func raise(_ conflict: LedgerConflict, at stamp: LedgerStamp) throws {
        try execute(
            "INSERT INTO ledgerException (position, conflict) VALUES (?, ?)", [stamp.position, conflict.rawValue])
    }

    func resolve(_ position: LedgerPosition, _ resolution: ExceptionResolution, at stamp: LedgerStamp) throws -> Bool {
        try execute(
            "UPDATE ledgerException SET resolution = ?, resolvedBy = ? WHERE position = ? AND resolution IS NULL",
            [resolution.rawValue, stamp.position, position])
        return db.changesCount == 1
    }
}
