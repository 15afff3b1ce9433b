package import Library

/// The addresses of a point's activities, reading periods and visits.
package enum ActivitiesURL: Hashable, Sendable, CustomStringConvertible {
    /// Nil for the year it is.
    case list(ServicePointID, year: Int?)
    case new(ServicePointID, ActivityPlan?)
    case activity(ActivityID)
    /// Nil for the week it is.
    case week(ServicePointID, of: Day?)
    /// The same, after something was saved there.
    case savedWeek(ServicePointID, of: Day)
    case timetable(ServicePointID)
    case endSeries(ServicePointID)
    /// Nil for the month it is.
    case visits(ServicePointID, month: Month?)
    case correctVisits(ServicePointID, Day?)

    package var description: String {
        "/quan-tri"
            + {
                switch self {
                case .list(let point, let year):
                    "/diem/\(point)/hoat-dong" + AdministrationURL.query([("nam", year.map(String.init))])
                case .new(let point, let plan): "/diem/\(point)/hoat-dong/moi" + (plan?.query ?? "")
                case .activity(let id): "/hoat-dong/\(id)"
                case .week(let point, let day):
                    "/diem/\(point)/tiet-doc" + AdministrationURL.query([("tuan", day?.description)])
                case .savedWeek(let point, let day):
                    "/diem/\(point)/tiet-doc" + AdministrationURL.query([("tuan", day.description), ("luu", "1")])
                case .timetable(let point): "/diem/\(point)/tiet-doc/lich"
                case .endSeries(let point): "/diem/\(point)/tiet-doc/ket-thuc"
                case .visits(let point, let month):
                    "/diem/\(point)/luot-den" + AdministrationURL.query([("thang", month?.description)])
                case .correctVisits(let point, let day):
                    "/diem/\(point)/luot-den/sua" + AdministrationURL.query([("ngay", day?.description)])
                }
            }()
    }
}

/// What the form of a new activity starts with, for a day to mark.
package struct ActivityPlan: Hashable, Sendable {
    package var title: String
    package var kind: ActivityKind
    package var first: Day
    package var last: Day

    init(title: String, kind: ActivityKind, first: Day, last: Day) {
        (self.title, self.kind, self.first, self.last) = (title, kind, first, last)
    }

    /// Nil for an address without a plan.
    init?(_ parameters: QueryParameters) {
        guard let title = parameters["ten"], let kind = parameters["loai"].flatMap({ ActivityKind(rawValue: $0) }),
            let first = parameters["tu"].flatMap({ Day(iso: $0) }),
            let last = parameters["den"].flatMap({ Day(iso: $0) })
        else { return nil }
        self.init(title: title, kind: kind, first: first, last: last)
    }

    fileprivate var query: String {
        AdministrationURL.query([
            ("ten", title), ("loai", kind.rawValue), ("tu", first.description), ("den", last.description),
        ])
    }
}
