/// Why a cell of a table of figures is not taken; its sentence is in the
/// locales under `figure-fault`.
package enum FigureFault: String, Error, Sendable, CaseIterable {
    case numberUnread = "number-unread"
    case numberNegative = "number-negative"
    case numberFraction = "number-fraction"
    case numberTooLarge = "number-too-large"
    /// One number over several cells: nobody knows whose it is.
    case merged
    case monthUnread = "month-unread"
    case monthAmbiguous = "month-ambiguous"
    /// Three months together.
    case quarter
    case yearMissing = "year-missing"
    /// An August of a school year, which may be its first month or its last.
    case schoolYearMonth = "school-year-month"
    /// The months go over into the next year, and the table names one year alone.
    case yearTurned = "year-turned"
    /// A month that is not over.
    case monthToCome = "month-to-come"
    case pointMissing = "point-missing"
    case pointUnknown = "point-unknown"
    case pointAmbiguous = "point-ambiguous"
    case indicatorMissing = "indicator-missing"
    /// One of several columns of an indicator, and none adds up the others.
    case columnDivided = "column-divided"
    /// A column of numbers whose heading says nothing that is known: it is not read,
    /// and said once.
    case columnUnknown = "column-unknown"
    /// Another cell of the table says it already.
    case twice
    /// No row of a sheet says what its columns are.
    case headingsMissing = "headings-missing"
    /// The system counted it itself: an imported number would count it twice.
    case countedAlready = "counted-already"
}
