import FileStore
import Foundation
import Library
import MadeFiles
import SQLiteStore
import Testing

/// MARC records with their copies, by the command line.
@Suite(.serialized, .enabled(if: Programs.areBuilt, "hoclieu and hoclieu-worker are built by swift build"))
struct CopyIngestTests {
    private let scratch: ScratchFolder
    private let point: ServicePointID

    /// A library with one school.
    init() async throws {
        scratch = try ScratchFolder()
        let store = try LibraryStore.open(folder: scratch.data, contents: LibraryFiles(folder: scratch.data))
        let act = Act.commandLine(at: Moment(milliseconds: 1_790_000_000_000))
        var units = UnitFiles()
        units.addUnits("66\tĐắk Lắk\tprovince\t\t2025-07-01\t", file: "units.tsv")
        _ = try await store.membership.units.load(units)
        let unit = try #require(try await store.membership.units.units(UnitFilter()).first)
        let institution = try await store.membership.places.save(
            InstitutionFacts(name: "Trường A", kind: .primarySchool, unit: unit.id), as: nil, act: act)
        point = try await store.membership.places.save(
            ServicePointFacts(name: "Thư viện A", kind: .school), as: nil, of: institution, act: act)
        try store.close()
    }

    private static func record(_ number: Int, _ title: String, _ items: [String]) -> [UInt8] {
        var record = MadeMARC().field("001", "\(number)").field("003", "VN-A").field("245", "10$a\(title)")
            .field("100", "1 $aNam Cao")
        for item in items { record = record.field("952", "  " + item) }
        return record.bytes
    }

    private static let file =
        record(1, "Chí Phèo", ["$aA$iTK.1$p893001$g45000$o895.9 CH", "$aA$iTK.2$p893002"])
        + record(2, "Lão Hạc", ["$aA$iTK.3$p893003", "$aA$iTK.1$p893009", "$aB$iTK.9"])
        + record(3, "Đời thừa", ["$aA$iTK.4$p893004$11"])

    private func ingest(_ options: [String]) throws -> (json: [String: Any], outcome: Programs.Outcome) {
        let path = scratch.path + "/xuat.mrc"
        try Data(Self.file).write(to: URL(fileURLWithPath: path))
        let outcome = try Programs.run(["--data", scratch.data, "ingest", path, "--json"] + options)
        return (try outcome.json(), outcome)
    }

    private func copies(_ json: [String: Any]) -> [String: Int] { json["copies"] as? [String: Int] ?? [:] }

    private func read<Value>(_ body: (LibraryStore) async throws -> Value) async throws -> Value {
        let store = try LibraryStore.open(folder: scratch.data, contents: LibraryFiles(folder: scratch.data))
        let value = try await body(store)
        try store.close()
        return value
    }

    @Test func `copies go into the register of the point, and what is wrong is told by record and number`() async throws
    {
        let (dry, _) = try ingest(["--service-point", "\(point)", "--dry-run"])
        let untouched = try await read { try await $0.circulating.registers.register(of: point) }
        let (json, outcome) = try ingest(["--service-point", "\(point)"])
        let lines = try await read { try await $0.circulating.registers.register(of: point) }

        #expect(copies(dry) == ["entered": 5, "known": 0, "refused": 1, "left": 0])
        #expect(untouched == [])
        #expect(copies(json) == copies(dry))
        #expect(outcome.code == 1, "something waits to be mended")
        #expect(lines.map(\.line.copy.number.text) == ["TK.1", "TK.2", "TK.3", "TK.4", "TK.9"])
        #expect((lines[0].line.copy.barcode, lines[0].line.copy.price) == ("893001", 45_000))
        #expect(lines[0].line.copy.callNumber == "895.9 CH" && lines[3].line.copy.standing == .lost)
        let warnings = json["warnings"] as? [[String: Any]] ?? []
        let taken = try #require(warnings.first { $0["code"] as? String == "copy-number-taken" })
        #expect(taken["position"] as? Int == 2 && taken["field"] as? String == "TK.1")
        let rejects = try #require((json["rejectFiles"] as? [String])?.first)
        let kept = try Data(contentsOf: URL(fileURLWithPath: rejects))
        #expect(kept == Data(Self.record(2, "Lão Hạc", ["$aA$iTK.3$p893003", "$aA$iTK.1$p893009", "$aB$iTK.9"])))
    }

    @Test func `taken in again they are known, and undo takes them back`() async throws {
        let (first, _) = try ingest(["--service-point", "\(point)", "--owner-code", "A"])
        let (again, _) = try ingest(["--service-point", "\(point)", "--owner-code", "A"])
        let batch = try #require(first["batch"] as? Int)

        let undone = try Programs.run(["--data", scratch.data, "undo", "\(batch)"])
        let left = try await read { store in
            (
                try await store.circulating.registers.register(of: point), try await store.catalogue.size().records,
                try await store.verify().problems.map(\.description)
            )
        }

        #expect(copies(first) == ["entered": 4, "known": 0, "refused": 2, "left": 0])
        #expect(copies(again) == ["entered": 0, "known": 4, "refused": 2, "left": 0])
        #expect(undone.code == 0 && undone.output.contains("bỏ 3 biểu ghi"), "\(undone.output)")
        #expect(undone.output.contains("bản sách rút khỏi sổ: 4"))
        #expect(left.0 == [] && left.1 == 0 && left.2 == [])
    }

    @Test func `without a point they stay in their records, and the summary says how to enter them`() async throws {
        let (json, _) = try ingest([])
        let path = scratch.path + "/xuat.mrc"
        let summary = try Programs.run(
            ["--data", scratch.data, "ingest", path], environment: ["LC_ALL": "vi_VN.UTF-8"])
        let entered = try ingest(["--service-point", "\(point)"]).json

        #expect(copies(json) == ["entered": 0, "known": 0, "refused": 0, "left": 6])
        #expect(summary.output.contains("6 bản sách được biểu ghi nhắc tới, chưa vào sổ"))
        #expect(copies(entered)["entered"] == 5, "records that are known still bring their copies")
    }

    @Test func `a point that is not there, and a code without a point, are slips`() throws {
        let (_, outcome) = try ingest(["--service-point", "99"])
        let path = scratch.path + "/xuat.mrc"
        let lone = try Programs.run(["--data", scratch.data, "ingest", path, "--owner-code", "A"])

        #expect(outcome.code != 0 && outcome.output.contains("no service point 99"), "\(outcome.output)")
        #expect(lone.code != 0 && lone.errors.contains("--service-point"))
    }
}
