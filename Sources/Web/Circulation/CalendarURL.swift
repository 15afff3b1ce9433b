package import Library

/// The addresses of a point's closing days.
package enum CalendarURL: Hashable, Sendable, CustomStringConvertible {
    /// Nil for the year it is.
    case year(ServicePointID, Int?)
    case remove(ServicePointID)

    package var description: String {
        switch self {
        case .year(let point, let year):
            "/quan-tri/diem/\(point)/lich" + AdministrationURL.query([("nam", year.map(String.init))])
        case .remove(let point): "/quan-tri/diem/\(point)/lich/bo"
        }
    }
}
