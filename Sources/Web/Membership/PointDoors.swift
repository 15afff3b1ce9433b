import Library

/// The ways from a point's page to its work, as far as the visitor may go.
struct PointDoors {
    var point: ServicePointID
    var actor: Actor
    var lineage: Lineage

    func html(_ words: Words) -> HTML {
        let doors: [(action: Action, url: SiteURL, name: HTML, lead: HTML)] = [
            (
                .editActivities, .activities(.visits(point, month: nil)), words[.visitsTitle],
                words[.visitsDoor]
            ),
            (
                .editActivities, .activities(.week(point, of: nil)), words[.readingTitle],
                words[.readingDoor]
            ),
            (
                .editActivities, .activities(.list(point, year: nil)), words[.activitiesTitle],
                words[.activitiesDoor]
            ),
            (.editCalendar, .calendar(.year(point, nil)), words[.calendarTitle], words[.calendarDoor]),
        ]
        let open = doors.filter { Permission.allows(actor, $0.action, at: lineage) }
        guard !open.isEmpty else { return .empty }
        let list = open.html { door -> HTML in
            "<li><a href=\"\(door.url)\">\(door.name)</a><br><span class=\"quiet\">\(door.lead)</span></li>\n"
        }
        return "<ul class=\"doors\">\(list)</ul>\n"
    }
}
