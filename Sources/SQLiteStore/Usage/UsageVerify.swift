import GRDB
import Library

/// Checks the files of raw hits.
enum UsageVerify {
    static func check(_ databases: LibraryDatabases, into report: inout VerifyReport) async throws {
        let kept = try await databases.precious.read { db in try KeptMonth.hits(db) }
        for month in UsageFile.months(in: databases.folder) {
            try Task.checkCancellation()
            let name = "usage/\(month).sqlite"
            do {
                guard let file = try UsageFile.openForReading(month, in: databases.folder) else { continue }
                let (faults, hits) = try await file.database.read { db in
                    (
                        try String.fetchAll(db, sql: "PRAGMA integrity_check(5)"),
                        try Int.fetchOne(db, sql: "SELECT count(*) FROM hit") ?? 0
                    )
                }
                try file.database.close()
                for fault in faults where fault != "ok" { report.add(.usageDamaged, "\(name): \(fault)") }
                if let known = kept[month], known > hits {
                    report.add(.usageChanged, "\(name) has \(hits) hits, \(known) were counted")
                }
                report.hits += hits
            } catch let error as DatabaseError {
                report.add(.usageDamaged, "\(name): \(error.message ?? "it cannot be read")")
            } catch StoreError.notALibrary { report.add(.usageDamaged, "\(name) is no file of raw hits") }
        }
    }
}
