import Corpus
import Foundation
import Library
import SQLiteStore

/// An accession register of a large school: looked at, taken in while a desk
/// works, sent again.
struct RegisterBench {
    let library: BenchLibrary
    let province: Province
    let rows: Int

    private let now = Moment(milliseconds: 1_790_000_000_000)
    private var stores: LedgerStores { library.store.circulating }

    func run() async throws {
        try await library.fill(province, count: 10_000)
        let places = try await BenchStock(library: library, stock: Stock(points: 2)).places()
        let (school, desk) = (places[0].point, places[1])
        // Numbers of this run alone, so that the library may be kept.
        let series = "R\(try await library.store.catalogue.size().records)."
        let table = table(series)
        var looking = Measurement("preview of \(rows) rows")
        var preview = RegisterPreview(groups: [], known: [])
        for _ in 0..<5 {
            preview = try await looking.time {
                try await stores.registers.preview(AccessionRegister(table).lines, for: school)
            }
        }
        let lines = AccessionRegister(table).lines
        let act = Act(account: nil, form: series, at: now)
        let start = ContinuousClock.now
        async let taken = stores.registers.take(lines, for: school, act: act)
        let waits = try await work(at: desk) { try await stores.registers.intake(of: act)?.isFinished ?? false }
        let report = try await taken
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        var again = Measurement("the same form sent again")
        _ = try await again.time { try await stores.registers.take(lines, for: school, act: act) }
        var known = Measurement("the same register sent anew")
        let repeated = try await known.time {
            try await stores.registers.take(lines, for: school, act: .commandLine(at: now))
        }
        say("register: \(lines.count) rows in \(preview.groups.count) records")
        say(
            String(
                format: "taken in: %d copies, %d records in %.1f s (%.0f copies/s) beside a desk", report.copiesAdded,
                report.recordsAdded, seconds, Double(report.copiesAdded) / seconds))
        say("sent anew: \(repeated.copiesAdded) added, \(repeated.copiesKnown) known")
        say(Measurement.heading)
        say(looking.line(target: 5_000))
        say(waits.line(target: nil))
        say(again.line(target: nil))
        say(known.line(target: nil))
    }

    /// Five copies of a title, as schools have them.
    private func table(_ series: String) -> [TableRow] {
        let headings = ["Số ĐKCB", "Tên sách", "Tác giả", "Năm XB", "Giá", "Kho", "Tình trạng"]
        return [TableRow(line: 1, cells: headings)]
            + (0..<rows).map { row in
                let facts = province.record(20_000 + row / 5)
                return TableRow(
                    line: row + 2,
                    cells: [
                        "\(series)\(row + 1)", facts.title, facts.creators.first?.name ?? "",
                        facts.year.map(String.init) ?? "", "45000", "Kho mượn", "Tốt",
                    ])
            }
    }

    /// A desk of another school that sees a copy every 20 ms until the end.
    private func work(
        at place: BenchStock.Place, until isOver: () async throws -> Bool
    ) async throws -> Measurement {
        var waits = Measurement("an act at a desk meanwhile")
        let facts = CopyFacts(
            record: RecordID(1), register: place.institution,
            number: AccessionNumber("D.\(UInt32.random(in: 0 ... .max))") ?? AccessionNumber(text: "D.1", key: "D1"))
        guard
            case .registered(let copy)? = try await stores.holdings.register(
                [facts], owner: place.point, act: .commandLine(at: now)
            ).first
        else { return waits }
        while try await !isOver() {
            try await waits.time {
                try await stores.register.find(copy, at: place.point, act: .commandLine(at: now))
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        return waits
    }
}
