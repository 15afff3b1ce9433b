import GRDB
import Library

/// Trips as rows.
enum TripRows {
    static func trip(_ db: Database, _ id: TripID) throws -> Trip? {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT kind, fromId, plannedOn, vehicle, state FROM trip WHERE id = ?"),
                arguments: [id.rawValue])
        else { return nil }
        guard let kind = TripKind(rawValue: row[0]), let day = Day(iso: row[2] as String),
            let state = TripState(rawValue: row[4])
        else { throw StoreError.damagedRow(table: "trip", id: id.rawValue) }
        return Trip(
            id: id,
            facts: TripFacts(kind: kind, from: ServicePointID(row[1] as Int64), plannedOn: day, vehicle: row[3]),
            state: state, stops: try stops(db, id), boxes: try boxes(db, id), people: try people(db, id))
    }

    private static func stops(_ db: Database, _ id: TripID) throws -> [TripStop] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT ordinal, pointId, plannedOn, visits FROM tripStop WHERE tripId = ? ORDER BY ordinal"),
            arguments: [id.rawValue]
        ).compactMap { row in
            Day(iso: row[2] as String).map {
                TripStop(ordinal: row[0], point: ServicePointID(row[1] as Int64), plannedOn: $0, visits: row[3])
            }
        }
    }

    private static func boxes(_ db: Database, _ id: TripID) throws -> [TripBox] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT boxId, ordinal FROM tripBox WHERE tripId = ? ORDER BY ordinal, boxId"),
            arguments: [id.rawValue]
        ).map { TripBox(box: BoxID($0[0] as Int64), stop: $0[1]) }
    }

    private static func people(_ db: Database, _ id: TripID) throws -> [TripPerson] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT ordinal, role, name FROM tripPerson WHERE tripId = ? ORDER BY ordinal"),
            arguments: [id.rawValue]
        ).compactMap { row in
            TripRole(rawValue: row[1]).map { TripPerson(ordinal: row[0], role: $0, name: row[2]) }
        }
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

    static func view(_ db: Database, _ trip: Trip) throws -> TripView {
        let ids = trip.boxes.map(\.box.description).joined(separator: ",")
        return TripView(
            trip: trip, from: try PointNames.one(db, trip.facts.from),
            points: try PointNames.of(db, trip.stops.map(\.point)),
            boxes: try BoxRows.summaries(db, "WHERE id IN (\(ids)) ORDER BY number, id", []))
    }
}
