/// Somebody who has to report, and how far the report is: a correction that was
/// sent stands for the one it corrects.
package struct ReportSender: Equatable, Sendable {
    package var place: ReportPlace
    /// The newest, sent or not.
    package var latest: ReportID?
    package var state: ReportState?
    /// The newest that was sent.
    package var sent: ReportID?
    package var sentAt: Moment?

    package init(
        place: ReportPlace, latest: ReportID? = nil, state: ReportState? = nil, sent: ReportID? = nil,
        sentAt: Moment? = nil
    ) {
        (self.place, self.latest, self.state) = (place, latest, state)
        (self.sent, self.sentAt) = (sent, sentAt)
    }

    /// `lines` are the reports of these places for one duty and year.
    package static func all(_ places: [ReportPlace], _ lines: [ReportLine]) -> [ReportSender] {
        let byNode = Dictionary(grouping: lines, by: \.order.node)
        return places.map { place in
            let own = (byNode[place.node] ?? []).sorted { $0.id > $1.id }
            let sent = own.first { $0.state == .sent }
            return ReportSender(
                place: place, latest: own.first?.id, state: (sent ?? own.first)?.state, sent: sent?.id,
                sentAt: sent?.sentAt)
        }
    }
}
