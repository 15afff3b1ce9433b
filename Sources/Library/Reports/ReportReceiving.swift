/// What a unit receives for one duty and year.
package struct ReportReceiving: Sendable {
    private let stores: ReportStores

    package init(_ stores: ReportStores) { self.stores = stores }

    /// Everybody who has to report to a unit, by name, with how far they are.
    package func senders(to unit: UnitID, _ duty: DutyID, year: Int, on day: Day) async throws -> [ReportSender] {
        let places = try await stores.places.senders(to: unit, on: day)
        let filter = ReportFilter(of: Set(places.map(\.node)), duty: duty, year: year, limit: Self.mostReports)
        return ReportSender.all(places, try await stores.reports.reports(filter))
    }

    /// What they sent, added up beside the own figures; nil while nobody has sent.
    package func units(_ senders: [ReportSender], own: [ReportFigures.Line]) async throws -> ReportUnits? {
        var told: [(name: String, lines: [ReportFigures.Line])] = []
        for sender in senders {
            guard let id = sender.sent, let report = try await stores.reports.report(id) else { continue }
            told.append((sender.place.name, report.figures.lines))
        }
        guard !told.isEmpty else { return nil }
        return ReportUnits(sent: told, missing: senders.filter { $0.sent == nil }.map(\.place.name), own: own)
    }

    /// A province has some hundred communes, each with a draft or two.
    private static let mostReports = 10_000
}
