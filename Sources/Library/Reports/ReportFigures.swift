/// The figures of a report as they were taken: the report's own copy, which no
/// later event changes.
package struct ReportFigures: Equatable, Sendable {
    /// A sum over points and months, and how much of it is known.
    package struct Sum: Equatable, Sendable {
        /// Nil where no point has a figure in any month, which is not 0.
        package var value: Int?
        /// Months of points with a figure, of all there should be.
        package var known: Int
        package var expected: Int
        package init(value: Int?, known: Int, expected: Int) {
            (self.value, self.known, self.expected) = (value, known, expected)
        }
        package var isComplete: Bool { known == expected }
    }

    /// One indicator beside the same months of the year before.
    package struct Line: Equatable, Sendable {
        package var indicator: Indicator
        /// The version of its definition in the last month.
        package var definition: Int
        package var now: Sum
        package var before: Sum
        /// Over the points with figures in the same months of both periods; nil
        /// where nothing can be compared.
        package var matched: Matched?
        /// Why some of it, or all, is left out of the comparison.
        package var breaks: [Break]
        package init(
            _ indicator: Indicator, definition: Int, now: Sum, before: Sum, matched: Matched?, breaks: [Break] = []
        ) {
            (self.indicator, self.definition, self.now, self.before) = (indicator, definition, now, before)
            (self.matched, self.breaks) = (matched, breaks)
        }
    }

    package struct Matched: Equatable, Sendable {
        package var points: Int
        package var now: Int
        package var before: Int
        /// Percent; nil after nothing.
        package var growth: Double?
        package init(points: Int, now: Int, before: Int, growth: Double?) {
            (self.points, self.now, self.before, self.growth) = (points, now, before, growth)
        }
    }

    /// What makes a series another one.
    package enum Break: String, Sendable, CaseIterable {
        case definition, source
    }

    /// One year of a report over several: the months that are compared in each of
    /// them, beside the same a year before.
    package struct Year: Equatable, Sendable {
        package var months: ClosedRange<Month>
        package var lines: [Line]
        package init(_ months: ClosedRange<Month>, lines: [Line]) { (self.months, self.lines) = (months, lines) }
    }

    package struct TargetLine: Equatable, Sendable {
        package var name: String
        /// As the plan has it: "8–10 %/năm", "trên 90 %".
        package var wanted: String
        package var result: String
        /// Nil of one year of a growth, a line below its target's: of reports begun
        /// before the years had a table of their own.
        package var verdict: TargetVerdict?
        package init(name: String, wanted: String, result: String, verdict: TargetVerdict?) {
            (self.name, self.wanted, self.result, self.verdict) = (name, wanted, result, verdict)
        }
    }

    package struct ActivityLine: Equatable, Sendable {
        package var kind: ActivityKind
        package var number: Int
        /// Of these, those at which nobody counted heads.
        package var uncounted: Int
        package var people: Int
        package init(_ kind: ActivityKind, number: Int, uncounted: Int, people: Int) {
            (self.kind, self.number, self.uncounted, self.people) = (kind, number, uncounted, people)
        }
    }

    package struct Rotation: Equatable, Sendable {
        package var trips = 0
        package var mobileTrips = 0
        package var boxesReceived = 0
        package var copiesReceived = 0
        package var gifts = 0
        package init() {}
    }

    /// What the institutions that a target speaks of declared for it.
    package struct Declared: Equatable, Sendable {
        /// An institution counts when it has all of them.
        package var properties: [DeclaredProperty]
        /// Whose it is; of another scope the same property is another line.
        package var scope: TargetScope
        /// Institutions that count.
        package var have: Int
        /// All of them, with or without a library.
        package var all: Int
        /// Of those that count, what the system shows by itself.
        package var proven: Int
        /// Nothing said.
        package var silent: Int
        package init(
            _ properties: [DeclaredProperty], of scope: TargetScope, have: Int, all: Int, proven: Int, silent: Int
        ) {
            (self.properties, self.scope, self.have, self.all) = (properties, scope, have, all)
            (self.proven, self.silent) = (proven, silent)
        }
    }

    /// A point with its figures, one column an indicator of ``lines``.
    package struct Point: Equatable, Sendable {
        package var id: ServicePointID
        package var name: String
        package var unit: String
        /// One a month of the report.
        package var months: [PointMonth]
        package init(id: ServicePointID, name: String, unit: String, months: [PointMonth]) {
            (self.id, self.name, self.unit, self.months) = (id, name, unit, months)
        }
        /// Whether nobody told anything of it.
        package var isSilent: Bool { months.allSatisfy { $0.values.allSatisfy { $0 == nil } } }
    }

    package struct PointMonth: Equatable, Sendable {
        package var values: [Int?]
        package var origins: FigureOrigins
        /// Percent of open days, where somebody knows.
        package var completeness: Int?
        package init(values: [Int?], origins: FigureOrigins, completeness: Int?) {
            (self.values, self.origins, self.completeness) = (values, origins, completeness)
        }
    }

    package var takenAt: Moment
    /// Of the place: "Xã Tân Lập".
    package var place: String
    package var lines: [Line] = []
    /// Of a report over more than a year, the first one first; else empty.
    package var years: [Year] = []
    package var targets: [TargetLine] = []
    /// What growth targets count, year by year.
    package var growth: [YearlyGrowth] = []
    package var activities: [ActivityLine] = []
    package var rotation = Rotation()
    package var declared: [Declared] = []
    package var points: [Point] = []
    /// Links of former units that nobody has confirmed: the sums stand on them.
    package var unconfirmedLinks = 0
    package var units: ReportUnits?

    package init(takenAt: Moment, place: String) { (self.takenAt, self.place) = (takenAt, place) }

    package var silent: [Point] { points.filter(\.isSilent) }
}

