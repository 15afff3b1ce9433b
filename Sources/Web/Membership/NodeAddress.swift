import Library

/// A node as addresses and forms write it.
extension TreeNode {
    /// "thu-vien", "don-vi-5", "co-quan-3", "diem-7".
    var written: String {
        switch self {
        case .library: "thu-vien"
        case .unit(let id): "don-vi-\(id)"
        case .institution(let id): "co-quan-\(id)"
        case .servicePoint(let id): "diem-\(id)"
        }
    }

    /// Nil for anything that is no node.
    init?(written text: String) {
        let parts = text.split(separator: "-")
        let number = parts.last.flatMap { Int64($0) } ?? 0
        switch (parts.dropLast().joined(separator: "-"), number) {
        case _ where text == "thu-vien": self = .library
        case (_, ...0): return nil
        case ("don-vi", _): self = .unit(UnitID(number))
        case ("co-quan", _): self = .institution(InstitutionID(number))
        case ("diem", _): self = .servicePoint(ServicePointID(number))
        default: return nil
        }
    }
}
