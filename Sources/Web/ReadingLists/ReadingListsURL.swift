package import Library

/// The addresses of thematic lists, of a library's own page, and of posters.
package enum ReadingListsURL: Hashable, Sendable, CustomStringConvertible {
    case lists
    case list(ReadingListID)
    case listPoster(ReadingListID)
    /// What a library recommends, got and lent most; the grade narrows the last.
    case library(ServicePointID, grade: Int?)
    case libraryPoster(ServicePointID)
    /// The lists of a point, for who keeps them; `occasion` is what a new one is for.
    case desk(ServicePointID, occasion: String?)
    /// `search` are words of a title to add.
    case edit(ReadingListID, search: String?)
    case remove(ReadingListID)

    package var description: String {
        switch self {
        case .lists: "/thu-muc"
        case .list(let id): "/thu-muc/\(id)"
        case .listPoster(let id): "/thu-muc/\(id)/ap-phich"
        case .library(let id, let grade):
            "/thu-vien/\(id)" + AdministrationURL.query([("lop", grade.map(String.init))])
        case .libraryPoster(let id): "/thu-vien/\(id)/ap-phich"
        case .desk(let id, let occasion):
            "/quan-tri/diem/\(id)/thu-muc" + AdministrationURL.query([("dip", occasion)])
        case .edit(let id, let search): "/quan-tri/thu-muc/\(id)" + AdministrationURL.query([("tim", search)])
        case .remove(let id): "/quan-tri/thu-muc/\(id)/xoa"
        }
    }
}
