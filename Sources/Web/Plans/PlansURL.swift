package import Library

/// The addresses of plans, their targets and what institutions declare.
package enum PlansURL: Hashable, Sendable, CustomStringConvertible {
    case list
    /// What was loaded, and what is wrong in the files.
    case files
    case plan(PlanID)
    case choices(PlanID)
    case target(TargetID)
    /// The rows that the target's figure is made of.
    case working(TargetID)
    case enterFigure(TargetID)
    case markMilestone(TargetID)
    case attachMilestoneEvidence(TargetID)
    case milestoneEvidence(TargetID, EvidenceID)
    case declarations(DeclarationAddress)
    case declare(InstitutionID)
    /// The same, after something was declared there.
    case declared(InstitutionID)
    case attachEvidence(InstitutionID)
    case evidence(InstitutionID, EvidenceID)

    package var description: String {
        "/quan-tri"
            + {
                switch self {
                case .list: "/ke-hoach"
                case .files: "/ke-hoach/tep"
                case .plan(let id): "/ke-hoach/\(id)"
                case .choices(let id): "/ke-hoach/\(id)/lua-chon"
                case .target(let id): Self.target(id)
                case .working(let id): Self.target(id) + "#cach-tinh"
                case .enterFigure(let id): Self.target(id) + "/so-lieu"
                case .markMilestone(let id): Self.target(id) + "/moc"
                case .attachMilestoneEvidence(let id): Self.target(id) + "/minh-chung"
                case .milestoneEvidence(let id, let file): Self.target(id) + "/minh-chung/\(file)"
                case .attachEvidence(let id): "/khai-bao/\(id)/minh-chung"
                case .evidence(let id, let file): "/khai-bao/\(id)/minh-chung/\(file)"
                case .declarations(let address): "/khai-bao" + address.query
                case .declare(let id): "/khai-bao/\(id)"
                case .declared(let id): "/khai-bao/\(id)" + AdministrationURL.query([("luu", "1")])
                }
            }()
    }

    private static func target(_ id: TargetID) -> String { "/ke-hoach/\(id.plan)/chi-tieu/\(id.code)" }
}

/// The table of who declared what: what is asked for, as it stands in its address.
package struct DeclarationAddress: Hashable, Sendable {
    package var kind: InstitutionKind?
    /// Only those that have not said everything they are asked.
    package var isOpenOnly: Bool
    /// From 1.
    package var page: Int

    package init(kind: InstitutionKind? = nil, isOpenOnly: Bool = false, page: Int = 1) {
        (self.kind, self.isOpenOnly, self.page) = (kind, isOpenOnly, page)
    }

    package init(_ query: QueryParameters) {
        kind = query["loai"].flatMap { InstitutionKind(rawValue: $0) }
        isOpenOnly = query["con-thieu"] == "1"
        page = min(max(query["trang"].flatMap { Int($0) } ?? 1, 1), 10_000)
    }

    var query: String {
        AdministrationURL.query([
            ("loai", kind?.rawValue), ("con-thieu", isOpenOnly ? "1" : nil), ("trang", page > 1 ? String(page) : nil),
        ])
    }

    func onPage(_ page: Int) -> DeclarationAddress {
        DeclarationAddress(kind: kind, isOpenOnly: isOpenOnly, page: page)
    }
}
