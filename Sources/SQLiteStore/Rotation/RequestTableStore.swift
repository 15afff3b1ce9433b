import GRDB
import Library
import VietnameseText

/// Requests between libraries out of the precious database.
struct RequestTableStore: RequestStore {
    let pool: DatabasePool
    let writer: LedgerWriter
    let acting: BoxActing

    private static let columns = """
        id, fromId, toId, askedAt, recordId, words, grade, subject, quantity, neededBy, schoolYear, state, answer, boxId,
        returnBy
        """

    func ask(_ facts: RequestFacts, from: ServicePointID, to: ServicePointID, act: Act) async throws -> RequestID {
        guard from != to else { throw RotationRefusal(.samePlace, point: to) }
        try facts.check(on: Day(act.at))
        let number: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "request") { () -> Int64 in
                try PointNames.requireOpen(db, to, on: Day(act.at))
                let known = try facts.record.map {
                    try Int64.fetchOne(db, sql: "SELECT id FROM bibRecord WHERE id = ?", arguments: [$0.rawValue])
                        != nil
                }
                guard known ?? true else { throw RotationRefusal(.incomplete) }
                let values: [(any DatabaseValueConvertible)?] = [
                    from.rawValue, to.rawValue, act.at.milliseconds, facts.record?.rawValue, facts.words, facts.grade,
                    facts.subject, facts.quantity, facts.neededBy?.description, facts.schoolYear,
                    facts.returnBy?.description,
                ]
                try db.execute(
                    sql: """
                        INSERT INTO bookRequest (fromId, toId, askedAt, recordId, words, grade, subject, quantity,
                            neededBy, schoolYear, returnBy, state)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'asked')
                        """, arguments: StatementArguments(values))
                return db.lastInsertedRowID
            }
        }
        return RequestID(number)
    }

    func answer(_ answer: RequestAnswer, to id: RequestID, act: Act) async throws -> BoxID? {
        let acting = acting
        let once = try await writer.act(at: act.at) { transaction in
            try ActLog.once(transaction.db, act, "request-answer \(id)") {
                guard let request = try Self.request(transaction.db, id) else {
                    throw RotationRefusal(.requestState)
                }
                switch answer {
                case .accept(let copies):
                    guard request.state == .asked else { throw RotationRefusal(.requestState, box: request.box) }
                    let number = try Self.freeNumber(for: request, transaction.db)
                    let box = try acting.open(number, owner: request.to, in: &transaction)
                    if let day = request.facts.returnBy {
                        try BoxDaysRows.say(transaction.db, BoxDays(returnBy: day), of: box)
                    }
                    for copy in copies {
                        guard let state = try CopyRows.state(transaction.db, copy), state.holder == request.to else {
                            throw RotationRefusal(.copyElsewhere, copy: copy)
                        }
                        if let refusal = BoxScan.handing(state, "") { throw refusal }
                        try transaction.happen(.copyPacked(copy, box))
                    }
                    try transaction.db.execute(
                        sql: "UPDATE bookRequest SET state = 'accepted', boxId = ? WHERE id = ?",
                        arguments: [box.rawValue, id.rawValue])
                    return box.description
                case .decline(let reason):
                    guard request.state == .asked else { throw RotationRefusal(.requestState, box: request.box) }
                    try Self.end(id, as: .declined, reason, transaction.db)
                case .withdraw:
                    guard request.state.isOpen else { throw RotationRefusal(.requestState, box: request.box) }
                    try Self.end(id, as: .closed, "", transaction.db)
                }
                return ""
            }
        }
        return Int64(once.result).map { BoxID($0) }
    }

    private static func end(_ id: RequestID, as state: RequestState, _ answer: String, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE bookRequest SET state = ?, answer = ? WHERE id = ?",
            arguments: [state.rawValue, answer, id.rawValue])
    }

    /// "YC-12", or with a letter where the owner has such a box.
    private static func freeNumber(for request: BookRequest, _ db: Database) throws -> String {
        var number = "YC-\(request.id)"
        var count = 1
        while try BoxRows.box(db, numbered: number, of: request.to) != nil {
            count += 1
            number = "YC-\(request.id)/\(count)"
        }
        return number
    }

    // MARK: Questions

    func request(_ id: RequestID) async throws -> RequestView? {
        try await pool.read { db in try Self.request(db, id).flatMap { try Self.view(db, $0) } }
    }

    func requests(around point: ServicePointID, limit: Int) async throws -> [RequestView] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(Self.columns) FROM bookRequest WHERE fromId = ?1 OR toId = ?1
                    ORDER BY state IN ('declined', 'closed'), id DESC LIMIT ?2
                    """, arguments: [point.rawValue, max(0, limit)]
            ).compactMap { try Self.view(db, Self.request($0)) }
        }
    }

    func suggestions(for id: RequestID, limit: Int) async throws -> [BoxCopy] {
        try await pool.read { db in
            guard let request = try Self.request(db, id) else { return [] }
            let facts = request.facts
            var condition = "WHERE s.holderId = ?1 AND s.status = 'available' AND s.boxId IS NULL"
            if facts.record != nil { condition += " AND s.recordId = ?2" }
            if facts.grade != nil {
                condition += " AND EXISTS (SELECT 1 FROM json_each(r.grades) g WHERE g.value = ?3)"
            }
            if facts.subject != nil {
                condition += " AND EXISTS (SELECT 1 FROM json_each(r.schoolSubjects) g WHERE g.value = ?4)"
            }
            // Named by words alone: what has them all in its title.
            let words = facts.record == nil ? Self.words(facts.words) : []
            let most = words.isEmpty ? limit : 20_000
            let found = try BoxCopyRows.copies(
                db, "\(condition) AND ?2 IS ?2 AND ?3 IS ?3 AND ?4 IS ?4 ORDER BY s.recordId, c.numberKey LIMIT ?5",
                [request.to.rawValue, facts.record?.rawValue, facts.grade, facts.subject, most])
            let fitting =
                words.isEmpty
                ? found
                : found.filter { copy in
                    let title = Set(Self.words(copy.title))
                    return words.allSatisfy { title.contains($0) }
                }
            return Array(fitting.prefix(limit))
        }
    }

    private static func words(_ text: String) -> [String] {
        Folding.folded(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func request(_ db: Database, _ id: RequestID) throws -> BookRequest? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM bookRequest WHERE id = ?"), arguments: [id.rawValue]
        ).map { try request($0) }
    }

    private static func request(_ row: Row) throws -> BookRequest {
        guard let state = RequestState(rawValue: row[11]) else {
            throw StoreError.damagedRow(table: "bookRequest", id: row[0])
        }
        let facts = RequestFacts(
            record: (row[4] as Int64?).map { RecordID($0) }, words: row[5], grade: row[6], subject: row[7],
            quantity: row[8], neededBy: (row[9] as String?).flatMap { Day(iso: $0) },
            returnBy: (row[14] as String?).flatMap { Day(iso: $0) }, schoolYear: row[10])
        return BookRequest(
            id: RequestID(row[0] as Int64), from: ServicePointID(row[1] as Int64), to: ServicePointID(row[2] as Int64),
            askedAt: Moment(milliseconds: row[3]), facts: facts, state: state, answer: row[12],
            box: (row[13] as Int64?).map { BoxID($0) })
    }

    private static func view(_ db: Database, _ request: BookRequest) throws -> RequestView? {
        let names = try PointNames.of(db, [request.from, request.to])
        guard let from = names[request.from], let to = names[request.to] else { return nil }
        let title = try request.facts.record.flatMap {
            try String.fetchOne(db, sql: "SELECT title FROM bibRecord WHERE id = ?", arguments: [$0.rawValue])
        }
        return RequestView(request: request, from: from, to: to, title: title)
    }
}
