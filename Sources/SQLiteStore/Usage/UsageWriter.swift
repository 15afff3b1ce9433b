import GRDB
import Library

/// Writes the buffer into the file of the month, and says in it when a server
/// was at work and how it ended.
actor UsageWriter {
    private struct Current {
        var file: UsageFile
        var run: Int64
    }

    /// Less is no step but the clock being set right.
    private static let stepTolerance: Int64 = 2_000
    /// How often a quiet server says that it is alive.
    private static let heartbeat = Duration.seconds(60)

    private let folder: LibraryFolder
    private let buffer: HitBuffer
    private var robotList: Day?
    private var current: Current?
    /// The latest moment that was seen; nil before the first.
    private var seen: Moment?
    private var lastBeat: Moment?
    private var last: Task<Void, any Error>?

    init(_ folder: LibraryFolder, _ buffer: HitBuffer) { (self.folder, self.buffer) = (folder, buffer) }

    /// A server begins: runs that are still open ended in a crash.
    func begin(robotList: Day?, at now: Moment) async throws {
        self.robotList = robotList
        try await inTurn { writer in
            for month in UsageFile.months(in: writer.folder) {
                let file = try UsageFile.openForWriting(month, in: writer.folder)
                let alive = try await file.database.write { db in
                    try db.execute(sql: "UPDATE run SET ending = 'lost' WHERE ending = 'open'")
                    return try Int64.fetchOne(db, sql: "SELECT max(aliveAt) FROM run")
                }
                writer.look(alive.map { Moment(milliseconds: $0) })
                try file.database.close()
            }
            try await writer.write(at: now)
        }
    }

    /// Writes what has come; what cannot be written stays in the buffer.
    func flush(at now: Moment) async throws { try await inTurn { try await $0.write(at: now) } }

    /// Writes the rest and says that nothing is missing.
    func end(at now: Moment) async throws {
        try await inTurn { writer in
            try await writer.write(at: now)
            try await writer.leave()
        }
    }

    /// One after the other, whoever asks.
    private func inTurn(_ work: @escaping @Sendable (isolated UsageWriter) async throws -> Void) async throws {
        let before = last
        let task = Task {
            _ = await before?.result
            try await work(self)
        }
        last = task
        try await task.value
    }

    private func look(_ moment: Moment?) { if let moment { seen = max(seen ?? moment, moment) } }

    private func write(at now: Moment) async throws {
        let (hits, dropped) = buffer.take()
        let stepped = seen.flatMap { now.milliseconds < $0.milliseconds - Self.stepTolerance ? $0 : nil }
        let isDue = lastBeat.map { now < $0 || now.since($0) >= Self.heartbeat } ?? true
        guard !hits.isEmpty || dropped > 0 || isDue || stepped != nil else { return }
        var written = hits.startIndex
        var unsaid = dropped
        do {
            if let stepped { try await note(step: stepped, to: now) }
            while written < hits.endIndex {
                let month = Month(of: Day(hits[written].at))
                let days = month.days.lowerBound.start..<month.days.upperBound.end
                let end = hits[written...].firstIndex { !days.contains($0.at) } ?? hits.endIndex
                try await add(hits[written..<end], to: month, dropped: unsaid, at: now)
                (written, unsaid) = (end, 0)
            }
            let month = Month(of: Day(now))
            if hits.isEmpty || current?.file.month != month { try await add([], to: month, dropped: unsaid, at: now) }
            (seen, lastBeat) = (now, now)
        } catch {
            buffer.putBack(hits[written...], dropped: unsaid)
            throw error
        }
    }

    private func add(_ hits: ArraySlice<RawHit>, to month: Month, dropped: Int, at now: Moment) async throws {
        let current = try await move(to: month, at: min(now, hits.first?.at ?? now))
        try await current.file.database.write { db in
            try HitRows.insert(hits, db)
            // The end of the month is the end of the run there.
            let alive = min(now, Moment(milliseconds: month.days.upperBound.end.milliseconds - 1))
            try db.execute(
                sql: """
                    UPDATE run SET aliveAt = max(startedAt, ?), dropped = dropped + ?, ending = 'open' WHERE id = ?
                    """, arguments: [alive.milliseconds, dropped, current.run])
        }
    }

    private func move(to month: Month, at start: Moment) async throws -> Current {
        if let current, current.file.month == month { return current }
        try await leave()
        let file = try UsageFile.openForWriting(month, in: folder)
        let list = robotList?.description
        let run = try await file.database.write { db in
            try db.execute(
                sql: "INSERT INTO run (startedAt, aliveAt, ending, robotList) VALUES (?, ?, 'open', ?)",
                arguments: [start.milliseconds, start.milliseconds, list])
            return db.lastInsertedRowID
        }
        let next = Current(file: file, run: run)
        current = next
        return next
    }

    private func leave() async throws {
        guard let old = current else { return }
        try await old.file.database.write { db in
            try db.execute(sql: "UPDATE run SET ending = 'closed' WHERE id = ?", arguments: [old.run])
        }
        _ = try? await old.file.database.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
        current = nil
        try? old.file.database.close()
    }

    /// The clock went back: said where it was, and where it is now.
    private func note(step from: Moment, to now: Moment) async throws {
        for month in Set([Month(of: Day(from)), Month(of: Day(now))]).sorted(by: >) {
            let current = try await move(to: month, at: month == Month(of: Day(now)) ? now : from)
            try await current.file.database.write { db in
                try db.execute(
                    sql: "INSERT INTO clockStep (fromMoment, toMoment) VALUES (?, ?)",
                    arguments: [from.milliseconds, now.milliseconds])
            }
        }
        seen = now
    }
}
