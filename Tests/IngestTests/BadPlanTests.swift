import Foundation
import Ingest
import Library
import Randomness
import Testing

/// Plan files as people write them, with the slips of people.
@Suite struct BadPlanTests {
    /// A small plan that is right.
    static let good = """
        id: thu-2024
        title: Kế hoạch thử
        issuer: ubnd
        years: 2024-2030
        source: thu.txt
        units:
          - {code: "615", on: 1/1/2024, name: huyện Đắk Hà}
        phases:
          - {code: mot, name: Một, years: 2024-2025}
          - {code: hai, name: Hai, years: 2026-2030}
        bodies:
          - {code: ubnd, name: UBND}
        targets:
          - code: tang
            name: Lượt sử dụng
            shape: growth
            rate: 8
            counts: [visit]
            base: {year: chưa chọn, mean: chưa chọn}
            deadline: 2025
            quote: {line: 3, text: tăng bình quân 8% mỗi năm}
          - code: ty-le
            name: Tủ sách dùng chung
            shape: share-of-institutions
            percent: 90
            comparator: trên
            having: [shared-shelf]
            deadline: 2030
            phase: hai
            quote: {line: 4, text: trên 90% cơ quan có tủ sách}
        duties:
          - code: nam
            kind: annual
            from: ubnd
            to: ubnd
            date: trước ngày 10/11
            months: 11-10
            quote: {line: 9, text: trước ngày 10/11}
        """

    /// What is written in place of what → the fault, in the line it stands in.
    static let slips: [(find: String, put: String, code: PlanFaultCode, line: Int)] = [
        ("percent: 90", "persent: 90", .keyUnknown, 25),
        ("rate: 8\n", "percent: 8\n", .keyUnknown, 17),
        ("title: Kế hoạch thử\n", "", .keyMissing, 1),
        ("    base: {year: chưa chọn, mean: chưa chọn}\n", "", .keyMissing, 14),
        ("{year: chưa chọn, mean: chưa chọn}", "{year: chưa chọn}", .keyMissing, 19),
        ("years: 2024-2030\n", "years: 2024-2030\nyears: 2024-2031\n", .keyTwice, 4),
        ("source: thu.txt", "source: [a, b]", .valueShape, 5),
        ("id: thu-2024", "id: Thử 2024", .codeInvalid, 1),
        ("code: ty-le", "code: tang", .codeTwice, 22),
        ("shape: growth", "shape: grow", .choiceUnknown, 16),
        ("[shared-shelf]", "[tủ sách]", .choiceUnknown, 27),
        ("percent: 90", "percent: 190", .percentInvalid, 25),
        ("percent: 90", "percent: 80", .quotationWrong, 30),
        ("percent: 90", "percent: chín mươi", .percentInvalid, 25),
        ("rate: 8\n", "rate: 10-8\n", .percentInvalid, 17),
        ("comparator: trên", "comparator: vượt", .comparatorWrong, 26),
        ("comparator: trên", "comparator: khoảng", .quotationWrong, 26),
        ("    comparator: trên\n", "", .comparatorWrong, 22),
        ("deadline: 2030", "deadline: 31/2/2030", .dateInvalid, 28),
        ("deadline: 2030", "deadline: 2040", .yearsInvalid, 28),
        ("year: chưa chọn", "year: 2025", .yearsInvalid, 19),
        ("years: 2024-2030", "years: 2030-2024", .yearsInvalid, 4),
        ("years: 2026-2030", "years: 2025-2030", .periodsOverlap, 10),
        ("code: \"615\"", "code: \"999\"", .unitUnknown, 7),
        ("on: 1/1/2024", "on: 1/1/2026", .unitUnknown, 7),
        ("to: ubnd", "to: so", .bodyUnknown, 35),
        ("phase: hai", "phase: ba", .phaseUnknown, 29),
        ("date: trước ngày 10/11", "date: sớm", .dateInvalid, 36),
        ("date: trước ngày 10/11", "date: trước ngày 31/11", .dateInvalid, 36),
        ("date: trước ngày 10/11", "date: trước ngày 20/11", .quotationWrong, 38),
        ("months: 11-10", "months: 13-10", .dateInvalid, 37),
        ("line: 9", "line: chín", .numberInvalid, 38),
        ("{line: 3, text: tăng", "{line: 3, text: \"tăng", .fileUnreadable, 0),
    ]

