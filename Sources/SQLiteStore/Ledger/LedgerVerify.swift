import GRDB
import Glibc
import Library

/// The ledger's part of ``LibraryStore/verify()``.
enum LedgerVerify {
    static func check(_ db: Database, _ databases: LibraryDatabases, into report: inout VerifyReport) throws {
        for law in laws {
            let broken = try Row.fetchCursor(db, sql: law.sql + " LIMIT 20")
            while let row = try broken.next() {
                let number: Int64 = row[0]
                report.add(.ledgerUnbalanced, law.text.replacing("#", with: String(number)))
            }
        }
        let path = databases.folder.path + "/verify-ledger-\(getpid()).sqlite"
        defer { for ending in ["", "-journal"] { unlink(path + ending) } }
        let rebuilt = try LedgerRebuild.report(db, into: path, databases.contents)
        report.events = rebuilt.events
        if !rebuilt.isEqual {
            report.add(.ledgerFoldWrong, "the events say \(rebuilt.rebuilt), the tables are \(rebuilt.live)")
        }
    }

    /// What must not be found; `#` in the text is the number found.
    private struct Law {
        var text: String
        var sql: String
        init(_ text: String, _ sql: String) { (self.text, self.sql) = (text, sql) }
    }

    private static let laws = positions + copies + boxes + loans

    private static let positions = [
        Law(
            "after event # a position is left out",
            """
            SELECT position FROM ledgerEvent e WHERE position < (SELECT max(position) FROM ledgerEvent)
            AND NOT EXISTS (SELECT 1 FROM ledgerEvent n WHERE n.position = e.position + 1)
            """),
        Law(
            "event # registers or corrects a copy, and its line is not there",
            """
            SELECT position FROM ledgerEvent e WHERE kind IN ('copy-registered', 'copy-described')
            AND NOT EXISTS (SELECT 1 FROM copyEntry c WHERE c.position = e.position)
            """),
    ]

    private static let copies = [
        Law(
            "copy # is not in exactly one place",
            """
            SELECT s.id FROM copyState s
            WHERE (SELECT count(*) FROM custody c WHERE c.copyId = s.id AND c.untilPosition IS NULL) <> 1
            """),
        Law(
            "copy # is somewhere else than its state says",
            """
            SELECT s.id FROM copyState s JOIN custody c ON c.copyId = s.id AND c.untilPosition IS NULL
            WHERE CASE
                WHEN s.status IN ('missing', 'lost') THEN c.kind <> 'missing' OR c.pointId <> s.holderId
                WHEN s.status = 'withdrawn' THEN c.kind <> 'gone'
                WHEN s.status = 'in-transit' THEN c.kind <> 'travelling' OR c.boxId IS NOT s.boxId
                ELSE c.kind <> 'at' OR c.pointId <> s.holderId OR c.boxId IS NOT s.boxId END
            """),
        Law(
            "copy # has no line in the register, or one of another owner or title",
            """
            SELECT s.id FROM copyState s LEFT JOIN copy c ON c.id = s.id
            WHERE c.ownerId IS NOT s.ownerId OR c.recordId IS NOT s.recordId
            """),
        Law(
            "copy # stands in the register and has no state",
            "SELECT id FROM copy c WHERE NOT EXISTS (SELECT 1 FROM copyState s WHERE s.id = c.id)"),
        Law(
            "copy # is on loan, and its loan is not open",
            """
            SELECT s.id FROM copyState s LEFT JOIN loan l ON l.id = s.loanId
            WHERE s.loanId IS NOT NULL AND (l.copyId IS NOT s.id OR l.closedAt IS NOT NULL)
            """),
        Law(
            "copy # is set aside, and its hold is not ready",
            """
            SELECT s.id FROM copyState s LEFT JOIN hold h ON h.id = s.holdId
            WHERE s.holdId IS NOT NULL AND h.copyId IS NOT s.id
            """),
    ]

    private static let boxes = [
        Law(
            "copy # travels without a box that travels",
            """
            SELECT s.id FROM copyState s LEFT JOIN box b ON b.id = s.boxId
            WHERE s.status = 'in-transit' AND b.state IS NOT 'in-transit'
            """),
        Law(
            "copy # is in a box whose state it cannot have",
            """
            SELECT s.id FROM copyState s LEFT JOIN box b ON b.id = s.boxId
            WHERE s.boxId IS NOT NULL AND CASE b.state
                WHEN 'drafted' THEN s.status <> 'packed'
                WHEN 'sealed' THEN s.status <> 'packed'
                WHEN 'in-transit' THEN s.status <> 'in-transit'
                WHEN 'received' THEN s.status NOT IN ('awaiting-check', 'counted')
                WHEN 'checked' THEN s.status IN ('packed', 'in-transit', 'awaiting-check', 'counted', 'withdrawn')
                WHEN 'serving' THEN s.status IN ('packed', 'in-transit', 'awaiting-check', 'counted', 'withdrawn')
                WHEN 'recalled' THEN s.status IN ('in-transit', 'awaiting-check', 'counted', 'withdrawn')
                WHEN 'lost' THEN s.status <> 'missing'
                ELSE 1 END
            """),
        Law(
            "copy # is packed or counted, and in no box",
            """
            SELECT id FROM copyState
            WHERE boxId IS NULL AND status IN ('packed', 'in-transit', 'awaiting-check', 'counted')
            """),
        Law(
            "the manifest of box # is not what its seal says",
            """
            SELECT b.id FROM box b WHERE b.sealings > 0 AND b.sealedCopies <>
                (SELECT count(*) FROM boxManifest m
                WHERE m.boxId = b.id AND m.sealing = b.sealings AND m.outcome <> 'surplus')
            """),
    ]

    private static let loans = [
        Law(
            "loan # is open, and its copy is not on loan by it",
            """
            SELECT l.id FROM loan l LEFT JOIN copyState s ON s.id = l.copyId
            WHERE l.closedAt IS NULL AND s.loanId IS NOT l.id
            """),
        Law("loan # ended before it began", "SELECT id FROM loan WHERE closedAt < openedAt"),
        Law(
            "loan # is in no event",
            """
            SELECT id FROM loan WHERE id NOT IN
                (SELECT loanId FROM ledgerEvent WHERE kind = 'loan-opened' AND conflict IS NULL)
            """),
        Law(
            "loan # counts for an owner whose copy it is not",
            "SELECT l.id FROM loan l LEFT JOIN copyState s ON s.id = l.copyId WHERE s.ownerId IS NOT l.ownerId"),
        Law(
            "hold # is ready, and its copy is not set aside for it",
            """
            SELECT h.id FROM hold h LEFT JOIN copyState s ON s.id = h.copyId
            WHERE h.state = 'ready' AND s.holdId IS NOT h.id
            """),
        Law(
            "somebody has loan #, which is not there",
            // Of a loan on paper that waits among the exceptions it is known whom to ask.
            """
            SELECT loanId FROM loanParty WHERE loanId NOT IN (SELECT id FROM loan)
            AND loanId NOT IN (SELECT loanId FROM ledgerEvent WHERE kind = 'loan-opened')
            """),
        Law(
            "somebody waits by hold #, which is not there",
            "SELECT holdId FROM holdParty WHERE holdId NOT IN (SELECT id FROM hold)"),
    ]
}
