import Library

/// The ways from a point's page to its work, as far as the visitor may go: the
/// daily ones first.
struct PointDoors {
    var point: ServicePointID
    var actor: Actor
    var lineage: Lineage

    /// `lead` says in half a sentence what is behind the door; it may be empty.
    private typealias Door = (action: Action, url: SiteURL, name: HTML, lead: HTML)

    func html(_ words: Words) -> HTML {
        let people: [Door] = [
            (.lend, .circulation(.desk(point, DeskAddress())), words[.deskTitle], .empty),
            (
                .seePatrons, .administration(.patrons(point, className: nil, after: nil)), words[.patronsTitle], .empty
            ),
        ]
        let activities: [Door] = [
            (.editActivities, .activities(.visits(point, month: nil)), words[.visitsTitle], words[.visitsDoor]),
            (.editActivities, .activities(.week(point, of: nil)), words[.readingTitle], words[.readingDoor]),
            (.editActivities, .activities(.list(point, year: nil)), words[.activitiesTitle], words[.activitiesDoor]),
            (.seeFigures, .figures(.sheet(point, year: nil)), words[.figuresTitle], words[.figuresDoor]),
            (.editLists, .readingLists(.desk(point, occasion: nil)), words[.listsTitle], words[.listsDoor]),
            (
                .seeFigures, .dashboard(.board(DashboardAddress(node: .servicePoint(point)))), words[.dashboardMenu],
                words[.dashboardDoor]
            ),
            (.editCalendar, .calendar(.year(point, nil)), words[.calendarTitle], words[.calendarDoor]),
            (.writeReports, .reports(.list(.servicePoint(point))), words[.reportTitle], words[.reportDoor]),
        ]
        let stock: [Door] = [
            (.seeHoldings, .holdings(.register(point, added: nil)), words[.holdingsTitle], .empty),
            (.seeHoldings, .holdings(.copies(CopiesAddress(point))), words[.stockTitle], .empty),
            (.editHoldings, .holdings(.stockTakes(point)), words[.stockTakeTitle], .empty),
            (.editHoldings, .holdings(.gifts(point, year: nil)), words[.giftTitle], .empty),
            (.editHoldings, .holdings(.withdrawal(point)), words[.withdrawalTitle], .empty),
            (.seeHoldings, .rotation(.point(point)), words[.rotationTitle], .empty),
            (.ingestMaterial, .ingest(.uploads(point: point, before: nil)), words[.uploadTitle], words[.uploadDoor]),
        ]
        let open = (people + stock + activities).filter { Permission.allows(actor, $0.action, at: lineage) }
        guard !open.isEmpty else { return .empty }
        let list = open.html { door -> HTML in
            let lead: HTML = door.lead.isEmpty ? "" : "<br><span class=\"quiet\">\(door.lead)</span>"
            return "<li><a href=\"\(door.url)\">\(door.name)</a>\(lead)</li>\n"
        }
        return "<ul class=\"doors\">\(list)</ul>\n"
    }
}
