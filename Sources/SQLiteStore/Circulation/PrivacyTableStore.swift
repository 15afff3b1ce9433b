import GRDB
import Library

/// What is kept of a person, and how it goes, over the precious database.
struct PrivacyTableStore: PrivacyStore {
    let pool: DatabasePool
    let writer: LedgerWriter
    let counting: UseCounting

    func personalData(of patron: PatronID, now: Moment) async throws -> PersonalData? {
        try await pool.read { db in
            guard let borrower = try BorrowerRows.borrower(db, patron),
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT basis, consentOn, birthday, contact, (
                            SELECT count(*) FROM session s JOIN account a ON a.id = s.accountId WHERE a.patronId = p.id)
                        FROM patron p WHERE id = ?
                        """, arguments: [patron.rawValue]),
                let basis = LegalBasis(rawValue: row[0])
            else { return nil }
            let lines = LendingLines(db)
            // All of them: from the first day there was.
            let always = Day(1970, 1, 1).map { $0...max($0, Day(now)) }
            return PersonalData(
                borrower: borrower, basis: basis, consentOn: (row[1] as String?).flatMap { Day(iso: $0) },
                birthday: (row[2] as String?).flatMap { Day(iso: $0) }, contact: row[3],
                loans: try lines.loans(LoanFilter(patron: patron, madeIn: always, limit: 10_000)),
                holds: try lines.holds(.patron(patron)), reading: try ReadingRecordRows.titles(db, of: patron),
                sessions: row[4])
        }
    }

    func erase(_ patron: PatronID, requestedOn: Day, act: Act) async throws -> ErasureReport {
        // Whom it was read by is needed for the number of readers: before it goes.
        try await counting.catchUp(now: act.at)
        let words = try await writer.act(at: act.at) { transaction in
            var words: [String] = []
            _ = try ActLog.once(transaction.db, act, "erasure") {
                words = try Erasure(patron: patron).words(transaction.db)
                try Erasure(patron: patron).perform(requestedOn, act, in: &transaction)
                return patron.description
            }
            return words
        }
        guard try await emptyLog() else {
            try await note(patron, isClean: false)
            return ErasureReport(isClean: false)
        }
        let (size, isFound) = try await pool.unsafeRead { [words] db in
            let file = try FileTraces(db)
            return (file.size, try file.find(words))
        }
        guard isFound else { return ErasureReport(isClean: true) }
        let isClean = size <= Self.largestAtOnce ? try await rewrite() : false
        if !isClean { try await note(patron, isClean: false) }
        return ErasureReport(isClean: isClean)
    }

    /// `secure_delete` overwrites what is deleted, and leaves the copies of rows
    /// that moved when a page was split: of 120 readers erased among 400 some
    /// stood in unused room. Written anew, the file has no such room. Up to this
    /// size, in bytes, that takes a second or two; a larger file waits for the
    /// daily upkeep.
    private static let largestAtOnce: Int64 = 256 << 20

    private func rewrite() async throws -> Bool {
        try await pool.writeWithoutTransaction { db in try db.execute(sql: "VACUUM") }
        return try await emptyLog()
    }

    private func note(_ patron: PatronID, isClean: Bool) async throws {
        try await pool.write { db in
            try db.execute(
                sql: "UPDATE patronErasure SET isClean = ? WHERE patronId = ?", arguments: [isClean, patron.rawValue])
        }
    }

    func forget(_ limits: ForgettingLimits, now: Moment) async throws -> ForgettingReport {
        try await counting.catchUp(now: now)
        let report = try await writer.act(at: now) { transaction in
            try Forgetting(limits: limits, now: now).perform(transaction.db)
        }
        _ = try await emptyLog()
        let isUnclean = try await pool.read { db in
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM patronErasure WHERE isClean = 0)")
        }
        if isUnclean == true, try await rewrite() {
            try await pool.write { db in
                try db.execute(sql: "UPDATE patronErasure SET isClean = 1 WHERE isClean = 0")
            }
        }
        return report
    }

    /// What was removed still stands in the write-ahead log until the log is
    /// begun anew. A reader of the moment may hold it; several tries pass by it.
    private func emptyLog() async throws -> Bool {
        for _ in 0..<20 {
            let isDone = try await pool.writeWithoutTransaction { db in
                // Nobody at a desk waits for a long reader meanwhile.
                try db.execute(sql: "PRAGMA busy_timeout = 50")
                defer { try? db.execute(sql: "PRAGMA busy_timeout = 10000") }
                return (try? db.checkpoint(.truncate)) != nil
            }
            if isDone { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }
}

/// Takes a person out of every table.
struct Erasure {
    let patron: PatronID
    /// What stands where a name was; it cannot be empty.
    private static let nobody = "–"

    /// What must stand nowhere afterwards.
    func words(_ db: Database) throws -> [String] {
        let cards = try String.fetchAll(
            db, sql: "SELECT number FROM patronCard WHERE patronId = ?", arguments: [patron.rawValue])
        let row = try Row.fetchOne(
            db, sql: "SELECT name, nameKey, sortKey, contact FROM patron WHERE id = ?", arguments: [patron.rawValue])
        return cards + (0..<4).compactMap { row?[$0] as String? }.filter { $0.utf8.count > 3 }
    }

    func perform(_ requestedOn: Day, _ act: Act, in transaction: inout LedgerTransaction) throws {
        let db = transaction.db
        let id = patron.rawValue
        guard try BorrowerRows.borrower(db, patron) != nil else { throw LendingRefusal.readerUnknown }
        let open = try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM loanParty p JOIN loan l ON l.id = p.loanId
                WHERE p.patronId = ? AND l.closedAt IS NULL
                """, arguments: [id])
        guard open == 0 else { throw LendingRefusal.loansOpen }
        let isStaff = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM account WHERE patronId = ? AND userName IS NOT NULL)",
            arguments: [id])
        guard isStaff == false else { throw LendingRefusal.readerIsStaff }
        for hold in try BorrowerRows.openHolds(db, of: patron) {
            try HoldEnding.end(hold.id, .cancelled, in: &transaction)
        }
        try db.execute(sql: "DELETE FROM loanParty WHERE patronId = ?", arguments: [id])
        try db.execute(sql: "DELETE FROM holdParty WHERE patronId = ?", arguments: [id])
        try ReadingRecordRows.remove(db, of: patron)
        try ActiveReaderRows.forget(db, patron)
        try db.execute(
            sql: "DELETE FROM session WHERE accountId IN (SELECT id FROM account WHERE patronId = ?)", arguments: [id])
        try db.execute(
            sql: """
                UPDATE account SET displayName = NULL, pinHash = NULL, passwordHash = NULL, isOpen = 0
                WHERE patronId = ?
                """, arguments: [id])
        try db.execute(sql: "DELETE FROM patronCard WHERE patronId = ?", arguments: [id])
        try db.execute(
            sql: """
                UPDATE patron SET name = ?2, nameKey = '', sortKey = '', className = NULL, consentOn = NULL,
                    birthday = NULL, contact = NULL, endedOn = ifnull(endedOn, ?3) WHERE id = ?1
                """, arguments: [id, Self.nobody, Day(act.at).description])
        try db.execute(
            sql: "INSERT INTO patronErasure (patronId, requestedOn, at) VALUES (?, ?, ?)",
            arguments: [id, requestedOn.description, act.at.milliseconds])
        try ActLog.note(db, .patronErased, "patron \(patron)", act)
    }
}

