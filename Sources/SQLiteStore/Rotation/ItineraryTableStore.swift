import GRDB
import Library

/// Where copies travel, out of the precious database.
struct ItineraryTableStore: ItineraryStore {
    let pool: DatabasePool

    func itinerary(of id: CopyID, on today: Day, _ settings: RotationSettings) async throws -> Itinerary? {
        try await pool.read { db in
            guard let copy = try CopyRows.state(db, id) else { return nil }
            let (next, dueOn) = try Self.next(db, in: copy.box, planned: copy.plannedHolder, on: today, settings)
            let names = try PointNames.of(db, [copy.owner, copy.holder] + (next.map { [$0] } ?? []))
            guard let owner = names[copy.owner], let holder = names[copy.holder] else { return nil }
            return Itinerary(
                copy: copy, owner: owner, holder: holder, next: next.flatMap { names[$0] }, dueOn: dueOn)
        }
    }

    func journeys(of record: RecordID, on today: Day, _ settings: RotationSettings) async throws -> [Journey] {
        try await pool.read { db in
            var journeys: [Journey] = []
            for row in try Row.fetchAll(db.cachedStatement(sql: Self.waysOfRecord), arguments: [record.rawValue]) {
                let (owner, holder) = (ServicePointID(row[0] as Int64), ServicePointID(row[1] as Int64))
                let (next, dueOn) = try Self.next(
                    db, in: (row[3] as Int64?).map { BoxID($0) },
                    planned: (row[2] as Int64?).map { ServicePointID($0) }, on: today, settings)
                let isTravelling: Bool = row[4]
                let names = try PointNames.of(db, [owner, holder] + (next.map { [$0] } ?? []))
                guard isTravelling || next != nil || owner != holder, let owner = names[owner],
                    let holder = names[holder]
                else { continue }
                let journey = Journey(
                    owner: owner, holder: holder, isTravelling: isTravelling, next: next.flatMap { names[$0] },
                    dueOn: dueOn, copies: row[5])
                let known = journeys.indices.first { journeys[$0].joined(with: journey) != nil }
                if let known, let both = journeys[known].joined(with: journey) {
                    journeys[known] = both
                } else {
                    journeys.append(journey)
                }
            }
            return journeys
        }
    }

    /// Ways of a title's copies, a row for each box.
    static let waysOfRecord = """
        SELECT s.ownerId, s.holderId, s.plannedHolderId, s.boxId, s.status = 'in-transit', count(*)
        FROM copyState s
        WHERE s.recordId = ? AND \(HoldingRows.isHeld) AND (s.boxId IS NOT NULL OR s.plannedHolderId IS NOT NULL)
        GROUP BY 1, 2, 3, 4, 5 ORDER BY 5 DESC, s.holderId, s.boxId
        """

    /// On the way: where the trip says. Planned on a trip: where that goes. At a
    /// stage: where the proposal will send it when its days there are over.
    private static func next(
        _ db: Database, in box: BoxID?, planned: ServicePointID?, on today: Day, _ settings: RotationSettings
    ) throws -> (ServicePointID?, Day?) {
        guard let box = try box.flatMap({ try BoxRows.box(db, $0) }) else { return (planned, nil) }
        if let destination = box.destination {
            let day = try box.trip.flatMap { trip in
                try String.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT plannedOn FROM tripStop WHERE tripId = ? AND pointId = ? ORDER BY ordinal LIMIT 1"),
                    arguments: [trip.rawValue, destination.rawValue])
            }
            return (destination, try day.flatMap { Day(iso: $0) } ?? BoxDaysRows.days(db, of: box.id).expectedOn)
        }
        if let stop = try TripRows.plannedStop(db, of: box) { return (stop.point, stop.plannedOn) }
        // Lent by its owner until a day.
        if box.state == .serving, !box.isHome, let day = try BoxDaysRows.days(db, of: box.id).returnBy,
            try RotaRows.membership(db, of: box.id) == nil
        {
            return (box.owner, day)
        }
        guard box.state == .serving, let member = try RotaRows.membership(db, of: box.id),
            let rota = try RotaRows.rota(db, member.rota), rota.stages.indices.contains(member.stage - 1),
            rota.stages[member.stage - 1].point == box.place
        else { return (planned, nil) }
        let due = try BoxRows.last("box-receive", of: box.id, db).map {
            Day($0).adding(days: rota.stages[member.stage - 1].days)
        }
        let after = try NextPlace(db: db, settings: settings).next(
            of: box, on: rota, stage: member.stage, day: max(due ?? today, today))
        return (after, after == nil ? nil : due)
    }

    func points(within nodes: Set<TreeNode>, on day: Day, limit: Int) async throws -> [PointName] {
        try await pool.read { db in try PointNames.within(db, nodes, on: day, limit: limit) }
    }

    func strays(at point: ServicePointID, limit: Int) async throws -> [Stray] {
        try await pool.read { db in
            try Self.strays(
                db,
                """
                WHERE s.holderId = ?1 AND s.plannedHolderId IS NOT NULL AND s.status = 'available' AND \(Self.isAlone)
                ORDER BY s.plannedHolderId, c.numberKey LIMIT ?2
                """, [point.rawValue, limit])
        }
    }

    func strays(to point: ServicePointID, limit: Int) async throws -> [Stray] {
        try await pool.read { db in
            try Self.strays(
                db,
                """
                WHERE s.plannedHolderId = ?1 AND s.status IN ('available', 'set-aside') AND \(Self.isAlone)
                ORDER BY s.holderId, c.numberKey LIMIT ?2
                """, [point.rawValue, limit]
            ).sorted { $0.since < $1.since }
        }
    }

    /// Its box, if it has one, is elsewhere.
    private static let isAlone = "NOT EXISTS (SELECT 1 FROM box b WHERE b.id = s.boxId AND b.placeId = s.holderId)"

    private static func strays(
        _ db: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> [Stray] {
        let copies = try BoxCopyRows.copies(db, condition, arguments)
        let names = try PointNames.of(
            db, copies.flatMap { [$0.state.holder] + ($0.state.plannedHolder.map { [$0] } ?? []) })
        let since = try db.cachedStatement(
            sql: "SELECT since FROM custody WHERE copyId = ? AND untilPosition IS NULL")
        return try copies.compactMap { copy in
            guard let from = names[copy.state.holder], let to = copy.state.plannedHolder.flatMap({ names[$0] }),
                let came = try Int64.fetchOne(since, arguments: [copy.state.id.rawValue])
            else { return nil }
            return Stray(copy: copy, from: from, to: to, since: Moment(milliseconds: came))
        }
    }
}
