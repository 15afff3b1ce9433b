import GRDB
import Library

/// One act at a desk, inside of the transaction that makes it durable: loads
/// what the rule needs, asks it, and lets its facts happen.
struct DeskActing {
    let request: DeskRequest
    let act: Act

    private var point: ServicePointID { request.point }
    private var today: Day { Day(act.at) }

    /// A second scan of the same copy within this time is the scanner's, not the
    /// librarian's.
    private static let doubleRead = Duration.seconds(20)

    func perform(in transaction: inout LedgerTransaction) throws -> DeskOutcome {
        let db = transaction.db
        do {
            switch request.wish {
            case .scan(let text):
                let copies = try HoldingsTableStore.copies(scanned: text, at: point, db).map(\.state)
                let card = try BorrowerRows.card(db, text)
                return try follow(DeskScan.read(text, card: card, copies: copies, at: point), in: &transaction)
            case .card(let text):
                let scan = DeskScan.read(text, card: try BorrowerRows.card(db, text), copies: [], at: point)
                return try follow(scan, in: &transaction)
            case .copy(let copy): return try follow(.copy(copy), in: &transaction)
            case .lend(let copy): return try lend(copy, in: &transaction)
            case .giveBack(let copy): return try giveBack(copy, in: &transaction)
            case .takeIn(let copy): return try takeIn(copy, in: &transaction)
            case .keep(let copy): return try keep(copy, in: &transaction)
            case .use(let copy): return try use(copy, in: &transaction)
            case .setAside(let copy): return try setAside(copy, in: &transaction)
            case .renew(let loan): return try renew(loan, in: &transaction)
            case .lose(let loan): return try lose(loan, in: &transaction)
            case .cancel(let hold): return try cancel(hold, in: &transaction)
            }
        } catch let refusal as LendingRefusal {
            return .refused(refusal, try copy(db))
        }
    }

    /// The copy that was asked about, for the sentence of a refusal.
    private func copy(_ db: Database) throws -> CopyID? {
        switch request.wish {
        case .scan(let text):
            let copies = try HoldingsTableStore.copies(scanned: text, at: point, db).map(\.state)
            if case .copy(let id) = DeskScan.read(text, card: nil, copies: copies, at: point) { return id }
            return nil
        case .copy(let id), .lend(let id), .giveBack(let id), .takeIn(let id), .keep(let id), .use(let id),
            .setAside(let id):
            return id
        case .renew(let loan), .lose(let loan): return try LoanRows.loan(db, loan)?.copy
        case .card, .cancel: return nil
        }
    }

    // MARK: A scan

    private func follow(_ scan: DeskScan, in transaction: inout LedgerTransaction) throws -> DeskOutcome {
        let db = transaction.db
        var copy: CopyState?
        if case .copy(let id) = scan { copy = try CopyRows.state(db, id) }
        let holds = try request.reader.map { try BorrowerRows.openHolds(db, of: $0).map(\.id) } ?? []
        let situation = DeskMove.Situation(
            point: point, mode: request.mode, reader: request.reader, holds: Set(holds),
            isJustLent: try isJustLent(copy, db))
        switch DeskMove.of(scan, copy: copy, in: situation) {
        case .open(let patron):
            // Who looks at a reader is noted; the name is not.
            try ActLog.note(db, .patronSeen, "patron \(patron)", act)
            return .reader(patron)
        case .lend(let id): return try lend(id, in: &transaction)
        case .giveBack(let id, _): return try giveBack(id, in: &transaction)
        case .use(let id): return try use(id, in: &transaction)
        case .show(let id): return .shown(id)
        case .find(let id):
            try happen([.copySeen(id, at: point)], in: &transaction)
            return .found(id)
        case .takeIn(let id): return try takeIn(id, in: &transaction)
        case .tellPlace(let id): return .belongsElsewhere(id)
        case .tellTurn(let id, let hold): return .promised(id, hold)
        case .choose(let reader, let copies): return .choose(reader: reader, copies: copies)
        case .refuse(let refusal, let id): return .refused(refusal, id)
        }
    }