    @Test(arguments: slips) func `a slip is told by its line, with what to write`(
        slip: (find: String, put: String, code: PlanFaultCode, line: Int)
    ) throws {
        let text = Self.good.replacingOccurrences(of: slip.find, with: slip.put)
        try #require(text != Self.good)

        let shelf = try Self.check(["thu.yaml": text])

        #expect(shelf.plans.isEmpty, "a file with a fault is not loaded at all")
        let fault = shelf.faults.first { $0.code == slip.code }
        #expect(fault != nil, "\(shelf.faults)")
        if slip.line > 0 { #expect(fault?.line == slip.line, "\(shelf.faults)") }
    }

    @Test func `the plan the slips are made of is right, and says what is written`() throws {
        let shelf = try Self.check(["thu.yaml": Self.good])

        let plan = try #require(shelf.plans.first)
        #expect(shelf.faults == [])
        #expect(
            plan.years == 2024...2030
                && plan.units == [PlanUnit(code: "615", on: Day(2024, 1, 1)!, name: "huyện Đắk Hà")])
        #expect(plan.target("ty-le")?.comparator == .above && plan.target("ty-le")?.words == "trên")
        #expect(plan.target("ty-le")?.deadline == Day(2030, 12, 31) && plan.target("ty-le")?.phase == "hai")
        #expect(plan.duty("nam")?.months?.value.months(of: 2026) == Month(2025, 11)!...Month(2026, 10)!)
        #expect(plan.duty("nam")?.date == .before(month: 11, day: 10))
    }

    @Test func `one bad file leaves its neighbours, and two plans with one target are told`() throws {
        let bad = Self.good.replacingOccurrences(of: "percent: 90", with: "percent: 0")
        let other = Self.good.replacingOccurrences(of: "id: thu-2024", with: "id: khac-2024")
        let replacing = other.replacingOccurrences(of: "issuer: ubnd\n", with: "issuer: ubnd\nreplaces: thu-2024\n")

        let beside = try Self.check([
            "a.yaml": bad, "b.yaml": Self.good, "c.yaml": "- chỉ là\n- một danh sách", "d.yaml": "",
        ])
        let twice = try Self.check(["a.yaml": Self.good, "b.yaml": other])
        let same = try Self.check(["a.yaml": Self.good, "b.yaml": Self.good])
        let replaced = try Self.check(["a.yaml": Self.good, "b.yaml": replacing])

        #expect(beside.plans.map(\.file) == ["b.yaml"])
        #expect(Set(beside.faults.map(\.file)) == ["a.yaml", "c.yaml", "d.yaml"])
        #expect(twice.plans.count == 1 && twice.faults.map(\.code) == [.targetTwice, .targetTwice])
        #expect(twice.faults.map(\.line) == [14, 22])
        #expect(same.plans.count == 1 && same.faults.map(\.code) == [.codeTwice])
        #expect(replaced.faults == [] && replaced.inForce.map(\.id.text) == ["khac-2024"])
    }

