package import Library

/// The addresses of copies, stock-takes and gifts.
package enum HoldingsURL: Hashable, Sendable, CustomStringConvertible {
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
        "/quan-tri"
            + {
                switch self {
                case .copies(let address): "/diem/\(address.filter.point)/kho" + address.query
                case .copy(let id, let day): "/ban-sach/\(id)" + AdministrationURL.query([("ngay", day)])
                case .editCopy(let id): "/ban-sach/\(id)/sua"
                case .foundCopy(let id): "/ban-sach/\(id)/tim-thay"
                case .addCopies(let point, let record, let gift):
                    "/diem/\(point)/them-ban"
                        + AdministrationURL.query([("tai-lieu", record?.description), ("tang", gift?.description)])
                case .withdrawal(let point): "/diem/\(point)/thanh-ly"
                case .stockTakes(let point): "/diem/\(point)/kiem-ke"
                case .stockTake(let id): "/kiem-ke/\(id)"
                case .closeStockTake(let id): "/kiem-ke/\(id)/ket-thuc"
                case .stockReport(let id): "/kiem-ke/\(id)/bien-ban"
                case .gifts(let point, let year):
                    "/diem/\(point)/tang-sach" + AdministrationURL.query([("nam", year.map(String.init))])
                case .newGift(let point): "/diem/\(point)/tang-sach/moi"
                case .gift(let id): "/tang-sach/\(id)"
                case .editGift(let id): "/tang-sach/\(id)/sua"
                case .giftLetter(let id): "/tang-sach/\(id)/thu-cam-on"
                case .eraseDonor(let id): "/tang-sach/\(id)/xoa-ten"
                }
            }()
    }
}

/// A list of copies: what is asked for, as it stands in its address.
package struct CopiesAddress: Hashable, Sendable {
    package var filter: CopyFilter

    package init(_ point: ServicePointID) { filter = CopyFilter(point: point) }

    package init(_ point: ServicePointID, _ query: QueryParameters) {
        filter = CopyFilter(
            point: point, place: query["noi"].flatMap { CopyFilter.Place(rawValue: $0) } ?? .owned,
            status: query["trang-thai"].flatMap { CopyStatus(rawValue: $0) },
            condition: query["tinh-trang"].flatMap { CopyCondition(rawValue: $0) }, words: query["q"] ?? "",
            after: query["sau"].flatMap { Int64($0) }.map { CopyID($0) })
    }

    package func after(_ copy: CopyID) -> CopiesAddress {
        var next = self
        next.filter.after = copy
        return next
    }

    var query: String {
        AdministrationURL.query([
            ("q", filter.words.isEmpty ? nil : filter.words),
            ("noi", filter.place == .owned ? nil : filter.place.rawValue), ("trang-thai", filter.status?.rawValue),
            ("tinh-trang", filter.condition?.rawValue), ("sau", filter.after?.description),
        ])
    }
}
