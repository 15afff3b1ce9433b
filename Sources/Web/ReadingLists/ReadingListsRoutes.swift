import Library

/// What libraries recommend, and the posters for it.
extension SiteRoute {
    static let readingListsOfAll = SiteRoute("/thu-muc", .everyone)
    static let readingList = SiteRoute("/thu-muc/:id", .everyone)
    static let readingListPoster = SiteRoute("/thu-muc/:id/ap-phich", .everyone)
    static let library = SiteRoute("/thu-vien/:id", .everyone)
    static let libraryPoster = SiteRoute("/thu-vien/:id/ap-phich", .everyone)
    static let readingListDesk = SiteRoute(
        "/quan-tri/diem/:id/thu-muc", .action(.editLists, at: .servicePoint), .pageAndAct)
    static let editReadingList = SiteRoute(
        "/quan-tri/thu-muc/:id", .action(.editLists, at: .readingList), .pageAndAct)
    static let removeReadingList = SiteRoute(
        "/quan-tri/thu-muc/:id/xoa", .action(.editLists, at: .readingList), .act)

    /// All of them, for the table of routes.
    static let readingLists: [SiteRoute] = [
        .readingListsOfAll, .readingList, .readingListPoster, .library, .libraryPoster, .readingListDesk,
        .editReadingList, .removeReadingList,
    ]
}
