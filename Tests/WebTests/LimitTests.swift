import Credentials
import Foundation
import Hummingbird
import Ingest
import Library
import Logging
import SQLiteStore
import Testing
import Web

@Suite struct LimitTests {
    @Test func `every fault has its code, its status and the number of the request`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)
        let cases: [(String, String, Int, String)] = [
            ("GET", "/khong-co", 404, "not-found"), ("GET", "/tai-lieu/999999", 404, "not-found"),
            ("GET", "/tai-lieu/abc", 404, "not-found"), ("GET", "/tai-lieu/-1", 404, "not-found"),
            ("GET", "/tai-lieu/99999999999999999999", 404, "not-found"), ("GET", "/doc/1/s0", 404, "not-found"),
            ("GET", "/doc/1/s99", 404, "not-found"), ("GET", "/doc/1/..%2f..%2fetc", 404, "not-found"),
            ("GET", "/doc/1/hinh/..%2f..%2fhoclieu.sqlite", 404, "not-found"),
            ("GET", "/tep/x/site.css", 404, "not-found"),
            ("GET", "/tac-gia/Khong%20Ai", 404, "not-found"),
            ("GET", "/tim-kiem?q=" + String(repeating: "a", count: 9_000), 414, "too-large"),
            ("GET", "/api/v1/search?q=a&limit=0", 400, "bad-request"),
            ("DELETE", "/tai-lieu/1", 405, "method-not-allowed"),
            ("POST", "/tim-kiem", 405, "method-not-allowed"), ("POST", "/api/v1/search", 405, "method-not-allowed"),
            ("POST", "/tai-lieu/1", 405, "method-not-allowed"), ("POST", "/khong-co", 403, "form-expired"),
        ]

        for (method, path, status, code) in cases {
            let answer = try await site.get(path, method: method)

            #expect(answer.status == status, "\(method) \(path.prefix(60))")
            #expect(answer.text.contains(code), "\(method) \(path.prefix(60))")
            #expect(answer.header("Allow") == (status == 405 ? "GET, HEAD" : nil), "\(method) \(path.prefix(60))")
            let request = try #require(answer.header("X-Request-ID"))
            #expect(answer.text.contains(request))
        }
    }

    @Test func `programs get their errors as JSON`() async throws {
        let site = try await TestSite()

        let answer = try await site.get("/api/v1/search?q=a&limit=9999")

        #expect(answer.status == 400)
        #expect(answer.header("Content-Type")?.hasPrefix("application/json") == true)
        #expect(answer.text.hasPrefix("{\"error\":{\"code\":\"bad-request\""))
    }

    @Test(arguments: [
        "", " ", "%", "%zz", "%00", "%ff%fe", "\"", "\"\"\"", "*", "-", "--", "AND OR NOT", "NEAR(", "(((", ")",
        "title:", ":", "^a",
        "a*b*c", "'; DROP TABLE bibRecord;--", "%F0%9F%93%9A", "%E1%BA%BF%CC%81%CC%81", "+", "a%20-a", "\u{0}",
    ])
    func `any string is a question with an answer`(query: String) async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)

        for route in ["/tim-kiem?q=", "/goi-y?q=", "/api/v1/search?q="] {
            #expect(try await site.get(route + query).status == 200, "\(route)\(query)")
        }
    }

    @Test func `HEAD answers like GET without a body`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)

        for path in ["/", "/tim-kiem?q=toan", "/tai-lieu/1", "/khong-co", "/tai-lieu/1/ban-goc"] {
            let get = try await site.get(path)
            let head = try await site.get(path, method: "HEAD")

            #expect(head.status == get.status, "\(path)")
            #expect(head.bytes.isEmpty, "\(path)")
            #expect(head.header("Content-Type") == get.header("Content-Type"), "\(path)")
        }
    }

    @Test func `a question that takes too long is answered with the timeout page`() async throws {
        let answer = try await SlowSite.ask(limit: .milliseconds(30))

        #expect(answer.status == 503)
        #expect(answer.text.contains("timeout"))
        #expect(answer.header("Retry-After") != nil)
    }

    @Test(.timeLimit(.minutes(5))) func `who asks too much at once is told so, and others are served`() async throws {
        let gate = Gate()
        let site = try await TestSite(search: gate, configure: { $0.requestsAtOnceFromOneAddress = 2 })
        func ask(from address: String?) async throws -> Answer { try await site.get("/tim-kiem?q=a", from: address) }

        async let first = ask(from: "198.51.100.7")
        async let second = ask(from: "198.51.100.7")
        await gate.isReached(by: 2)
        let third = try await ask(from: "198.51.100.7")
        async let other = ask(from: "198.51.100.8")
        async let unknown = ask(from: nil)
        await gate.isReached(by: 4)
        await gate.open()

        #expect(third.status == 429)
        #expect(third.text.contains("<code data-text>too-many-requests</code>"))
        #expect(third.header("Retry-After") != nil)
        for answer in try await [first, second, other, unknown] { #expect(answer.status == 200) }
        #expect(try await ask(from: "198.51.100.7").status == 200)
    }

    @Test(.timeLimit(.minutes(5))) func `more requests than the server takes at once are told to wait`() async throws {
        let gate = Gate()
        let site = try await TestSite(search: gate, configure: { $0.requestsAtOnce = 2 })

        async let first = site.get("/tim-kiem?q=a", from: "198.51.100.7")
        async let second = site.get("/tim-kiem?q=a", from: "198.51.100.8")
        await gate.isReached(by: 2)
        let third = try await site.get("/tim-kiem?q=a", from: "198.51.100.9")
        await gate.open()

        #expect(third.status == 503)
        #expect(third.text.contains("<code data-text>unavailable</code>"))
        #expect(third.header("Retry-After") != nil)
        for answer in try await [first, second] { #expect(answer.status == 200) }
    }

    @Test func `an error of the store shows no word of itself`() async throws {
        let answer = try await SlowSite.ask(limit: .seconds(5), fails: true)

        #expect(answer.status == 500)
        #expect(answer.text.contains("internal"))
        #expect(!answer.text.contains("secret detail"))
    }

    @Test func `every answer carries the strict headers`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)

        for path in [
            "/", "/tim-kiem?q=a", "/tai-lieu/1", "/khong-co", "/healthz", "/tai-lieu/1/ban-goc", "/doc/1/hinh/cover",
        ] {
            let answer = try await site.get(path)

            let policy = try #require(answer.header("Content-Security-Policy"), "\(path)")
            #expect(policy.contains("default-src 'none'"))
            #expect(!policy.contains("unsafe") || policy.contains("sandbox"))
            #expect(answer.header("X-Content-Type-Options") == "nosniff")
            #expect(answer.header("Referrer-Policy") == "same-origin")
            #expect(answer.header("X-Frame-Options") == "DENY")
        }
    }

    @Test func `pages are packed for browsers that take it, and only then`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)

        let packed = try await site.get("/tim-kiem?q=toan", headers: ["Accept-Encoding": "br, gzip;q=0.8"])
        let refused = try await site.get("/tim-kiem?q=toan", headers: ["Accept-Encoding": "gzip;q=0, identity"])

        #expect(packed.header("Content-Encoding") == "gzip")
        #expect(packed.bytes.prefix(2) == [0x1F, 0x8B])
        #expect(packed.header("Content-Length") == String(packed.bytes.count))
        #expect(refused.header("Content-Encoding") == nil)
        #expect(refused.text.hasPrefix("<!DOCTYPE html>"))
    }

    @Test func `a first view is at most 20 KB packed`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)

        for path in ["/", "/tim-kiem?q=toan", "/tai-lieu/1", "/doc/1/s1"] {
            let page = try await site.get(path, headers: ["Accept-Encoding": "gzip"])
            let plain = try await site.get(path).text
            let css = try #require(plain.firstMatch(of: /href="(\/tep\/[^"]+\.css)"/))
            let style = try await site.get(String(css.1), headers: ["Accept-Encoding": "gzip"])

            #expect(style.header("Cache-Control") == "public, max-age=31536000, immutable")
            #expect(page.bytes.count + style.bytes.count <= 20_000, "\(path)")
        }
    }

    @Test func `a form without its token is refused, with it the route is asked`() async throws {
        let site = try await TestSite()
        let token = String(repeating: "ab", count: 32)
        let cookie = ["Cookie": "bieu-mau=\(token)"]

        let right = try await site.get("/khong-co", headers: cookie, method: "POST", body: "bieu-mau=\(token)")
        let wrong = try await site.get(
            "/khong-co", headers: cookie, method: "POST", body: "bieu-mau=\(token.uppercased())")
        let foreign = try await site.get(
            "/khong-co", headers: cookie.merging(["Sec-Fetch-Site": "cross-site"]) { $1 }, method: "POST",
            body: "bieu-mau=\(token)")

        #expect(right.status == 404)
        #expect(wrong.status == 403)
        #expect(foreign.status == 403)
    }

    @Test func `a route without a permission stops the start`() async throws {
        let site = try await TestSite()
        let holidays = HolidayDesk(store: site.store.holidays)
        let services = WebServices(
            catalogue: site.store.catalogue, search: site.store.search, reading: site.store.reading,
            membership: site.store.membership, circulating: site.store.circulating, calendar: site.store.calendar,
            holidays: holidays, activities: site.store.activities, figures: site.store.figures, board: site.store.board,
            plans: PlanDesk(source: FixedPlans(), stores: site.store.plans, holidays: holidays),
            readingLists: site.store.readingLists,
            signIn: SignInDesk(store: site.store.membership.accounts),
            uploads: SpooledUploads(site.uploads),
            tables: WorkerTables(try Worker.pool(inbox: site.folder + "/inbox")),
            usage: UsageDesk(store: site.store.usage, visitors: VisitorHashes()), pageImages: nil,
            reports: ReportServices(
                stores: site.store.reports,
                figures: ReportGathering(
                    figures: site.store.figures, board: site.store.board,
                    activities: site.store.activities.activities, reports: site.store.reports),
                templates: ReportTemplates(
                    product: Worker.repository + "/ingest", own: site.folder + "/ingest",
                    workers: try Worker.pool(inbox: site.folder + "/inbox-reports"))))
        let router = try buildRouter(services, configuration: WebConfiguration())
        router.get("/cua-sau") { _, _ in Response(status: .ok) }

        #expect(throws: RouteWithoutPermission(route: "GET /cua-sau")) { try router.checkPermissions() }
    }

    @Test func `ranges of addresses hold what they say`() throws {
        let range = try #require(NetworkRange("10.20.0.0/15"))
        #expect(range.contains("10.21.255.255") && range.contains("::ffff:10.20.0.1"))
        #expect(!range.contains("10.22.0.0") && !range.contains("fe80::1") && !range.contains("10.20"))
        let six = try #require(NetworkRange("2001:db8::/32"))
        #expect(six.contains("2001:db8:1::5") && !six.contains("2001:db9::1"))
        for bad in ["", "10.0.0.0/33", "10.0.0/8", "x", "::1::", "1:2:3", "10.0.0.0/-1", "10.0.0.0/8/8"] {
            #expect(NetworkRange(bad) == nil, "\(bad)")
        }
    }
}

