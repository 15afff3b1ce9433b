import Library

extension SiteSetup {
    /// Whether somebody may do something at a node, by what is above it today; nil
    /// for a node that is not there.
    ///
    /// Of a unit that has ended, what is above all of today's units that hold its
    /// points counts as well: the coordinator of the province that a former
    /// district lies in today looks after its figures and reports. The board, which
    /// knows these, is asked only where nothing else allows it.
    func allows(_ actor: Actor, _ action: Action, at node: TreeNode, on now: Moment) async throws -> Bool? {
        guard let own = try await services.membership.places.lineage(of: node) else { return nil }
        if Permission.allows(actor, action, at: own) { return true }
        guard case .unit = node, !Permission.nodes(actor, action).isEmpty else { return false }
        let last = Month(of: Day(now)).previous
        let directory = try await services.board.scene([], in: last...last).directory
        return directory.lineage(of: node).map { Permission.allows(actor, action, at: $0) } ?? false
    }
}
