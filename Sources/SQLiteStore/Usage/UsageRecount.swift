import GRDB
import Library

extension UsageFile {
    /// Counts the file in two readings, hit by hit. It is as it was when the
    /// reading began: what is written meanwhile comes with the next count.
    func recount() async throws -> MonthUsage {
        let month = month
        return try await database.read { db in
            var book = SessionBook()
            var last = Moment(milliseconds: .min)
            var isSorted = true
            var read = 0
            try HitRows.forEach(db, sorted: false) { hit in
                try Self.stopIfCancelled(&read)
                if hit.at < last { isSorted = false }
                last = hit.at
                book.note(hit)
            }
            book.close()
            var tally = UsageTally(month, book)
            // Requests that take long are written after later ones: sorted all but always.
            try HitRows.forEach(db, sorted: !isSorted) { hit in
                try Self.stopIfCancelled(&read)
                tally.count(hit)
            }
            let steps = try Int.fetchOne(db, sql: "SELECT count(*) FROM clockStep") ?? 0
            return tally.usage(UsageEvidence(of: month, runs: try HitRows.runs(db), clockSteps: steps))
        }
    }

    private static func stopIfCancelled(_ read: inout Int) throws {
        read += 1
        if read.isMultiple(of: 4_096) { try Task.checkCancellation() }
    }
}
