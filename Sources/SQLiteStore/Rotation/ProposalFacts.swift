import GRDB
import Library

/// What a proposal needs to know, in a handful of queries whatever the number of
/// boxes.
struct ProposalFacts {
    private(set) var candidates: [RotationProposal.Candidate] = []
    private(set) var rotas: [RotaID: Rota] = [:]
    private(set) var owned: [ServicePointID: Set<RecordID>] = [:]
    private(set) var visits: [ServicePointID: [BoxID: Set<RecordID>]] = [:]
    private(set) var open: Set<ServicePointID> = []

    /// Of the boxes of some owners; of all for nil.
    init(_ db: Database, owners: [ServicePointID]?, today: Day, _ settings: RotationSettings) throws {
        // Numbers of ours, never text of somebody else's.
        let list = owners.map { $0.map(\.description).joined(separator: ",") }
        let mine = list.map { "ownerId IN (\($0))" } ?? "1"
        for rota in try RotaRows.rotas(db, "WHERE \(mine)", []) { rotas[rota.id] = rota }
        try loadBoxes(db, mine)
        try loadDays(db, mine)
        try loadCopies(db, mine)
        try loadLoans(db, mine)
        try loadWaiting(db, mine)
        try loadPlaces(db, mine, today, since: today.adding(days: -settings.hadWithinDays))
    }

