package import Library

/// The addresses of the monthly figures and their definitions.
package enum FiguresURL: Hashable, Sendable, CustomStringConvertible {
    case definitions
    case definition(Indicator)
    /// Nil for the year it is.
    case sheet(ServicePointID, year: Int?)
    /// Nil for the last month that is over.
    case enter(ServicePointID, Month?)
    case history(ServicePointID, Indicator, Month)
    case correct(ServicePointID)
    /// Who has given figures of a month; nil for the last one that is over.
    case overview(Month?)
    case freeze
    /// A table of past figures: of one point, or of many.
    case table(ServicePointID?)
    case pasteTable
    case takeTable

    package var description: String {
        switch self {
        case .definitions: "/so-lieu/dinh-nghia"
        case .definition(let indicator): "/so-lieu/dinh-nghia/\(indicator.rawValue)"
        case .sheet(let point, let year):
            "/quan-tri/diem/\(point)/so-lieu" + AdministrationURL.query([("nam", year.map(String.init))])
        case .enter(let point, let month):
            "/quan-tri/diem/\(point)/so-lieu/nhap" + AdministrationURL.query([("thang", month?.description)])
        case .history(let point, let indicator, let month):
            "/quan-tri/diem/\(point)/so-lieu/lich-su"
                + AdministrationURL.query([("chi-so", indicator.rawValue), ("thang", month.description)])
        case .correct(let point): "/quan-tri/diem/\(point)/so-lieu/sua"
        case .overview(let month): "/quan-tri/so-lieu" + AdministrationURL.query([("thang", month?.description)])
        case .freeze: "/quan-tri/so-lieu/chot"
        case .table(let point): "/quan-tri/so-lieu/bang" + AdministrationURL.query([("diem", point?.description)])
        case .pasteTable: "/quan-tri/so-lieu/bang/dan"
        case .takeTable: "/quan-tri/so-lieu/bang/nhan"
        }
    }
}
