/// How one figure came about: its result, the rows it is made of, and what a
/// reader must know beside them.
///
/// Every figure that is shown anywhere is the result of a working, and its link
/// leads to the page of that working ("cách tính"). A row either is a cell of the
/// monthly figures, or opens another working, or was stated by somebody.
///
/// For example:
///
///     study.working(study.mainKey(.growth, .panel))?.rows
///
/// The words of kinds, notes and labels are in the locales.
package struct Working: Hashable, Sendable {
    /// Opens exactly this working in the study it was made by.
    package var key: WorkingKey
    package var figure: Figure
    package var rows: [Row]
    package var notes: [Note]

    package var kind: Kind { key.kind }

    package init(key: WorkingKey, figure: Figure, rows: [Row], notes: [Note] = []) {
        (self.key, self.figure, self.rows, self.notes) = (key, figure, rows, notes)
    }
}

extension Working {
    /// What a working says, or why it says nothing.
    package enum Figure: Hashable, Sendable {
        /// Whole things: visits, points, months.
        case count(Int)
        /// 0.08 is 8 %.
        case rate(Double)
        /// What need not be whole: visits a day.
        case number(Double)
        case none(Absence)

        package var value: Double? {
            switch self {
            case .count(let count): Double(count)
            case .rate(let value), .number(let value): value
            case .none: nil
            }
        }

        package var count: Int? { if case .count(let count) = self { count } else { nil } }
        package var absence: Absence? { if case .none(let absence) = self { absence } else { nil } }

        package init(_ count: Int?) { self = count.map { .count($0) } ?? .none(.noFigures) }
    }

    /// Why there is no result.
    package enum Absence: String, Sendable, CaseIterable {
        /// Chưa có số liệu: nobody counted, which is not 0.
        case noFigures = "no-figures"
        /// Không so sánh được: the series breaks between the two sides.
        case notComparable = "not-comparable"
        /// No point has comparable figures on both sides.
        case nothingMatched = "nothing-matched"
        case baseZero = "base-zero"
        /// A mean of yearly rates needs every year.
        case missingYears = "missing-years"
        case tooLittleKnown = "too-little-known"
        /// Different people are never added over months or points.
        case notAdditive = "not-additive"
        /// A share of no institution at all.
        case nothingToCount = "nothing-to-count"
        /// There is no month left to make good in.
        case noMonthsLeft = "no-months-left"
        /// Nobody has chosen the base year and the mean that a plan leaves open.
        case notChosen = "not-chosen"
    }

    /// One line of the table under a result.
    package struct Row: Hashable, Sendable {
        package var label: Label
        package var role: Role
        package var figure: Figure
        package var source: Source
        /// How many years a rate spans; 1 for everything else.
        package var weight: Int

        package init(_ label: Label, _ role: Role, _ figure: Figure, _ source: Source, weight: Int = 1) {
            (self.label, self.role, self.figure, self.source) = (label, role, figure, source)
            self.weight = weight
        }
    }

    /// What a row does in the formula of its kind.
    package enum Role: String, Sendable, CaseIterable {
        /// Is added, or is one of the rates of a mean.
        case term
        case now, base
        case part, whole
        /// Is told beside, and enters no result.
        case told
    }

    /// What a row is of.
    package enum Label: Hashable, Sendable {
        case word(Word)
        case place(FigurePlace)
        case indicator(Indicator)
        case months(ClosedRange<Month>)
        case unit(UnitID)
        case institution(InstitutionID)
        case institutionKind(InstitutionKind)
        /// In the words of the data: a class, the name of an external figure.
        case given(String)

        package static func month(_ month: Month) -> Label { .months(month...month) }
    }

    /// The labels that are no data.
    package enum Word: String, Sendable, CaseIterable {
        case thisPeriod = "this-period"
        case samePeriodBefore = "same-period-before"
        /// The whole year before, of which only the same months are over now.
        case wholePeriodBefore = "whole-period-before"
        case restOfPeriodBefore = "rest-of-period-before"
        case rate, required, missing
        /// A rate that is to be passed ("trên").
        case rateAbove = "rate-above"
        case days, daysBefore = "days-before"
        case months, monthsOver = "months-over", monthsLeft = "months-left", oneMonth = "one-month"
        case lowestMonth = "lowest-month", highestMonth = "highest-month"
        case numerator, denominator
        /// Institutions that declared nothing: counted below the line, not above.
        case silent
        case allPoints = "all-points", matchedPoints = "matched-points"
        case estimate, deadline, done
        /// Pieces (weeks of a class, school years) in which the count was reached.
        case piecesReached = "pieces-reached", pieces
    }

    /// Where the figure of a row stands.
    package enum Source: Hashable, Sendable {
        case cell(Leaf)
        case working(WorkingKey)
        /// By somebody, in these words: "Chi cục Thống kê, 12/2025".
        case stated(String)
        /// The question itself says it, or the calendar.
        case question
    }

    /// One cell of the monthly figures: the end of every chain of workings.
    package struct Leaf: Hashable, Sendable {
        package var place: FigurePlace
        package var month: Month
        package var indicator: Indicator
        package var origins: FigureOrigins
        package var definition: UInt8
        package var completeness: UInt8?

        package init(_ place: FigurePlace, _ month: Month, _ indicator: Indicator, _ cell: FigureTable.Cell) {
            (self.place, self.month, self.indicator) = (place, month, indicator)
            (origins, definition, completeness) = (cell.origins, cell.definition, cell.completeness)
        }
    }
}
