import Library
import SQLiteStore
import Testing
import VietnameseText

/// What a reader finds inside books.
struct SearchBooksTests {
    private static let poem = [
        "Trăm năm trong cõi người ta,", "Chữ tài chữ mệnh khéo là ghét nhau.", "Trải qua một cuộc bể dâu,",
        "Những điều trông thấy mà đau đớn lòng.",
    ]

    private func passage(_ ordinal: Int, _ text: String, section: Int = 1, firstBlock: Int = 1) -> Passage {
        Passage(ordinal: ordinal, section: section, firstBlock: firstBlock, heading: "Chương \(section)", text: text)
    }

    private func library() async throws -> TemporaryLibrary {
        let library = try TemporaryLibrary()
        try await library.takeText(
            "", title: "Kiều", by: "Nguyễn Du",
            passages: [
                passage(1, Self.poem.joined(separator: "\n")),
                passage(2, "Lạ gì bỉ sắc tư phong,\nTrời xanh quen thói má hồng đánh ghen.", section: 2, firstBlock: 7),
            ])
        try await library.takeText(
            "", title: "Sổ tay trồng lúa",
            passages: [passage(1, "Cây lúa nước ta trồng từ ngàn năm. Con đường làng dẫn ra ruộng, đường trơn.")])
        try await library.takeText(
            "", title: "Sách kín", licence: nil, passages: [passage(1, "Điều bí mật trong cõi người ta không ai biết.")]
        )
        _ = try await library.store.indexPending()
        return library
    }

    @Test func `a sentence without marks opens at its paragraph, words marked`() async throws {
        let library = try await library()

        let answer = try await library.ask("nhung dieu trong thay ma dau don long", viewer: .visitor)

        let hit = try #require(answer.books.first?.passages.first)
        #expect(answer.books.first?.record.title == "Kiều")
        #expect(hit.place == Place(section: 1, block: 4))
        #expect(hit.heading == "Chương 1")
        #expect(hit.snippet.pieces.filter(\.isMatch).map(\.text).suffix(3) == ["đau", "đớn", "lòng"])
        #expect(hit.snippet.plainText.count <= SnippetCutter.longest)
    }

    @Test func `a place counts from the first block of its passage`() async throws {
        let library = try await library()

        let hit = try #require(try await library.ask("má hồng đánh ghen").books.first?.passages.first)

        #expect(hit.place == Place(section: 2, block: 8))
    }

    @Test func `a record is found by its text, and says so`() async throws {
        let library = try await library()

        let answer = try await library.ask("bể dâu")

        #expect(answer.records.map(\.record.title) == ["Kiều"])
        #expect(answer.records.first?.why == [.text])
        #expect(answer.total == .exactly(1))
        #expect(try await library.ask("trồng lúa").records.first?.why.contains(.text) == true)
    }

    @Test func `a closed book takes no part for those who may not read it`() async throws {
        let library = try await library()
        let words = "bi mat trong coi nguoi ta khong ai biet"

        for viewer in [Viewer.visitor, .onSite, .registered] {
            let answer = try await library.ask(words, viewer: viewer)
            #expect(answer.books.allSatisfy { $0.record.title != "Sách kín" })
            #expect(answer.records.allSatisfy { $0.record.title != "Sách kín" })
            #expect(try await library.ask("bí mật", viewer: viewer).total == .exactly(0))
        }
        #expect(try await library.ask(words, viewer: .staff).books.first?.record.title == "Sách kín")
        #expect(try await library.ask("sách kín", viewer: .visitor).records.count == 1)
    }

    @Test func `a phrase must stand as typed`() async throws {
        let library = try await library()

        #expect(try await library.ask("\"chữ mệnh khéo\"").books.count == 1)
        #expect(try await library.ask("\"chu menh kheo\"").books.count == 1)
        #expect(try await library.ask("\"đường làng\" -trơn", viewer: .visitor).books.isEmpty)
        let loose = try await library.ask("\"mệnh chữ khéo\"")
        #expect(loose.books.first?.record.title == "Kiều")
    }

    @Test func `a word that a book has beside the others is not said to be left out`() async throws {
        let library = try TemporaryLibrary()
        try await library.take(
            ["Mười ngày, một năm", "Thư viện xã", "Thư viện huyện", "Thư viện tỉnh"].enumerated().map { place, title in
                Sample.marc("\(place)", title, position: place + 1)
            })
        try await library.takeText(
            "", title: "Sổ tay", passages: [passage(1, "Tổ họp vào ngày thứ năm hằng tuần.")])
        #expect(try await library.ask("ngay thu nam", scope: .catalogue).dropped == ["thu"])

        _ = try await library.store.indexPending()
        let answer = try await library.ask("ngay thu nam")

        #expect(answer.books.map(\.record.title) == ["Sổ tay"])
        #expect(answer.records.map(\.record.title).contains("Mười ngày, một năm"))
        #expect(answer.dropped == [])
    }

    @Test func `fields and facets narrow the books too`() async throws {
        let library = try await library()

        #expect(try await library.ask("người ta tacgia:\"nguyễn du\"").books.map(\.record.title) == ["Kiều"])
        #expect(try await library.ask("người ta tacgia:khác").books.isEmpty)
        #expect(try await library.ask("người ta", filters: FacetSelection([.kind: ["map"]])).books.isEmpty)
        #expect(try await library.ask("người ta", scope: .catalogue).books.isEmpty)
    }

