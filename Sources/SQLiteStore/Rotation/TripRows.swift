import GRDB
import Library

/// Trips as rows.
enum TripRows {
    static func trip(_ db: Database, _ id: TripID) throws -> Trip? {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT kind, fromId, plannedOn, vehicle, state, leftOn FROM trip WHERE id = ?"),
                arguments: [id.rawValue])
        else { return nil }
        guard let kind = TripKind(rawValue: row[0]), let day = Day(iso: row[2] as String),
            let state = TripState(rawValue: row[4])
        else { throw StoreError.damagedRow(table: "trip", id: id.rawValue) }
        return Trip(
            id: id,
            facts: TripFacts(kind: kind, from: ServicePointID(row[1] as Int64), plannedOn: day, vehicle: row[3]),
            state: state, leftOn: (row[5] as String?).flatMap { Day(iso: $0) },
            stops: try stops(db, id), boxes: try boxes(db, id), people: try people(db, id))
    }

    private static func stops(_ db: Database, _ id: TripID) throws -> [TripStop] {
        let counts = try StopVisitRows.counts(db, of: id)
        return try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT ordinal, pointId, plannedOn FROM tripStop WHERE tripId = ? ORDER BY ordinal"),
            arguments: [id.rawValue]
        ).compactMap { row in
            Day(iso: row[2] as String).map {
                TripStop(
                    ordinal: row[0], point: ServicePointID(row[1] as Int64), plannedOn: $0,
                    counts: counts[row[0] as Int] ?? [])
            }
        }
    }

    private static func boxes(_ db: Database, _ id: TripID) throws -> [TripBox] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT t.boxId, b.ownerId, t.ordinal FROM tripBox t JOIN box b ON b.id = t.boxId
                    WHERE t.tripId = ? ORDER BY t.ordinal, t.boxId
                    """), arguments: [id.rawValue]
        ).map { TripBox(box: BoxID($0[0] as Int64), owner: ServicePointID($0[1] as Int64), stop: $0[2]) }
    }

    static func insert(_ db: Database, _ facts: TripFacts) throws -> TripID {
        try db.cachedStatement(
            sql: "INSERT INTO trip (kind, fromId, plannedOn, vehicle, state) VALUES (?, ?, ?, ?, 'planned')"
        ).execute(
            arguments: [facts.kind.rawValue, facts.from.rawValue, facts.plannedOn.description, facts.vehicle])
        return TripID(db.lastInsertedRowID)
    }

    static func insertStop(_ db: Database, _ trip: TripID, _ ordinal: Int, _ point: ServicePointID, on day: Day) throws
    {
        try db.cachedStatement(sql: "INSERT INTO tripStop (tripId, ordinal, pointId, plannedOn) VALUES (?, ?, ?, ?)")
            .execute(arguments: [trip.rawValue, ordinal, point.rawValue, day.description])
    }

    /// Puts a box on a trip, or at another of its stops.
    static func load(_ db: Database, _ trip: TripID, _ box: BoxID, stop: Int) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO tripBox (tripId, boxId, ordinal) VALUES (?1, ?2, ?3)
                ON CONFLICT (tripId, boxId) DO UPDATE SET ordinal = ?3
                """
        ).execute(arguments: [trip.rawValue, box.rawValue, stop])
    }

    /// Takes a box off the trips that have not left.
    static func unload(_ db: Database, _ box: BoxID) throws {
        try db.cachedStatement(
            sql: """
                DELETE FROM tripBox WHERE boxId = ? AND tripId IN (SELECT id FROM trip WHERE state = 'planned')
                """
        ).execute(arguments: [box.rawValue])
    }

    /// The trips that boxes are planned on and that have not left; of one box, or
    /// of all for nil.
    static func planned(_ db: Database, of box: BoxID?) throws -> [BoxID: PlannedTrip] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT b.boxId, t.id, t.plannedOn FROM trip t JOIN tripBox b ON b.tripId = t.id
                    WHERE t.state = 'planned' AND b.boxId = ifnull(?1, b.boxId) ORDER BY t.id DESC
                    """), arguments: [box?.rawValue])
        var trips: [BoxID: PlannedTrip] = [:]
        for row in rows {
            guard let day = Day(iso: row[2] as String) else {
                throw StoreError.damagedRow(table: "trip", id: row[1])
            }
            trips[BoxID(row[0] as Int64)] = PlannedTrip(id: TripID(row[1] as Int64), plannedOn: day)
        }
        return trips
    }

    private static func people(_ db: Database, _ id: TripID) throws -> [TripPerson] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT ordinal, role, name FROM tripPerson WHERE tripId = ? ORDER BY ordinal"),
            arguments: [id.rawValue]
        ).compactMap { row in
            TripRole(rawValue: row[1]).map { TripPerson(ordinal: row[0], role: $0, name: row[2]) }
        }
    }

    /// The stop that a trip which has not left will bring a box to.
    static func plannedStop(_ db: Database, of box: Box) throws -> (point: ServicePointID, plannedOn: Day)? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT s.pointId, s.plannedOn FROM tripBox b JOIN trip t ON t.id = b.tripId
                    JOIN tripStop s ON s.tripId = b.tripId AND s.ordinal = b.ordinal
                    WHERE b.boxId = ? AND t.state = 'planned' AND t.fromId = ? ORDER BY t.id DESC LIMIT 1
                    """), arguments: [box.id.rawValue, box.place.rawValue])
        guard let row, let day = Day(iso: row[1] as String) else { return nil }
        return (ServicePointID(row[0] as Int64), day)
    }

    /// It is under way from that day.
    static func setLeft(_ trip: TripID, on day: Day, _ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE trip SET state = 'under-way', leftOn = ? WHERE id = ?").execute(
            arguments: [day.description, trip.rawValue])
    }

    static func setState(_ state: TripState, of trip: TripID, _ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE trip SET state = ? WHERE id = ?").execute(
            arguments: [state.rawValue, trip.rawValue])
    }

    /// Over when the last of its boxes has arrived or is given up; a library on
    /// wheels comes home by a person's word.
    static func finishWhenEmpty(_ db: Database, _ trip: TripID) throws {
        try db.cachedStatement(
            sql: """
                UPDATE trip SET state = 'done' WHERE id = ?1 AND state = 'under-way' AND kind = 'rotation'
                    AND NOT EXISTS (SELECT 1 FROM box WHERE state = 'in-transit' AND tripId = ?1)
                """
        ).execute(arguments: [trip.rawValue])
    }

    /// What was done with a box since it left with a trip.
    private static let sinceDeparture = """
        SELECT kind, pointId, toPointId, happenedAt FROM ledgerEvent
        WHERE boxId = ?1 AND conflict IS NULL AND position >= (SELECT max(position) FROM ledgerEvent
            WHERE boxId = ?1 AND kind = 'box-depart' AND tripId = ?2 AND conflict IS NULL)
        ORDER BY position
        """

    /// Nil when it never left with it.
    static func journey(_ db: Database, of box: BoxID, on trip: TripID) throws -> TripJourney? {
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: sinceDeparture), arguments: [box.rawValue, trip.rawValue])
        guard let departure = try rows.next(), let to = departure[2] as Int64? else { return nil }
        var journey = TripJourney.underWay(to: ServicePointID(to))
        while !journey.isOver, let row = try rows.next() {
            guard let act = BoxAct(rawValue: String((row[0] as String).dropFirst("box-".count))),
                let point = row[1] as Int64?
            else { continue }
            journey.follow(
                TripJourney.Step(act, at: ServicePointID(point), on: Day(Moment(milliseconds: row[3]))))
        }
        return journey
    }

    static func view(_ db: Database, _ trip: Trip) throws -> TripView {
        let ids = trip.boxes.map(\.box.description).joined(separator: ",")
        return TripView(
            trip: trip, from: try PointNames.one(db, trip.facts.from),
            points: try PointNames.of(db, trip.stops.map(\.point)),
            boxes: try BoxRows.summaries(db, "WHERE id IN (\(ids)) ORDER BY number, id", []))
    }
}