    private var places: [BoxID: Int] {
        Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($1.box.id, $0) })
    }

    private mutating func loadBoxes(_ db: Database, _ mine: String) throws {
        var member: [Int64: (RotaID, Int)] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT boxId, rotaId, stage FROM rotaBox") {
            member[row[0]] = (RotaID(row[1] as Int64), row[2])
        }
        let boxes = try Row.fetchAll(
            db,
            sql:
                "SELECT \(BoxRows.columns) FROM box WHERE \(mine) AND state <> 'dissolved' ORDER BY id"
        )
        for row in boxes {
            let box = try BoxRows.box(row)
            let rota = member[box.id.rawValue]
            let kind = box.state == .inTransit ? "box-depart" : "box-receive"
            let isWaitedFor = [.inTransit, .received, .checked, .serving].contains(box.state)
            candidates.append(
                RotationProposal.Candidate(
                    box: box, rota: rota?.0, stage: rota?.1 ?? 0,
                    since: isWaitedFor ? try BoxRows.last(kind, of: box.id, db) : nil))
        }
    }

    /// When boxes that were lent by hand are to be back.
    private mutating func loadDays(_ db: Database, _ mine: String) throws {
        let places = places
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT boxId, returnBy FROM boxDays
                WHERE returnBy IS NOT NULL AND boxId IN (SELECT id FROM box WHERE \(mine))
                """)
        for row in rows {
            guard let place = places[BoxID(row[0] as Int64)] else { continue }
            candidates[place].returnBy = Day(iso: row[1] as String)
        }
    }

    /// Titles in the boxes, and how many of them are on loan.
    private mutating func loadCopies(_ db: Database, _ mine: String) throws {
        let places = places
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT boxId, recordId, status = 'on-loan' FROM copyState
                WHERE boxId IN (SELECT id FROM box WHERE \(mine))
                """)
        while let row = try rows.next() {
            guard let place = places[BoxID(row[0] as Int64)] else { continue }
            candidates[place].titles.insert(RecordID(row[1] as Int64))
            if row[2] as Bool { candidates[place].onLoan += 1 }
        }
    }

    /// Loans made where a box stands since it came, for stages that count them.
    private mutating func loadLoans(_ db: Database, _ mine: String) throws {
        let statement = try db.cachedStatement(
            sql: """
                SELECT count(*) FROM copyState s JOIN ledgerEvent e ON e.copyId = s.id
                WHERE s.boxId = ?1 AND e.position > ?2 AND e.kind = 'loan-opened' AND e.pointId = ?3
                    AND e.conflict IS NULL
                """)
        let arrival = try db.cachedStatement(
            sql: """
                SELECT position FROM ledgerEvent WHERE boxId = ? AND kind = 'box-receive' AND conflict IS NULL
                ORDER BY position DESC LIMIT 1
                """)
        for (place, one) in candidates.enumerated() where one.box.state == .serving {
            guard let rota = one.rota.flatMap({ rotas[$0] }), rota.stages.indices.contains(one.stage - 1),
                rota.stages[one.stage - 1].loans != nil,
                let since = try Int64.fetchOne(arrival, arguments: [one.box.id.rawValue])
            else { continue }
            candidates[place].loans =
                try Int.fetchOne(
                    statement, arguments: [one.box.id.rawValue, since, one.box.place.rawValue]) ?? 0
        }
    }

    /// Readers who wait for a title of a box where it stands.
    private mutating func loadWaiting(_ db: Database, _ mine: String) throws {
        var waiting: [ServicePointID: [RecordID: Int]] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT pickupId, recordId, count(*) FROM hold WHERE state = 'waiting' GROUP BY pickupId, recordId"
        )
        while let row = try rows.next() {
            waiting[ServicePointID(row[0] as Int64), default: [:]][RecordID(row[1] as Int64)] = row[2]
        }
        for (place, one) in candidates.enumerated() where one.box.state == .serving {
            guard let here = waiting[one.box.place] else { continue }
            candidates[place].waiting = here.reduce(0) { one.titles.contains($1.key) ? $0 + $1.value : $0 }
        }
    }

    /// Which places of the rotas are open; what they own, have and had.
    private mutating func loadPlaces(_ db: Database, _ mine: String, _ today: Day, since: Day) throws {
        let stages = "SELECT pointId FROM rotaStage WHERE rotaId IN (SELECT id FROM rota WHERE \(mine))"
        let points = try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM servicePoint
                WHERE id IN (\(stages)) AND ifnull(validFrom, ?1) <= ?1 AND ifnull(validTo, ?1) >= ?1
                """, arguments: [today.description])
        open = Set(points.map { ServicePointID($0) })
        for sql in [Self.ownedTitles(of: stages), Self.heldTitles(of: stages)] {
            let rows = try Row.fetchCursor(db, sql: sql)
            while let row = try rows.next() {
                owned[ServicePointID(row[0] as Int64), default: []].insert(RecordID(row[1] as Int64))
            }
        }
        let rows = try Row.fetchCursor(db, sql: Self.broughtTitles(to: stages), arguments: [since.description])
        while let row = try rows.next() {
            visits[ServicePointID(row[0] as Int64), default: [:]][BoxID(row[1] as Int64), default: []].insert(
                RecordID(row[2] as Int64))
        }
    }

    /// Copies that are withdrawn or lost are nobody's to read.
    static func ownedTitles(of points: String) -> String {
        """
        SELECT c.ownerId, c.recordId FROM copy c JOIN copyState s ON s.id = c.id
        WHERE c.ownerId IN (\(points)) AND \(isOwned)
        """
    }

    static let isOwned = "s.status NOT IN ('withdrawn', 'lost')"

    /// Whosever they are.
    static func heldTitles(of points: String) -> String {
        "SELECT s.holderId, s.recordId FROM copyState s WHERE s.holderId IN (\(points)) AND \(isAtHolder)"
    }

    static let isAtHolder = "s.status IN (\(CopyStatus.list(\.isAtHolder)))"

    /// By the minutes of what was counted there: a row for each box and title, found
    /// by the place, where custody would be read from end to end.
    static func broughtTitles(to points: String) -> String {
        """
        SELECT h.toId, h.boxId, s.recordId
        FROM handover h JOIN boxManifest m ON m.boxId = h.boxId AND m.sealing = h.sealing
            JOIN copyState s ON s.id = m.copyId
        WHERE h.toId IN (\(points)) AND h.countedOn >= ? AND m.outcome <> 'missing'
        """
    }
}
