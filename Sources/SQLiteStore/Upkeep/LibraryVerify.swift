import GRDB
import Library

extension LibraryStore {
    /// Reads everything and compares: both databases with themselves, the tables
    /// that find records with the records, the state of copies, loans and boxes
    /// with the events and the seals with the manifests, the indexes with the
    /// texts, every kept file with its name.
    package func verify() async throws -> VerifyReport {
        let databases = databases
        var report = try await databases.precious.read { db in
            var report = VerifyReport()
            try LibraryVerify.database(db, named: "hoclieu.sqlite", into: &report)
            try LibraryVerify.lookups(db, into: &report)
            try BoxSeals.check(db, databases.contents, into: &report)
            try LedgerVerify.check(db, databases, into: &report)
            return report
        }
        let passages = try await databases.passages.read { db in
            var report = VerifyReport()
            try LibraryVerify.database(db, named: "passages.sqlite", into: &report)
            return report
        }
        report.problems += passages.problems
        for problem in try IndexIntegrity.check(databases) { report.add(.indexWrong, problem) }
        try await UsageVerify.check(databases, into: &report)
        let files = try await databases.precious.read { db in try KeptFiles(db) }
        report.materials = files.materials
        try LibraryVerify.files(files, in: databases.contents, into: &report)
        return report
    }
}

/// The single checks of ``LibraryStore/verify()``.
enum LibraryVerify {
    static func database(_ db: Database, named name: String, into report: inout VerifyReport) throws {
        for line in try String.fetchAll(db, sql: "PRAGMA integrity_check(20)") where line != "ok" {
            report.add(.databaseDamaged, "\(name): \(line)")
        }
        let orphans = try Row.fetchCursor(db, sql: "PRAGMA foreign_key_check")
        while let row = try orphans.next() {
            let table: String = row[0], parent: String = row[2]
            report.add(.rowWithoutParent, "\(name): a row of \(table) names a \(parent) that is not there")
        }
    }

    /// Every record is found by its headings and numbers, and nothing else is.
    static func lookups(_ db: Database, into report: inout VerifyReport) throws {
        let heading = try db.makeStatement(
            sql: """
                SELECT count(*) FROM heading h JOIN recordHeading rh ON rh.headingId = h.id
                WHERE h.kind = ? AND h.key = ? AND rh.titleRank = ? AND rh.recordId = ?
                """)
        let identifier = try db.makeStatement(
            sql: "SELECT count(*) FROM identifier WHERE value = ? AND scheme = ? AND recordId = ?")
        var headings = 0, identifiers = 0
        var records = 0
        try RecordFacts.forEach(db) { stored in
            records += 1
            let wanted = Set(
                stored.facts.creators.map { Heading(.creator, HeadingKey.key($0.name)) }
                    + stored.facts.subjects.map { Heading(.subject, HeadingKey.key($0)) })
            for one in wanted {
                let found = try Int.fetchOne(
                    heading,
                    arguments: [one.kind.rawValue, one.text, TitleKeys.rank(stored.titleSort), stored.id.rawValue])
                if found != 1 {
                    report.add(.lookupWrong, "record \(stored.id) is not under \(one.kind.rawValue) \(one.text)")
                }
            }
            for one in Set(stored.facts.identifiers) {
                let found = try Int.fetchOne(
                    identifier, arguments: [one.value, one.scheme.rawValue, stored.id.rawValue])
                if found != 1 {
                    report.add(.lookupWrong, "record \(stored.id) is not found by \(one.scheme.rawValue) \(one.value)")
                }
            }
            headings += wanted.count
            identifiers += Set(stored.facts.identifiers).count
        }
        report.records = records
        for (table, expected) in [("recordHeading", headings), ("identifier", identifiers)] {
            let found = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
            if found != expected {
                report.add(.lookupWrong, "\(table) has \(found) rows, the records ask for \(expected)")
            }
        }
    }

    static func files(_ files: KeptFiles, in contents: any ContentStore, into report: inout VerifyReport) throws {
        for file in files.originals {
            try Task.checkCancellation()
            report.originals += 1
            switch try contents.state(of: file.hash, .original) {
            case .sound: break
            case .missing: report.add(.originalMissing, "\(file.name) (\(file.hash))")
            case .damaged: report.add(.originalDamaged, "\(file.name) (\(file.hash))")
            }
        }
        for file in files.derived {
            try Task.checkCancellation()
            report.derived += 1
            switch try contents.state(of: file.hash, .derived) {
            case .sound: break
            case .missing: report.add(.derivedMissing, "\(file.name) (\(file.hash))")
            case .damaged: report.add(.derivedDamaged, "\(file.name) (\(file.hash))")
            }
        }
    }
}
