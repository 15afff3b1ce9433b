package import Library

/// The addresses of the desk and of readers' own acts.
package enum CirculationURL: Hashable, Sendable, CustomStringConvertible {
    case desk(ServicePointID, DeskAddress)
    case classDesk(ServicePointID, ClassDeskAddress)
    case slip(ServicePointID, PatronID)
    case overdue(ServicePointID, className: String?)
    case loanBook(ServicePointID, from: Day?, to: Day?)
    /// In the official columns, on paper and as a file.
    case printLoanBook(ServicePointID, ClosedRange<Day>)
    case exportLoanBook(ServicePointID, ClosedRange<Day>, SheetFormat)
    case holdShelf(ServicePointID)
    case paperSheet(ServicePointID)
    case paperEntry(ServicePointID)
    case exceptions(ServicePointID)
    case renewal, hold, cancelledHold, readingRecord
    case personalData, personalDataJSON, personalDataCSV
    case erasure(PatronID)

    package var description: String {
        switch self {
        case .desk(let point, let address): "/quan-tri/diem/\(point)/quay" + address.query
        case .classDesk(let point, let address): "/quan-tri/diem/\(point)/quay/lop" + address.query
        case .slip(let point, let patron):
            "/quan-tri/diem/\(point)/quay/phieu" + AdministrationURL.query([("bd", patron.description)])
        case .overdue(let point, let className):
            "/quan-tri/diem/\(point)/qua-han" + AdministrationURL.query([("lop", className)])
        case .loanBook(let point, let from, let to):
            "/quan-tri/diem/\(point)/so-muon"
                + AdministrationURL.query([("tu", from?.description), ("den", to?.description)])
        case .printLoanBook(let point, let days): "/quan-tri/diem/\(point)/so-muon/in" + Self.query(days, nil)
        case .exportLoanBook(let point, let days, let format):
            "/quan-tri/diem/\(point)/so-muon/tai" + Self.query(days, format)
        case .holdShelf(let point): "/quan-tri/diem/\(point)/dat-cho"
        case .paperSheet(let point): "/quan-tri/diem/\(point)/ngay-giay"
        case .paperEntry(let point): "/quan-tri/diem/\(point)/ngay-giay/nhap"
        case .exceptions(let point): "/quan-tri/diem/\(point)/ngoai-le"
        case .renewal: "/trang-toi/gia-han"
        case .hold: "/trang-toi/dat-cho"
        case .cancelledHold: "/trang-toi/huy-cho"
        case .readingRecord: "/trang-toi/da-doc"
        case .personalData: "/trang-toi/du-lieu"
        case .personalDataJSON: "/trang-toi/du-lieu.json"
        case .personalDataCSV: "/trang-toi/du-lieu.csv"
        case .erasure(let patron): "/quan-tri/ban-doc/\(patron)/xoa"
        }
    }

    private static func query(_ days: ClosedRange<Day>, _ format: SheetFormat?) -> String {
        AdministrationURL.query([
            ("tu", days.lowerBound.description), ("den", days.upperBound.description), ("dang", format?.rawValue),
        ])
    }
}

/// A desk as it stands in its address: whose page is open, what is being done,
/// which form's outcome is shown. Never a card or a name.
package struct DeskAddress: Hashable, Sendable {
    package var reader: PatronID?
    package var mode: DeskMode
    package var form: String?

    package init(reader: PatronID? = nil, mode: DeskMode = .lend, form: String? = nil) {
        (self.reader, self.mode, self.form) = (reader, mode, form)
    }

    init(_ query: QueryParameters) {
        reader = query["bd"].flatMap { Int64($0) }.map { PatronID($0) }
        mode = Self.mode(named: query["cach"])
        form = query["viec"]
    }

    var query: String {
        AdministrationURL.query([
            ("bd", reader?.description), ("cach", mode == .lend ? nil : Self.name(of: mode)), ("viec", form),
        ])
    }

    static func name(of mode: DeskMode) -> String {
        switch mode {
        case .lend: "muon"
        case .giveBack: "tra"
        case .room: "doc"
        }
    }

    static func mode(named name: String?) -> DeskMode {
        DeskMode.allCases.first { self.name(of: $0) == name } ?? .lend
    }
}

/// The desk of a class.
package struct ClassDeskAddress: Hashable, Sendable {
    package var className: String?
    package var reader: PatronID?
    /// After each book the next pupil on the list is chosen.
    package var goesOn: Bool
    package var form: String?

    package init(className: String? = nil, reader: PatronID? = nil, goesOn: Bool = false, form: String? = nil) {
        (self.className, self.reader, self.goesOn, self.form) = (className, reader, goesOn, form)
    }

    init(_ query: QueryParameters) {
        className = query["lop"]
        reader = query["bd"].flatMap { Int64($0) }.map { PatronID($0) }
        (goesOn, form) = (query["ke"] == "1", query["viec"])
    }

    var query: String {
        AdministrationURL.query([
            ("lop", className), ("bd", reader?.description), ("ke", goesOn ? "1" : nil), ("viec", form),
        ])
    }

    func choosing(_ pupil: PatronID?) -> ClassDeskAddress {
        ClassDeskAddress(className: className, reader: pupil, goesOn: goesOn)
    }
}
