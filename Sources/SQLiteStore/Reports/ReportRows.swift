import Foundation
import GRDB
import Library

/// Reports as rows.
enum ReportRows {
    private static let textColumns = """
        superior, body, number, symbol, place, signedOn, subject, addressee, overview, difficulties, proposals, \
        recipients, authority, position, signer
        """

    static func texts(_ texts: ReportTexts) -> [(any DatabaseValueConvertible)?] {
        [
            texts.superior, texts.body, texts.number, texts.symbol, texts.place, texts.day?.description, texts.subject,
            texts.addressee, texts.overview, texts.difficulties, texts.proposals, texts.recipients, texts.authority,
            texts.position, texts.signer,
        ]
    }

    static func insert(_ db: Database, _ draft: ReportDraft, _ act: Act) throws -> Int64 {
        let order = draft.order
        let node = NodeColumns(order.node)
        let facts: [(any DatabaseValueConvertible)?] = [
            node.unit, node.institution, node.point, order.kind.rawValue, order.months.lowerBound.description,
            order.months.upperBound.description, order.duty?.id.plan.text, order.duty?.id.code, order.duty?.year,
            order.duty?.plan, order.duty?.lastGoodDay?.description, draft.corrects?.rawValue,
            draft.figures.databaseBytes, act.account?.rawValue, act.at.milliseconds,
        ]
        let gaps = Array(repeating: "?", count: facts.count + 15).joined(separator: ", ")
        try db.execute(
            sql: """
                INSERT INTO report (unitId, institutionId, servicePointId, kind, firstMonth, lastMonth, planCode,
                    dutyCode, dutyYear, planTitle, lastGoodDay, correctsId, figures, writtenBy, writtenAt,
                    \(textColumns), state, edition)
                VALUES (\(gaps), 'draft', 1)
                """, arguments: StatementArguments(facts + texts(draft.texts)))
        return db.lastInsertedRowID
    }

    static func update(_ db: Database, _ id: ReportID, _ new: ReportTexts, _ figures: ReportFigures?) throws {
        let sets = textColumns.split(separator: ",").map { "\($0.trimmingSpaces) = ?" }.joined(separator: ", ")
        let rest: [(any DatabaseValueConvertible)?] = [figures?.databaseBytes, id.rawValue]
        let values = texts(new) + rest
        try db.execute(
            sql: "UPDATE report SET \(sets), figures = ifnull(?, figures), edition = edition + 1 WHERE id = ?",
            arguments: StatementArguments(values))
    }

