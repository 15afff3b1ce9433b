import Credentials
import Foundation
import Library
import SQLiteStore
import Testing
import Web

@Suite struct SignInTests {
    @Test func `one signs in by the form, is greeted by name, and signs out`() async throws {
        let staffed = try await StaffedSite()
        let password = try await Self.password(of: .librarian, in: staffed)

        let answer = try await Self.signIn(staffed, "librarian", password, back: "/gioi-thieu")
        let cookie = try #require(Self.cookie("phien", in: answer))
        let page = try await staffed.site.get("/gioi-thieu", headers: ["Cookie": cookie])
        let headers = ["Cookie": cookie + "; bieu-mau=\(StaffedSite.formToken)"]
        let out = try await staffed.site.get(
            "/dang-xuat", headers: headers, method: "POST", body: "bieu-mau=\(StaffedSite.formToken)")
        let after = try await staffed.site.get("/trang-toi", headers: ["Cookie": cookie])

        #expect(answer.status == 303 && answer.header("Location") == "/gioi-thieu")
        #expect(page.text.contains("Người librarian"))
        #expect(out.status == 303)
        #expect(after.isSentToSignIn)
    }

    @Test func `the cookie is out of reach of scripts and goes over HTTPS where there is one`() async throws {
        let site = try await TestSite(configure: { $0.trustedProxies = [NetworkRange("127.0.0.1")!] })
        let account = try await site.store.membership.register.add(
            userName: UserName("thuthu")!, displayName: "Thủ thư", act: .commandLine())
        let desk = SignInDesk(store: site.store.membership.accounts)
        let secret = try #require(try await desk.issue(.password, to: [account], act: .commandLine())?[account]).text
        let body = "bieu-mau=\(StaffedSite.formToken)&ten=thuthu&ma=\(PercentText.encode(secret))"
        let plain = ["Cookie": "bieu-mau=\(StaffedSite.formToken)"]
        let secure = plain.merging(["X-Forwarded-Proto": "https"]) { $1 }

        let overHTTP = try await site.get("/dang-nhap", headers: plain, method: "POST", body: body)
        let behindProxy = try await site.get(
            "/dang-nhap", headers: secure, method: "POST", body: body + "&dung-chung=1", from: "127.0.0.1")
        let pretended = try await site.get("/dang-nhap", headers: secure, method: "POST", body: body)

        let cookies = [overHTTP, behindProxy, pretended].map { $0.setCookie("phien") ?? "" }
        #expect(cookies.allSatisfy { $0.contains("HttpOnly") && $0.contains("SameSite=Lax") })
        #expect(cookies.map { $0.contains("Secure") } == [false, true, false])
        #expect(cookies.map { $0.contains("Max-Age") } == [true, false, true], "a shared machine keeps nothing")
    }

    @Test func `a wrong secret, a wrong name and an ended account sound the same`() async throws {
        let staffed = try await StaffedSite()
        let password = try await Self.password(of: .librarian, in: staffed)
        let account = try #require(staffed.account(.librarian))
        try await staffed.site.store.membership.register.setOpen(false, account, act: StaffedSite.act)

        let answers = [
            try await Self.signIn(staffed, "librarian", password), try await Self.signIn(staffed, "nobody", password),
            try await Self.signIn(staffed, "coordinator", "sai mật khẩu rồi"), try await Self.signIn(staffed, "", ""),
        ]

        for answer in answers {
            #expect(answer.status == 422)
            #expect(answer.text.contains("không khớp"))
            #expect(Self.cookie("phien", in: answer) == nil)
        }
    }

    @Test func `guessing waits, and the page says how long`() async throws {
        let staffed = try await StaffedSite()
        for _ in 0..<5 { _ = try await Self.signIn(staffed, "admin", "sai mật khẩu rồi") }

        let answer = try await Self.signIn(staffed, "admin", "sai mật khẩu rồi")

        #expect(answer.status == 429)
        #expect(answer.header("Retry-After") == "31")
        #expect(answer.text.contains("Chờ 31 giây"))
    }

    @Test func `after signing in nobody is led to another site`() async throws {
        let staffed = try await StaffedSite()
        let password = try await Self.password(of: .admin, in: staffed)

        for away in ["//evil.example", "https://evil.example", "/\\evil.example"] {
            let answer = try await Self.signIn(staffed, "admin", password, back: away)
            #expect(answer.header("Location") == "/trang-toi", "\(away)")
        }
    }

    @Test func `a changed password ends the session it was changed in`() async throws {
        let staffed = try await StaffedSite()
        let password = try await Self.password(of: .admin, in: staffed)
        let cookie = try #require(Self.cookie("phien", in: try await Self.signIn(staffed, "admin", password)))
        let headers = ["Cookie": cookie + "; bieu-mau=\(StaffedSite.formToken)"]
        let change = { (old: String, new: String, again: String) in
            try await staffed.site.get(
                "/trang-toi/doi-ma", headers: headers, method: "POST",
                body:
                    "bieu-mau=\(StaffedSite.formToken)&cu=\(PercentText.encode(old))&moi=\(PercentText.encode(new))&lai=\(PercentText.encode(again))"
            )
        }

        #expect(try await change(password, "cây đa bến nước", "cây đa bến").status == 422)
        #expect(try await change("không phải thế", "cây đa bến nước", "cây đa bến nước").status == 422)
        #expect(try await change(password, "ngắn", "ngắn").status == 422)
        #expect(try await change(password, "cây đa bến nước", "cây đa bến nước").status == 303)
        #expect(try await staffed.site.get("/trang-toi", headers: headers).isSentToSignIn)
        #expect(try await Self.signIn(staffed, "admin", "cây đa bến nước").status == 303)
    }

    @Test func `a session that sits idle on a shared machine is over`() async throws {
        let clock = TestClock(StaffedSite.now)
        let site = try await TestSite(configure: { $0.now = { clock.now } })
        let account = try await site.store.membership.register.add(
            userName: UserName("thuthu")!, displayName: "Thủ thư", act: .commandLine())
        let token = SessionToken.mint()
        try await site.store.membership.accounts.open(
            Session(
                tokenHash: SessionToken.hash(token)!, account: account, kind: .password, isShared: true,
                openedAt: clock.now, lastUsedAt: clock.now))

        #expect(try await site.get("/trang-toi", headers: ["Cookie": "phien=\(token)"]).status == 200)
        clock.advance(.seconds(16 * 60))
        #expect(try await site.get("/trang-toi", headers: ["Cookie": "phien=\(token)"]).isSentToSignIn)
    }

    static func password(of person: StaffedSite.Person, in staffed: StaffedSite) async throws -> String {
        let account = try #require(staffed.account(person))
        let desk = SignInDesk(store: staffed.site.store.membership.accounts)
        return try #require(try await desk.issue(.password, to: [account], act: StaffedSite.act)?[account]).text
    }

    static func signIn(_ staffed: StaffedSite, _ name: String, _ secret: String, back: String = "") async throws
        -> Answer
    {
        try await staffed.post(
            "/dang-nhap", as: .visitor, [("ten", name), ("ma", secret), ("ve", back), ("dung-chung", "1")])
    }

    static func cookie(_ name: String, in answer: Answer) -> String? {
        answer.setCookie(name).map { String($0.prefix { $0 != ";" }) }
    }
}

/// A clock that goes when it is told to.
final class TestClock: @unchecked Sendable {
    private let lock = NSLock()
    private var moment: Moment
    init(_ start: Moment) { moment = start }
    var now: Moment { lock.withLock { moment } }
    func advance(_ time: Duration) { lock.withLock { moment = moment.adding(time) } }
}