/// What the units below have sent, added up beside the own figures.
package struct ReportUnits: Equatable, Sendable {
    package struct Line: Equatable, Sendable {
        package var indicator: Indicator
        /// Nil where no unit told it.
        package var units: Int?
        package var own: Int?
        package init(_ indicator: Indicator, units: Int?, own: Int?) {
            (self.indicator, self.units, self.own) = (indicator, units, own)
        }
        /// Of the units' sum over the own figure.
        package var difference: Int? { units.flatMap { units in own.map { units - $0 } } }
    }

    /// A unit whose report speaks of other months: sent, and in no sum.
    package struct Apart: Equatable, Sendable {
        package var name: String
        package var months: ClosedRange<Month>
        package init(_ name: String, _ months: ClosedRange<Month>) { (self.name, self.months) = (name, months) }
    }

    /// Those of the same months, whose figures are added up.
    package var sent: [String]
    package var apart: [Apart]
    package var missing: [String]
    package var lines: [Line]
    package init(sent: [String], apart: [Apart] = [], missing: [String], lines: [Line]) {
        (self.sent, self.apart, self.missing, self.lines) = (sent, apart, missing, lines)
    }

    /// What a unit sent.
    package struct Told: Equatable, Sendable {
        package var name: String
        package var months: ClosedRange<Month>
        package var lines: [ReportFigures.Line]
        package init(_ name: String, _ months: ClosedRange<Month>, lines: [ReportFigures.Line]) {
            (self.name, self.months, self.lines) = (name, months, lines)
        }
    }

    /// Adds up what was sent of some months; `own` are the figures of the level
    /// that receives, of the same ones.
    package init(
        _ reports: [Told], of months: ClosedRange<Month>, missing: [String], own: [ReportFigures.Line]
    ) {
        let alike = reports.filter { $0.months == months }
        self.init(
            sent: alike.map(\.name),
            apart: reports.filter { $0.months != months }.map { Apart($0.name, $0.months) }, missing: missing,
            lines: own.map { line in
                let told = alike.compactMap { report in
                    report.lines.first { $0.indicator == line.indicator }?.now.value
                }
                return Line(line.indicator, units: told.isEmpty ? nil : told.reduce(0, +), own: line.now.value)
            })
    }
}
