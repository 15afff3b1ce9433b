package import Library

/// The addresses of a point's closing days, and of the country's days off.
package enum CalendarURL: Hashable, Sendable, CustomStringConvertible {
    /// Nil for the year it is.
    case year(ServicePointID, Int?)
    case remove(ServicePointID)
    /// Nil for the year it is.
    case holidays(Int?)
    case announceHoliday, takeBackHoliday

    package var description: String {
        switch self {
        case .year(let point, let year):
            "/quan-tri/diem/\(point)/lich" + AdministrationURL.query([("nam", year.map(String.init))])
        case .remove(let point): "/quan-tri/diem/\(point)/lich/bo"
        case .holidays(let year): "/quan-tri/ngay-nghi" + AdministrationURL.query([("nam", year.map(String.init))])
        case .announceHoliday: "/quan-tri/ngay-nghi/thong-bao"
        case .takeBackHoliday: "/quan-tri/ngay-nghi/bo"
        }
    }
}