/// A site whose search sleeps or fails; the one thing a real store cannot be asked to do.
enum SlowSite {
    struct Search: CatalogueSearch {
        var fails: Bool
        struct Fault: Error { let detail = "secret detail" }
        func search(_ request: SearchRequest) async throws -> SearchAnswer {
            if fails { throw Fault() }
            try await Task.sleep(for: .seconds(30))
            return SearchAnswer()
        }
        func completions(of prefix: String, limit: Int) async throws -> [Completion] { [] }
    }

    static func ask(limit: Duration, fails: Bool = false) async throws -> Answer {
        let site = try await TestSite(search: Search(fails: fails), configure: { $0.timeLimit = limit })
        return try await site.get("/tim-kiem?q=a")
    }
}

/// A search that answers nobody before it is opened.
private actor Gate: CatalogueSearch {
    private var reached = 0
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var watching: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    func search(_ request: SearchRequest) async throws -> SearchAnswer {
        reached += 1
        for watcher in watching where watcher.count <= reached { watcher.continuation.resume() }
        watching.removeAll { $0.count <= reached }
        if !isOpen { await withCheckedContinuation { waiting.append($0) } }
        return SearchAnswer()
    }

    /// Returns when so many have asked.
    func isReached(by count: Int) async {
        guard reached < count else { return }
        await withCheckedContinuation { watching.append((count, $0)) }
    }

    func open() {
        isOpen = true
        for asker in waiting { asker.resume() }
        waiting = []
    }

    func completions(of prefix: String, limit: Int) async throws -> [Completion] { [] }
}
