import ArgumentParser
import Library
import SQLiteStore

/// `hoclieu freeze`: fixes the figures of a month, or compares with what is fixed.
struct FreezeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze",
        abstract: "Fix the figures of a month.",
        discussion: """
            Counts loans, visits, activities and readers of every point and keeps them. Doing it again changes \
            nothing: what came late is added with its reason, and what else differs is told. A running server does \
            the same in the first days of the next month. Exit status: 0 done, 1 something differs.
            """)

    @ParentCommand var outer: Hoclieu
    @OptionGroup var library: LibraryOption

    @Argument(
        help: ArgumentHelp("The month, such as 2026-09; without one, every month that is due.", valueName: "month"))
    var month: String?

    @Flag(help: "Count and compare, and keep nothing.")
    var dryRun = false

    @Flag(help: "Count the ledger again from its first event on.")
    var recount = false

    func validate() throws {
        guard month.map({ Month(iso: $0) != nil }) ?? true else {
            throw ValidationError("write the month as 2026-09, year first.")
        }
    }

    func run() async throws {
        let wiring = try Wiring(library.path(outer: outer.library), creating: false)
        let freezing = MonthlyFreeze(wiring)
        let today = Day(Moment.now)
        let asked = month.flatMap { Month(iso: $0) }
        let months = if let asked { [asked] } else { try await freezing.due(on: today) }
        guard !months.isEmpty else { return print("every month up to \(FreezeDays.lastDue(on: today)) is frozen") }
        var differs = false
        for month in months {
            let report: FreezeReport
            do {
                report = try await freezing.freeze(month, isDryRun: dryRun, recountsAll: recount)
            } catch FigureRefusal.monthToCome {
                throw CommandFailure("\(month) is not over. Freeze it when it is, or look at it with --dry-run.")
            }
            print(Self.lines(report, isDryRun: dryRun).joined(separator: "\n"))
            differs = differs || !report.differences.isEmpty
        }
        if differs { throw ExitCode(1) }
    }

    private static func lines(_ report: FreezeReport, isDryRun: Bool) -> [String] {
        var lines: [String] = []
        if report.isFirst, !isDryRun {
            let took = report.freeze.map { $0.took / .seconds(1) } ?? 0
            lines.append("\(report.month): \(counted(report.counted.count, "figure")) frozen in \(tenths(took)) s")
        } else {
            lines.append("\(report.month): \(counted(report.counted.count, "figure")) counted")
        }
        for indicator in Indicator.allCases {
            let figures = report.counted.filter { $0.indicator == indicator && $0.place != .site }
            guard !figures.isEmpty else { continue }
            let sum = indicator.isAdditive ? ", together \(figures.reduce(0) { $0 + $1.value })" : ""
            lines.append("  \(indicator.rawValue): \(counted(figures.count, "point"))\(sum)")
        }
        if report.lateEntries > 0 {
            lines.append("  \(counted(report.lateEntries, "entry", "entries")) for acts that came late")
        }
        for difference in report.differences {
            let place = difference.place.pointNumber.map { "point \($0)" } ?? "site"
            lines.append(
                "  differs: \(place) \(difference.indicator.rawValue) frozen \(text(difference.frozen)), counted \(text(difference.counted))"
            )
        }
        return lines
    }

    private static func text(_ value: Int?) -> String { value.map { String($0) } ?? "none" }

    private static func tenths(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension FigurePlace {
    fileprivate var pointNumber: Int64? {
        if case .point(let id) = self { return id.rawValue }
        return nil
    }
}
