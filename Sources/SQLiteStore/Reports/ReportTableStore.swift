import Foundation
import GRDB
import Library

/// Reports out of the precious database; their files lie beside it.
struct ReportTableStore: ReportStore {
    let pool: DatabasePool
    let contents: any ContentStore

    func open(_ draft: ReportDraft, act: Act) async throws -> ReportID {
        guard draft.order.months.count <= ReportOrder.mostMonths else { throw ReportRefusal.periodWrong }
        return try await pool.write { db in
            ReportID(
                try ActLog.once(db, act, "report") { () -> Int64 in
                    if let old = draft.corrects {
                        guard let report = try ReportRows.report(db, old) else { throw ReportRefusal.stateWrong }
                        try ReportRules.correcting(report)
                    }
                    return try ReportRows.insert(db, draft, act)
                })
        }
    }

    func report(_ id: ReportID) async throws -> Report? {
        try await pool.read { db in try ReportRows.report(db, id) }
    }

    func reports(_ filter: ReportFilter) async throws -> [ReportLine] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT r.id, r.unitId, r.institutionId, r.servicePointId, r.kind, r.firstMonth, r.lastMonth,
                        r.planCode, r.dutyCode, r.dutyYear, r.planTitle, r.lastGoodDay, r.state, r.correctsId,
                        r.writtenAt, r.sentAt, r.body,
                        (SELECT n.id FROM report n WHERE n.correctsId = r.id) AS correctedById
                    FROM report r
                    WHERE \(Self.condition(filter)) AND (?1 IS NULL OR (r.planCode = ?1 AND r.dutyCode = ?2))
                        AND (?3 IS NULL OR r.dutyYear = ?3)
                    ORDER BY r.id DESC LIMIT ?4
                    """, arguments: [filter.duty?.plan.text, filter.duty?.code, filter.year, max(0, filter.limit)]
            ).map { try Self.line($0) }
        }
    }

    private static func condition(_ filter: ReportFilter) -> String {
        if let nodes = filter.of {
            let each = nodes.map { NodeColumns($0).condition(in: "r") }.sorted()
            return each.isEmpty ? "0" : "(\(each.joined(separator: " OR ")))"
        }
        guard let within = filter.within, !within.contains(.library) else { return "1" }
        var units: [String] = [], offices: Set<TreeNode> = []
        for node in within {
            switch node {
            case .unit(let id):
                units.append(id.description)
                offices.insert(node)
            case .institution: offices.insert(node)
            case .library, .servicePoint: break
            }
        }
        // A role at a point does not reach up to its institution.
        return """
            (r.unitId IN (
                WITH RECURSIVE below(id) AS (
                    SELECT id FROM administrativeUnit WHERE id IN (\(units.sorted().joined(separator: ",")))
                    UNION SELECT u.id FROM below b JOIN administrativeUnit u ON u.parentId = b.id)
                SELECT id FROM below)
            OR r.institutionId IN (SELECT i.id FROM institution i WHERE \(PlaceRows.within(offices)))
            OR \(PlaceRows.pointsWithin(within, of: "r.servicePointId")))
            """
    }

    private static func line(_ row: Row) throws -> ReportLine {
        let id: Int64 = row["id"]
        let damaged = StoreError.damagedRow(table: "report", id: id)
        guard let state = ReportState(rawValue: row["state"]) else { throw damaged }
        return ReportLine(
            id: ReportID(id), order: try ReportRows.order(row, damaged), state: state, place: row["body"],
            corrects: (row["correctsId"] as Int64?).map { ReportID($0) },
            correctedBy: (row["correctedById"] as Int64?).map { ReportID($0) },
            writtenAt: Moment(milliseconds: row["writtenAt"]),
            sentAt: (row["sentAt"] as Int64?).map { Moment(milliseconds: $0) })
    }

    // MARK: Steps

    func edit(
        _ id: ReportID, texts: ReportTexts, figures: ReportFigures?, basedOn edition: Int, act: Act
    ) async throws {
        try await step(id, "reportText", edition, act) { db, report in
            try ReportRules.editing(report)
            try ReportRows.update(db, id, texts, figures)
        }
    }

    func move(_ id: ReportID, to state: ReportState, basedOn edition: Int, act: Act) async throws {
        try await step(id, "reportState", edition, act) { db, report in
            switch state {
            case .checked:
                let people = try ReportWriters.count(db, at: report.order.node)
                try ReportRules.checking(report, by: act.account, people: people, on: Day(act.at))
            case .draft: try ReportRules.reopening(report)
            case .sent: throw ReportRefusal.stateWrong
            }
            let isChecked = state == .checked
            try db.execute(
                sql: """
                    UPDATE report SET state = ?, checkedBy = ?, checkedAt = ?, edition = edition + 1 WHERE id = ?
                    """,
                arguments: [
                    state.rawValue, isChecked ? act.account?.rawValue : nil, isChecked ? act.at.milliseconds : nil,
                    id.rawValue,
                ])
        }
    }

    func send(_ id: ReportID, _ sending: ReportSending, basedOn edition: Int, act: Act) async throws {
        // Files first: a row never names what is not there.
        let file = try contents.keepDerived(sending.file)
        let annex = try contents.keepDerived(sending.annex)
        let template = try contents.keepDerived(sending.template)
        try contents.synchronise()
        try await step(id, "reportSent", edition, act) { db, report in
            try ReportRules.sending(report, on: Day(act.at))
            guard sending.document == report.document else { throw ReportRefusal.changedMeanwhile }
            try db.execute(
                sql: """
                    UPDATE report SET state = 'sent', sentBy = ?, sentAt = ?, document = ?, fileHash = ?,
                        annexHash = ?, templateHash = ?, edition = edition + 1
                    WHERE id = ?
                    """,
                arguments: [
                    act.account?.rawValue, act.at.milliseconds, Data(sending.document.bytes), file.hex, annex.hex,
                    template.hex, id.rawValue,
                ])
            try ActLog.note(db, .reportSent, "report \(id), \(file.hex)", act)
        }
    }

    /// A step is taken once, and only by who has seen the report as it is.
    private func step(
        _ id: ReportID, _ kind: String, _ edition: Int, _ act: Act,
        _ work: @Sendable @escaping (Database, Report) throws -> Void
    ) async throws {
        try await pool.write { db in
            _ = try ActLog.once(db, act, kind) { () -> String in
                guard let report = try ReportRows.report(db, id) else { throw ReportRefusal.stateWrong }
                guard report.edition == edition else { throw ReportRefusal.changedMeanwhile }
                try work(db, report)
                return ""
            }
        }
    }

    func file(_ kind: ReportFileKind, of id: ReportID) async throws -> [UInt8]? {
        let column = kind == .document ? "fileHash" : "annexHash"
        let hash = try await pool.read { db in
            try String.fetchOne(db, sql: "SELECT \(column) FROM report WHERE id = ?", arguments: [id.rawValue])
        }
        return try hash.flatMap { ContentHash(hex: $0) }.map { try contents.derived($0) }
    }
}

/// Who may write reports somewhere.
enum ReportWriters {
    /// The open accounts whose roles reach a node.
    static func count(_ db: Database, at node: TreeNode) throws -> Int {
        guard let lineage = try PlaceRows.lineage(db, of: node) else { return 0 }
        let roles = Role.granted.filter { Permission.table[$0, default: []].contains(.writeReports) }
        let names = roles.map { "'\($0.rawValue)'" }.joined(separator: ",")
        let places = lineage.nodes.map { NodeColumns($0).condition(in: "g") }.sorted().joined(separator: " OR ")
        return try Int.fetchOne(
            db,
            sql: """
                SELECT count(DISTINCT g.accountId) FROM roleGrant g JOIN account a ON a.id = g.accountId
                WHERE a.isOpen = 1 AND g.role IN (\(names)) AND (\(places))
                """) ?? 0
    }
}
