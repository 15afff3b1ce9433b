package import Library

/// The addresses of reports.
package enum ReportsURL: Hashable, Sendable, CustomStringConvertible {
    /// Nil for the first place of the visitor.
    case list(TreeNode?)
    case new(NewReportAddress)
    /// The reports of the units below a unit, for one duty and year, or half of it;
    /// nil for the choice of them.
    case received(TreeNode?, DutyID?, year: Int?, half: Int?)
    case template
    case templateFile
    /// The one that comes with the product, whichever is used.
    case shippedTemplateFile
    case changeTemplate
    case dropTemplate
    case report(ReportID)
    case edit(ReportID)
    case move(ReportID)
    case send(ReportID)
    case file(ReportID)
    case annex(ReportID)
    case print(ReportID)

    package var description: String {
        "/quan-tri/bao-cao"
            + {
                switch self {
                case .list(let node): AdministrationURL.query([("noi", node?.written)])
                case .new(let address): "/moi" + address.query
                case .received(let node, let duty, let year, let half):
                    "/nhan"
                        + AdministrationURL.query([
                            ("noi", node?.written), ("viec", duty?.description),
                            ("nam", year.map(String.init)), ("ky", half.map(String.init)),
                        ])
                case .template: "/mau"
                case .templateFile: "/mau/tep"
                case .shippedTemplateFile: "/mau/tep" + AdministrationURL.query([("ban", "co-san")])
                case .changeTemplate: "/mau/doi"
                case .dropTemplate: "/mau/bo"
                case .report(let id): "/\(id)"
                case .edit(let id): "/\(id)/sua"
                case .move(let id): "/\(id)/kiem"
                case .send(let id): "/\(id)/gui"
                case .file(let id): "/\(id)/van-ban"
                case .annex(let id): "/\(id)/phu-luc"
                case .print(let id): "/\(id)/in"
                }
            }()
    }
}

/// A report that is to be begun: whose, for which duty, or in whose place.
package struct NewReportAddress: Hashable, Sendable {
    package var node: TreeNode
    package var duty: DutyID?
    package var year: Int?
    /// 1 or 2 of a six-month duty.
    package var half: Int?
    package var corrects: ReportID?

    package init(
        _ node: TreeNode, duty: DutyID? = nil, year: Int? = nil, half: Int? = nil, corrects: ReportID? = nil
    ) {
        (self.node, self.duty, self.year, self.half, self.corrects) = (node, duty, year, half, corrects)
    }

    /// Nil for an address without a place.
    init?(_ query: QueryParameters) {
        guard let node = query["noi"].flatMap({ TreeNode(written: $0) }) else { return nil }
        self.init(
            node, duty: query["viec"].flatMap { DutyID(written: $0) }, year: query["nam"].flatMap { Int($0) },
            half: query["ky"].flatMap { Int($0) }, corrects: query["thay"].flatMap { Int64($0) }.map { ReportID($0) })
    }

    var query: String {
        AdministrationURL.query([
            ("noi", node.written), ("viec", duty?.description), ("nam", year.map(String.init)),
            ("ky", half.map(String.init)), ("thay", corrects?.description),
        ])
    }
}

extension DutyID {
    /// Reads "dak-ha-2023/nam".
    init?(written text: String) {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let plan = PlanID(parts[0]), PlanCode.isSound(parts[1]) else { return nil }
        self.init(plan: plan, code: String(parts[1]))
    }
}
