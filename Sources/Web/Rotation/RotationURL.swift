package import Library

/// The addresses of boxes, trips, rotas and requests.
package enum RotationURL: Hashable, Sendable, CustomStringConvertible {
    /// Where somebody chooses the point they work at; to ask for a title there.
    case start(asking: RecordID?)
    case point(ServicePointID)
    case newBox(ServicePointID)
    /// A box that turned up where it was not sent to.
    case astray(ServicePointID)
    case corner(ServicePointID)
    /// What differed of boxes that were sent from a point.
    case differing(ServicePointID, isDone: Bool)
    case ask(ServicePointID, RequestDraft?)
    case yearList(ServicePointID)
    case newTrip(ServicePointID)
    case newRota(ServicePointID)
    case proposals(ServicePointID)
    case box(BoxID, done: BoxDone?)
    case pack(BoxID)
    case count(BoxID)
    case boxAct(BoxID)
    case boxRota(BoxID)
    /// Of the box as it is, or as it was sealed then.
    case packingList(BoxID, sealing: Int?)
    case label(BoxID)
    /// Of the last handover, or of an earlier one.
    case minutes(BoxID, sealing: Int?)
    case trip(TripID)
    case tripEdit(TripID)
    case tripAct(TripID)
    case routeSheet(TripID)
    case rota(RotaID)
    case rotaEdit(RotaID)
    case request(RequestID)
    case answer(RequestID)

    package var description: String {
        "/quan-tri"
            + {
                switch self {
                case .start(let record): "/luan-chuyen" + AdministrationURL.query([("tai-lieu", record?.description)])
                case .point(let id): "/diem/\(id)/luan-chuyen"
                case .newBox(let id): "/diem/\(id)/thung-moi"
                case .astray(let id): "/diem/\(id)/thung-lac"
                case .differing(let id, let isDone): "/diem/\(id)/chenh-lech" + (isDone ? "?xong=1" : "")
                case .corner(let id): "/diem/\(id)/goc-lop"
                case .ask(let id, let address): "/diem/\(id)/hoi-muon" + (address?.query ?? "")
                case .yearList(let id): "/diem/\(id)/danh-sach-nam"
                case .newTrip(let id): "/diem/\(id)/chuyen-moi"
                case .newRota(let id): "/diem/\(id)/vong-moi"
                case .proposals(let id): "/diem/\(id)/de-xuat"
                case .box(let id, let done): "/thung/\(id)" + (done?.query ?? "")
                case .pack(let id): "/thung/\(id)/xep"
                case .count(let id): "/thung/\(id)/dem"
                case .boxAct(let id): "/thung/\(id)/viec"
                case .boxRota(let id): "/thung/\(id)/vong"
                case .packingList(let id, let sealing):
                    "/thung/\(id)/phieu" + AdministrationURL.query([("lan", sealing.map { String($0) })])
                case .label(let id): "/thung/\(id)/nhan"
                case .minutes(let id, let sealing):
                    "/thung/\(id)/bien-ban" + AdministrationURL.query([("lan", sealing.map { String($0) })])
                case .trip(let id): "/chuyen/\(id)"
                case .tripEdit(let id): "/chuyen/\(id)/sua"
                case .tripAct(let id): "/chuyen/\(id)/viec"
                case .routeSheet(let id): "/chuyen/\(id)/lo-trinh"
                case .rota(let id): "/vong/\(id)"
                case .rotaEdit(let id): "/vong/\(id)/sua"
                case .request(let id): "/yeu-cau/\(id)"
                case .answer(let id): "/yeu-cau/\(id)/tra-loi"
                }
            }()
    }
}

/// What was just done with a box, as it stands in the address that shows it.
package struct BoxDone: Hashable, Sendable {
    /// Of the list `box-done` or `scan-outcome`.
    package var code: String
    /// The copy that was scanned last.
    package var copy: CopyID?
    /// Scans taken in together.
    package var count: Int
    package init(_ code: String, copy: CopyID? = nil, count: Int = 1) {
        (self.code, self.copy, self.count) = (code, copy, count)
    }

    package init?(_ query: QueryParameters) {
        guard let code = query["xong"] else { return nil }
        self.init(
            code, copy: query["ban"].flatMap { Int64($0) }.map { CopyID($0) },
            count: query["so"].flatMap { Int($0) } ?? 1)
    }

    var query: String {
        AdministrationURL.query([
            ("xong", code), ("ban", copy?.description), ("so", count == 1 ? nil : String(count)),
        ])
    }
}