    static func report(_ db: Database, _ id: ReportID) throws -> Report? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT r.*, w.displayName AS writer, c.displayName AS checker, s.displayName AS sender,
                    (SELECT n.id FROM report n WHERE n.correctsId = r.id) AS correctedById, o.document AS replaced
                FROM report r LEFT JOIN account w ON w.id = r.writtenBy LEFT JOIN account c ON c.id = r.checkedBy
                LEFT JOIN account s ON s.id = r.sentBy LEFT JOIN report o ON o.id = r.correctsId
                WHERE r.id = ?
                """, arguments: [id.rawValue])
        return try row.map { try report($0, id) }
    }

    private static func report(_ row: Row, _ id: ReportID) throws -> Report {
        let damaged = StoreError.damagedRow(table: "report", id: id.rawValue)
        guard let state = ReportState(rawValue: row["state"]),
            let written = step(row["writtenBy"], row["writer"], row["writtenAt"])
        else { throw damaged }
        let old = try (row["replaced"] as Data?).map { try ReportDocument(bytes: [UInt8]($0)) }
        return Report(
            id: id, order: try order(row, damaged), state: state, texts: texts(row),
            figures: try ReportFigures(bytes: [UInt8](row["figures"] as Data)), edition: row["edition"],
            corrects: (row["correctsId"] as Int64?).map { ReportID($0) }, replaced: old.map { reference(to: $0) },
            correctedBy: (row["correctedById"] as Int64?).map { ReportID($0) }, written: written,
            checked: step(row["checkedBy"], row["checker"], row["checkedAt"]), sent: try sent(row, damaged))
    }

    /// "45/BC-TV (Tân Lập, ngày 09 tháng 11 năm 2026)".
    private static func reference(to document: ReportDocument) -> String {
        let number = document.head.number.split(separator: ":").last.map(String.init) ?? ""
        return "\(number.split(separator: " ").joined()) (\(document.head.dated))"
    }

    static func order(_ row: Row, _ damaged: StoreError) throws -> ReportOrder {
        guard let kind = DutyKind(rawValue: row["kind"]), let first = Month(iso: row["firstMonth"] as String),
            let last = Month(iso: row["lastMonth"] as String), first <= last
        else { throw damaged }
        var duty: ReportedDuty?
        if let plan = row["planCode"] as String? {
            guard let plan = PlanID(plan) else { throw damaged }
            duty = ReportedDuty(
                id: DutyID(plan: plan, code: row["dutyCode"]), year: row["dutyYear"], plan: row["planTitle"],
                lastGoodDay: (row["lastGoodDay"] as String?).flatMap { Day(iso: $0) })
        }
        return ReportOrder(node: node(row), kind: kind, months: first...last, duty: duty)
    }

    static func node(_ row: Row) -> TreeNode {
        if let unit = row["unitId"] as Int64? { return .unit(UnitID(unit)) }
        if let institution = row["institutionId"] as Int64? { return .institution(InstitutionID(institution)) }
        if let point = row["servicePointId"] as Int64? { return .servicePoint(ServicePointID(point)) }
        return .library
    }

    private static func texts(_ row: Row) -> ReportTexts {
        var texts = ReportTexts()
        texts.superior = row["superior"]
        texts.body = row["body"]
        texts.number = row["number"]
        texts.symbol = row["symbol"]
        texts.place = row["place"]
        texts.day = (row["signedOn"] as String?).flatMap { Day(iso: $0) }
        texts.subject = row["subject"]
        texts.addressee = row["addressee"]
        texts.overview = row["overview"]
        texts.difficulties = row["difficulties"]
        texts.proposals = row["proposals"]
        texts.recipients = row["recipients"]
        texts.authority = row["authority"]
        texts.position = row["position"]
        texts.signer = row["signer"]
        return texts
    }

    private static func step(_ account: Int64?, _ name: String?, _ at: Int64?) -> ReportStep? {
        at.map {
            ReportStep(
                account: account.map { AccountID($0) }, name: name ?? "", at: Moment(milliseconds: $0))
        }
    }

    private static func sent(_ row: Row, _ damaged: StoreError) throws -> SentReport? {
        guard let step = step(row["sentBy"], row["sender"], row["sentAt"]) else { return nil }
        guard let document = row["document"] as Data?, let file = ContentHash(hex: row["fileHash"]),
            let annex = ContentHash(hex: row["annexHash"]), let template = ContentHash(hex: row["templateHash"])
        else { throw damaged }
        return SentReport(
            step: step, document: try ReportDocument(bytes: [UInt8](document)), file: file, annex: annex,
            template: template)
    }
}

/// A node as three columns, of which at most one is filled.
struct NodeColumns {
    var unit: Int64?
    var institution: Int64?
    var point: Int64?

    init(_ node: TreeNode) {
        switch node {
        case .library: break
        case .unit(let id): unit = id.rawValue
        case .institution(let id): institution = id.rawValue
        case .servicePoint(let id): point = id.rawValue
        }
    }

    /// The condition that finds exactly this node in a table; numbers of ours.
    func condition(in table: String) -> String {
        if let unit { return "\(table).unitId = \(unit)" }
        if let institution { return "\(table).institutionId = \(institution)" }
        if let point { return "\(table).servicePointId = \(point)" }
        return "(\(table).unitId IS NULL AND \(table).institutionId IS NULL AND \(table).servicePointId IS NULL)"
    }
}

extension ReportFigures {
    var databaseBytes: Data { Data(bytes) }
}

extension Substring {
    fileprivate var trimmingSpaces: String { split(whereSeparator: \.isWhitespace).joined() }
}
