import Foundation
import HTTPTypes
import Library
import SQLiteStore
import Testing
@testable import Web

@Suite struct AccessTests {
    /// Words that stand only in the text of the closed book; the last two are in
    /// no question.
    static let secrets = ["kỳ nhông", "tím biếc", "mái đình", "Ngày xưa có", "không ai hay"]
    static let questions = [
        SampleLibrary.closedSentence, "con ky nhong tim biec nam phoi nang", "\"kỳ nhông tím\"", "nhong", "kỳ",
    ]

    @Test(arguments: [StaffedSite.Person.visitor, .reader, .librarian])
    func `no route of the table shows a word of a closed book`(_ person: StaffedSite.Person) async throws {
        let staffed = try await StaffedSite()
        try await SampleLibrary.fill(staffed.site)
        try await staffed.site.store.indexPending()
        let id = try await SampleLibrary.id("Sách chưa mở", in: staffed.site)
        let list = try await Self.recommend(id, at: staffed)
        let numbers = [id.rawValue, list.rawValue, staffed.here.point.rawValue]
        var asked = 0, answered = 0

        for route in SiteRoute.allCases where route.methods.contains(.get) {
            for address in Self.addresses(route, numbers) {
                // Every page gets the questions; only some know what to do with them.
                for question in [nil] + Self.questions.prefix(route.isAboutText ? 5 : 1).map(Optional.some) {
                    let asking = question.map { "?q=\(PercentText.encode($0))&trong=sach" } ?? ""
                    let answer = try await staffed.get(address + asking, as: person)
                    asked += 1
                    if answer.status == 200 { answered += 1 }
                    let page = answer.text.without(echo: question)
                    for secret in Self.secrets { #expect(!page.contains(secret), "\(secret) in \(address)\(asking)") }
                }
            }
        }

        #expect(asked > 2 * SiteRoute.allCases.count)
        #expect(answered > 60)
    }

    @Test func `the questions of these tests find the closed book for who may read it`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)

        for question in Self.questions {
            let answer = try await site.store.search.search(SearchRequest(text: question, viewer: .staff))
            let found = answer.books.flatMap(\.passages).map(\.snippet.plainText)
            #expect(found.contains { $0.contains("kỳ nhông") }, "\(question)")
        }
    }

    private static func recommend(_ id: RecordID, at staffed: StaffedSite) async throws -> ReadingListID {
        var facts = ReadingListFacts(title: "Sách hay")
        facts.entries = [ReadingListFacts.Entry(id, note: "Nên đọc")]
        facts.isPublished = true
        return try await staffed.site.store.readingLists.add(facts, at: staffed.here.point, act: StaffedSite.act)
    }

    /// The route with each number for its `:id`, and with what its other gaps
    /// stand for in the closed book.
    private static func addresses(_ route: SiteRoute, _ numbers: [Int64]) -> [String] {
        var filled = route.pattern
        let gaps = [
            ":place": "s1", ":page": "1.jpg", ":code": "vi", ":version": "1",
            ":name": route == .image ? "cover" : PercentText.encode("Người Giữ Quyền"),
        ]
        for (gap, value) in gaps { filled = filled.replacingOccurrences(of: gap, with: value) }
        guard filled.contains(":") else { return [filled] }
        return numbers.map { number in
            filled.replacing(/:[a-z]+/, with: String(number))
        }
    }

    @Test func `a closed book is in the catalogue and says why it cannot be read`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)
        let id = try await SampleLibrary.id("Sách chưa mở", in: site)

        #expect(try await site.get("/tai-lieu/\(id)").text.contains("chưa được phép cho đọc trên mạng"))
        for path in [
            "/doc/\(id)", "/doc/\(id)/s1", "/doc/\(id)/toan-van", "/doc/\(id)/hinh/cover", "/tai-lieu/\(id)/ban-goc",
        ] {
            let answer = try await site.get(path)
            #expect(answer.status == 403, "\(path)")
            #expect(answer.text.contains("<code data-text>closed</code>"), "\(path)")
        }
    }

    @Test func `the cover of a closed book is not shown, a drawn one is`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)
        let id = try await SampleLibrary.id("Sách chưa mở", in: site)

        let page = try await site.get("/tai-lieu/\(id)").text

        #expect(!page.contains("/hinh/cover"))
        #expect(page.contains("<svg class=\"cover\""))
    }

    @Test func `a machine of the library reads what is read on site, another does not`() async throws {
        let site = try await TestSite(
            fill: SampleLibrary.fill,
            configure: { configuration in
                configuration.onSiteNetworks = [NetworkRange("10.20.0.0/16")].compactMap { $0 }
                configuration.trustedProxies = [NetworkRange("127.0.0.1")].compactMap { $0 }
            })
        let id = try await SampleLibrary.id("Sách đọc tại chỗ", in: site)
        let page = "/doc/\(id)/s1"

        #expect(try await site.get(page, from: "10.20.3.4").text.contains("bông súng"))
        #expect(try await site.get(page, from: "10.21.3.4").status == 403)
        #expect(try await site.get(page, from: nil).status == 403)
        #expect(try await site.get(page, headers: ["X-Forwarded-For": "10.20.3.4"], from: "127.0.0.1").status == 200)
        #expect(try await site.get(page, headers: ["X-Forwarded-For": "10.20.3.4"], from: "203.0.113.9").status == 403)
        #expect(
            try await site.get(page, headers: ["X-Forwarded-For": "10.20.3.4, 203.0.113.9"], from: "127.0.0.1").status
                == 403)
    }
}

/// Percent-encoding for the addresses of tests.
enum PercentText {
    static func encode(_ text: String) -> String {
        text.utf8.map { "%" + (String($0, radix: 16).count == 1 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension SiteRoute {
    fileprivate var isAboutText: Bool { permission == .readersOfTheText || self == .completions || self == .home }
}

extension String {
    /// Without the question itself, word for word, as a page or JSON repeats it:
    /// that is no leak.
    fileprivate func without(echo question: String?) -> String {
        guard let question else { return self }
        let json = question.replacingOccurrences(of: "\"", with: "\\\"")
        return [HTML(question).text, json, question].reduce(self) { $0.replacingOccurrences(of: $1, with: "") }
    }
}
