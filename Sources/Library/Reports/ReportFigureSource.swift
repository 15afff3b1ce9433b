/// Takes the figures of a report.
package protocol ReportFigureSource: Sendable {
    /// As they stand at a moment. Throws ``ReportRefusal/periodWrong`` for a node
    /// that is not there.
    func figures(for order: ReportOrder, at now: Moment) async throws -> ReportFigures
    /// The sums alone, without points, targets and what units sent.
    func lines(for order: ReportOrder, at now: Moment) async throws -> [ReportFigures.Line]
}