    private func isJustLent(_ copy: CopyState?, _ db: Database) throws -> Bool {
        // Whoever is chosen by now: in a class the next pupil already is.
        guard request.reader != nil, let loan = try copy?.loan.flatMap({ try LoanRows.loan(db, $0) }) else {
            return false
        }
        // A loan of tomorrow was made by a wrong clock, not a moment ago.
        return loan.point == point && (.zero..<Self.doubleRead).contains(act.at.since(loan.openedAt))
    }

    // MARK: Acts

    private func lend(_ id: CopyID, in transaction: inout LedgerTransaction) throws -> DeskOutcome {
        let db = transaction.db
        let copy = try state(id, db)
        guard let patron = request.reader, let reader = try welcome(patron, db) else {
            throw LendingRefusal.readerUnknown
        }
        let terms = request.rules.terms(reader.category)
        let standing = try BorrowerRows.standing(db, reader, on: today)
        let question = LendingPolicy.Question(
            copy: copy, box: try box(copy, db), reader: standing, point: point, terms: terms,
            queue: try HoldRows.waiting(db, for: copy.record), free: try DeskCopies.free(of: copy.record, db),
            isInsisted: request.isInsisted)
        var released: CopyState?
        if let own = standing.hold(for: copy.record), case .ready(let other, _) = own.state {
            released = try CopyRows.state(db, other)
        }
        var random = SystemRandomNumberGenerator()
        let loan = LoanID.mint(at: act.at, using: &random)
        let facts = try Lending.lend(
            question, as: loan, dueOn: request.rules.dueOn(today, terms.loanDays), releasing: released)
        try happen(facts, in: &transaction)
        try LendingLinks.link(db, loan, to: patron)
        try LendingLinks.remember(db, copy.record, for: patron, on: today)
        return .lent(loan)
    }

    private func giveBack(_ id: CopyID, in transaction: inout LedgerTransaction) throws -> DeskOutcome {
        let db = transaction.db
        let copy = try state(id, db)
        guard let loanID = copy.loan, let loan = try LoanRows.loan(db, loanID) else {
            throw LendingRefusal.copyNotOnLoan
        }
        let facts = try Lending.giveBack(
            loan, at: point, box: try box(copy, db), queue: try HoldRows.waiting(db, for: copy.record))
        try happen(facts, in: &transaction)
        try askAboutClock(loan, in: &transaction)
        for case .holdReady(let hold, _, _) in facts { return .returned(loan.id, hold) }
        return .returned(loan.id, nil)
    }

    /// The book is back, whatever the clock says (docs/decisions/0021); that it was
    /// wrong when it was lent, or is now, somebody should know.
    private func askAboutClock(_ loan: Loan, in transaction: inout LedgerTransaction) throws {
        guard act.at < loan.openedAt else { return }
        try transaction.question(loan, .clockWrong, at: point)
    }

    private func takeIn(_ id: CopyID, in transaction: inout LedgerTransaction) throws -> DeskOutcome {
        try happen([.copySeen(id, at: point)], in: &transaction)
        return .takenIn(id)
    }

    /// By the rule of the page, asked again: a form may be old or forged.
    private func keep(_ id: CopyID, in transaction: inout LedgerTransaction) throws -> DeskOutcome {
        let db = transaction.db
        let copy = try state(id, db)
        let stray = StrayCopy(
            copy, box: try copy.box.flatMap { try BoxRows.box(db, $0) }, at: point,
            isOfTheHouse: try DeskCopies.areOfOneHouse(copy.owner, point, db), mode: request.mode, hasReader: false)
        guard stray?.actions.contains(.keep) == true else { throw LendingRefusal.copyElsewhere }
        try happen([.copyHanded(id, to: point)], in: &transaction)
        return .takenIn(id)
    }

