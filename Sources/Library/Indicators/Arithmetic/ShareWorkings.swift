/// Shares of institutions and of people, counts per period and milestones as
/// workings: from plain values, whoever keeps them.
extension Working {
    /// What an institution says of what is asked; nil for nothing.
    package struct ShareEntry: Hashable, Sendable {
        package var institution: InstitutionID
        package var kind: InstitutionKind
        package var holds: Bool?

        package init(_ institution: InstitutionID, _ kind: InstitutionKind, holds: Bool?) {
            (self.institution, self.kind, self.holds) = (institution, kind, holds)
        }
    }

    /// Of institutions, with or without a library: those that say nothing stay
    /// below the line. Opens ``numerator(_:)`` and ``denominator(_:)``.
    package static func share(_ entries: [ShareEntry]) -> Working {
        let (above, below) = (numerator(entries), denominator(entries))
        let silent = entries.count { $0.holds == nil }
        var rows: [Row] = [
            .init(.word(.numerator), .part, above.figure, .working(above.key)),
            .init(.word(.denominator), .whole, below.figure, .working(below.key)),
        ]
        if silent > 0 { rows.append(.init(.word(.silent), .told, .count(silent), .question)) }
        let kinds = InstitutionKind.allCases.filter { kind in entries.contains { $0.kind == kind } }
        if kinds.count > 1 {
            for kind in kinds {
                let own = entries.filter { $0.kind == kind }
                let rate = Double(own.count { $0.holds == true }) / Double(own.count)
                rows.append(.init(.institutionKind(kind), .told, .rate(rate), .question))
            }
        }
        let figure: Figure =
            entries.isEmpty
            ? .none(.nothingToCount)
            : .rate(Double(entries.count { $0.holds == true }) / Double(entries.count))
        return Working(
            key: WorkingKey(.share), figure: figure, rows: rows,
            notes: silent > 0 ? [.init(.silentInstitutions, count: silent)] : [])
    }

    /// One row an institution that has it.
    package static func numerator(_ entries: [ShareEntry]) -> Working {
        listed(entries.filter { $0.holds == true }, .now)
    }

    /// One row an institution.
    package static func denominator(_ entries: [ShareEntry]) -> Working { listed(entries, .base) }

    private static func listed(_ entries: [ShareEntry], _ side: WorkingKey.Side) -> Working {
        let rows = entries.map { entry in
            Row(.institution(entry.institution), .term, .count(1), .question)
        }
        // No institution at all is a count like any other: 0.
        let none = Row(.word(.numerator), .term, .count(0), .question)
        return Working(
            key: WorkingKey(.sum, side: side), figure: .count(rows.count), rows: rows.isEmpty ? [none] : rows)
    }

    /// Of people, as another office counted them.
    package static func share(_ part: Int, of whole: Int, statedBy source: String) -> Working {
        Working(
            key: WorkingKey(.share), figure: whole > 0 ? .rate(Double(part) / Double(whole)) : .none(.nothingToCount),
            rows: [
                .init(.word(.numerator), .part, .count(part), .stated(source)),
                .init(.word(.denominator), .whole, .count(whole), .stated(source)),
            ])
    }

    /// Somebody of whom so much is asked in every piece of a period: a school with
    /// its two festivals a school year, a class with its reading period each week.
    package struct CountedSubject: Hashable, Sendable {
        package var label: Label
        /// One a piece; nil where nothing was noted.
        package var counts: [Int?]
        package init(_ label: Label, _ counts: [Int?]) { (self.label, self.counts) = (label, counts) }

        package func reached(_ least: Int) -> Int { counts.count { ($0 ?? 0) >= least } }
    }

    /// The share of subjects that reach `least` in every piece; a piece of which
    /// nothing was noted is not reached. Told beside: each with its pieces reached.
    package static func countPerPeriod(_ least: Int, _ subjects: [CountedSubject]) -> Working {
        let done = subjects.count { !$0.counts.isEmpty && $0.reached(least) == $0.counts.count }
        let unknown = subjects.reduce(0) { $0 + $1.counts.count { $0 == nil } }
        let told = subjects.map { subject -> Row in
            let share = Double(subject.reached(least)) / Double(max(1, subject.counts.count))
            return .init(subject.label, .told, subject.counts.isEmpty ? .none(.noFigures) : .rate(share), .question)
        }
        let figure: Figure =
            subjects.isEmpty ? .none(.nothingToCount) : .rate(Double(done) / Double(subjects.count))
        return Working(
            key: WorkingKey(.countPerPeriod), figure: figure,
            rows: [
                .init(.word(.numerator), .part, .count(done), .question),
                .init(.word(.denominator), .whole, .count(subjects.count), .question),
            ] + told,
            notes: unknown > 0 ? [.init(.missingPieces, count: unknown)] : [])
    }

    /// Whether something was done by a day: the days it was early, or late where
    /// negative; without a day it was done on there is no figure.
    package static func milestone(done: Day?, deadline: Day, statedBy source: String) -> Working {
        Working(
            key: WorkingKey(.milestone),
            figure: done.map { .count($0.days(until: deadline)) } ?? .none(.noFigures),
            rows: [
                .init(.word(.deadline), .told, .none(.noFigures), .stated(deadline.description)),
                .init(.word(.done), .told, .none(.noFigures), .stated(done.map { "\($0) · \(source)" } ?? source)),
            ])
    }
}
