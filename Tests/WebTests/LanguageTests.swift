import Foundation
import Library
import Testing
import Web

@Suite struct LanguageTests {
    @Test func `a visitor without a choice gets Vietnamese, a cookie chooses English`() async throws {
        let site = try await TestSite()

        let plain = try await site.get("/gioi-thieu").text
        let english = try await site.get("/gioi-thieu", headers: ["Cookie": "ngon-ngu=en"]).text
        let nonsense = try await site.get("/gioi-thieu", headers: ["Cookie": "ngon-ngu=../../x"]).text

        #expect(plain.contains("<html lang=\"vi\"") && plain.contains("Giới thiệu"))
        #expect(english.contains("<html lang=\"en\"") && english.contains("How to search"))
        #expect(nonsense.contains("<html lang=\"vi\""))
    }

    @Test func `the switch sets the cookie and goes back, but never to another site`() async throws {
        let site = try await TestSite()

        let answer = try await site.get("/ngon-ngu/en?ve=/tim-kiem?q=a%26trang=2")

        #expect(answer.status == 303)
        #expect(answer.header("Location") == "/tim-kiem?q=a&trang=2")
        #expect(answer.header("Set-Cookie")?.contains("ngon-ngu=en") == true)
        #expect(answer.header("Set-Cookie")?.contains("HttpOnly") == true)
        for away in [
            "//evil.example", "https://evil.example", "/%5Cevil.example", "%2F%2Fevil.example", "javascript:x",
            "/a%0d%0aSet-Cookie:x",
        ] {
            #expect(try await site.get("/ngon-ngu/en?ve=\(away)").header("Location") == "/", "\(away)")
        }
        #expect(try await site.get("/ngon-ngu/xx").status == 404)
    }

    @Test func `choices of size and colour are kept and shown`() async throws {
        let site = try await TestSite()

        let kept = try await site.get("/hien-thi?co=xl&dong=l&nen=dark&chu=easy&ve=/gioi-thieu")
        let page = try await site.get("/gioi-thieu", headers: ["Cookie": "hien-thi=xl.l.dark.easy"]).text
        let broken = try await site.get("/gioi-thieu", headers: ["Cookie": "hien-thi=\"><script>"]).text

        #expect(kept.status == 303 && kept.header("Location") == "/gioi-thieu")
        #expect(kept.header("Set-Cookie")?.contains("hien-thi=xl.l.dark.easy") == true)
        #expect(page.contains("class=\"size-xl spacing-l theme-dark font-easy\""))
        #expect(MarkupFaults(broken).list.isEmpty)
    }

