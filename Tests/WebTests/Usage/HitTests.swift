import Foundation
import Library
import SQLiteStore
import Testing
import Web

/// What the site takes down of every answer it sends.
@Suite struct HitTests {
    private static let browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

    /// The site's own clock, some days into November 2026.
    private static let noon = Day(2026, 11, 12)!.start.adding(.seconds(12 * 3_600))

    private func site() async throws -> TestSite {
        try await TestSite(fill: SampleLibrary.fill, configure: { $0.now = { Self.noon } })
    }

    private func counted(_ site: TestSite) async throws -> MonthUsage {
        try await site.store.flushUsage(at: Self.noon)
        return try #require(try await site.store.usage.count(Month(2026, 11)!))
    }

    @Test func `every answer is one hit, whatever it was`() async throws {
        let site = try await site()
        let record = try await SampleLibrary.id("Số đỏ", in: site)
        let asked: [(String, String, HitKind)] = [
            ("GET", "/", .page), ("GET", "/tai-lieu/\(record)", .record), ("GET", "/doc/\(record)", .contents),
            ("GET", "/doc/\(record)/s1", .section), ("GET", "/doc/\(record)/toan-van", .wholeBook),
            ("GET", "/tai-lieu/\(record)/ban-goc", .original), ("GET", "/tim-kiem?q=so+do", .search),
            ("GET", "/tim-kiem?q=so+do&trang=2", .results), ("GET", "/tim-kiem?q=so+do&loai=book", .results),
            ("GET", "/tim-kiem?q=", .results), ("GET", "/api/v1/search?q=so", .machine),
            ("GET", "/goi-y?q=so", .machine),
            ("GET", "/healthz", .machine), ("GET", "/doc/\(record)/hinh/cover", .asset), ("GET", "/quan-tri", .desk),
            ("GET", "/khong-co", .unknown), ("HEAD", "/tai-lieu/\(record)", .record), ("POST", "/", .page),
            ("DELETE", "/", .unknown), ("GET", "/doc/999/s1", .section), ("GET", "/tep/x/site.css", .asset),
            ("GET", "/trang-toi", .page), ("GET", "/tim-kiem?q=" + String(repeating: "a", count: 9_000), .search),
        ]

        for (method, address, _) in asked { _ = try await site.get(address, method: method) }

        let usage = try await counted(site)
        var expected: [HitKind: Int] = [:]
        for (_, _, kind) in asked { expected[kind, default: 0] += 1 }
        #expect(usage.hits == expected)
        // Nobody said who they are: robots, all of them.
        #expect(usage.counts.allSatisfy { $0.value == 0 })
    }

    @Test func `one reader's afternoon is counted as it was`() async throws {
        let site = try await site()
        let record = try await SampleLibrary.id("Số đỏ", in: site)
        let reader = VisitingBrowser(site: site, agent: Self.browser)

        for address in [
            "/", "/tim-kiem?q=so+do", "/tai-lieu/\(record)", "/doc/\(record)/s1", "/doc/\(record)/s1",
            "/doc/\(record)/s2", "/tai-lieu/\(record)/ban-goc", "/doc/\(record)/s99",
        ] { try await reader.get(address) }

        let usage = try await counted(site)
        #expect(usage.total(.virtualVisit) == 1)
        #expect(usage.total(.search) == 1)
        #expect(usage.total(.itemInvestigation) == 4)
        #expect(usage.total(.itemRequest) == 3)
        #expect(usage.total(.uniqueItemInvestigation) == 1 && usage.total(.uniqueItemRequest) == 1)
        #expect(usage.total(.download) == 1)
        #expect(usage.items == [ItemUse(place: .site, record: record, requests: 1, investigations: 1)])
    }

    @Test func `thirty pupils behind one address count thirty`() async throws {
        let site = try await site()
        let record = try await SampleLibrary.id("Số đỏ", in: site)
        let keeping = (1...30).map { _ in VisitingBrowser(site: site, agent: Self.browser) }
        let forgetting = (1...30).map {
            VisitingBrowser(site: site, agent: Self.browser + " May\($0)", keepsCookies: false)
        }

        for reader in keeping + forgetting {
            try await reader.get("/")
            try await reader.get("/doc/\(record)/s1")
        }

        let usage = try await counted(site)
        #expect(usage.total(.virtualVisit) == 60)
        #expect(usage.total(.uniqueItemRequest) == 60)
    }

