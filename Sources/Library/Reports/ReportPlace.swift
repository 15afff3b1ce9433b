/// A node as letterheads name it.
package struct ReportPlace: Equatable, Sendable {
    package var node: TreeNode
    /// "Xã Tân Lập", "Thư viện Trường Tiểu học Tân Lập".
    package var name: String
    /// What stands above it in a letterhead: the institution of a point, the
    /// province of a commune; empty for none.
    package var superior: String
    /// The place of the date: the name of the commune, or of the province.
    package var town: String
    /// Of a unit.
    package var unit: AdministrativeUnit?
    /// As duties see it; nil for the library as a whole, which knows its units
    /// by its points.
    package var seat: ReportingPlace?
    package init(
        node: TreeNode, name: String, superior: String, town: String, unit: AdministrativeUnit? = nil,
        seat: ReportingPlace? = nil
    ) {
        (self.node, self.name, self.superior, self.town) = (node, name, superior, town)
        (self.unit, self.seat) = (unit, seat)
    }

    /// What a first report of this place begins with; all of it can be changed.
    package var letterhead: ReportTexts {
        var texts = ReportTexts()
        (texts.place, texts.superior, texts.body) = (town, superior, name)
        if unit != nil {
            (texts.body, texts.superior) = (committee, "")
            texts.signForCommittee()
        } else if case .institution(.commune, point: nil) = seat?.seat {
            texts.superior = ""
            texts.signForCommittee()
        } else {
            (texts.position, texts.symbol) = (head, "BC-TV")
        }
        texts.recipients = "- Như trên;\n- Lưu: VT."
        return texts
    }
}

/// How letterheads name places, and how duties see them.
extension ReportPlace {
    package init(_ unit: AdministrativeUnit) {
        self.init(
            node: .unit(unit.id), name: "\(ReportWords.name(unit.kind)) \(unit.name)", superior: "", town: unit.name,
            unit: unit, seat: ReportingPlace(.unit(unit.kind.level), in: [unit.id]))
    }

    package init(_ view: InstitutionView) {
        self.init(
            node: .institution(view.institution.id), name: view.institution.facts.name,
            superior: view.units.last.map { ReportPlace($0).committee } ?? "", town: view.units.last?.name ?? "",
            seat: Self.seat(view.institution, point: nil))
    }

    package init(_ point: ServicePoint, of view: InstitutionView) {
        self.init(
            node: .servicePoint(point.id), name: point.facts.name, superior: view.institution.facts.name,
            town: view.units.last?.name ?? "", seat: Self.seat(view.institution, point: point.facts.kind))
    }

    /// Who signs for an office that has one head (Nghị định 30/2020/NĐ-CP, Điều
    /// 13): a people's committee decides together, so that its chair signs for it.
    private var head: String {
        switch seat?.seat {
        case .library, nil: "Giám đốc"
        case .unit: "Chủ tịch"
        case .institution(let kind, let point):
            switch kind {
            case .library, .cultureCentre, .continuingEducationCentre, .communityLearningCentre, .enterprise: "Giám đốc"
            case .college where point == nil: "Hiệu trưởng"
            case _ where kind.isSchool && point == nil: "Hiệu trưởng"
            default: point == nil ? "Thủ trưởng đơn vị" : "Phụ trách thư viện"
            }
        }
    }

    /// "Ủy ban nhân dân xã Tân Lập": of a unit.
    var committee: String { "Ủy ban nhân dân \(name.prefix(1).lowercased())\(name.dropFirst())" }

    private static func seat(_ institution: Institution, point: ServicePointKind?) -> ReportingPlace {
        ReportingPlace(.institution(institution.facts.kind, point: point), in: [institution.facts.unit])
    }
}

extension ReportTexts {
    fileprivate mutating func signForCommittee() {
        (authority, position, symbol) = ("TM. Ủy ban nhân dân", "Chủ tịch", "BC-UBND")
    }
}
