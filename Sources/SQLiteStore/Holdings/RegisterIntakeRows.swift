import GRDB
import Library

/// Registers on their way in, as rows.
enum RegisterIntakeRows {
    static func open(_ db: Database, _ lines: Int, for point: ServicePointID, act: Act) throws -> RegisterIntake {
        if let known = try intake(db, of: act) {
            guard known.point == point else { throw ActRefusal() }
            return known
        }
        guard try PlaceRows.point(db, point) != nil else { throw CopyRefusal.pointUnknown }
        try db.execute(sql: "INSERT INTO ingestBatch (startedAt) VALUES (?)", arguments: [act.at.milliseconds])
        let id = BatchID(rawValue: db.lastInsertedRowID)
        try db.execute(
            sql: """
                INSERT INTO registerIntake (batchId, servicePointId, accountId, form, lines, startedAt)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id.rawValue, point.rawValue, act.account?.rawValue, act.form, lines, act.at.milliseconds,
            ])
        return RegisterIntake(
            id: id, point: point, lines: lines, isFinished: false, startedAt: act.at, report: RegisterReport())
    }

    static func intake(_ db: Database, _ id: BatchID) throws -> RegisterIntake? {
        try found(db, "r.batchId = ?", [id.rawValue]).first
    }

    /// The newest first.
    static func intakes(_ db: Database, of point: ServicePointID, limit: Int) throws -> [RegisterIntake] {
        try found(db, "r.servicePointId = ? ORDER BY r.batchId DESC LIMIT ?", [point.rawValue, limit])
    }

    /// Nil for an act without a form, which is never repeated; throws `ActRefusal`
    /// for another's form.
    static func intake(_ db: Database, of act: Act) throws -> RegisterIntake? {
        guard let form = act.form, let known = try found(db, "r.form = ?", [form]).first else { return nil }
        let account = try Int64.fetchOne(
            db, sql: "SELECT accountId FROM registerIntake WHERE form = ?", arguments: [form])
        guard account == act.account?.rawValue else { throw ActRefusal() }
        return known
    }

    private static func found(
        _ db: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> [RegisterIntake] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT r.batchId, r.servicePointId, r.lines, r.finishedAt IS NOT NULL,
                        iif(r.finishedAt IS NULL, (SELECT count(*) FROM recordChange c
                            WHERE c.batchId = r.batchId AND c.kind = 'added'), r.recordsAdded), r.recordsKnown,
                        iif(r.finishedAt IS NULL, (SELECT count(*) FROM ingestCopy c WHERE c.batchId = r.batchId),
                            r.copiesAdded), r.copiesKnown, r.refused, r.startedAt, b.undoneAt IS NOT NULL
                    FROM registerIntake r JOIN ingestBatch b ON b.id = r.batchId WHERE \(condition)
                    """), arguments: arguments
        ).map { row in
            var report = RegisterReport()
            (report.recordsAdded, report.recordsKnown) = (row[4], row[5])
            (report.copiesAdded, report.copiesKnown) = (row[6], row[7])
            let refused: String = row[8]
            report.refused = refused.split(separator: "\n").compactMap { AccessionNumber($0) }
            let id = BatchID(rawValue: row[0])
            let isUndone: Bool = row[10]
            return RegisterIntake(
                id: id, point: ServicePointID(row[1] as Int64), lines: row[2], isFinished: row[3],
                startedAt: Moment(milliseconds: row[9]), report: report,
                undone: isUndone ? try undone(db, id, copies: report.copiesAdded) : nil)
        }
    }

    /// Of `copies` that were entered, those that are in the register no more; an
    /// entry that was taken back has no row, a change that was stays as a row.
    private static func undone(_ db: Database, _ id: BatchID, copies: Int) throws -> UndoCounts? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FILTER (WHERE kind = 'added' AND isUndone),
                        count(*) FILTER (WHERE kind = 'changed' AND isUndone),
                        count(DISTINCT recordId) FILTER (WHERE NOT isUndone),
                        (SELECT count(*) FROM ingestCopy WHERE batchId = ?1)
                    FROM recordChange WHERE batchId = ?1
                    """), arguments: [id.rawValue]
        ).map { row in
            let left: Int = row[3]
            return UndoCounts(
                removed: row[0], restored: row[1], kept: row[2], removedCopies: max(0, copies - left), keptCopies: left)
        }
    }

    /// An intake that is taken back half way ends with what it had brought: sent
    /// again, its form gives that and goes on with nothing.
    static func settle(_ db: Database, _ id: BatchID) throws {
        try db.execute(
            sql: """
                UPDATE registerIntake SET finishedAt = \(IngestDesk.now),
                    recordsAdded = (SELECT count(*) FROM recordChange WHERE batchId = ?1 AND kind = 'added'),
                    copiesAdded = (SELECT count(*) FROM ingestCopy WHERE batchId = ?1)
                WHERE batchId = ?1 AND finishedAt IS NULL
                """, arguments: [id.rawValue])
    }

    /// Keeps what it brought. Records that an interrupted run had added count as
    /// added; `report` has all that were found or made under ``RegisterReport/recordsKnown``.
    static func finish(_ db: Database, _ id: BatchID, _ report: RegisterReport) throws -> RegisterReport {
        var report = report
        report.recordsAdded =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM recordChange WHERE batchId = ? AND kind = 'added'",
                arguments: [id.rawValue]) ?? 0
        report.recordsKnown -= report.recordsAdded
        try db.execute(
            sql: """
                UPDATE registerIntake SET finishedAt = \(IngestDesk.now), recordsAdded = ?, recordsKnown = ?,
                    copiesAdded = ?, copiesKnown = ?, refused = ? WHERE batchId = ?
                """,
            arguments: [
                report.recordsAdded, report.recordsKnown, report.copiesAdded, report.copiesKnown,
                report.refused.map(\.text).joined(separator: "\n"), id.rawValue,
            ])
        return report
    }
}