    private func use(_ id: CopyID, in transaction: inout LedgerTransaction) throws -> DeskOutcome {
        try happen(try Lending.use(try state(id, transaction.db), at: point), in: &transaction)
        return .used(id)
    }

    private func setAside(_ id: CopyID, in transaction: inout LedgerTransaction) throws -> DeskOutcome {
        let copy = try state(id, transaction.db)
        let facts = try Holds.setAside(
            copy, at: point, box: try box(copy, transaction.db),
            queue: try HoldRows.waiting(transaction.db, for: copy.record))
        try happen(facts, in: &transaction)
        for case .holdReady(let hold, _, _) in facts { return .setAside(id, hold) }
        throw LendingRefusal.holdUnknown
    }

    private func renew(_ id: LoanID, in transaction: inout LedgerTransaction) throws -> DeskOutcome {
        let reader = try reader(of: id, transaction.db)
        _ = try Self.renew(id, of: reader, at: point, rules: request.rules, act: act, in: &transaction)
        return .renewed(id)
    }

    /// The same for a reader's own page.
    static func renew(
        _ id: LoanID, of reader: Borrower, at point: ServicePointID, rules: DeskRules, act: Act,
        in transaction: inout LedgerTransaction
    ) throws -> Day {
        let db = transaction.db
        guard let loan = try LoanRows.loan(db, id), let copy = try CopyRows.state(db, loan.copy) else {
            throw LendingRefusal.loanUnknown
        }
        let today = Day(act.at)
        let terms = rules.terms(reader.category)
        let dueOn = rules.dueOn(today, terms.loanDays)
        let facts = try Lending.renew(
            loan, of: try BorrowerRows.standing(db, reader, on: today), at: point, under: terms, dueOn: dueOn,
            box: try copy.box.flatMap { try BoxRows.box(db, $0)?.state },
            queue: try HoldRows.waiting(db, for: copy.record), free: try DeskCopies.free(of: copy.record, db))
        try LedgerFacts.happen(facts, in: &transaction)
        return dueOn
    }

    private func lose(_ id: LoanID, in transaction: inout LedgerTransaction) throws -> DeskOutcome {
        _ = try reader(of: id, transaction.db)
        guard let loan = try LoanRows.loan(transaction.db, id) else { throw LendingRefusal.loanUnknown }
        try happen(try Lending.lose(loan, at: point), in: &transaction)
        try askAboutClock(loan, in: &transaction)
        return .lost(id)
    }

    private func cancel(_ id: HoldID, in transaction: inout LedgerTransaction) throws -> DeskOutcome {
        let db = transaction.db
        guard let patron = try BorrowerRows.patron(db, of: id), try welcome(patron, db) != nil else {
            throw LendingRefusal.holdUnknown
        }
        try HoldEnding.end(id, .cancelled, in: &transaction)
        return .holdEnded(id)
    }

    // MARK: What is needed

    private func state(_ id: CopyID, _ db: Database) throws -> CopyState {
        guard let copy = try CopyRows.state(db, id) else { throw LendingRefusal.copyUnknown }
        return copy
    }

    private func box(_ copy: CopyState, _ db: Database) throws -> BoxState? {
        try copy.box.flatMap { try BoxRows.box(db, $0)?.state }
    }

    private func reader(of loan: LoanID, _ db: Database) throws -> Borrower {
        guard let patron = try BorrowerRows.patron(db, of: loan), let reader = try welcome(patron, db) else {
            throw LendingRefusal.loanUnknown
        }
        return reader
    }

    private func welcome(_ patron: PatronID, _ db: Database) throws -> Borrower? {
        try DeskReaders.welcome(patron, at: point, account: act.account, now: act.at, db)
    }

    private func happen(_ facts: [LedgerFact], in transaction: inout LedgerTransaction) throws {
        try LedgerFacts.happen(facts, in: &transaction)
    }
}