    @Test func `all that is wrong is told at once, in the order of the lines`() throws {
        let text = Self.good
            .replacingOccurrences(of: "title: Kế hoạch thử\n", with: "")
            .replacingOccurrences(of: "shape: growth", with: "shape: grow")
            .replacingOccurrences(of: "code: ty-le\n    name: Tủ sách dùng chung\n", with: "code: tang\n")
            .replacingOccurrences(of: "    quote: {line: 4, text: trên 90% cơ quan có tủ sách}\n", with: "")
            .replacingOccurrences(of: "percent: 90", with: "percent: 190")
            .replacingOccurrences(of: "{code: ubnd, name: UBND}", with: "{code: ubnd}")
            .replacingOccurrences(of: "years: 2026-2030", with: "years: hai năm")
            .replacingOccurrences(of: "to: ubnd", with: "to: so")
            .replacingOccurrences(of: "months: 11-10", with: "months: 13-10")

        let shelf = try Self.check(["thu.yaml": text])

        #expect(
            shelf.faults.map { "\($0.line ?? 0) \($0.code.rawValue) \($0.found)" } == [
                "1 plan-key-missing title", "9 plan-years-invalid hai năm", "11 plan-key-missing name",
                "15 plan-choice-unknown grow", "21 plan-key-missing quote", "21 plan-key-missing name",
                "21 plan-code-twice tang", "23 plan-percent-invalid 190", "32 plan-body-unknown so",
                "34 plan-date-invalid 13-10",
            ], "what is wrong above hides nothing below, and draws nothing after it")
    }

    @Test func `a file is checked beside the plans that are there`() throws {
        let folder = try ScratchFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/plans", withIntermediateDirectories: true)
        try Self.good.write(toFile: folder.path + "/plans/a.yaml", atomically: true, encoding: .utf8)
        try Self.good.replacingOccurrences(of: "rate: 8", with: "rate: x").write(
            toFile: folder.path + "/plans/hong.yaml", atomically: true, encoding: .utf8)
        let other = Self.good.replacingOccurrences(of: "id: thu-2024", with: "id: khac-2024")
        let replacing = other.replacingOccurrences(of: "issuer: ubnd\n", with: "issuer: ubnd\nreplaces: thu-2024\n")

        let beside = try Self.check(["0.yaml": other], among: [PlanFileTests.product, folder.path])
        let replaced = try Self.check(["0.yaml": replacing], among: [PlanFileTests.product, folder.path])
        let itself = try Self.check(["a.yaml": Self.good], among: [PlanFileTests.product, folder.path])

        #expect(beside.plans == [] && beside.faults.map(\.place) == ["0.yaml:14", "0.yaml:22"])
        #expect(beside.faults.allSatisfy { $0.code == .targetTwice })
        #expect(replaced.faults == [] && replaced.plans.map(\.id.text) == ["khac-2024"])
        #expect(itself.faults == [] && itself.plans.map(\.file) == ["a.yaml"], "a file stands for the one of its name")
    }

    @Test func `a locality's file stands in the place of the product's, and an edited one is read again`() async throws
    {
        let folder = try ScratchFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/plans", withIntermediateDirectories: true)
        let path = folder.path + "/plans/dak-ha-2023.yaml"
        let folders = [PlanFileTests.product, folder.path]
        let source = PlanFolder(ingestFolders: folders)
        let before = await source.shelf()

        try Self.good.write(toFile: path, atomically: true, encoding: .utf8)
        let own = await source.shelf()
        try Self.good.replacingOccurrences(of: "rate: 8", with: "rate: x").write(
            toFile: path, atomically: true, encoding: .utf8)
        let broken = await source.shelf()

        #expect(before.plans.count == 5 && before.plan(PlanID("dak-ha-2023")!) != nil)
        #expect(own.plans.count == 5 && own.plan(PlanID("thu-2024")!) != nil && own.plan(PlanID("dak-ha-2023")!) == nil)
        #expect(broken.plans.count == 4 && broken.faults.map(\.place) == ["dak-ha-2023.yaml:17"])
    }

    @Test func `whatever is cut from a file or changed in it, there is an answer`() throws {
        var random = SeededRandom(seed: 20_260_921)
        let bytes = Array(Self.good.utf8)

        for _ in 0..<300 {
            var cut = bytes
            let place = Int.random(in: 0..<cut.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: cut.removeSubrange(place..<min(cut.count, place + Int.random(in: 1..<60, using: &random)))
            case 1: cut[place] = UInt8.random(in: 9...126, using: &random)
            default: cut.insert(contentsOf: Array("\n  - {x: [".utf8), at: place)
            }
            let shelf = try Self.check(["thu.yaml": String(decoding: cut, as: UTF8.self)])
            #expect(shelf.plans.count == (shelf.faults.isEmpty ? 1 : 0))
            #expect(shelf.faults.allSatisfy { $0.file == "thu.yaml" })
        }
    }

    @Test func `what is written is what is loaded`() throws {
        var random = SeededRandom(seed: 7)
        for _ in 0..<60 {
            let percent = Int.random(in: 1...100, using: &random)
            let (low, high) = (Int.random(in: 1...9, using: &random), Int.random(in: 10...20, using: &random))
            let year = Int.random(in: 2024...2030, using: &random)
            let (day, month) = (Int.random(in: 1...28, using: &random), Int.random(in: 1...12, using: &random))
            let text = Self.good
                .replacingOccurrences(of: "percent: 90", with: "percent: \(percent) %")
                .replacingOccurrences(of: "trên 90%", with: "trên \(percent)%")
                .replacingOccurrences(of: "rate: 8", with: "rate: \(low)–\(high)")
                .replacingOccurrences(of: "bình quân 8%", with: "bình quân \(low) - \(high)%")
                .replacingOccurrences(of: "deadline: 2030", with: "deadline: \(year)")
                .replacingOccurrences(of: "trước ngày 10/11", with: "trước ngày \(day)/\(month)")

            let shelf = try Self.check(["thu.yaml": text])

            let plan = try #require(shelf.plans.first, "\(shelf.faults)")
            #expect(plan.target("tang")?.growth?.rate == Double(low)...Double(high))
            #expect(
                plan.target("ty-le")?.shape == .shareOfInstitutions(percent: Double(percent), having: [.sharedShelf]))
            #expect(plan.target("ty-le")?.deadline == Day(year, 12, 31))
            #expect(plan.duty("nam")?.lastGoodDay(in: 2026) == Day(2026, month, day)?.adding(days: -1))
        }
    }

    /// Checks files by their names, against the product's list of units.
    static func check(_ files: [String: String], among folders: [String] = []) throws -> PlanShelf {
        let folder = try ScratchFolder()
        var paths: [String] = []
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            let path = folder.path + "/" + name
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            paths.append(path)
        }
        return PlanFolder.check(paths, among: folders, units: units)
    }

    private static let units = PlanUnits(ingestFolders: [PlanFileTests.product])
}