/// Removes the links that nobody needs any more.
struct Forgetting {
    let limits: ForgettingLimits
    let now: Moment

    func perform(_ db: Database) throws -> ForgettingReport {
        let before = { (days: Int) in now.adding(.seconds(-days * 86_400)).milliseconds }
        try db.execute(
            sql: """
                DELETE FROM loanParty WHERE loanId IN (
                    SELECT p.loanId FROM loanParty p JOIN loan l ON l.id = p.loanId
                    WHERE l.closedAt < CASE l.isLoss WHEN 1 THEN ?2 ELSE ?1 END)
                """, arguments: [before(limits.returnedDays), before(limits.lostDays)])
        var loans = db.changesCount
        // Of a loan that could not apply; its number tells when it was made.
        try db.execute(
            sql: """
                DELETE FROM loanParty WHERE loanId < ? AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.id = loanId)
                """, arguments: [LoanID.earliest(at: Moment(milliseconds: before(limits.lostDays))).rawValue])
        loans += db.changesCount
        try db.execute(
            sql: """
                DELETE FROM holdParty WHERE holdId IN (
                    SELECT p.holdId FROM holdParty p JOIN hold h ON h.id = p.holdId
                    WHERE h.state NOT IN ('waiting', 'ready'))
                """)
        let holds = db.changesCount
        try db.execute(sql: "DELETE FROM formAct WHERE at < ?", arguments: [before(limits.formDays)])
        return ForgettingReport(loans: loans, holds: holds)
    }
}
