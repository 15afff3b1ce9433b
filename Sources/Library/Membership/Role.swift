/// What somebody may be in the library. A role is granted at a node and holds
/// for everything below it.
package enum Role: String, Sendable, CaseIterable {
    /// Everything, everywhere; granted at the library as a whole.
    case admin
    /// Looks after institutions and service points of a subtree.
    case coordinator
    /// Works at a service point and knows its readers.
    case librarian
    /// Deposits an institution's own material.
    case contributor
    /// Reads and borrows; everybody with a card is one, nobody is granted it.
    case patron

    /// The roles that are granted; the patron's comes with the card.
    package static let granted: [Role] = [.admin, .coordinator, .librarian, .contributor]

    /// Whether the role can be granted at a node.
    package func canBeGranted(at node: TreeNode) -> Bool {
        switch (self, node) {
        case (.admin, .library): true
        case (.coordinator, .library), (.coordinator, .unit), (.coordinator, .institution): true
        case (.librarian, .library), (.librarian, .institution), (.librarian, .servicePoint): true
        case (.contributor, .institution): true
        default: false
        }
    }
}

/// A role that an account has at a node.
package struct Grant: Equatable, Sendable {
    package var id: GrantID
    package var role: Role
    package var node: TreeNode
    package init(id: GrantID, role: Role, node: TreeNode) { (self.id, self.role, self.node) = (id, role, node) }
}
