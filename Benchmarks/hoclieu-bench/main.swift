import Corpus
import Foundation

/// `hoclieu-bench province|shelf|rotation|register|ledger|dashboard|figures|usage|reports|all|yardstick [--size small|full] [--data DIR]
/// [--only KIND] [--overlap no] [--copies no] [--acts N] [--desk-acts N]`: measures the search on a made-up province and shelf, which
/// it keeps in DIR; `yardstick` prints the speed of the machine alone.
let options = BenchOptions(Array(CommandLine.arguments.dropFirst()))
let isSmall = options["size"] == "small"
let data = options["data"] ?? FileManager.default.temporaryDirectory.path + "/hoclieu-bench"
let model = try SyllableModel(folder: options["model"] ?? "Benchmarks/model")
let wanted = options.word ?? "all"

say("machine: \(Machine.name), \(Machine.yardstick)")
if wanted == "all" || wanted == "province" {
    let records = isSmall ? 10_000 : 300_000
    say("\nProvince: \(records) records")
    try await ProvinceBench(
        library: BenchLibrary(folder: "\(data)/province-\(records)"), province: Province(model: model),
        records: records,
        perClass: isSmall ? 50 : 200,
        stock: options["copies"] == "no" ? nil : Stock(points: isSmall ? 100 : 3_000), only: options["only"] ?? ""
    ).run()
    say(Machine.yardstick)
}
if wanted == "all" || wanted == "shelf" {
    let books = isSmall ? 100 : 5_000
    say("\nShelf: \(books) books of some 200 passages")
    try await ShelfBench(
        library: BenchLibrary(folder: "\(data)/shelf-\(books)"), shelf: Shelf(model: model), books: books,
        perClass: isSmall ? 50 : 200, only: options["only"] ?? "",
        comparing: options["overlap"] != "no"
    ).run()
    say(Machine.yardstick)
}
if wanted == "all" || wanted == "rotation" {
    let boxes = isSmall ? 30 : 300
    say("\nRotation: \(boxes) boxes")
    try await RotationBench(
        library: BenchLibrary(folder: "\(data)/rotation-\(boxes)"), province: Province(model: model), boxes: boxes
    ).run()
    say(Machine.yardstick)
}
if wanted == "all" || wanted == "register" {
    say("\nRegister: 20000 rows")
    try await RegisterBench(
        library: BenchLibrary(folder: "\(data)/register"), province: Province(model: model), rows: 20_000
    ).run()
    say(Machine.yardstick)
}

if wanted == "all" || wanted == "ledger" {
    let acts = options["acts"].flatMap { Int($0) } ?? (isSmall ? 40_000 : 2_000_000)
    say("\nLedger: \(acts) acts of a school year, then live desks")
    try await LedgerBench(
        folder: "\(data)/ledger", model: model, acts: acts,
        deskActs: options["desk-acts"].flatMap { Int($0) } ?? min(acts, 200_000), records: isSmall ? 10_000 : 100_000,
        seconds: options["seconds"].flatMap { Int($0) } ?? (isSmall ? 10 : 60),
        ingestBytes: (options["ingest-megabytes"].flatMap { Int($0) } ?? (isSmall ? 60 : 1_024)) << 20
    ).run()
    say(Machine.yardstick)
}
if wanted == "all" || wanted == "figures" {
    let acts = options["acts"].flatMap { Int($0) } ?? (isSmall ? 40_000 : 2_000_000)
    say("\nFigures: \(acts) acts of a school year")
    try await FiguresBench(
        folder: "\(data)/figures", model: model, acts: acts, points: isSmall ? 300 : 3_000,
        readers: isSmall ? 10_000 : 300_000
    ).run()
    say(Machine.yardstick)
}

if wanted == "all" || wanted == "usage" {
    let hits = isSmall ? 200_000 : 2_000_000
    say("\nUsage: \(hits) raw hits of a month")
    try await UsageBench(folder: "\(data)/usage-\(hits)", hits: hits).run()
    say(Machine.yardstick)
}

if wanted == "all" || wanted == "dashboard" {
    let points = isSmall ? 300 : 3_000
    say("\nDashboard: \(points) points, 60 months")
    try await DashboardBench(library: BenchLibrary(folder: "\(data)/dashboard-\(points)"), points: points).run()
    say(Machine.yardstick)
}

if wanted == "all" || wanted == "reports" {
    let points = isSmall ? 100 : 3_000
    say("\nReports: a province of \(points) points")
    try await ReportBench(
        library: BenchLibrary(folder: "\(data)/reports-\(points)"), points: points,
        ingest: options["ingest"] ?? "ingest"
    ).run()
    say(Machine.yardstick)
}

/// The words of the command line: `--name value` and one word without a name.
struct BenchOptions {
    private var values: [String: String] = [:]
    private(set) var word: String?

    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let first = rest.popFirst() {
            if first.hasPrefix("--") { values[String(first.dropFirst(2))] = rest.popFirst() } else { word = first }
        }
    }

    subscript(name: String) -> String? { values[name] }
}
