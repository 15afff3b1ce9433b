package import Library

/// The addresses of a point's registers and labels, below its own.
package enum HoldingsURL: Hashable, Sendable, CustomStringConvertible {
    case register(ServicePointID, added: Int?)
    /// Where a register is sent as a file.
    case takeRegister(ServicePointID)
    /// Where the decision about a file is sent.
    case takeRegisterFile(ServicePointID)
    case pasteRegister(ServicePointID)
    case printRegister(ServicePointID, OfficialRegister)
    case exportRegister(ServicePointID, OfficialRegister, SheetFormat)
    case labels(ServicePointID, LabelAddress?)

    package var description: String {
        switch self {
        case .register(let point, let added): Self.base(point) + Self.query([("them", added.map { String($0) })])
        case .takeRegister(let point): Self.base(point) + "/nhap"
        case .takeRegisterFile(let point): Self.base(point) + "/nhan"
        case .pasteRegister(let point): Self.base(point) + "/dan"
        case .printRegister(let point, let register):
            Self.base(point) + "/in" + Self.query([("so", register.rawValue)])
        case .exportRegister(let point, let register, let format):
            Self.base(point) + "/tai" + Self.query([("so", register.rawValue), ("dang", format.rawValue)])
        case .labels(let point, let address):
            "/quan-tri/diem/\(point)/nhan" + (address.map { Self.query($0.parameters) } ?? "")
        }
    }

    private static func base(_ point: ServicePointID) -> String { "/quan-tri/diem/\(point)/so-dang-ky" }

    private static func query(_ parameters: [(String, String?)]) -> String { AdministrationURL.query(parameters) }
}

/// The registers that a point prints and gives out; also their names in addresses.
package enum OfficialRegister: String, CaseIterable, Sendable {
    case accession = "ca-biet"
    case general = "tong-quat"
    case withdrawal = "thanh-ly"
}

/// The kinds of files a register is given out in.
package enum SheetFormat: String, CaseIterable, Sendable { case xlsx, csv }

/// Which labels are printed, as it stands in the address.
package struct LabelAddress: Hashable, Sendable {
    package var kind: BookLabel.Kind
    package var layout: LabelLayout
    /// The first label of the sheet that is used, 1 for all of it.
    package var start: Int
    /// Numbers of the register, as typed; empty for the one or other end of it.
    package var from: String
    package var to: String

    package init(
        kind: BookLabel.Kind = .spine, layout: LabelLayout = LabelLayout.all[0], start: Int = 1, from: String = "",
        to: String = ""
    ) {
        (self.kind, self.layout, self.start, self.from, self.to) = (kind, layout, start, from, to)
    }

    /// Reads what stands there; what makes no sense is as if it were not there.
    package init(_ query: QueryParameters) {
        let layout = LabelLayout.all.first { $0.name == query["to"] } ?? LabelLayout.all[0]
        let start = query["bat-dau"].flatMap { Int($0) } ?? 1
        self.init(
            kind: query["loai"].flatMap { BookLabel.Kind(rawValue: $0) } ?? .spine, layout: layout,
            start: min(max(1, start), layout.count), from: query["tu-so"] ?? "", to: query["den-so"] ?? "")
    }

    var parameters: [(String, String?)] {
        [
            ("loai", kind.rawValue), ("to", layout.name), ("bat-dau", String(start)), ("tu-so", from), ("den-so", to),
        ]
    }
}
