import GRDB
import Library

/// Where a box that serves at a stage of its rota goes from there, as the proposal
/// of that day would say. Places are asked after one by one, so that a reader's
/// page reads no more than it needs.
struct NextPlace {
    let db: Database
    var settings: RotationSettings

    /// Nil where it stays, or no place can take it.
    func next(of box: Box, on rota: Rota, stage: Int, day: Day) throws -> ServicePointID? {
        let titles = try Int64.fetchAll(
            db.cachedStatement(sql: "SELECT DISTINCT recordId FROM copyState WHERE boxId = ?"),
            arguments: [box.id.rawValue])
        let one = RotationProposal.Candidate(
            box: box, rota: rota.id, stage: stage, titles: Set(titles.map { RecordID($0) }))
        var proposal = RotationProposal(rotas: [rota.id: rota], owned: [:], open: [], today: day, settings: settings)
        for point in proposal.order(for: one) {
            guard try isOpen(point, on: day) else { continue }
            proposal.open.insert(point)
            proposal.owned[point] = try known(of: box.id, at: point)
            proposal.visits[point] = try brought(of: box.id, to: point, before: day)
            if let next = proposal.next(for: one), next == point { return next }
        }
        return proposal.next(for: one)
    }

    private func isOpen(_ point: ServicePointID, on day: Day) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT ifnull(validFrom, ?2) <= ?2 AND ifnull(validTo, ?2) >= ?2 FROM servicePoint WHERE id = ?1"),
            arguments: [point.rawValue, day.description]) ?? false
    }

    /// Titles of the box that a place owns or has.
    private func known(of box: BoxID, at point: ServicePointID) throws -> Set<RecordID> {
        let known = try Int64.fetchAll(
            db.cachedStatement(sql: Self.knownTitles),
            arguments: [box.rawValue, point.rawValue, box.rawValue, point.rawValue])
        return Set(known.map { RecordID($0) })
    }

    /// By the copies of each title: a place may have ten thousand others.
    static let knownTitles = """
        SELECT c.recordId FROM copy c JOIN copyState s ON s.id = c.id
        WHERE c.recordId IN (SELECT recordId FROM copyState WHERE boxId = ?) AND +c.ownerId = ?
            AND \(ProposalFacts.isOwned)
        UNION
        SELECT s.recordId FROM copyState s
        WHERE s.recordId IN (SELECT recordId FROM copyState WHERE boxId = ?) AND s.holderId = ?
            AND \(ProposalFacts.isAtHolder)
        """

    private func brought(of box: BoxID, to point: ServicePointID, before day: Day) throws -> [BoxID: Set<RecordID>] {
        let since = day.adding(days: -settings.hadWithinDays)
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: Self.broughtTitles),
            arguments: [point.rawValue, since.description, box.rawValue])
        return rows.reduce(into: [:]) { $0[BoxID($1[1] as Int64), default: []].insert(RecordID($1[2] as Int64)) }
    }

    static let broughtTitles = """
        \(ProposalFacts.broughtTitles(to: "?"))
            AND s.recordId IN (SELECT recordId FROM copyState WHERE boxId = ?)
        """
}
