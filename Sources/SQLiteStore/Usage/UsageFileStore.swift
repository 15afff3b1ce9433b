import Foundation
import GRDB
package import Library

/// Raw hits in monthly files, what is counted of them in the precious database.
final class UsageFileStore: UsageStore {
    private let precious: DatabasePool
    private let folder: LibraryFolder
    private let buffer: HitBuffer
    let writer: UsageWriter

    init(_ databases: LibraryDatabases, capacity: Int = HitBuffer.usualCapacity) {
        (precious, folder) = (databases.precious, databases.folder)
        buffer = HitBuffer(capacity: capacity)
        writer = UsageWriter(databases.folder, buffer)
    }

    func record(_ hit: RawHit) { buffer.add(hit) }

    func count(_ month: Month) async throws -> MonthUsage? {
        guard let file = try UsageFile.openForReading(month, in: folder) else { return nil }
        let usage = try await file.recount()
        try file.database.close()
        return usage
    }

    func keep(_ usage: MonthUsage) async throws { try await precious.write { db in try KeptMonth.write(usage, db) } }

    func kept(_ month: Month) async throws -> MonthUsage? {
        try await precious.read { db in try KeptMonth.read(month, db) }
    }

    func mostRead(_ filter: MostReadFilter) async throws -> [ReadRecord] {
        try await precious.read { db in try KeptMonth.mostRead(filter, db) }
    }

    func files() async throws -> [UsageFileState] {
        let kept = try await precious.read { db in try KeptMonth.hits(db) }
        return UsageFile.months(in: folder).map { month in
            let path = UsageFile.path(month, in: folder)
            let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int64
            return UsageFileState(month: month, byteCount: size ?? 0, keptHits: kept[month])
        }
    }

    func prune(before month: Month) async throws -> [Month] {
        var removed: [Month] = []
        for old in try await files() where old.month < month {
            guard let kept = old.keptHits, let file = try UsageFile.openForReading(old.month, in: folder) else {
                continue
            }
            let found = try await file.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM hit") }
            try file.database.close()
            // Hits that came after the counting are counted first.
            guard found == kept else { continue }
            for ending in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: UsageFile.path(old.month, in: folder) + ending)
            }
            removed.append(old.month)
        }
        return removed
    }
}

extension LibraryStore {
    /// A server begins to take hits down, with robots known by the list of a date.
    package func beginUsage(robotList: Day?, at now: Moment) async throws {
        try await usageFiles.writer.begin(robotList: robotList, at: now)
    }

    /// Writes the hits that have come; to be called at least once a second. What
    /// cannot be written waits for the next call, as far as there is room.
    package func flushUsage(at now: Moment) async throws { try await usageFiles.writer.flush(at: now) }

    /// Writes the rest and says that nothing is missing; a server that ends
    /// without it has crashed.
    package func endUsage(at now: Moment) async throws { try await usageFiles.writer.end(at: now) }
}
