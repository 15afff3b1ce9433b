import Library

/// Signing in, places, people, accounts and the audit.
extension SiteRoute {
    static let signIn = SiteRoute("/dang-nhap", .everyone, .pageAndAct, reserve: .desk)
    static let signOut = SiteRoute("/dang-xuat", .everyone, .act, reserve: .freeing)
    static let myPage = SiteRoute("/trang-toi", .action(.useOwnAccount, at: .library))
    static let changeSecret = SiteRoute("/trang-toi/doi-ma", .action(.useOwnAccount, at: .library), .act)
    static let administration = SiteRoute("/quan-tri", .action(.enterAdministration, at: .anywhere))
    static let units = SiteRoute("/quan-tri/don-vi", .action(.seePlaces, at: .anywhere))
    static let unit = SiteRoute("/quan-tri/don-vi/:id", .action(.seePlaces, at: .anywhere))
    static let successions = SiteRoute("/quan-tri/ke-thua", .action(.confirmSuccessions, at: .anywhere))
    static let confirmSuccession = SiteRoute(
        "/quan-tri/ke-thua/:id", .action(.confirmSuccessions, at: .succession), .act)
    static let successionFile = SiteRoute("/quan-tri/ke-thua/tai", .action(.confirmSuccessions, at: .library))
    static let institutions = SiteRoute("/quan-tri/co-quan", .action(.seePlaces, at: .anywhere))
    static let newInstitution = SiteRoute("/quan-tri/co-quan/moi", .action(.editPlaces, at: .anywhere), .pageAndAct)
    static let institution = SiteRoute("/quan-tri/co-quan/:id", .action(.seePlaces, at: .institutionOrItsPoints))
    static let editInstitution = SiteRoute(
        "/quan-tri/co-quan/:id/sua", .action(.editPlaces, at: .institution), .pageAndAct)
    static let newPoint = SiteRoute(
        "/quan-tri/co-quan/:id/diem-moi", .action(.editPlaces, at: .institution), .pageAndAct)
    static let point = SiteRoute("/quan-tri/diem/:id", .action(.seePlaces, at: .servicePoint))
    static let editPoint = SiteRoute("/quan-tri/diem/:id/sua", .action(.editPlaces, at: .servicePoint), .pageAndAct)
    static let accounts = SiteRoute("/quan-tri/tai-khoan", .action(.manageAccounts, at: .library))
    static let newAccount = SiteRoute("/quan-tri/tai-khoan/moi", .action(.manageAccounts, at: .library), .pageAndAct)
    static let account = SiteRoute("/quan-tri/tai-khoan/:id", .action(.manageAccounts, at: .library))
    static let grantRole = SiteRoute("/quan-tri/tai-khoan/:id/quyen", .action(.manageAccounts, at: .library), .act)
    static let newPassword = SiteRoute("/quan-tri/tai-khoan/:id/mat-khau", .action(.manageAccounts, at: .library), .act)
    static let endAccount = SiteRoute(
        "/quan-tri/tai-khoan/:id/trang-thai", .action(.manageAccounts, at: .library), .act)
    static let takeRole = SiteRoute("/quan-tri/quyen/:id/thu-hoi", .action(.manageAccounts, at: .library), .act)
    static let audit = SiteRoute("/quan-tri/nhat-ky", .action(.seeAudit, at: .library))
    static let patrons = SiteRoute("/quan-tri/diem/:id/ban-doc", .action(.seePatrons, at: .servicePoint))
    static let cards = SiteRoute("/quan-tri/diem/:id/the", .action(.seePatrons, at: .servicePoint))
    static let issuePINs = SiteRoute("/quan-tri/diem/:id/ma-pin", .action(.editPatrons, at: .servicePoint), .act)
    static let endSchoolYear = SiteRoute("/quan-tri/diem/:id/cuoi-nam", .action(.editPatrons, at: .servicePoint), .act)
    static let patron = SiteRoute("/quan-tri/ban-doc/:id", .action(.seePatrons, at: .patron))
    static let replaceCard = SiteRoute("/quan-tri/ban-doc/:id/the-moi", .action(.editPatrons, at: .patron), .act)
    static let moveClass = SiteRoute("/quan-tri/ban-doc/:id/lop", .action(.editPatrons, at: .patron), .act)
    static let editPatron = SiteRoute("/quan-tri/ban-doc/:id/sua", .action(.editPatrons, at: .patron), .pageAndAct)
    static let classList = SiteRoute(
        "/quan-tri/diem/:id/danh-sach-lop", .action(.editPatrons, at: .servicePoint), .pageAndFiles)
    static let takeClassList = SiteRoute(
        "/quan-tri/diem/:id/danh-sach-lop/nhan", .action(.editPatrons, at: .servicePoint), .act)

    /// All of them, for the table of routes.
    static let membership: [SiteRoute] = [
        .signIn, .signOut, .myPage, .changeSecret, .administration, .units, .unit, .successions,
        .confirmSuccession, .successionFile, .institutions, .newInstitution, .institution, .editInstitution, .newPoint,
        .point, .editPoint, .accounts, .newAccount, .account, .grantRole, .newPassword, .endAccount,
        .takeRole, .audit, .patrons, .cards, .issuePINs, .endSchoolYear, .patron, .replaceCard, .moveClass,
        .editPatron, .classList, .takeClassList,
    ]
}
