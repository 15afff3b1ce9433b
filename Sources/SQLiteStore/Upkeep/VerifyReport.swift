/// What a check of a library found.
package struct VerifyReport: Equatable, Sendable {
    /// One thing that is not as it should be.
    package struct Problem: Equatable, Sendable, CustomStringConvertible {
        package enum Code: String, Sendable, CaseIterable {
            /// SQLite itself finds the file inconsistent: restore a backup.
            case databaseDamaged = "database-damaged"
            /// A row points to one that is not there.
            case rowWithoutParent = "row-without-parent"
            /// A table that finds records is not what the records say: `reindex`.
            case lookupWrong = "lookup-wrong"
            /// A search index is not what the texts say: `reindex`.
            case indexWrong = "index-wrong"
            /// The ledger does not balance: a copy in two places, a loan without its copy.
            case ledgerUnbalanced = "ledger-unbalanced"
            /// The state of copies, loans and boxes is not what the events say: `rebuild --repair`.
            case ledgerFoldWrong = "ledger-fold-wrong"
            /// An original is gone: restore it from a backup or ingest the file again.
            case originalMissing = "original-missing"
            /// An original's bytes changed: ingest the file again.
            case originalDamaged = "original-damaged"
            /// A readable form is gone: ingest the book again.
            case derivedMissing = "derived-missing"
            /// A readable form's bytes changed: ingest the book again.
            case derivedDamaged = "derived-damaged"
            /// What is written of a closed box is not what was sealed in: look at
            /// the box and count it.
            case sealWrong = "seal-wrong"
            /// A month of raw hits cannot be read: restore it from a backup. What was
            /// counted of it stands in the catalogue.
            case usageDamaged = "usage-damaged"
            /// A month has fewer raw hits than were counted.
            case usageChanged = "usage-changed"
        }
        package var code: Code
        package var detail: String
        package var description: String { "\(code.rawValue): \(detail)" }
    }

    package var records = 0
    package var materials = 0
    package var originals = 0
    package var derived = 0
    package var events = 0
    package var hits = 0
    package var problems: [Problem] = []

    package var isClean: Bool { problems.isEmpty }

    /// The report in lines, problems first.
    package var lines: [String] {
        problems.map(\.description) + [
            "checked: records \(records), materials \(materials), originals \(originals), derived files \(derived)",
            "events of the ledger folded again: \(events)",
            "raw hits of the site's use: \(hits)",
            isClean ? "clean" : "problems: \(problems.count)",
        ]
    }

    mutating func add(_ code: Problem.Code, _ detail: String) { problems.append(Problem(code: code, detail: detail)) }
}
