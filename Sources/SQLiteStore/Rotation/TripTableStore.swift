import GRDB
import Library

/// Trips out of the precious database.
struct TripTableStore: TripStore {
    let pool: DatabasePool
    let writer: LedgerWriter
    let acting: BoxActing

    func plan(_ facts: TripFacts, act: Act) async throws -> TripID {
        let number: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "trip") { () -> Int64 in try TripRows.insert(db, facts).rawValue }
        }
        return TripID(number)
    }

    func edit(_ edit: TripEdit, of id: TripID, act: Act) async throws {
        _ = try await pool.write { db in
            try ActLog.once(db, act, "trip-edit \(id)") {
                guard let trip = try TripRows.trip(db, id), TripRules.allows(edit, trip) else {
                    throw RotationRefusal(.tripState)
                }
                try Self.apply(edit, to: trip, db, act)
                return ""
            }
        }
    }

    private static func apply(_ edit: TripEdit, to trip: Trip, _ db: Database, _ act: Act) throws {
        let id = trip.id.rawValue
        switch edit {
        case .addStop(let point, let day):
            guard point != trip.facts.from else { throw RotationRefusal(.samePlace, point: point) }
            try PointNames.requireOpen(db, point, on: Day(act.at))
            let next = (trip.stops.last?.ordinal ?? 0) + 1
            try TripRows.insertStop(db, trip.id, next, point, on: day)
        case .replan(let day, let vehicle):
            try db.execute(
                sql: "UPDATE trip SET plannedOn = ?, vehicle = ? WHERE id = ?",
                arguments: [day.description, vehicle, id])
            for stop in trip.stops(when: day) {
                try db.execute(
                    sql: "UPDATE tripStop SET plannedOn = ? WHERE tripId = ? AND ordinal = ?",
                    arguments: [stop.plannedOn.description, id, stop.ordinal])
            }
        case .removeStop(let ordinal):
            try db.execute(sql: "DELETE FROM tripBox WHERE tripId = ? AND ordinal = ?", arguments: [id, ordinal])
            try db.execute(sql: "DELETE FROM tripStop WHERE tripId = ? AND ordinal = ?", arguments: [id, ordinal])
        case .addPerson(let role, let name):
            guard !name.isEmpty else { throw RotationRefusal(.incomplete) }
            let next = (trip.people.last?.ordinal ?? 0) + 1
            try db.execute(
                sql: "INSERT INTO tripPerson (tripId, ordinal, role, name) VALUES (?, ?, ?, ?)",
                arguments: [id, next, role.rawValue, name])
        case .removePerson(let ordinal):
            try db.execute(sql: "DELETE FROM tripPerson WHERE tripId = ? AND ordinal = ?", arguments: [id, ordinal])
        case .load(let box, let stop):
            guard let known = try BoxRows.box(db, box) else { throw RotationRefusal(.boxUnknown, box: box) }
            guard known.place == trip.facts.from else {
                throw RotationRefusal(.wrongPlace, box: box, point: known.place)
            }
            guard TripRules.loadable.contains(known.state) else { throw RotationRefusal(.wrongState, box: box) }
            guard trip.stops.contains(where: { $0.ordinal == stop }) else { throw RotationRefusal(.tripEmpty) }
            if let other = try TripRows.planned(db, of: box)[box], other.id != trip.id {
                throw RotationRefusal(.boxOnTrip, text: known.number, box: box)
            }
            try TripRows.load(db, trip.id, box, stop: stop)
        case .unload(let box):
            try db.execute(sql: "DELETE FROM tripBox WHERE tripId = ? AND boxId = ?", arguments: [id, box.rawValue])
        case .visits(let visits, let ordinal, let reason):
            let stop = trip.stops.first { $0.ordinal == ordinal }
            let noted = try TripRules.noted(visits, at: stop, reason: reason, on: Day(act.at))
            if let noted, let stop { try StopVisitRows.add(db, noted, to: stop, of: trip.id, act) }
        }
    }

    func depart(_ id: TripID, _ minimums: TripMinimums, act: Act) async throws {
        let acting = acting
        _ = try await writer.act(at: act.at) { transaction in
            try ActLog.once(transaction.db, act, "trip-depart \(id)") {
                guard let trip = try TripRows.trip(transaction.db, id) else { throw RotationRefusal(.tripState) }
                let kind = try PointNames.one(transaction.db, trip.facts.from).kind
                for leaving in try TripRules.departure(of: trip, from: kind, minimums) {
                    try acting.perform(leaving.order, on: leaving.box, at: trip.facts.from, in: &transaction)
                }
                try TripRows.setLeft(id, on: Day(act.at), transaction.db)
                return ""
            }
        }
    }

    func cancel(_ id: TripID, act: Act) async throws {
        let acting = acting
        _ = try await writer.act(at: act.at) { transaction in
            try ActLog.once(transaction.db, act, "trip-cancel \(id)") {
                guard let trip = try TripRows.trip(transaction.db, id) else { throw RotationRefusal(.tripState) }
                let boxes = try trip.boxes.compactMap { try BoxRows.box(transaction.db, $0.box) }
                for box in try TripRules.cancellation(of: trip, boxes: boxes) {
                    try acting.perform(.turnBack, on: box, at: trip.facts.from, in: &transaction)
                }
                try TripRows.setState(.cancelled, of: id, transaction.db)
                return ""
            }
        }
    }

    func finish(_ id: TripID, act: Act) async throws {
        _ = try await pool.write { db in
            try ActLog.once(db, act, "trip-finish \(id)") {
                guard let trip = try TripRows.trip(db, id), trip.state == .underWay else {
                    throw RotationRefusal(.tripState)
                }
                let travelling = try Int64.fetchOne(
                    db, sql: "SELECT id FROM box WHERE state = 'in-transit' AND tripId = ?", arguments: [id.rawValue])
                guard travelling == nil else {
                    throw RotationRefusal(.tripState, box: travelling.map { BoxID($0) })
                }
                try TripRows.setState(.done, of: id, db)
                return ""
            }
        }
    }

    // MARK: Questions

    func trip(_ id: TripID) async throws -> TripView? {
        try await pool.read { db in
            guard let trip = try TripRows.trip(db, id) else { return nil }
            var view = try TripRows.view(db, trip)
            for box in trip.boxes { view.journeys[box.box] = try TripRows.journey(db, of: box.box, on: id) }
            let others = view.journeys.values.compactMap { journey -> ServicePointID? in
                if case .arrived(let point, _) = journey { point } else { nil }
            }
            view.points.merge(try PointNames.of(db, others)) { known, _ in known }
            return view
        }
    }

    func trips(around point: ServicePointID, limit: Int) async throws -> [TripView] {
        try await pool.read { db in
            let ids = try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM trip
                    WHERE fromId = ?1 OR id IN (SELECT tripId FROM tripStop WHERE pointId = ?1)
                        OR id IN (SELECT t.tripId FROM box b JOIN tripBox t ON t.boxId = b.id WHERE b.ownerId = ?1)
                    ORDER BY state IN ('done', 'cancelled'), plannedOn DESC, id DESC LIMIT ?2
                    """, arguments: [point.rawValue, max(0, limit)])
            return try ids.compactMap { try TripRows.trip(db, TripID($0)) }.map { try TripRows.view(db, $0) }
        }
    }
}
