import Foundation
import Library
import Testing
import Web

@Suite struct DownloadTests {
    static let content = Array("0123456789ABCDEFGHIJ".utf8)

    private func site() async throws -> (TestSite, String, [UInt8]) {
        let site = try await TestSite(fill: { site in
            try await site.take(
                BibFacts(title: "Tệp"), sections: [["một"]], original: Self.content, name: "Tệp \"số\" 1.epub")
        })
        return (site, "/tai-lieu/1/ban-goc", Array("Tệp".utf8) + Self.content)
    }

    @Test func `the original comes whole, to be saved, under its own name`() async throws {
        let (site, path, content) = try await site()

        let answer = try await site.get(path)

        #expect(answer.status == 200 && answer.bytes == content)
        #expect(answer.header("Content-Type") == "application/epub+zip")
        #expect(answer.header("Accept-Ranges") == "bytes")
        #expect(
            answer.header("Content-Disposition")
                == "attachment; filename*=UTF-8''T%E1%BB%87p%20%22s%E1%BB%91%22%201.epub")
    }

    @Test(arguments: [
        ("bytes=0-3", 0, 3), ("bytes=5-", 5, 24), ("bytes=-4", 21, 24), ("bytes=20-9999", 20, 24),
        ("bytes=-9999", 0, 24),
        ("bytes=24-24", 24, 24),
    ])
    func `a range is answered with that part`(range: String, first: Int, last: Int) async throws {
        let (site, path, content) = try await site()

        let answer = try await site.get(path, headers: ["Range": range])

        #expect(answer.status == 206)
        #expect(answer.bytes == Array(content[first...last]))
        #expect(answer.header("Content-Range") == "bytes \(first)-\(last)/25")
        #expect(answer.header("Content-Length") == String(last - first + 1))
    }

    @Test(arguments: ["bytes=25-", "bytes=99-100", "bytes=-0"])
    func `a range that does not exist is 416 with the size`(range: String) async throws {
        let (site, path, _) = try await site()

        let answer = try await site.get(path, headers: ["Range": range])

        #expect(answer.status == 416)
        #expect(answer.header("Content-Range") == "bytes */25")
    }

    @Test(arguments: ["bytes=9-3", "lines=1-2", "bytes=a-b", "bytes=", "bytes=1-2,4-5", "bytes=--1"])
    func `what is no single range gets the whole file`(range: String) async throws {
        let (site, path, content) = try await site()

        let answer = try await site.get(path, headers: ["Range": range])

        #expect(answer.status == 200 && answer.bytes == content)
    }

    @Test func `a range of another version gets the whole file, a known file nothing`() async throws {
        let (site, path, content) = try await site()
        let tag = try #require(try await site.get(path).header("ETag"))

        let same = try await site.get(path, headers: ["Range": "bytes=0-1", "If-Range": tag])
        let other = try await site.get(path, headers: ["Range": "bytes=0-1", "If-Range": "\"x\""])
        let known = try await site.get(path, headers: ["If-None-Match": tag])

        #expect(same.status == 206)
        #expect(other.status == 200 && other.bytes == content)
        #expect(known.status == 304 && known.bytes.isEmpty)
    }

    @Test func `a picture named with its hash is kept for ever`() async throws {
        let (site, _, _) = try await site()
        let tag = try #require(try await site.get("/doc/1/hinh/cover").header("ETag"))
        let version = tag.dropFirst().prefix(12)

        #expect(try await site.get("/doc/1/hinh/cover").header("Cache-Control") == "private, no-cache")
        #expect(
            try await site.get("/doc/1/hinh/cover?v=\(version)").header("Cache-Control")?.contains("immutable") == true)
        #expect(try await site.get("/doc/1/hinh/cover?v=000000000000").header("Cache-Control") == "private, no-cache")
        #expect(try await site.get("/doc/1/hinh/cover", headers: ["If-None-Match": tag]).status == 304)
    }
}
