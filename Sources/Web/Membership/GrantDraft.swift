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
            node: TreeNode(formValue: form.text("noi")))
    }

    var query: String {
        AdministrationURL.query([
            ("vai-tro", role.rawValue), ("tim-noi", search.isEmpty ? nil : search), ("noi", node?.formValue),
        ])
    }
}

extension TreeNode {
    /// "library", "unit-5", "institution-3", "point-7".
    var formValue: String {
        switch self {
        case .library: "library"
        case .unit(let id): "unit-\(id)"
        case .institution(let id): "institution-\(id)"
        case .servicePoint(let id): "point-\(id)"
        }
    }

    /// Nil for anything that is no node.
    init?(formValue text: String) {
        if text == "library" {
            self = .library
            return
        }
        let parts = text.split(separator: "-")
        guard parts.count == 2, let number = Int64(parts[1]), number > 0 else { return nil }
        switch parts[0] {
        case "unit": self = .unit(UnitID(number))
        case "institution": self = .institution(InstitutionID(number))
        case "point": self = .servicePoint(ServicePointID(number))
        default: return nil
        }
    }
}
