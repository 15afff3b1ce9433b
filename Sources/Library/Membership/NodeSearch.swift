/// Looks for places of the tree by name: where a role is to be granted.
package protocol NodeSearch: Sendable {
    /// Units, institutions and points of today whose names, with the names of what
    /// they lie in, have all the words, with or without marks; those at or below
    /// `nodes` alone. Units first, then institutions, then points.
    func nodes(named words: String, within nodes: Set<TreeNode>, limit: Int) async throws -> [NodeFound]
}

/// A place of the tree that was found, with what it lies in.
package struct NodeFound: Equatable, Sendable {
    package var node: TreeNode
    /// Of an institution or a point; empty for a unit.
    package var name: String
    /// What a point belongs to.
    package var institution: String?
    /// The unit itself, or those an institution lies in; the highest first.
    package var units: [AdministrativeUnit]
    package init(node: TreeNode, name: String = "", institution: String? = nil, units: [AdministrativeUnit]) {
        (self.node, self.name, self.institution, self.units) = (node, name, institution, units)
    }
}