    @Test func `a book taken back is no longer found`() async throws {
        let library = try await library()
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        let book = try library.book("Tạm", text: "Một câu chỉ ở đây mới có.", licence: "PD", batch: batch)
        #expect(try await library.take(book) != .rejected(.fileEmpty, reason: ""))
        try await library.store.ingest.close(batch)
        #expect(try await library.store.indexPending() == 1)
        #expect(try await library.ask("chỉ ở đây mới có", viewer: .visitor).books.count == 1)

        _ = try await library.store.ingest.undo(batch)
        #expect(try await library.ask("chỉ ở đây mới có").books.allSatisfy { $0.record.title != "Tạm" })
        _ = try await library.store.indexPending()

        #expect(try await library.ask("\"chỉ ở đây mới có\"").books.isEmpty)
        #expect(try await library.store.verify().problems.isEmpty)
    }

    @Test func `both indexes are built again from records and blobs`() async throws {
        let library = try await library()
        let before = try await library.ask("người ta")

        try await library.store.reindex()

        #expect(try await library.ask("người ta") == before)
        #expect(try await library.store.verify().problems.isEmpty)
        #expect(try await library.store.indexPending() == 0)
    }

    @Test func `the indexes are built anew again and again beside a library in use`() async throws {
        let library = try TemporaryLibrary()
        for book in 1...40 {
            try await library.takeText(
                "", title: "Sách \(book)",
                passages: (1...12).map { passage($0, "Ruộng bậc thang đoạn \($0) của tập \(book).", section: $0) })
        }
        _ = try await library.store.indexPending(sliceBudget: .milliseconds(1))
        let before = try await library.ask("ruộng bậc thang")
        let beside = try TemporaryLibrary(alsoAt: library.folder)
        let server = library.store

        try await withThrowingTaskGroup(of: Void.self) { group in
            for question in ["ruộng bậc thang", "tập 7", "sách"] {
                group.addTask {
                    while !Task.isCancelled { _ = try await server.search.search(SearchRequest(text: question)) }
                }
            }
            group.addTask {
                while !Task.isCancelled { _ = try await server.indexPending(sliceBudget: .milliseconds(1)) }
            }
            for _ in 0..<6 {
                try await beside.store.reindex()
                let answer = try await library.ask("ruộng bậc thang")
                #expect(answer.total == before.total && !answer.isIndexing)
            }
            group.cancelAll()
            while let ended = await group.nextResult() {
                if case .failure(let error) = ended, !(error is CancellationError) { throw error }
            }
        }

        #expect(try await library.store.verify().problems.isEmpty)
        #expect(try await library.ask("ruộng bậc thang") == before)
    }

    @Test func `of each book the best three passages are shown, books once`() async throws {
        let library = try TemporaryLibrary()
        for book in 1...25 {
            try await library.takeText(
                "", title: "Sách \(book)",
                passages: (1...6).map { passage($0, "Ruộng bậc thang đoạn \($0) của tập \(book).", section: $0) })
        }
        _ = try await library.store.indexPending(sliceBudget: .milliseconds(1))

        let answer = try await library.ask("ruộng bậc thang")

        #expect(answer.books.count == 20)
        #expect(Set(answer.books.map(\.record.id)).count == 20)
        #expect(answer.books.allSatisfy { $0.passages.count == 3 })
        #expect(answer.total == .exactly(25))
        #expect(try await library.store.verify().problems.isEmpty)
    }

    @Test func `an interrupted indexing goes on where it was`() async throws {
        let library = try TemporaryLibrary()
        for book in 1...12 {
            try await library.takeText(
                "", title: "Sách \(book)",
                passages: (1...40).map { passage($0, "Đoạn \($0) của tập \(book) kể chuyện mùa màng.", section: $0) })
        }
        let store = library.store
        for milliseconds in [2, 5, 9, 14, 30] {
            let indexing = Task { try await store.indexPending(sliceBudget: .milliseconds(1)) }
            try await Task.sleep(for: .milliseconds(milliseconds))
            indexing.cancel()
            _ = try? await indexing.value
        }

        _ = try await store.indexPending(sliceBudget: .milliseconds(1))

        #expect(try await library.ask("mùa màng").total == .exactly(12))
        #expect(try await library.ask("\"đoạn 40 của tập 12\"").books.count == 1)
        #expect(try await store.verify().problems.isEmpty)
    }

    @Test func `two processes may index at once`() async throws {
        let library = try TemporaryLibrary()
        for book in 1...20 {
            try await library.takeText(
                "", title: "Sách \(book)",
                passages: (1...10).map { passage($0, "Đoạn \($0) của tập \(book).", section: $0) })
        }
        let other = try TemporaryLibrary(alsoAt: library.folder)
        let (first, second) = (library.store, other.store)

        async let mine = first.indexPending(sliceBudget: .milliseconds(1))
        async let theirs = second.indexPending(sliceBudget: .milliseconds(1))
        _ = try await (mine, theirs)
        _ = try await first.indexPending()

        #expect(try await library.ask("đoạn tập").total == .exactly(20))
        #expect(try await library.store.verify().problems.isEmpty)
    }
}
