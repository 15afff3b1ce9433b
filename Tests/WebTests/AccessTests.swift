import Foundation
import Library
import Testing
import Web

@Suite struct AccessTests {
    /// Words that stand only in the closed sentence.
    static let secrets = ["kỳ nhông", "tím biếc", "mái đình"]

    @Test func `no web route shows a word of a closed book`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)
        let id = try await SampleLibrary.id("Sách chưa mở", in: site)
        let sentence = PercentText.encode(SampleLibrary.closedSentence)
        let plain = PercentText.encode("con ky nhong tim biec nam phoi nang")
        var addresses = [
            "/", "/tai-lieu/\(id)", "/tai-lieu/\(id)/ban-goc", "/doc/\(id)", "/doc/\(id)/s1",
            "/doc/\(id)/s1?q=\(plain)",
            "/doc/\(id)/toan-van", "/doc/\(id)/hinh/cover", "/doc/\(id)/trang/1.jpg", "/tac-gia", "/chu-de",
            "/gioi-thieu",
            "/tac-gia/" + PercentText.encode("Người Giữ Quyền"),
        ]
        for question in [sentence, plain, PercentText.encode("\"kỳ nhông tím\""), "nhong", "kỳ"] {
            for route in ["/tim-kiem?q=", "/tim-kiem?trong=sach&q=", "/api/v1/search?q=", "/goi-y?q="] {
                addresses.append(route + question)
            }
        }

        for address in addresses {
            let answer = try await site.get(address)
            // What the page repeats of the question itself is no leak.
            let page = answer.text.withoutEchoes

            for secret in Self.secrets { #expect(!page.contains(secret), "\(secret) in \(address)") }
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

extension String {
    /// Without search boxes, titles, headings and notices, where the question stands.
    fileprivate var withoutEchoes: String {
        var text = self
        for pattern in [
            "<title>.*?</title>", "<input[^>]*>", "<h1>.*?</h1>", "<p class=\"mark-bar\">.*?</p>",
            "<strong>.*?</strong>",
        ] {
            text = text.replacingOccurrences(of: pattern, with: "", options: .regularExpression)
        }
        return text
    }
}
