import Library
import SQLiteStore
import Testing

@Suite struct CatalogueTests {
    @Test func `every value of a record comes back as it went in`() async throws {
        let library = try TemporaryLibrary()
        var facts = BibFacts(title: "Truyện \"Kiều\" \\ 1\u{1}")
        facts.subtitle = "Đoạn trường tân thanh"
        facts.otherTitles = [OtherTitle(.variant, "Kim Vân Kiều"), OtherTitle(.parallel, "The Tale of Kieu")]
        facts.creators = [
            Creator("Nguyễn Du"), Creator("Huỳnh Sanh Thông", role: .translator, filedAs: "Thông, Huỳnh Sanh"),
            Creator("Hội Kiều học", role: .issuingBody, isBody: true),
        ]
        facts.publisher = "Văn học"
        facts.place = "Hà Nội"
        facts.year = 2015
        facts.languages = ["vi", "en"]
        facts.identifiers = [Identifier(.isbn, "9786040000019"), Identifier(.local, "K 12")]
        facts.classifications = [Classification(.ddc, "895.92212")]
        facts.subjects = ["Thơ Việt Nam", "Truyện thơ"]
        facts.genres = ["Truyện thơ Nôm"]
        facts.series = [SeriesPart("Tủ sách vàng"), SeriesPart("Danh tác", number: "3")]
        facts.description = "Trăm năm trong cõi người ta"
        facts.notes = ["Chữ Nôm\nvà quốc ngữ"]
        facts.extent = "320 tr."
        facts.kind = .textbook
        facts.audience = Audience(grades: [9, 10], schoolSubjects: ["ngu-van"])
        facts.licence = LicenceStatement(id: "PD", statement: "Phạm vi công cộng")
        facts.links = [Link(url: "https://example.org/", label: "Xem"), Link(url: "https://example.org/2")]
        facts.accessibility = ["accessMode:textual"]
        let sources: [BibField: ValueSource] = [
            .title: .cataloguer, .creators: .marc, .year: .file, .languages: .guessed, .kind: .marc,
        ]
        let patch = RecordPatch(
            facts: facts, sources: sources, origin: .bytes, sourceBytes: [0, 255, 10], sourceFormat: .csv,
            position: SourcePosition())

        try await library.take([patch])

        let record = try #require(try await library.store.catalogue.record(RecordID(1)))
        #expect(record.facts == facts)
        for (field, source) in sources { #expect(record.sources[field] == source) }
        #expect(record.sources[.subjects] == .guessed, "a value without a named source is a guess")
        #expect(record.locked == [])
    }

    @Test func `pages of a heading come in Vietnamese order, without repeats or gaps`() async throws {
        let library = try TemporaryLibrary()
        let titles = ["Ơi", "An", "Ăn", "Đi", "Dạ", "Ân", "Em", "Ê", "An", "Ô", "Bà", "Ba", "Ưng", "Tập 10", "Tập 2"]
        try await library.take(
            titles.enumerated().map { index, title in
                Sample.marc("\(index)", title, by: index % 2 == 0 ? "NGUYỄN HOÀ" : "Nguyễn Hòa", position: index + 1)
            })

        var seen: [String] = []
        var cursor: String?
        repeat {
            let page = try await library.store.catalogue.records(
                under: Heading(.creator, "nguyễn hòa"), after: cursor, limit: 4)
            #expect(page.total == titles.count)
            seen += page.records.map(\.title)
            cursor = page.nextCursor
        } while cursor != nil

        #expect(
            seen == ["An", "An", "Ăn", "Ân", "Ba", "Bà", "Dạ", "Đi", "Em", "Ê", "Ô", "Ơi", "Tập 2", "Tập 10", "Ưng"])
    }

    @Test func `headings are counted, found by folded beginnings, and go with their last record`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([
            Sample.marc("1", "Một", by: "Đoàn Giỏi", position: 1),
            Sample.marc("2", "Hai", by: "Đoàn Giỏi", position: 2),
            Sample.marc("3", "Ba", by: "Doãn Quốc Sỹ", position: 3),
            Sample.marc("4", "Bốn", by: "Tô Hoài", position: 4),
        ])

        let found = try await library.store.catalogue.headings(.creator, prefix: "Đoan", after: nil, limit: 10)
        #expect(Set(found.map(\.heading.text)) == ["Đoàn Giỏi", "Doãn Quốc Sỹ"])
        #expect(found.first { $0.heading.text == "Đoàn Giỏi" }?.records == 2)

        try await library.take([Sample.marc("4", "Bốn", by: "Nguyễn Sen")], file: "moi.mrc")
        #expect(try await library.store.catalogue.headings(.creator, prefix: "to hoai", after: nil, limit: 10).isEmpty)
        #expect(
            try await library.store.catalogue.records(under: Heading(.creator, "Tô Hoài"), after: nil, limit: 10).total
                == 0)
    }

    @Test func `a cursor nobody gave out begins at the beginning`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([Sample.marc("1", "Một", by: "Ai")])

        for cursor in ["", "x", "1.zz", "1.abc", "'; DROP TABLE heading", "1.41.2"] {
            let page = try await library.store.catalogue.records(
                under: Heading(.creator, "Ai"), after: cursor, limit: 10)
            #expect(page.records.count == 1, "\(cursor)")
        }
    }

    @Test func `of materials those are counted that the viewer may read`() async throws {
        let library = try TemporaryLibrary()
        try await library.takeText("Mở cho mọi người.", title: "Mở", licence: "CC0-1.0")
        try await library.takeText("Chưa rõ giấy phép.", title: "Kín", licence: nil)

        #expect(try await library.store.catalogue.size() == CatalogueSize(records: 2, materials: 2))
        for viewer in Viewer.allCases {
            let size = try await library.store.catalogue.size(for: viewer)
            #expect(size == CatalogueSize(records: 2, materials: viewer == .staff ? 2 : 1), "\(viewer)")
        }
    }

    @Test func `new arrivals come newest first and the size follows`() async throws {
        let library = try TemporaryLibrary()
        try await library.take((1...5).map { Sample.marc("\($0)", "Sách \($0)", by: "Ai \($0)", position: $0) })
        #expect(try await library.store.catalogue.size().records == 5)
        try await library.take([Sample.marc("6", "Sách 6", by: "Ai 6")], file: "b.mrc")

        #expect(try await library.store.catalogue.newArrivals(limit: 2).map(\.title) == ["Sách 6", "Sách 5"])
        #expect(try await library.store.catalogue.size().records == 6)
        #expect(try await library.store.catalogue.newArrivals(limit: 45).count == 6)
    }
}
