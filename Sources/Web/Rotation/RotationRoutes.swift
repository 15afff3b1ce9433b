import Library

/// Boxes, trips, rotas and requests between points.
extension SiteRoute {
    static let rotationStart = SiteRoute("/quan-tri/luan-chuyen", .action(.seeHoldings, at: .anywhere))
    static let rotationPoint = SiteRoute("/quan-tri/diem/:id/luan-chuyen", .action(.seeHoldings, at: .servicePoint))
    static let newBox = SiteRoute("/quan-tri/diem/:id/thung-moi", .action(.moveBoxes, at: .servicePoint), .act)
    static let astrayBox = SiteRoute("/quan-tri/diem/:id/thung-lac", .action(.moveBoxes, at: .servicePoint), .act)
    static let corner = SiteRoute("/quan-tri/diem/:id/goc-lop", .action(.moveBoxes, at: .servicePoint), .pageAndAct)
    static let differing = SiteRoute(
        "/quan-tri/diem/:id/chenh-lech", .action(.moveBoxes, at: .servicePoint), .pageAndAct)
    static let askForBooks = SiteRoute(
        "/quan-tri/diem/:id/hoi-muon", .action(.moveBoxes, at: .servicePoint), .pageAndAct)
    static let yearList = SiteRoute("/quan-tri/diem/:id/danh-sach-nam", .action(.seeHoldings, at: .servicePoint))
    static let newTrip = SiteRoute(
        "/quan-tri/diem/:id/chuyen-moi", .action(.planRotation, at: .servicePoint), .pageAndAct)
    static let newRota = SiteRoute(
        "/quan-tri/diem/:id/vong-moi", .action(.planRotation, at: .servicePoint), .pageAndAct)
    static let proposals = SiteRoute(
        "/quan-tri/diem/:id/de-xuat", .action(.planRotation, at: .servicePoint), .pageAndAct)
    static let box = SiteRoute("/quan-tri/thung/:id", .action(.seeHoldings, at: .box))
    static let packBox = SiteRoute("/quan-tri/thung/:id/xep", .action(.moveBoxes, at: .box), .act)
    static let countBox = SiteRoute("/quan-tri/thung/:id/dem", .action(.moveBoxes, at: .box), .act)
    static let boxAct = SiteRoute("/quan-tri/thung/:id/viec", .action(.moveBoxes, at: .box), .act)
    static let boxRota = SiteRoute("/quan-tri/thung/:id/vong", .action(.planRotation, at: .box), .act)
    static let packingList = SiteRoute("/quan-tri/thung/:id/phieu", .action(.seeHoldings, at: .box))
    static let boxLabel = SiteRoute("/quan-tri/thung/:id/nhan", .action(.seeHoldings, at: .box))
    static let minutes = SiteRoute("/quan-tri/thung/:id/bien-ban", .action(.seeHoldings, at: .box))
    static let trip = SiteRoute("/quan-tri/chuyen/:id", .action(.seeHoldings, at: .trip))
    static let tripEdit = SiteRoute("/quan-tri/chuyen/:id/sua", .action(.planRotation, at: .trip), .act)
    static let tripAct = SiteRoute("/quan-tri/chuyen/:id/viec", .action(.moveBoxes, at: .trip), .act)
    static let routeSheet = SiteRoute("/quan-tri/chuyen/:id/lo-trinh", .action(.seeHoldings, at: .trip))
    static let rota = SiteRoute("/quan-tri/vong/:id", .action(.planRotation, at: .rota))
    static let rotaEdit = SiteRoute("/quan-tri/vong/:id/sua", .action(.planRotation, at: .rota), .act)
    static let bookRequest = SiteRoute("/quan-tri/yeu-cau/:id", .action(.seeHoldings, at: .request))
    static let answerRequest = SiteRoute("/quan-tri/yeu-cau/:id/tra-loi", .action(.moveBoxes, at: .request), .act)

    /// All of them, for the table of routes.
    static let rotation: [SiteRoute] = [
        .rotationStart, .rotationPoint, .newBox, .astrayBox, .corner, .askForBooks, .yearList, .newTrip, .newRota,
        .proposals, .differing, .box, .packBox, .countBox, .boxAct, .boxRota, .packingList, .boxLabel, .minutes, .trip,
        .tripEdit, .tripAct, .routeSheet, .rota, .rotaEdit, .bookRequest, .answerRequest,
    ]
}
