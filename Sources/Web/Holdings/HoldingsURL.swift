package import Library

/// The addresses of registers, labels, copies, stock-takes and gifts.
package enum HoldingsURL: Hashable, Sendable, CustomStringConvertible {
    case register(ServicePointID, added: Int?)
    case registerLeaf(ServicePointID, RegisterCursor)
    /// Where a register is sent as a file.
    case takeRegister(ServicePointID)
    /// Where the decision about a file is sent.
    case takeRegisterFile(ServicePointID)
    case pasteRegister(ServicePointID)
    /// How far the intake of a register is.
    case registerIntake(ServicePointID, BatchID)
    /// Where an intake is taken back.
    case takeBackRegister(ServicePointID, BatchID)
    case printRegister(ServicePointID, OfficialRegister)
    case exportRegister(ServicePointID, OfficialRegister, SheetFormat)
    case labels(ServicePointID, LabelAddress?)
    case copies(CopiesAddress)
    case copy(CopyID, day: String?)
    case editCopy(CopyID)
    case foundCopy(CopyID)
    case addCopies(ServicePointID, record: RecordID?, gift: GiftID?)
    case withdrawal(ServicePointID)
    case stockTakes(ServicePointID)
    case stockTake(StockTakeID)
    case closeStockTake(StockTakeID)
    case stockReport(StockTakeID)
    case gifts(ServicePointID, year: Int?)
    case newGift(ServicePointID)
    case gift(GiftID)
    case editGift(GiftID)
    case giftLetter(GiftID)
    case eraseDonor(GiftID)

    package var description: String {
        switch self {
        case .register(let point, let added): Self.base(point) + Self.query([("them", added.map { String($0) })])
        case .registerLeaf(let point, let cursor): Self.base(point) + Self.query(cursor.parameters)
        case .takeRegister(let point): Self.base(point) + "/nhap"
        case .takeRegisterFile(let point): Self.base(point) + "/nhan"
        case .pasteRegister(let point): Self.base(point) + "/dan"
        case .registerIntake(let point, let id):
            Self.base(point) + "/dot" + Self.query([("dot", String(id.rawValue))])
        case .takeBackRegister(let point, let id):
            Self.base(point) + "/dot/lay-lai" + Self.query([("dot", String(id.rawValue))])
        case .printRegister(let point, let register):
            Self.base(point) + "/in" + Self.query([("so", register.rawValue)])
        case .exportRegister(let point, let register, let format):
            Self.base(point) + "/tai" + Self.query([("so", register.rawValue), ("dang", format.rawValue)])
        case .labels(let point, let address):
            "/quan-tri/diem/\(point)/nhan" + (address.map { Self.query($0.parameters) } ?? "")
        case .copies(let address): "/quan-tri/diem/\(address.filter.point)/kho" + address.query
        case .copy(let id, let day): "/quan-tri/ban-sach/\(id)" + AdministrationURL.query([("ngay", day)])
        case .editCopy(let id): "/quan-tri/ban-sach/\(id)/sua"
        case .foundCopy(let id): "/quan-tri/ban-sach/\(id)/tim-thay"
        case .addCopies(let point, let record, let gift):
            "/quan-tri/diem/\(point)/them-ban"
                + AdministrationURL.query([("tai-lieu", record?.description), ("tang", gift?.description)])
        case .withdrawal(let point): "/quan-tri/diem/\(point)/thanh-ly"
        case .stockTakes(let point): "/quan-tri/diem/\(point)/kiem-ke"
        case .stockTake(let id): "/quan-tri/kiem-ke/\(id)"
        case .closeStockTake(let id): "/quan-tri/kiem-ke/\(id)/ket-thuc"
        case .stockReport(let id): "/quan-tri/kiem-ke/\(id)/bien-ban"
        case .gifts(let point, let year):
            "/quan-tri/diem/\(point)/tang-sach" + AdministrationURL.query([("nam", year.map(String.init))])
        case .newGift(let point): "/quan-tri/diem/\(point)/tang-sach/moi"
        case .gift(let id): "/quan-tri/tang-sach/\(id)"
        case .editGift(let id): "/quan-tri/tang-sach/\(id)/sua"
        case .giftLetter(let id): "/quan-tri/tang-sach/\(id)/thu-cam-on"
        case .eraseDonor(let id): "/quan-tri/tang-sach/\(id)/xoa-ten"
        }
    }

    private static func base(_ point: ServicePointID) -> String { "/quan-tri/diem/\(point)/so-dang-ky" }

    private static func query(_ parameters: [(String, String?)]) -> String { AdministrationURL.query(parameters) }
}

/// A leaf of a register, as it stands in the address.
extension RegisterCursor {
    /// Reads what stands there; what is no number is the beginning.
    init(_ query: QueryParameters) {
        if let number = query["tu-so"].flatMap({ AccessionNumber($0) }) {
            self = .from(number)
        } else if let number = query["sau"].flatMap({ AccessionNumber($0) }) {
            self = .after(number)
        } else if let number = query["truoc"].flatMap({ AccessionNumber($0) }) {
            self = .before(number)
        } else {
            self = .start
        }
    }

    var parameters: [(String, String?)] {
        switch self {
        case .start: []
        case .from(let number): [("tu-so", number.text)]
        case .after(let number): [("sau", number.text)]
        case .before(let number): [("truoc", number.text)]
        }
    }
}

/// The registers that a point prints and gives out; also their names in addresses.
package enum OfficialRegister: String, CaseIterable, Sendable {
    case accession = "ca-biet"
    case general = "tong-quat"
    case withdrawal = "thanh-ly"
    case stockTakes = "kiem-ke"
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
