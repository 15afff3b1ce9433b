import GRDB
import Library

/// Where copies travel, out of the precious database.
struct ItineraryTableStore: ItineraryStore {
    let pool: DatabasePool

    func itinerary(of id: CopyID) async throws -> Itinerary? {
        try await pool.read { db in
            guard let copy = try CopyRows.state(db, id) else { return nil }
            let (next, dueOn) = try Self.next(db, copy)
            let names = try PointNames.of(db, [copy.owner, copy.holder] + (next.map { [$0] } ?? []))
            guard let owner = names[copy.owner], let holder = names[copy.holder] else { return nil }
            return Itinerary(
                copy: copy, owner: owner, holder: holder, next: next.flatMap { names[$0] }, dueOn: dueOn)
        }
    }

    /// On the way: where the trip says. At a stage: where the rota says.
    private static func next(_ db: Database, _ copy: CopyState) throws -> (ServicePointID?, Day?) {
        guard let box = try copy.box.flatMap({ try BoxRows.box(db, $0) }) else { return (copy.plannedHolder, nil) }
        if let destination = box.destination {
            let day = try box.trip.flatMap { trip in
                try String.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT plannedOn FROM tripStop WHERE tripId = ? AND pointId = ? ORDER BY ordinal LIMIT 1"),
                    arguments: [trip.rawValue, destination.rawValue])
            }
            return (destination, day.flatMap { Day(iso: $0) })
        }
        guard box.state == .serving, let member = try RotaRows.membership(db, of: box.id),
            let rota = try RotaRows.rota(db, member.rota), rota.stages.indices.contains(member.stage - 1),
            rota.stages[member.stage - 1].point == box.place
        else { return (copy.plannedHolder, nil) }
        let after =
            rota.stages.indices.contains(member.stage)
            ? rota.stages[member.stage].point
            : (rota.facts.ending == .again ? rota.stages.first?.point : rota.facts.ending == .home ? box.owner : nil)
        guard let after, let since = try BoxRows.last("box-receive", of: box.id, db) else { return (after, nil) }
        let due = Day(Day(since).start.adding(.seconds(86_400 * rota.stages[member.stage - 1].days)))
        return (after, due)
    }

    func points(within nodes: Set<TreeNode>, limit: Int) async throws -> [PointName] {
        try await pool.read { db in try PointNames.within(db, nodes, limit: limit) }
    }

    func strays(at point: ServicePointID, limit: Int) async throws -> [BoxCopy] {
        try await pool.read { db in
            try BoxCopyRows.copies(
                db,
                """
                WHERE s.holderId = ?1 AND s.plannedHolderId IS NOT NULL AND s.boxId IS NULL AND s.status = 'available'
                ORDER BY s.plannedHolderId, c.numberKey LIMIT ?2
                """, [point.rawValue, limit])
        }
    }
}
