/// What a unit receives for one duty and year.
package struct ReportReceiving: Sendable {
    private let stores: ReportStores
    private let plans: PlanDesk

    package init(_ stores: ReportStores, plans: PlanDesk) { (self.stores, self.plans) = (stores, plans) }

    /// Everybody below a unit whom the duty binds, by name, with how far they are.
    /// Of a duty whose plan is no longer loaded, those who wrote a report for it.
    /// `isAnswer` tells the halves of a year apart.
    package func senders(
        to unit: UnitID, _ duty: DutyID, year: Int, on day: Day,
        answering isAnswer: (ReportOrder) -> Bool = { _ in true }
    ) async throws -> [ReportSender] {
        let below = try await stores.places.below(unit, on: day)
        let filter = ReportFilter(of: Set(below.map(\.node)), duty: duty, year: year, limit: Self.mostReports)
        let written = try await stores.reports.reports(filter).filter { isAnswer($0.order) }
        let bound: [ReportPlace]
        if let plan = try await plans.plan(duty.plan), let duty = plan.duty(duty.code) {
            let scope = try await plans.scope(of: plan, on: day)
            bound = below.filter { place in
                place.seat.map { duty.binds($0, in: plan, at: scope, on: day) } ?? false
            }
        } else {
            let nodes = Set(written.map(\.order.node))
            bound = below.filter { nodes.contains($0.node) }
        }
        return ReportSender.all(bound, written)
    }

    /// What they sent of some months, added up beside the own figures of these; nil
    /// while nobody has sent.
    package func units(
        _ senders: [ReportSender], of months: ClosedRange<Month>, own: [ReportFigures.Line]
    ) async throws -> ReportUnits? {
        var told: [ReportUnits.Told] = []
        for sender in senders {
            guard let id = sender.sent, let report = try await stores.reports.report(id) else { continue }
            told.append(ReportUnits.Told(sender.place.name, report.order.months, lines: report.figures.lines))
        }
        guard !told.isEmpty else { return nil }
        return ReportUnits(
            told, of: months, missing: senders.filter { $0.sent == nil }.map(\.place.name), own: own)
    }

    /// A province has some hundred communes, each with a draft or two.
    private static let mostReports = 10_000
}