    /// Follows every link of the site in the pseudo-language, where each phrase
    /// of the locale stands in ⟦ ⟧: a letter outside them, and outside what is
    /// marked as data, is text that cannot be translated.
    @Test func `no text of any page is outside the locale files`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)
        var waiting = [
            "/", "/khong-co-trang-nay", "/tim-kiem?q=toan", "/tim-kiem?q=zzzz", "/tim-kiem?q=thu%20nam&trong=sach",
        ]
        var seen: Set<String> = []
        var visits: [String: Int] = [:]

        while !waiting.isEmpty {
            let address = waiting.removeFirst()
            guard seen.insert(address).inserted else { continue }
            // A few of each sort are enough: /tai-lieu/1 and /tai-lieu/2 are one page.
            let sort =
                address.prefix { $0 != "?" }.split(separator: "/").prefix(1).joined()
                + (address.contains("?") ? "?" : "")
                + String(address.split(separator: "/").count)
            visits[sort, default: 0] += 1
            guard visits[sort, default: 0] <= 6 else { continue }
            let answer = try await site.get(address, headers: ["Cookie": "ngon-ngu=x-thu"])
            guard answer.header("Content-Type")?.hasPrefix("text/html") == true else { continue }
            let page = VisibleText(answer.text)
            #expect(page.untranslated.isEmpty, "\(address): \(page.untranslated)")
            #expect(page.unbalanced.isEmpty, "\(address): \(page.unbalanced)")
            waiting += page.links.filter { $0.hasPrefix("/") && !$0.hasPrefix("/ngon-ngu") && !$0.hasPrefix("/tep") }
        }

        for needed in ["/tac-gia", "/chu-de", "/gioi-thieu", "/doc/1", "/doc/1/s1", "/doc/1/toan-van", "/tai-lieu/2"] {
            #expect(seen.contains(needed), "\(needed)")
        }
    }

    @Test func `the crawl sees a word that is in no locale file`() {
        #expect(VisibleText("<p>⟦Có⟧ Xin chào <b data-text>dữ liệu</b></p>").untranslated == ["Xin chào"])
        #expect(VisibleText("<img alt=\"một hình\"><p>⟦Trang <b>3</b> của⟧ 12</p>").untranslated == ["một hình"])
    }

    @Test func `both languages say every phrase`() throws {
        for language in InterfaceLanguage.allCases {
            let words = try Words(language: language, locale: LocaleFile(language), codes: CodeNames())
            for phrase in Phrase.allCases { #expect(!words[phrase].isEmpty, "\(language) \(phrase)") }
            for phrase in MembershipPhrase.allCases { #expect(!words[phrase].isEmpty, "\(language) \(phrase)") }
        }
        let vietnamese = try Words(language: .vietnamese, locale: LocaleFile(.vietnamese), codes: CodeNames())
        for code in VisitorError.Code.allCases {
            #expect(vietnamese.knownName(.error, code.rawValue) != nil)
            #expect(vietnamese.knownName(.error, code.rawValue + "-help") != nil)
        }
        for kind in ResourceKind.allCases { #expect(vietnamese.knownName(.kind, kind.rawValue) != nil) }
        for reason in HitReason.allCases { #expect(vietnamese.knownName(.why, reason.rawValue) != nil) }
    }

    @Test func `English says one title and two titles, Vietnamese writes 1.234`() throws {
        let english = try Words(language: .english, locale: LocaleFile(.english), codes: CodeNames())
        let vietnamese = try Words(language: .vietnamese, locale: LocaleFile(.vietnamese), codes: CodeNames())

        #expect(english(.searchCount, count: 1).text == "1 title")
        #expect(english(.searchCount, count: 1234).text == "1,234 titles")
        #expect(vietnamese(.searchCount, count: 1234).text == "1.234 nhan đề")
        #expect(vietnamese.size(1_234_567).text == "1,2 MB")
    }
}

/// The text a visitor sees or hears, with what is neither locale nor data.
struct VisibleText {
    var untranslated: [String] = []
    var links: [String] = []
    /// Elements that are closed out of order, or not at all.
    var unbalanced: [String] = []

    init(_ page: String) {
        var scanner = TagScanner(page)
        var open: [(name: String, isData: Bool)] = []
        var depth = 0
        let void: Set<String> = ["!doctype", "meta", "link", "input", "img", "br", "path", "circle", "rect"]
        while let tag = scanner.next() {
            note(tag.before, isData: open.contains { $0.isData }, depth: &depth)
            if tag.isEnd {
                if open.last?.name != tag.name { unbalanced.append("</\(tag.name)>") }
                if let last = open.lastIndex(where: { $0.name == tag.name }) { open.removeSubrange(last...) }
                continue
            }
            let isData = tag.attributes.contains("data-text")
            for name in ["title", "alt", "aria-label", "placeholder", "data-list"] {
                var none = 0
                if let value = tag.values[name] {
                    note(value, isData: isData || open.contains { $0.isData }, depth: &none)
                }
            }
            if tag.name == "a", let link = tag.values["href"] {
                links.append(link.replacingOccurrences(of: "&amp;", with: "&"))
            }
            if !void.contains(tag.name) { open.append((tag.name, isData)) }
        }
        unbalanced += open.map { "<\($0.name)>" }
    }

    /// Brackets are counted through data too: a phrase may have data in a gap.
    private mutating func note(_ text: String, isData: Bool, depth: inout Int) {
        var outside = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "⟦": depth += 1
            case "⟧": depth -= 1
            default: if depth == 0, !isData { outside.unicodeScalars.append(scalar) }
            }
        }
        let words = outside.replacingOccurrences(of: "&[a-z0-9#]+;", with: "", options: .regularExpression)
        if words.contains(where: \.isLetter) {
            untranslated.append(words.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }
}
