import Foundation
import Library
import Randomness
import Testing
import Web

@Suite struct PagingTests {
    @Test func `pages of results neither repeat nor skip a record`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)
        var seen: [String] = []

        for page in 1...3 {
            let text = try await site.get("/tim-kiem?q=bai%20tap%20toan&trong=danh-muc&trang=\(page)").text
            seen += text.matches(of: /<h3><a href="(\/tai-lieu\/\d+)"/).map { String($0.1) }
        }

        #expect(seen.count == 45)
        #expect(Set(seen).count == 45)
    }

    @Test func `a page beyond the last says so and leads back`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)

        let page = try await site.get("/tim-kiem?q=bai%20tap%20toan&trong=danh-muc&trang=9")

        #expect(page.status == 200)
        #expect(page.text.contains("Không còn kết quả ở trang này."))
        #expect(page.text.contains("href=\"/tim-kiem?q=bai%20tap%20toan&amp;trong=danh-muc\""))
    }

    @Test(arguments: 0..<100) func `a facet leads where choosing its value leads`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let values = ["vi", "2019", "Toán & tin", "a\"b", "lớp 5", "con-sach=now"]
        var address = SearchAddress(text: random.pick(["", "học liệu", "a&b=c"]), page: 1 + random.below(3))
        address.scope = random.pick(SearchScope.allCases)
        for facet in Facet.allCases where random.once(in: 3) {
            address.filters.chosen[facet] = Set((0...random.below(3)).map { _ in random.pick(values) })
        }

        for facet in Facet.allCases {
            let new = values.filter { address.filters.chosen[facet]?.contains($0) != true }
            for value in new {
                let wanted = HTML(SiteURL.search(address.toggling(facet, value)).description)
                #expect(address.narrowing(by: facet).html(with: value) == wanted)
            }
        }
    }

    @Test func `the records of a heading go on from page to page`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)
        var seen: [String] = []
        var address: String? = SiteURL.heading(Heading(.subject, "Toán học"), after: nil).description

        while let next = address {
            let text = try await site.get(next).text
            seen += text.matches(of: /<h2><a href="(\/tai-lieu\/\d+)"/).map { String($0.1) }
            address = text.firstMatch(of: /rel="next" href="([^"]+)"/).map { String($0.1) }
        }

        #expect(seen.count == 45)
        #expect(Set(seen).count == 45)
    }

    @Test func `an address of results says the same after being read`() {
        let chosen: [Facet: Set<String>] = [.kind: ["book", "law"], .subject: ["Sử & Địa + \"thơ\""], .grade: ["4"]]
        let address = SearchAddress(
            text: "học liệu mở 100% ?&=#", filters: FacetSelection(chosen), scope: .books, page: 3)

        let query = String(address.query.dropFirst())

        #expect(SearchAddress(QueryParameters(query)) == address)
        #expect(address.query.allSatisfy { $0.isASCII && $0 != " " && $0 != "\"" })
    }

    @Test func `a form's plus signs are spaces`() {
        #expect(SearchAddress(QueryParameters("q=hoc+lieu+m%E1%BB%9F")).text == "hoc lieu mở")
        #expect(SearchAddress(QueryParameters("q=50%&trang=-3")).text == "50%")
        #expect(SearchAddress(QueryParameters("trang=999999999999999999999")).page == 1)
    }
}
