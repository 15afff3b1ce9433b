import Corpus
import Foundation
import GRDB
import Library
import MadeYear
import Randomness
import SQLiteStore

/// The monthly figures of a province: counting a school year's ledger for the
/// first time, freezing a month, comparing it again, and the table of an
/// indicator over five years.
struct FiguresBench {
    let folder: String
    let model: SyllableModel
    let acts: Int
    let points: Int
    let readers: Int

    private static let years = 5
    private let act = Act(account: nil, form: nil, at: .now)

    func run() async throws {
        try? FileManager.default.removeItem(atPath: folder)
        let library = try BenchLibrary(folder: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await library.fill(Province(model: model), count: 10_000)
        let places = try await year(library)
        let month = Month(of: Day(act.at)).previous
        try await read(month, places, library)

        let counting = try await Self.seconds { _ = try await library.store.firstMonthOfUse() }
        say(String(format: "counting the ledger for the first time: %.1f s", counting))
        var report: FreezeReport?
        let freezing = try await Self.seconds { report = try await freeze(month, library) }
        say(
            String(
                format: "freeze of %@: %d figures of %d points in %.2f s (≤ 30 %@)", "\(month)",
                report?.counted.count ?? 0, places.count, freezing, freezing <= 30 ? "ok" : "MISSED"))
        let again = try await Self.seconds { report = try await freeze(month, library) }
        say(
            String(
                format: "the same again: %.2f s, %d differences, %d late entries", again,
                report?.differences.count ?? -1, report?.lateEntries ?? -1))
        let dry = try await Self.seconds {
            report = try await library.store.figures.freeze(
                FreezeRequest(month, isDryRun: true, recountsAll: true), act: act)
        }
        say(
            String(
                format: "a recount of the whole ledger: %.1f s, %d differences", dry, report?.differences.count ?? -1))
        try await table(places, library)
        try library.store.close()
    }

    private static func seconds(_ work: () async throws -> Void) async throws -> Double {
        let before = ContinuousClock.now
        try await work()
        return (ContinuousClock.now - before) / .seconds(1)
    }

    private func freeze(_ month: Month, _ library: BenchLibrary) async throws -> FreezeReport {
        let opening = OpeningRules(
            kinds: ServicePointKinds([.school: ServicePointRules(opening: OpeningDays("2-6"))]))
        return try await library.store.figures.freeze(FreezeRequest(month, opening: opening), act: act)
    }

    // MARK: Filling

    private func year(_ library: BenchLibrary) async throws -> [ServicePointID] {
        let communes = max(2, points / 30)
        let places = try await YearPlaces.make(
            in: library.store.membership, communes: communes, schools: points - communes - 1, act: act)
        let titles = (1...Int64(10_000)).map { RecordID($0) }
        var year = ProvinceYear(
            places, records: titles, contents: library.files, size: ProvinceYear.Size(acts: acts), seed: 2_026)
        while let acts = year.next() { _ = try await library.store.circulating.ledger.accept(acts.map(\.event)) }
        say("a school year: \(year.told) events at \(places.all.count) points")
        return places.all.map(\.point)
    }

    /// Who used which point in the year until now; put there at once, as the ledger
    /// of the year names nobody.
    private func read(_ month: Month, _ points: [ServicePointID], _ library: BenchLibrary) async throws {
        let queue = try DatabaseQueue(path: library.folder + "/hoclieu.sqlite")
        try await queue.write { db in
            var random = SeededRandom(seed: 7)
            for months in 0..<12 {
                let code = month.adding(months: -months)
                for reader in 0..<readers where random.once(in: 3) {
                    let point = points[reader % points.count].rawValue
                    try db.execute(
                        sql: "INSERT OR IGNORE INTO activeReader VALUES (?, ?, ?)",
                        arguments: [code.year * 100 + code.number, point, reader + 1])
                }
            }
        }
        try queue.close()
    }

    // MARK: Five years

    private func table(_ points: [ServicePointID], _ library: BenchLibrary) async throws {
        let last = Month(of: Day(act.at)).previous.previous
        let months = last.adding(months: 1 - 12 * Self.years)...last
        let figures = library.store.figures
        let filling = try await Self.seconds {
            for month in months.each {
                for indicator in [Indicator.loan, .visit, .inHouseUse, .renewal, .event, .attendance] {
                    let notes = points.map { point in
                        FigureNote(
                            FigureKey(.point(point), indicator, month, .imported),
                            Int(point.rawValue) % 97 * month.number)
                    }
                    _ = try await figures.note(FigureNotes(notes), act: act)
                }
            }
        }
        let count = try await figures.epoch().lastEntry
        say(String(format: "%d entries of %d months in %.0f s", count, months.count, filling))
        var table = Measurement("table of \(points.count) × \(months.count)")
        let places = points.map { FigurePlace.point($0) }
        for _ in 0..<10 { _ = try await table.time { try await figures.table(.loan, at: places, in: months) } }
        var sheet = Measurement("sheet of a point, a year")
        for point in points.prefix(20) {
            let filter = FigureFilter(place: .point(point), months: last.adding(months: -11)...last)
            _ = try await sheet.time { try await figures.entries(filter) }
        }
        say(Measurement.heading)
        say(table.line(target: 1_000))
        say(sheet.line(target: 20))
    }
}
