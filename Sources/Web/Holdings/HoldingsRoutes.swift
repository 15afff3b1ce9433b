import Library

/// Copies, registers, labels, gifts and stock-taking.
extension SiteRoute {
    static let register = SiteRoute("/quan-tri/diem/:id/so-dang-ky", .action(.seeHoldings, at: .servicePoint))
    static let takeRegister = SiteRoute(
        "/quan-tri/diem/:id/so-dang-ky/nhap", .action(.editHoldings, at: .servicePoint), .pageAndFiles)
    static let takeRegisterFile = SiteRoute(
        "/quan-tri/diem/:id/so-dang-ky/nhan", .action(.editHoldings, at: .servicePoint), .act)
    static let pasteRegister = SiteRoute(
        "/quan-tri/diem/:id/so-dang-ky/dan", .action(.editHoldings, at: .servicePoint), .act)
    static let registerIntake = SiteRoute(
        "/quan-tri/diem/:id/so-dang-ky/dot", .action(.editHoldings, at: .servicePoint))
    static let takeBackRegister = SiteRoute(
        "/quan-tri/diem/:id/so-dang-ky/dot/lay-lai", .action(.editHoldings, at: .servicePoint), .pageAndAct)
    static let printRegister = SiteRoute(
        "/quan-tri/diem/:id/so-dang-ky/in", .action(.seeHoldings, at: .servicePoint))
    static let exportRegister = SiteRoute(
        "/quan-tri/diem/:id/so-dang-ky/tai", .action(.seeHoldings, at: .servicePoint))
    static let labels = SiteRoute("/quan-tri/diem/:id/nhan", .action(.seeHoldings, at: .servicePoint))

    static let copies = SiteRoute("/quan-tri/diem/:id/kho", .action(.seeHoldings, at: .servicePoint))
    static let copy = SiteRoute("/quan-tri/ban-sach/:id", .action(.seeHoldings, at: .copy))
    static let editCopy = SiteRoute("/quan-tri/ban-sach/:id/sua", .action(.editHoldings, at: .copy), .pageAndAct)
    static let foundCopy = SiteRoute("/quan-tri/ban-sach/:id/tim-thay", .action(.editHoldings, at: .copy), .act)
    static let addCopies = SiteRoute(
        "/quan-tri/diem/:id/them-ban", .action(.editHoldings, at: .servicePoint), .pageAndAct)
    static let withdrawal = SiteRoute(
        "/quan-tri/diem/:id/thanh-ly", .action(.editHoldings, at: .servicePoint), .pageAndAct)
    static let stockTakes = SiteRoute(
        "/quan-tri/diem/:id/kiem-ke", .action(.editHoldings, at: .servicePoint), .pageAndAct)
    static let stockTake = SiteRoute("/quan-tri/kiem-ke/:id", .action(.editHoldings, at: .stockTake), .pageAndAct)
    static let closeStockTake = SiteRoute(
        "/quan-tri/kiem-ke/:id/ket-thuc", .action(.editHoldings, at: .stockTake), .pageAndAct)
    static let stockReport = SiteRoute("/quan-tri/kiem-ke/:id/bien-ban", .action(.seeHoldings, at: .stockTake))
    static let gifts = SiteRoute("/quan-tri/diem/:id/tang-sach", .action(.editHoldings, at: .servicePoint))
    static let newGift = SiteRoute(
        "/quan-tri/diem/:id/tang-sach/moi", .action(.editHoldings, at: .servicePoint), .pageAndAct)
    static let gift = SiteRoute("/quan-tri/tang-sach/:id", .action(.editHoldings, at: .gift))
    static let editGift = SiteRoute("/quan-tri/tang-sach/:id/sua", .action(.editHoldings, at: .gift), .pageAndAct)
    static let giftLetter = SiteRoute("/quan-tri/tang-sach/:id/thu-cam-on", .action(.editHoldings, at: .gift))
    static let eraseDonor = SiteRoute("/quan-tri/tang-sach/:id/xoa-ten", .action(.editHoldings, at: .gift), .act)

    /// All of them, for the table of routes.
    static let holdings: [SiteRoute] = [
        .register, .takeRegister, .takeRegisterFile, .pasteRegister, .registerIntake, .takeBackRegister,
        .printRegister, .exportRegister, .labels,
        .copies, .copy, .editCopy, .foundCopy, .addCopies, .withdrawal, .stockTakes, .stockTake, .closeStockTake,
        .stockReport, .gifts, .newGift, .gift, .editGift, .giftLetter, .eraseDonor,
    ]
}
