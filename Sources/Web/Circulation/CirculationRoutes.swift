import Library

/// The lending desk, loans and holds; closing days and days off.
extension SiteRoute {
    static let desk = SiteRoute(
        "/quan-tri/diem/:id/quay", .action(.lend, at: .servicePoint), .pageAndAct, reserve: .desk)
    static let classDesk = SiteRoute(
        "/quan-tri/diem/:id/quay/lop", .action(.lend, at: .servicePoint), .pageAndAct, reserve: .desk)
    static let slip = SiteRoute("/quan-tri/diem/:id/quay/phieu", .action(.lend, at: .servicePoint))
    static let overdue = SiteRoute("/quan-tri/diem/:id/qua-han", .action(.lend, at: .servicePoint))
    static let loanBook = SiteRoute("/quan-tri/diem/:id/so-muon", .action(.lend, at: .servicePoint))
    static let printLoanBook = SiteRoute("/quan-tri/diem/:id/so-muon/in", .action(.lend, at: .servicePoint))
    static let exportLoanBook = SiteRoute("/quan-tri/diem/:id/so-muon/tai", .action(.lend, at: .servicePoint))
    static let holdShelf = SiteRoute(
        "/quan-tri/diem/:id/dat-cho", .action(.lend, at: .servicePoint), .pageAndAct, reserve: .desk)
    static let paperSheet = SiteRoute("/quan-tri/diem/:id/ngay-giay", .action(.lend, at: .servicePoint))
    static let paperEntry = SiteRoute(
        "/quan-tri/diem/:id/ngay-giay/nhap", .action(.lend, at: .servicePoint), .pageAndAct, reserve: .desk)
    static let exceptions = SiteRoute(
        "/quan-tri/diem/:id/ngoai-le", .action(.lend, at: .servicePoint), .pageAndAct, reserve: .desk)
    static let renewal = SiteRoute("/trang-toi/gia-han", .action(.useOwnAccount, at: .library), .act, reserve: .desk)
    static let ownHold = SiteRoute("/trang-toi/dat-cho", .action(.useOwnAccount, at: .library), .act, reserve: .desk)
    static let cancelledHold = SiteRoute(
        "/trang-toi/huy-cho", .action(.useOwnAccount, at: .library), .act, reserve: .desk)
    static let readingRecord = SiteRoute("/trang-toi/da-doc", .action(.useOwnAccount, at: .library), .act)
    static let personalData = SiteRoute("/trang-toi/du-lieu", .action(.useOwnAccount, at: .library))
    static let personalDataJSON = SiteRoute("/trang-toi/du-lieu.json", .action(.useOwnAccount, at: .library))
    static let personalDataCSV = SiteRoute("/trang-toi/du-lieu.csv", .action(.useOwnAccount, at: .library))
    static let erasure = SiteRoute("/quan-tri/ban-doc/:id/xoa", .action(.editPatrons, at: .patron), .pageAndAct)
    static let calendar = SiteRoute("/quan-tri/diem/:id/lich", .action(.editCalendar, at: .servicePoint), .pageAndAct)
    static let removeClosing = SiteRoute("/quan-tri/diem/:id/lich/bo", .action(.editCalendar, at: .servicePoint), .act)
    static let holidays = SiteRoute("/quan-tri/ngay-nghi", .action(.editCalendar, at: .anywhere))
    static let announceHoliday = SiteRoute(
        "/quan-tri/ngay-nghi/thong-bao", .action(.announceHolidays, at: .province), .pageAndAct)
    static let takeBackHoliday = SiteRoute(
        "/quan-tri/ngay-nghi/bo", .action(.announceHolidays, at: .province), .act)

    /// All of them, for the table of routes.
    static let circulation: [SiteRoute] = [
        .desk, .classDesk, .slip, .overdue, .loanBook, .printLoanBook, .exportLoanBook, .holdShelf, .paperSheet,
        .paperEntry, .exceptions, .renewal,
        .ownHold, .cancelledHold, .readingRecord, .personalData, .personalDataJSON, .personalDataCSV, .erasure,
        .calendar, .removeClosing, .holidays, .announceHoliday, .takeBackHoliday,
    ]
}
