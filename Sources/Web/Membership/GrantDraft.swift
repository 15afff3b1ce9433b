package import Library

/// What was chosen of a grant so far, as it stands in the address of its form.
package struct GrantDraft: Hashable, Sendable {
    package var role: Role
    /// Words of the place that is looked for.
    package var search: String
    package var node: TreeNode?

    package init(role: Role = .librarian, search: String = "", node: TreeNode? = nil) {
        (self.role, self.search, self.node) = (role, search, node)
    }

    init(_ form: FormValues) {
        self.init(
            role: Role(rawValue: form.text("vai-tro")) ?? .librarian, search: form.text("tim-noi"),
            node: TreeNode(written: form.text("noi")))
    }

    var query: String {
        AdministrationURL.query([
            ("vai-tro", role.rawValue), ("tim-noi", search.isEmpty ? nil : search), ("noi", node?.written),
        ])
    }
}
