import GRDB
import Library

/// The seals of boxes, computed again.
enum BoxSeals {
    /// While a box is closed, or stands as it was counted, its manifest is what
    /// was sealed in. One whose recall was taken back was open in between.
    static func check(_ db: Database, _ contents: any ContentStore, into report: inout VerifyReport) throws {
        let boxes = try Row.fetchAll(
            db,
            sql: """
                SELECT \(BoxRows.columns) FROM box
                WHERE state IN ('sealed', 'in-transit', 'received', 'checked', 'lost') OR (state = 'serving'
                    AND NOT EXISTS (SELECT 1 FROM ledgerEvent e WHERE e.boxId = box.id AND e.kind = 'box-resume'
                        AND e.conflict IS NULL AND e.position > (SELECT max(s.position) FROM ledgerEvent s
                            WHERE s.boxId = box.id AND s.kind = 'box-seal' AND s.conflict IS NULL)))
                ORDER BY id
                """
        ).map { try BoxRows.box($0) }
        for box in boxes {
            try Task.checkCancellation()
            guard let seal = box.seal else { continue }
            let copies = try Int64.fetchAll(
                db.cachedStatement(
                    sql: "SELECT copyId FROM boxManifest WHERE boxId = ? AND sealing = ? AND outcome <> 'surplus'"),
                arguments: [box.id.rawValue, box.sealings]
            ).map { CopyID($0) }
            let manifest = BoxManifest(
                Manifest(box: box.id, sealing: box.sealings), copies: copies, lines: try BoxRows.lines(db, in: box.id))
            guard contents.hash(of: Array(manifest.text.utf8)).hex != seal.hash else { continue }
            report.add(.sealWrong, "box \(box.id) (\(box.number)), sealing \(box.sealings)")
        }
    }
}