/// Facts of one act: all of them, or none and a refusal.
enum LedgerFacts {
    static func happen(_ facts: [LedgerFact], in transaction: inout LedgerTransaction) throws {
        var conflict: LedgerConflict?
        try transaction.db.inSavepoint {
            do {
                try transaction.happen(facts)
                return .commit
            } catch let found as LedgerConflict {
                conflict = found
                return .rollback
            }
        }
        if let conflict { throw LendingRefusal(conflict) }
    }
}

/// Copies as a desk sees them.
enum DeskCopies {
    /// Whether two points are of one institution.
    static func areOfOneHouse(_ one: ServicePointID, _ other: ServicePointID, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT (SELECT institutionId FROM servicePoint WHERE id = ?1)
                        = (SELECT institutionId FROM servicePoint WHERE id = ?2)
                    """), arguments: [one.rawValue, other.rawValue]) ?? false
    }

    /// On a shelf, in any library.
    static func free(of record: RecordID, _ db: Database) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM copy c JOIN copyState s ON s.id = c.id
                    WHERE c.recordId = ? AND s.status = 'available'
                    """), arguments: [record.rawValue]) ?? 0
    }
}

/// Whose pages a desk may open.
enum DeskReaders {
    /// How long a card that was shown opens its reader's page.
    private static let cardHolds = Duration.seconds(12 * 3_600)

    /// A reader of the point's institution, or one whose card this member of
    /// staff scanned here today: nobody looks at strangers by their number.
    static func welcome(
        _ patron: PatronID, at point: ServicePointID, account: AccountID?, now: Moment, _ db: Database
    ) throws -> Borrower? {
        guard let reader = try BorrowerRows.borrower(db, patron) else { return nil }
        let institution = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT institutionId FROM servicePoint WHERE id = ?"),
            arguments: [point.rawValue])
        if institution == reader.institution.rawValue { return reader }
        let wasShown = try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM formAct
                    WHERE accountId = ? AND kind = 'desk' AND at > ? AND result = ?)
                    """),
            arguments: [
                account?.rawValue, now.adding(.zero - cardHolds).milliseconds,
                DeskLog.text(.reader(patron), at: point),
            ])
        return wasShown == true ? reader : nil
    }
}

/// The links from loans to people, and what a reader wanted remembered.
enum LendingLinks {
    static func link(_ db: Database, _ loan: LoanID, to patron: PatronID) throws {
        try db.cachedStatement(sql: "INSERT INTO loanParty (loanId, patronId) VALUES (?, ?)")
            .execute(arguments: [loan.rawValue, patron.rawValue])
    }

    /// Nothing, unless the reader turned the record on.
    static func remember(_ db: Database, _ record: RecordID, for patron: PatronID, on day: Day) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO readTitle (patronId, day, recordId, title)
                SELECT k.patronId, ?, r.id, r.title FROM readingRecord k, bibRecord r WHERE k.patronId = ? AND r.id = ?
                """
        ).execute(arguments: [day.description, patron.rawValue, record.rawValue])
    }
}

/// How a hold ends, whoever ends it: its copy goes to the next.
enum HoldEnding {
    static func end(_ id: HoldID, _ end: HoldEnd, in transaction: inout LedgerTransaction) throws {
        let db = transaction.db
        guard let hold = try HoldRows.hold(db, id) else { throw LendingRefusal.holdUnknown }
        guard hold.isOpen else { throw LendingRefusal.holdEnded }
        var released: CopyState?
        if case .ready(let copy, _) = hold.state { released = try CopyRows.state(db, copy) }
        let next = try HoldRows.waiting(db, for: hold.record).first { $0.id != id }
        try LedgerFacts.happen(Holds.end(hold, end, releasing: released, to: next), in: &transaction)
    }
}

/// How an outcome stands in the log of forms: "12 lent 7", at point 12.
enum DeskLog {
    static func text(_ outcome: DeskOutcome, at point: ServicePointID) -> String { "\(point) \(outcome.coded)" }

    static func outcome(_ text: String, at point: ServicePointID) -> DeskOutcome? {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0] == point.description[...] else { return nil }
        return DeskOutcome(coded: parts[1])
    }
}
