import Library
import SQLiteStore
import Testing
import Web

@Suite struct GrantPageTests {
    @Test func `a role is granted at a place found by its name`() async throws {
        let staffed = try await StaffedSite()
        let account = try #require(staffed.account(.reader))
        let address = "/quan-tri/tai-khoan/\(account)"
        let node = "diem-\(staffed.here.point)"

        let searched = try await staffed.post(
            address + "/quyen", as: .admin, [("lam", "tim"), ("vai-tro", "librarian"), ("tim-noi", "tieu hoc TAN lap")])
        let found = try await staffed.get(
            try #require(searched.header("Location")?.split(separator: "#").first.map(String.init)), as: .admin)
        let nothing = try await staffed.get(address + "?tim-noi=qwrtpsdf", as: .admin)
        let unchosen = try await staffed.post(address + "/quyen", as: .admin, [("vai-tro", "librarian")])
        let wrongRole = try await staffed.post(
            address + "/quyen", as: .admin,
            [("vai-tro", "contributor"), ("noi", node), ("tim-noi", "tan lap")])
        let granted = try await staffed.post(
            address + "/quyen", as: .admin, [("vai-tro", "librarian"), ("noi", node)])
        let page = try await staffed.get(address, as: .admin)
        let pseudo = VisibleText(
            try await staffed.get(address + "?tim-noi=tan+lap&noi=\(node)", as: .admin, language: "x-thu").text)

        #expect(searched.status == 303 && found.text.contains("value=\"\(node)\""))
        #expect(found.text.contains("value=\"co-quan-\(staffed.here.institution)\""))
        #expect(!found.text.contains("value=\"diem-\(staffed.elsewhere.point)\""))
        #expect(nothing.text.contains("Không có nơi nào mang tên như vậy"))
        #expect(unchosen.status == 422 && unchosen.text.contains("Chưa chọn nơi"))
        #expect(wrongRole.status == 422 && wrongRole.text.contains("value=\"\(node)\" required checked"))
        #expect(granted.status == 303 && page.text.contains("Thư viện Trường Tiểu học Tân Lập"))
        #expect(pseudo.untranslated.isEmpty, "\(pseudo.untranslated)")
    }

    @Test func `places are found by all the words, those below the asker's nodes alone`() async throws {
        let staffed = try await StaffedSite()
        let nodes = staffed.site.store.membership.nodes
        func found(_ words: String, within node: TreeNode = .library, limit: Int = 30) async throws -> [TreeNode] {
            try await nodes.nodes(named: words, within: [node], limit: limit).map(\.node)
        }
        let here = staffed.here

        #expect(
            try await found("tân lập") == [
                .unit(here.unit), .institution(here.institution), .servicePoint(here.corner),
                .servicePoint(here.point),
            ])
        #expect(try await found("goc lop tan lap") == [.servicePoint(here.corner)])
        #expect(try await found("tan lap", within: .unit(staffed.elsewhere.unit)).isEmpty)
        #expect(
            try await found("thu vien tan lap", within: .institution(here.institution)) == [.servicePoint(here.point)])
        #expect(try await found("Hòa Xuân").isEmpty, "a unit that has ended")
        #expect(try await found("tan lap", limit: 1) == [.unit(here.unit)])
        for nothing in ["%", " "] { #expect(try await found(nothing).isEmpty) }
    }
}
