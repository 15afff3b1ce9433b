import Foundation
import Ingest
import Library
import Testing

@Suite struct CalendarListTests {
    static let product = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("ingest").path

    @Test func `the lists that come with the product are read to the last row`() throws {
        let kinds = PlaceKindLists(ingestFolders: [Self.product]).rules
        let lists = CalendarLists(ingestFolders: [Self.product], kinds: kinds)

        #expect(lists.faults.isEmpty)
        let days2026 = lists.holidays.days(in: 2026).map { "\($0.day) \($0.name)" }
        #expect(days2026.count == 1 + 9 + 2 + 2 + 5, "\(days2026)")
        #expect(days2026.contains("2026-02-22 Tết Nguyên đán") && days2026.contains("2026-04-26 Giỗ Tổ Hùng Vương"))
        #expect(lists.holidays.name(of: Day(2026, 4, 27)!) == "Giỗ Tổ Hùng Vương", "the Monday for a Sunday")
        #expect(lists.holidays.name(of: Day(2030, 2, 2)!) == "Tết Nguyên đán")
        let marked = Set(lists.daysToMark.entries.map { "\($0.day)/\($0.month)" })
        #expect(marked.isSuperset(of: ["21/4", "23/4", "18/5", "23/11", "1/10", "20/11"]))
        #expect(lists.daysToMark.entries.allSatisfy { !$0.source.isEmpty })
        let school = ServicePointFacts(name: "Thư viện", kind: .school)
        #expect(lists.policies.policy(for: .pupil, at: school).loanDays == 7)
        #expect(lists.policies.policy(for: .teacher, at: school).loanLimit == 20)
    }

    @Test func `a library's own file stands in place of the product's, and bad rows are told`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lists-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let codes = folder.appendingPathComponent("codes")
        try FileManager.default.createDirectory(at: codes, withIntermediateDirectories: true)
        try """
        every-year:
          - {name: Ngày thành lập trường, solar: 5/9}
          - {name: Ngày lạ, solar: 5/19}
          - {name: Không ngày}
        announced:
          - {name: Nghỉ dài, first: 1/1/2026, last: 1/6/2026}
        """.write(to: codes.appendingPathComponent("holidays.yaml"), atomically: true, encoding: .utf8)

        let lists = CalendarLists(ingestFolders: [Self.product, folder.path])

        #expect(lists.holidays.days(in: 2028).map(\.name) == ["Ngày thành lập trường"])
        #expect(!lists.daysToMark.entries.isEmpty, "a file that is not there changes nothing")
        #expect(
            lists.faults == [
                "holidays.yaml, every-year, row 2", "holidays.yaml, every-year, row 3",
                "holidays.yaml, announced, row 1",
            ])
    }

    @Test func `Tết is computed until it is announced, and a row in the library's own file announces it`() throws {
        let scratch = try ScratchFolder()
        try FileManager.default.createDirectory(
            atPath: scratch.path + "/codes", withIntermediateDirectories: true)
        let shipped = try String(contentsOfFile: Self.product + "/codes/holidays.yaml", encoding: .utf8)
        // A year that nobody can have announced yet.
        let row = "\n  - {name: Tết Nguyên đán, first: 30/1/2098, last: 7/2/2098, source: Thông báo}\n"
        try (shipped + row).write(toFile: scratch.path + "/codes/holidays.yaml", atomically: true, encoding: .utf8)

        let computed = CalendarLists(ingestFolders: [Self.product]).holidays
        let announced = CalendarLists(ingestFolders: [Self.product, scratch.path])
        let tet = { (holidays: Holidays) in
            holidays.days(in: 2098).filter { $0.name == "Tết Nguyên đán" }.map(\.day.description)
        }

        #expect(announced.faults == [])
        // The first of the first month is 1 February 2098, a Saturday.
        #expect(tet(computed).first == "2098-01-31" && tet(computed).count >= 5)
        #expect(tet(announced.holidays).first == "2098-01-30" && tet(announced.holidays).last == "2098-02-07")
        #expect(tet(announced.holidays).count == 9)
        #expect(announced.holidays.name(of: Day(2097, 2, 12)!) == computed.name(of: Day(2097, 2, 12)!))
        #expect(announced.holidays.name(of: Day(2030, 2, 2)!) == "Tết Nguyên đán")
    }

    @Test func `doctor and the server tell the same bad rows, and a file that is no YAML`() throws {
        let scratch = try ScratchFolder()
        let codes = scratch.path + "/codes"
        try FileManager.default.createDirectory(atPath: codes, withIntermediateDirectories: true)
        let files = [
            "holidays.yaml": "every-year: [\n  - {name: x",
            "loan-policies.yaml": "general: {loan-days: -4}\neverywhere: {pupil: {renewals: 1}, nobody: {renewals: 1}}",
            "rotation.yaml": "people: {rotation: 99}\nlate-after-days: 7",
            "service-point-kinds.yaml": "school: {vi: Trường, open: chủ nhật}\ntavern: {vi: Quán}",
        ]
        for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(codes)/\(name)")) }

        let product = ListFaults(ingestFolders: [Self.product])
        let own = ListFaults(ingestFolders: [Self.product, scratch.path])

        #expect(product.faults == [])
        #expect(
            product.unchecked.allSatisfy { $0.hasPrefix("holidays.yaml, announced, row ") }
                && !product.unchecked.isEmpty)
        #expect(
            own.faults.map { $0.hasPrefix("holidays.yaml: no YAML") ? "holidays.yaml" : $0 } == [
                "service-point-kinds.yaml, school, open", "service-point-kinds.yaml, tavern", "holidays.yaml",
                "loan-policies.yaml, general, loan-days", "loan-policies.yaml, everywhere, nobody",
                "rotation.yaml, people, rotation",
            ])
    }
}
