import Exchange
import Foundation
import Library
import MadeYear
import SQLiteStore

/// A year's report of a province: its figures taken from the store, worded, and
/// written as .docx and .xlsx.
struct ReportBench {
    let library: BenchLibrary
    let points: Int
    /// The folder `ingest/` of the product.
    let ingest: String

    private let now = Moment(milliseconds: 1_793_800_000_000)
    private let months = Month(2025, 11)!...Month(2026, 10)!
    private var act: Act { .commandLine(at: now) }

    func run() async throws {
        let province = try await fill()
        let store = library.store
        let gathering = ReportGathering(
            figures: store.figures, board: store.board, activities: store.activities.activities,
            reports: store.reports)
        let order = ReportOrder(node: .unit(province), kind: .annual, months: months)
        var texts = ReportTexts()
        (texts.body, texts.place) = ("Thư viện tỉnh", "Buôn Ma Thuột")
        let template = try ReportFile.template(try shipped())

        var all = Measurement("a year's report, \(points) points"), taking = Measurement("  take the figures")
        var writing = Measurement("  write the .docx"), annexing = Measurement("  write the annex")
        var sizes = (0, 0)
        for _ in 0..<5 {
            try await all.time {
                let figures = try await taking.time { try await gathering.figures(for: order, at: now) }
                let draft = ReportDraft(order: order, texts: texts, figures: figures)
                let id = try await store.reports.reports.open(draft, act: act)
                guard let report = try await store.reports.reports.report(id) else {
                    throw BenchFailure(what: "report")
                }
                let file = try await writing.time {
                    try template.document(with: ReportFile.fields(of: report.document))
                }
                let annex = try await annexing.time { try SpreadsheetFile.bytes(of: ReportAnnex.sheets(of: report)) }
                sizes = (file.count, annex.count)
            }
        }
        say(Measurement.heading)
        say(all.line(target: 5_000))
        for part in [taking, writing, annexing] { say(part.line(target: nil)) }
        say("report: .docx \(sizes.0 >> 10) KiB, .xlsx \(sizes.1 >> 10) KiB")
    }

    private func shipped() throws -> [TemplatePart] {
        let folder = ingest + "/reports/bao-cao"
        return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().compactMap { name in
            guard TemplatePart(name: name, bytes: []).isMarkup else { return nil }
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            return TemplatePart(name: name, bytes: [UInt8](bytes))
        }
    }

    /// A province with two years of monthly figures at every point, once.
    private func fill() async throws -> UnitID {
        let store = library.store
        let known = try await store.membership.units.units(UnitFilter(level: .province))
        if let province = known.first { return province.id }
        let start = ContinuousClock.now
        let communes = max(1, points / 30)
        let places = try await YearPlaces.make(
            in: store.membership, communes: communes, schools: points - communes - 1, act: act)
        let span = months.earlier(byYears: 1).lowerBound...months.upperBound
        for (number, month) in span.each.enumerated() {
            let notes = places.all.enumerated().flatMap { row, place -> [FigureNote] in
                ReportGathering.indicators.enumerated().compactMap { column, indicator in
                    // Every twentieth point is silent now and then.
                    guard (row + number) % 20 != 0 else { return nil }
                    let key = FigureKey(.point(place.point), indicator, month, .imported)
                    return FigureNote(key, 20 + (row * 31 + column * 7 + number * 3) % 400)
                }
            }
            _ = try await store.figures.note(FigureNotes(notes), act: act)
        }
        say(
            String(
                format: "figures: %d points, %d months in %.1f s", places.all.count, span.count,
                (ContinuousClock.now - start) / .seconds(1)))
        guard let province = try await store.membership.units.units(UnitFilter(level: .province)).first else {
            throw BenchFailure(what: "province")
        }
        return province.id
    }
}
