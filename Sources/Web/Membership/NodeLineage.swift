import Library

extension SiteSetup {
    /// A node with what is above it today; nil for one that is not there.
    ///
    /// Of a unit that has ended, what is above all of today's units that hold its
    /// points as well: the coordinator of the province that a former district lies
    /// in today looks after its figures and reports.
    func lineage(of node: TreeNode, at now: Moment) async throws -> Lineage? {
        guard let own = try await services.membership.places.lineage(of: node) else { return nil }
        guard case .unit = node else { return own }
        let last = Month(of: Day(now)).previous
        let directory = try await services.board.scene([], in: last...last).directory
        guard let today = directory.lineage(of: node) else { return own }
        return Lineage(own.nodes.union(today.nodes))
    }
}
