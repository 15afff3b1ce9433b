import Corpus
import Foundation
import Glibc

/// Measures the library on made-up data, which it keeps; `--help` says what there is.
let options: BenchOptions
do throws(BenchFault) { options = try BenchOptions(Array(CommandLine.arguments.dropFirst())) } catch {
    FileHandle.standardError.write(Data("hoclieu-bench: \(error.sentence)\n\n\(BenchOptions.help)\n".utf8))
    exit(2)
}
if options.wantsHelp {
    say(BenchOptions.help)
    exit(0)
}
let isSmall = options["size"] == "small"
let data = options["data"] ?? FileManager.default.temporaryDirectory.path + "/hoclieu-bench"
let model = try SyllableModel(folder: options["model"] ?? "Benchmarks/model")

say("machine: \(Machine.name), \(Machine.yardstick)")
if options.wants("province") {
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
if options.wants("shelf") {
    let books = isSmall ? 100 : 5_000
    say("\nShelf: \(books) books of some 200 passages")
    try await ShelfBench(
        library: BenchLibrary(folder: "\(data)/shelf-\(books)"), shelf: Shelf(model: model), books: books,
        perClass: isSmall ? 50 : 200, only: options["only"] ?? "",
        comparing: options["overlap"] != "no"
    ).run()
    say(Machine.yardstick)
}
if options.wants("rotation") {
    let boxes = isSmall ? 30 : 300
    say("\nRotation: \(boxes) boxes")
    try await RotationBench(
        library: BenchLibrary(folder: "\(data)/rotation-\(boxes)"), province: Province(model: model), boxes: boxes
    ).run()
    say(Machine.yardstick)
}
if options.wants("register") {
    say("\nRegister: 20000 rows")
    try await RegisterBench(
        library: BenchLibrary(folder: "\(data)/register"), province: Province(model: model), rows: 20_000
    ).run()
    say(Machine.yardstick)
}

if options.wants("ledger") {
    let acts = options.number("acts") ?? (isSmall ? 40_000 : 2_000_000)
    say("\nLedger: \(acts) acts of a school year, then live desks")
    try await LedgerBench(
        folder: "\(data)/ledger", model: model, acts: acts,
        deskActs: options.number("desk-acts") ?? min(acts, 200_000), records: isSmall ? 10_000 : 100_000,
        seconds: options.number("seconds") ?? (isSmall ? 10 : 60),
        ingestBytes: (options.number("ingest-megabytes") ?? (isSmall ? 60 : 1_024)) << 20
    ).run()
    say(Machine.yardstick)
}
if options.wants("figures") {
    let acts = options.number("acts") ?? (isSmall ? 40_000 : 2_000_000)
    say("\nFigures: \(acts) acts of a school year")
    try await FiguresBench(
        folder: "\(data)/figures", model: model, acts: acts, points: isSmall ? 300 : 3_000,
        readers: isSmall ? 10_000 : 300_000
    ).run()
    say(Machine.yardstick)
}

if options.wants("usage") {
    let hits = isSmall ? 200_000 : 2_000_000
    say("\nUsage: \(hits) raw hits of a month")
    try await UsageBench(folder: "\(data)/usage-\(hits)", hits: hits).run()
    say(Machine.yardstick)
}

if options.wants("dashboard") {
    let points = isSmall ? 300 : 3_000
    say("\nDashboard: \(points) points, 60 months")
    try await DashboardBench(library: BenchLibrary(folder: "\(data)/dashboard-\(points)"), points: points).run()
    say(Machine.yardstick)
}

if options.wants("reports") {
    let points = isSmall ? 100 : 3_000
    say("\nReports: a province of \(points) points")
    try await ReportBench(
        library: BenchLibrary(folder: "\(data)/reports-\(points)"), points: points,
        ingest: options["ingest"] ?? "ingest"
    ).run()
    say(Machine.yardstick)
}
