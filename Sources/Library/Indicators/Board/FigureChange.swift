/// A cell of the monthly figures as it is after somebody wrote it.
package struct FigureChange: Hashable, Sendable {
    package var indicator: Indicator
    package var place: FigurePlace
    package var month: Month
    package var cell: FigureTable.Cell

    package init(_ indicator: Indicator, _ place: FigurePlace, _ month: Month, _ cell: FigureTable.Cell) {
        (self.indicator, self.place, self.month, self.cell) = (indicator, place, month, cell)
    }
}
