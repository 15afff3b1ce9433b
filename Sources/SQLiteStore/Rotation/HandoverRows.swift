import Foundation
import GRDB
import Library

/// The minutes of boxes as rows; what differed is a JSON list, since it is
/// printed and never asked for.
enum HandoverRows {
    private struct Line: Codable {
        var kind: String
        var number: String
        var title: String
        var sealed: Int
        var counted: Int
    }

    /// A thing without a barcode, as it was counted.
    private struct Thing: Codable {
        var line: Int
        var text: String
        var quantity: Int
        var counted: Int?
    }

    static func sign(_ db: Database, _ box: Box, _ note: HandoverNote, on day: Day) throws {
        let manifest = Manifest(box: box.id, sealing: box.sealings)
        let copies = try BoxCopyRows.inside(db, manifest) + BoxCopyRows.gone(db, manifest)
        let found = Discrepancy.list(copies: copies, lines: try BoxRows.lines(db, in: box.id)).map {
            Line(kind: $0.kind.rawValue, number: $0.number, title: $0.title, sealed: $0.sealed, counted: $0.counted)
        }
        let things = try BoxRows.lines(db, in: box.id).map {
            Thing(line: $0.line, text: $0.text, quantity: $0.quantity, counted: $0.counted)
        }
        // Sealed and opened in one place, it came from nowhere else.
        let from = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT pointId FROM ledgerEvent WHERE boxId = ?1 AND kind = 'box-depart' AND conflict IS NULL
                        AND position > (SELECT max(position) FROM ledgerEvent
                            WHERE boxId = ?1 AND kind = 'box-seal' AND conflict IS NULL)
                    ORDER BY position DESC LIMIT 1
                    """), arguments: [box.id.rawValue])
        let values: [(any DatabaseValueConvertible)?] = [
            box.id.rawValue, box.sealings, from ?? box.place.rawValue, box.place.rawValue, day.description,
        ]
        let kept: [(any DatabaseValueConvertible)?] = [
            note.giver, note.receiver, note.remarks, try json(found), box.seal?.copies, try json(things),
            box.trip?.rawValue,
        ]
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO handover (boxId, sealing, fromId, toId, countedOn, giver, receiver, remarks,
                    discrepancies, copies, things, tripId) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: StatementArguments(values + kept))
    }

    private static func json(_ list: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(list), as: UTF8.self)
    }

    /// The newest first.
    static func of(_ db: Database, _ box: BoxID) throws -> [Handover] {
        try handovers(db, "WHERE boxId = ? ORDER BY sealing DESC", [box.rawValue])
    }

    static func differing(_ db: Database, givenBy point: ServicePointID, limit: Int) throws -> [Handover] {
        try handovers(
            db,
            """
            WHERE fromId = ? AND toId <> fromId AND discrepancies <> '[]'
            ORDER BY verdict IS NOT NULL, countedOn DESC, boxId, sealing LIMIT ?
            """, [point.rawValue, limit])
    }

    static func answer(_ db: Database, _ manifest: Manifest, _ answer: HandoverAnswer) throws {
        try db.cachedStatement(
            sql: """
                UPDATE handover SET verdict = ?, answerName = ?, answerWords = ?, answeredOn = ?
                WHERE boxId = ? AND sealing = ?
                """
        ).execute(
            arguments: [
                answer.verdict.rawValue, answer.name, answer.words, answer.on.description, manifest.box.rawValue,
                manifest.sealing,
            ])
    }

    private static func handovers(
        _ db: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> [Handover] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT sealing, fromId, toId, countedOn, giver, receiver, remarks, discrepancies,
                        ifnull(copies, (SELECT count(*) FROM boxManifest m WHERE m.boxId = h.boxId
                            AND m.sealing = h.sealing AND m.outcome <> 'surplus')), things, tripId, boxId,
                        verdict, answerName, answerWords, answeredOn
                    FROM handover h \(condition)
                    """), arguments: arguments
        ).map { try handover($0) }
    }

    private static func handover(_ row: Row) throws -> Handover {
        let box = BoxID(row[11] as Int64)
        let things = try (row[9] as String?).map { try JSONDecoder().decode([Thing].self, from: Data($0.utf8)) }
        let lines = try JSONDecoder().decode([Line].self, from: Data((row[7] as String).utf8))
        guard let day = Day(iso: row[3] as String) else {
            throw StoreError.damagedRow(table: "handover", id: box.rawValue)
        }
        var answer: HandoverAnswer?
        if let verdict = (row[12] as String?).flatMap({ HandoverAnswer.Verdict(rawValue: $0) }),
            let name = row[13] as String?, let on = (row[15] as String?).flatMap({ Day(iso: $0) })
        {
            answer = HandoverAnswer(verdict: verdict, name: name, words: row[14] as String? ?? "", on: on)
        }
        return Handover(
            manifest: Manifest(box: box, sealing: row[0]), from: ServicePointID(row[1] as Int64),
            to: ServicePointID(row[2] as Int64), countedOn: day,
            note: HandoverNote(giver: row[4], receiver: row[5], remarks: row[6]),
            discrepancies: lines.compactMap { line in
                Discrepancy.Kind(rawValue: line.kind).map {
                    Discrepancy($0, number: line.number, title: line.title, sealed: line.sealed, counted: line.counted)
                }
            }, copies: row[8],
            lines: things?.map {
                BoxLine(box: box, line: $0.line, text: $0.text, quantity: $0.quantity, counted: $0.counted)
            }, trip: (row[10] as Int64?).map { TripID($0) }, answer: answer)
    }
}
