import Library
import Testing
import Web

@Suite struct PageTests {
    @Test func `every page of a full library answers`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)
        let book = try await SampleLibrary.id("Số đỏ", in: site)
        let addresses: [SiteURL] = [
            .home, .search(SearchAddress(text: "toan")), .record(book), .book(book),
            .section(book, Place(section: 1), marking: "thu nam"), .wholeBook(book, marking: nil),
            .heading(Heading(.creator, "Vũ Trọng Phụng"), after: nil),
            .heading(Heading(.subject, "Toán học"), after: nil),
            .headings(.creator, prefix: "", after: nil), .headings(.subject, prefix: "t", after: nil), .about,
            .display(back: nil), .health,
            .completions, .searchJSON, .image(book, name: "cover", version: nil), .original(book),
        ]

        for address in addresses {
            let answer = try await site.get(address.description)

            #expect(answer.status == 200, "\(address)")
        }
    }

    @Test func `an empty library has a home page that says so`() async throws {
        let site = try await TestSite()

        let home = try await site.get("/")

        #expect(home.status == 200)
        #expect(home.text.contains("Danh mục chưa có tài liệu nào"))
    }

    @Test func `a record shows its facts, its citation and where they come from`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)
        let book = try await SampleLibrary.id("Số đỏ", in: site)

        let page = try await site.get(SiteURL.record(book).description).text

        for expected in [
            "Vũ Trọng Phụng", "Dịch giả", "1936", "Lê Cường", "9786041234562", "895.9223", "Tủ sách vàng", "Wikisource",
        ] {
            #expect(page.contains(expected), "\(expected)")
        }
        #expect(page.contains("application/ld+json"))
        #expect(page.contains("Có mục lục."))
        #expect(page.contains("Số đỏ.epub"))
        #expect(!page.contains("javascript:"))
    }

    @Test func `a hit inside a book links to its place with the words marked there`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)
        let book = try await SampleLibrary.id("Số đỏ", in: site)

        let results = try await site.get("/tim-kiem?q=mim%20cuoi%20sung%20suong").text
        let reader = try await site.get("/doc/\(book)/s2?q=mim%20cuoi%20sung%20suong").text

        #expect(results.contains("/doc/\(book)/s2?q=mim%20cuoi%20sung%20suong#d2"))
        #expect(reader.contains("<mark id=\"d2\">mỉm</mark>"))
        #expect(reader.contains("<mark>cười</mark>"))
    }

    @Test func `a book found by its record and inside leads from the one to the other`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)
        let book = try await SampleLibrary.id("Số đỏ", in: site)

        let results = try await site.get("/tim-kiem?q=mim%20cuoi%20sung%20suong").text
        let catalogue = try await site.get("/tim-kiem?q=mim%20cuoi%20sung%20suong&trong=danh-muc").text

        #expect(results.contains("<li><a href=\"#doan-\(book)\">Xem 1 đoạn trong sách ở dưới</a></li>"))
        #expect(results.contains("id=\"doan-\(book)\""))
        #expect(!results.contains("<li>Ở trong sách</li>"))
        #expect(!catalogue.contains("#doan-"))
    }

    @Test func `the first page counts what its visitor may read`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)

        // Four texts; one is closed, one is read on the library's machines.
        #expect(try await site.get("/").text.contains("49 nhan đề, 2 tài liệu bạn đọc được ngay trên mạng"))
        let empty = try await TestSite(fill: { _ = try await $0.take([BibFacts(title: "Chỉ có biểu ghi")]) })
        #expect(try await empty.get("/").text.contains("Danh mục có 1 nhan đề.</p>"))
    }

    @Test func `the JSON answer has the keys of the command line`() async throws {
        let site = try await TestSite(fill: SampleLibrary.fill)

        let answer = try await site.get("/api/v1/search?q=thu%20nam")

        #expect(answer.header("Content-Type") == "application/json; charset=utf-8")
        for key in [
            "total", "records", "passages", "id", "title", "creators", "year", "score", "why", "source", "record",
            "place", "snippet", "url", "isExact", "totalIsExact", "heading",
        ] {
            #expect(answer.text.contains("\"\(key)\":"), "\(key)")
        }
    }

    @Test func `a page of a PDF shows its picture and its text`() async throws {
        struct OnePicture: PageImages {
            func pageImage(of original: OriginalFile, page: Int, width: Int) async throws -> ReadableImage? {
                page == 1 ? ReadableImage(mediaType: "image/png", hash: original.hash, bytes: TestSite.picture) : nil
            }
        }
        let site = try await TestSite(pictures: OnePicture(), fill: SampleLibrary.fill)
        let book = try await SampleLibrary.id("Xác suất thống kê", in: site)

        let page = try await site.get("/doc/\(book)/s1").text

        #expect(page.contains("/doc/\(book)/trang/1.jpg"))
        #expect(page.contains("Biến ngẫu nhiên rời rạc."))
        #expect(try await site.get("/doc/\(book)/trang/1.jpg").bytes == TestSite.picture)
        #expect(try await site.get("/doc/\(book)/trang/9.jpg").status == 404)
        #expect(try await site.get("/doc/\(book)/s2").text.contains("Trang này không có chữ"))
        #expect(try await site.get("/doc/\(book)?trang=2").header("Location") == "/doc/\(book)/s2")
    }

    @Test func `a picture for which too many wait is to be asked for again`() async throws {
        struct FullQueue: PageImages {
            func pageImage(of original: OriginalFile, page: Int, width: Int) async throws -> ReadableImage? {
                throw PageImagesBusy()
            }
        }
        let site = try await TestSite(pictures: FullQueue(), fill: SampleLibrary.fill)
        let book = try await SampleLibrary.id("Xác suất thống kê", in: site)

        let answer = try await site.get("/doc/\(book)/trang/1.jpg")

        #expect(answer.status == 503)
        #expect(answer.text.contains("unavailable"))
    }
}
