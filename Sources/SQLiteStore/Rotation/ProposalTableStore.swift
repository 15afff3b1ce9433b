import GRDB
import Library

/// Proposals out of the precious database, and the trips made of them.
struct ProposalTableStore: ProposalStore {
    let pool: DatabasePool

    func proposals(of owners: [ServicePointID]?, at now: Moment, _ settings: RotationSettings) async throws
        -> [ProposalView]
    {
        try await pool.read { db in
            let (moves, boxes) = try Self.moves(db, of: owners, on: Day(now), settings)
            let planned = try TripRows.planned(db, of: nil)
            let names = try PointNames.of(
                db, moves.flatMap { $0.skipped + ($0.to.map { [$0] } ?? []) } + boxes.values.map(\.place))
            return moves.compactMap { move in
                boxes[move.box].map { box in
                    ProposalView(
                        move: move, number: box.number, from: names[box.place], to: move.to.flatMap { names[$0] },
                        skipped: move.skipped.compactMap { names[$0] }, trip: planned[move.box])
                }
            }
        }
    }

    func plan(_ choice: ProposalChoice, _ settings: RotationSettings, act: Act) async throws -> TripID {
        let number: Int64 = try await pool.write { db in
            try ActLog.once(db, act, "trip-of-proposal \(choice.owner)") { () -> Int64 in
                let (moves, boxes) = try Self.moves(db, of: [choice.owner], on: Day(act.at), settings)
                let stops = try choice.stops(of: moves, boxes: boxes, planned: TripRows.planned(db, of: nil))
                let trip = try TripRows.insert(db, choice.trip)
                for (index, stop) in stops.enumerated() {
                    try TripRows.insertStop(db, trip, index + 1, stop.point, on: choice.plannedOn)
                    for box in stop.boxes { try TripRows.load(db, trip, box, stop: index + 1) }
                }
                return trip.rawValue
            }
        }
        return TripID(number)
    }

    /// What should move on a day, and the boxes that were asked about.
    private static func moves(
        _ db: Database, of owners: [ServicePointID]?, on today: Day, _ settings: RotationSettings
    ) throws -> (moves: [ProposedMove], boxes: [BoxID: Box]) {
        let facts = try ProposalFacts(db, owners: owners, today: today, settings)
        let proposal = RotationProposal(
            rotas: facts.rotas, owned: facts.owned, visits: facts.visits, open: facts.open, today: today,
            settings: settings)
        return (
            proposal.moves(of: facts.candidates),
            Dictionary(uniqueKeysWithValues: facts.candidates.map { ($0.box.id, $0.box) })
        )
    }
}
