/// The monthly figures: counted, entered, imported, corrected and frozen.
package protocol FigureStore: Sendable {
    /// One indicator at some places (nil: at every place that has a figure), as it
    /// stands now; months that are not frozen yet have what was entered for them only.
    func table(
        _ indicator: Indicator, at places: [FigurePlace]?, in months: ClosedRange<Month>
    ) async throws -> FigureTable
}
