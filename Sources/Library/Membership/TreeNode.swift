/// A place in the tree where a role can be granted and an act happens.
package enum TreeNode: Hashable, Sendable {
    /// The library as a whole.
    case library
    case unit(UnitID)
    case institution(InstitutionID)
    case servicePoint(ServicePointID)
}

/// A node with everything above it: its point's parents, its institution, that
/// one's units, the library.
package struct Lineage: Equatable, Sendable {
    package let nodes: Set<TreeNode>
    package init(_ nodes: some Sequence<TreeNode>) { self.nodes = Set(nodes).union([.library]) }

    /// The library as a whole, above which there is nothing.
    package static let library = Lineage([])
}