    @Test func `the cookie goes with pages alone, once a minute, and to people alone`() async throws {
        let site = try await site()
        let record = try await SampleLibrary.id("Số đỏ", in: site)
        let headers = ["User-Agent": Self.browser]

        let page = try await site.get("/", headers: headers)
        let cookie = try #require(page.setCookie("luot"))
        let value = String(cookie.prefix { $0 != ";" })
        let again = try await site.get("/gioi-thieu", headers: headers.merging(["Cookie": value]) { $1 })
        let picture = try await site.get("/doc/\(record)/hinh/cover", headers: headers)
        let json = try await site.get("/api/v1/search?q=so", headers: headers)
        let robot = try await site.get("/", headers: ["User-Agent": "Googlebot/2.1"])
        let ahead = try await site.get("/", headers: headers.merging(["Sec-Purpose": "prefetch"]) { $1 })
        let forged = try await site.get("/", headers: headers.merging(["Cookie": "luot=1.zzzzzzzzzz.1"]) { $1 })

        for part in ["Max-Age=1800", "Path=/", "HttpOnly", "SameSite=Lax"] { #expect(cookie.contains(part), "\(part)") }
        #expect(again.setCookie("luot") == nil)
        for answer in [picture, json, robot, ahead] { #expect(answer.setCookie("luot") == nil) }
        #expect(try #require(forged.setCookie("luot")).hasPrefix("luot=1.") == false)
        #expect(page.header("Cache-Control") == "private, no-cache")
    }

    @Test func `a visit counts for the reader's school, else for the point whose link led here`() async throws {
        let staffed = try await StaffedSite()
        let site = staffed.site
        let record = staffed.here.record
        let poster = VisitingBrowser(site: site, agent: Self.browser),
            nobody = VisitingBrowser(site: site, agent: Self.browser)
        let pupil = VisitingBrowser(site: site, agent: Self.browser)
        let wrong = VisitingBrowser(site: site, agent: Self.browser)

        try await poster.get(ArrivalAddress(.record(record), from: staffed.elsewhere.point).description)
        try await poster.get("/")
        try await nobody.get("/")
        try await nobody.get("/")
        try await wrong.get("/?diem=99999")
        try await wrong.get("/")
        let card = staffed.here.patron
        let account = try #require(try await site.store.membership.patrons.accounts(of: [card])[card])
        pupil.cookies["phien"] = try await staffed.session(of: account, .pin)
        try await pupil.get("/?diem=\(staffed.elsewhere.point)")
        try await pupil.get("/tai-lieu/\(record)")

        try await site.store.flushUsage(at: StaffedSite.now)
        let usage = try #require(try await site.store.usage.count(Month(of: Day(StaffedSite.now))))
        let visits = usage.counts.filter { $0.indicator == .virtualVisit }
        #expect(Set(visits.map(\.place)) == [.point(staffed.here.point), .point(staffed.elsewhere.point), .site])
        for visit in visits { #expect(visit.value == (visit.place == .site ? 2 : 1), "\(visit)") }
        #expect(usage.items.count == 2)
    }

    @Test func `staff at work are left out, and so are machines in the library from the visits`() async throws {
        let staffed = try await StaffedSite(configure: { $0.onSiteNetworks = [NetworkRange("198.51.100.0/24")!] })
        let site = staffed.site
        let librarian = VisitingBrowser(site: site, agent: Self.browser)
        librarian.cookies["phien"] = try await staffed.session(of: try #require(staffed.account(.librarian)))
        try await librarian.get("/")
        let inside = VisitingBrowser(site: site, agent: Self.browser, address: "198.51.100.7")
        try await inside.get("/tai-lieu/\(staffed.here.record)")

        try await site.store.flushUsage(at: StaffedSite.now)
        let usage = try #require(try await site.store.usage.count(Month(of: Day(StaffedSite.now))))
        let visits = usage.counts.filter { $0.indicator == .virtualVisit }
        #expect(visits.map(\.value) == [0] && visits.map(\.excluded) == [[.staff: 1, .onSite: 1]])
        #expect(usage.total(.itemInvestigation) == 1)
    }

    @Test func `the usage file holds no address, no name of a browser and no words of a search`() async throws {
        let site = try await site()
        let reader = VisitingBrowser(site: site, agent: Self.browser)
        try await reader.get("/tim-kiem?q=ky+nhong")
        try await reader.get("/tai-lieu/1")
        try await site.store.flushUsage(at: Self.noon)
        try await site.store.endUsage(at: Self.noon)

        let bytes = try Data(contentsOf: URL(fileURLWithPath: site.folder + "/usage/2026-11.sqlite"))

        let ticket = try #require(VisitTicket(reader.cookies["luot"] ?? ""))
        for word in ["203.0.113", "Mozilla", "Firefox", "nhong", "/tai-lieu"] {
            #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word)")
        }
        // Not even the number that the browser shows.
        #expect(bytes.range(of: withUnsafeBytes(of: ticket.number.bigEndian) { Data($0) }) == nil)
    }

    @Test func `with counting off nothing is taken down and no cookie given`() async throws {
        let site = try await TestSite(configure: { $0.countsUsage = false })

        let page = try await site.get("/", headers: ["User-Agent": Self.browser])

        #expect(page.status == 200 && page.setCookie("luot") == nil)
        try await site.store.flushUsage(at: Self.noon)
        #expect(try await site.store.usage.count(Month(2026, 11)!)?.hitCount == 0)
    }
}

/// A browser: it brings the cookies it was given.
final class VisitingBrowser {
    private let site: TestSite
    private let agent: String
    private let keepsCookies: Bool
    private let address: String
    var cookies: [String: String] = [:]

    init(site: TestSite, agent: String, keepsCookies: Bool = true, address: String = "203.0.113.9") {
        (self.site, self.agent, self.keepsCookies, self.address) = (site, agent, keepsCookies, address)
    }

    @discardableResult
    func get(_ path: String) async throws -> Answer {
        var headers = ["User-Agent": agent]
        if !cookies.isEmpty { headers["Cookie"] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        let answer = try await site.get(path, headers: headers, from: address)
        if keepsCookies, let cookie = answer.setCookie("luot") {
            cookies["luot"] = String(cookie.dropFirst(5).prefix { $0 != ";" })
        }
        return answer
    }
}
