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
        return RegisterIntake(id: id, point: point, lines: lines, isFinished: false, report: RegisterReport())
    }

    static func intake(_ db: Database, _ id: BatchID) throws -> RegisterIntake? {
        try found(db, "batchId = ?", [id.rawValue])
    }

    /// Nil for an act without a form, which is never repeated; throws `ActRefusal`
    /// for another's form.
    static func intake(_ db: Database, of act: Act) throws -> RegisterIntake? {
        guard let form = act.form, let known = try found(db, "form = ?", [form]) else { return nil }
        let account = try Int64.fetchOne(
            db, sql: "SELECT accountId FROM registerIntake WHERE form = ?", arguments: [form])
        guard account == act.account?.rawValue else { throw ActRefusal() }
        return known
    }

    private static func found(
        _ db: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> RegisterIntake? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT batchId, servicePointId, lines, finishedAt IS NOT NULL, recordsAdded, recordsKnown,
                        iif(finishedAt IS NULL, (SELECT count(*) FROM ingestCopy c WHERE c.batchId = r.batchId),
                            copiesAdded), copiesKnown, refused
                    FROM registerIntake r WHERE \(condition)
                    """), arguments: arguments)
        guard let row else { return nil }
        var report = RegisterReport()
        (report.recordsAdded, report.recordsKnown) = (row[4], row[5])
        (report.copiesAdded, report.copiesKnown) = (row[6], row[7])
        let refused: String = row[8]
        report.refused = refused.split(separator: "\n").compactMap { AccessionNumber($0) }
        return RegisterIntake(
            id: BatchID(rawValue: row[0]), point: ServicePointID(row[1] as Int64), lines: row[2], isFinished: row[3],
            report: report)
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
