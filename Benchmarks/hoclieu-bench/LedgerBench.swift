import Corpus
import FileStore
import Foundation
import Library
import Randomness
import SQLiteStore
import MadeYear

/// The ledger: a school year in one go, a box of 300, and fifty desks at once,
/// alone and while a large file is taken in by another process.
struct LedgerBench {
    let folder: String
    let model: SyllableModel
    let acts: Int
    /// Acts of the year that is played through the pages' stores: 200,000 take two minutes.
    let deskActs: Int
    /// Of the catalogue behind the desks.
    let records: Int
    let seconds: Int
    /// Bytes of ISO 2709 that are taken in meanwhile.
    let ingestBytes: Int

    func run() async throws {
        try? FileManager.default.removeItem(atPath: folder)
        let library = try BenchLibrary(folder: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let province = Province(model: model)
        try await library.fill(province, count: records)
        let level = try await library.store.synchronousLevels().precious
        say("live writer: PRAGMA synchronous = \(level) (2 is FULL); \(try Machine.syncTime(in: folder))")
        try await year(library)
        let last = try await library.store.verify()
        say("verify: \(last.lines.joined(separator: "; "))")
        try await deskYear(province)
        try await box(library)
        try await desks(library, province)
        try library.store.close()
    }

    // MARK: A school year

    private func year(_ library: BenchLibrary) async throws {
        let places = try await YearPlaces.make(
            in: library.store.membership, communes: 60, schools: 300, act: Act(account: nil, form: nil, at: .now))
        let titles = (1...Int64(min(records, 20_000))).map { RecordID($0) }
        var year = ProvinceYear(
            places, records: titles, contents: library.files, size: ProvinceYear.Size(acts: acts), seed: 2_026)
        let ledger = library.store.circulating.ledger
        var took = Duration.zero
        var wrong = 0
        let cpu = Measurement.processSeconds()
        while let acts = Self.batch(of: &year) {
            let events = acts.map(\.event)
            let before = ContinuousClock.now
            let judged = try await ledger.accept(events)
            took += .now - before
            wrong += zip(judged, acts).filter { $0.conflict != $1.conflict }.count
        }
        let rate = Double(year.told) / (took / .seconds(1))
        say(
            String(
                format:
                    "a school year: %d events, %d judged otherwise than foreseen; %.0f acts/s in batches (≥ 5000 %@); "
                    + "%.0f CPU s with the year's own; hoclieu.sqlite %d MiB",
                year.told, wrong, rate, rate >= 5_000 ? "ok" : "MISSED", Measurement.processSeconds() - cpu,
                Machine.megabytes(of: folder + "/hoclieu.sqlite")))
        let report = try await library.store.rebuild(into: folder + "/rebuilt.sqlite")
        let events = Double(report.events) / (report.took / .seconds(1))
        say(
            String(
                format: "rebuild: %d events, %.0f events/s (≥ 50000 %@), %@", report.events, events,
                events >= 50_000 ? "ok" : "MISSED", report.isEqual ? "equal" : "DIFFERENT"))
        try? FileManager.default.removeItem(atPath: folder + "/rebuilt.sqlite")
    }

    /// The stretches of several desks, until there are 500 events or the year is
    /// over: a page of an index that many of them change is written once then.
    private static func batch(of year: inout ProvinceYear) -> [ProvinceYear.Act]? {
        var batch: [ProvinceYear.Act] = []
        while batch.count < 500, let stretch = year.next() { batch += stretch }
        return batch.isEmpty ? nil : batch
    }

    /// The same through the stores of the pages: every scan, press and form.
    private func deskYear(_ province: Province) async throws {
        let place = folder + "-desks"
        try? FileManager.default.removeItem(atPath: place)
        let library = try BenchLibrary(folder: place)
        defer { try? FileManager.default.removeItem(atPath: place) }
        try await library.fill(province, count: min(records, 10_000))
        let places = try await YearPlaces.make(
            in: library.store.membership, communes: 60, schools: 300, act: Act(account: nil, form: nil, at: .now))
        var year = try await DeskYear(
            places, records: (1...Int64(min(records, 10_000))).map { RecordID($0) },
            size: DeskYear.Size(acts: deskActs), in: library.store.circulating, library.store.membership.patrons,
            seed: 2_027)
        let cpu = Measurement.processSeconds()
        let start = ContinuousClock.now
        try await year.run()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        say(
            String(
                format:
                    "a school year through the pages' stores: %d acts in %.0f s (%.0f acts/s, %.0f CPU s), %d loans, "
                    + "%d refusals of %d kinds, %d repeated forms answered otherwise", year.acts, seconds,
                Double(year.acts) / seconds, Measurement.processSeconds() - cpu, year.loansOpened,
                year.refusals.values.reduce(0, +), year.refusals.count, year.unlike))
        let report = try await library.store.verify()
        say("verify: \(report.lines.joined(separator: "; "))")
        try library.store.close()
    }

    // MARK: A box of 300

    private func box(_ library: BenchLibrary) async throws {
        var teller = Teller(device: DeviceID(9_001))
        let place = try await place(library, "Kho luân chuyển")
        let other = try await self.place(library, "Điểm nhận")
        let ledger = library.store.circulating.ledger
        let copies = try await register(300, "TH", at: place, library)
        var sealing = Measurement("sealing a box of 300")
        var receiving = Measurement("receiving a box of 300")
        for round in 0..<12 {
            let box = BoxID(1_000_000 + Int64(round))
            let packing =
                [LedgerFact.boxOpened(box, number: "B\(round)", owner: place.point)]
                + copies.map { .copyPacked($0, box) }
            try await expect(ledger.accept(packing.map { teller.event($0) }))
            let manifest = BoxManifest(Manifest(box: box, sealing: 1), copies: copies, lines: [])
            let seal = BoxSeal(
                copies: 300, quantity: 0, hash: library.files.hash(of: Array(manifest.text.utf8)).hex)
            let sealed = teller.event(.boxActed(box, .seal, BoxActFacts(at: place.point, seal: seal)))
            try await expect(sealing.time { try await ledger.accept([sealed]) })
            let sent = teller.event(.boxActed(box, .depart, BoxActFacts(at: place.point, to: other.point)))
            try await expect(ledger.accept([sent]))
            let received = teller.event(.boxActed(box, .receive, BoxActFacts(at: other.point)))
            try await expect(receiving.time { try await ledger.accept([received]) })
            let home =
                copies.map { LedgerFact.copyCounted($0, box) } + [.boxActed(box, .check, BoxActFacts(at: other.point))]
                + copies.map { .copyUnpacked($0, box) } + copies.map { .copySeen($0, at: place.point) }
            try await expect(ledger.accept(home.map { teller.event($0) }))
        }
        say(Measurement.heading)
        say(sealing.line(target: 200))
        say(receiving.line(target: 200))
    }

    // MARK: Fifty desks

    private func desks(_ library: BenchLibrary, _ province: Province) async throws {
        let place = try await place(library, "Trường đông")
        let copies = try await register(50 * 40, "BM", at: place, library)
        let desks = LiveDesks(library: library, place: place, copies: copies, seconds: seconds)
        say("50 desks paced to \(LiveDesks.rate) acts/s, each act in a call of its own, and durable when it returns")
        say(Measurement.heading)
        try await desks.run("alone", searching: nil)
        let file = folder + "/lon.mrc"
        try MarcFile.write(province, from: 1_000_000, bytes: ingestBytes, to: file)
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path + "/hoclieu"
        guard FileManager.default.isExecutableFile(atPath: program) else {
            return say("no hoclieu beside hoclieu-bench: the desks beside an ingest are not measured")
        }
        let ingest = Process()
        ingest.executableURL = URL(fileURLWithPath: program)
        ingest.arguments = ["--data", folder, "ingest", file, "--licence", "PD"]
        ingest.standardOutput = FileHandle.nullDevice
        ingest.standardError = FileHandle.nullDevice
        let before = try await library.store.catalogue.size().records
        try ingest.run()
        try await Task.sleep(for: .seconds(3))
        try await desks.run("beside an ingest of \(ingestBytes >> 20) MiB", searching: province)
        let taken = try await library.store.catalogue.size().records - before
        say(
            "meanwhile \(taken) records were taken in; the ingest \(ingest.isRunning ? "was still running" : "HAD ENDED")"
        )
        let start = try await library.store.catalogue.size().records
        try await Task.sleep(for: .seconds(8))
        let free = try await library.store.catalogue.size().records - start
        say("the same ingest without desks: \(free / 8) records/s")
        if ingest.isRunning {
            ingest.terminate()
            ingest.waitUntilExit()
        }
        say("verify: \(try await library.store.verify().lines.suffix(2).joined(separator: "; "))")
    }

    // MARK: Parts

    struct Place {
        var point: ServicePointID
        var institution: InstitutionID
        var unit: UnitID
    }

    private func place(_ library: BenchLibrary, _ name: String) async throws -> Place {
        let stores = library.store.membership
        let act = Act(account: nil, form: nil, at: .now)
        guard let unit = try await stores.units.units(UnitFilter(on: Day(.now))).first(where: { $0.code != "66" })
        else { throw YearPlaces.Missing() }
        let institution = try await stores.places.save(
            InstitutionFacts(name: name, kind: .library, unit: unit.id), as: nil, act: act)
        let point = try await stores.places.save(
            ServicePointFacts(name: name, kind: .commune), as: nil, of: institution, act: act)
        return Place(point: point, institution: institution, unit: unit.id)
    }

    private func register(_ count: Int, _ letters: String, at place: Place, _ library: BenchLibrary) async throws
        -> [CopyID]
    {
        let facts = (1...count).compactMap { number in
            AccessionNumber("\(letters).\(number)").map {
                CopyFacts(record: RecordID(Int64(number % 500) + 1), register: place.institution, number: $0)
            }
        }
        let outcomes = try await library.store.circulating.holdings.register(
            facts, owner: place.point, act: Act(account: nil, form: nil, at: .now))
        return outcomes.compactMap { if case .registered(let id) = $0 { id } else { nil } }
    }

    private func expect(_ judged: [AcceptedEvent]) {
        if let conflict = judged.compactMap(\.conflict).first { say("UNEXPECTED: \(conflict)") }
    }
}

/// Makes the events of one device.
struct Teller {
    let device: DeviceID
    private var sequence: Int64 = 0
    private var random: SeededRandom

    init(device: DeviceID) {
        self.device = device
        random = SeededRandom(seed: UInt64(device.rawValue))
    }

    mutating func event(_ fact: LedgerFact) -> LedgerEvent {
        sequence += 1
        return LedgerEvent(
            id: .mint(at: .now, using: &random), device: device, deviceSequence: sequence, happenedAt: .now, fact: fact)
    }
}
