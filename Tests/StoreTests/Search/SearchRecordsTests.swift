import Library
import SQLiteStore
import Testing

/// What a reader finds in the catalogue.
struct SearchRecordsTests {
    private func library() async throws -> TemporaryLibrary {
        let library = try TemporaryLibrary()
        try await library.take([
            Sample.marc("1", "Truyện Kiều", by: "Nguyễn Du", year: 1820) { $0.subjects = ["Thơ", "Văn học cổ điển"] },
            Sample.marc("2", "Bình giảng Truyện Kiều", by: "Lê Văn A", year: 1990, isbn: "9786041234563"),
            Sample.marc("3", "Đường lên đỉnh núi", by: "Trần Thị B", year: 2001),
            Sample.marc("4", "Dưỡng sinh và tuổi già", by: "Phạm C", year: 2010) {
                $0.description = "Con đường đến sức khỏe."
            },
            Sample.marc("5", "Học liệu mở cho mọi người", by: "Nguyễn Dư", year: 2020) { $0.languages = ["vi"] },
            Sample.marc("6", "Kĩ thuật trồng lúa", by: "Hòa Bình", year: 1975),
            Sample.marc("7", "English for Today", by: "Smith, John", year: 1999) { $0.languages = ["en"] },
        ])
        return library
    }

    @Test func `words typed without marks find words with marks`() async throws {
        let library = try await library()

        #expect(try await library.titles("truyen kieu") == ["Truyện Kiều", "Bình giảng Truyện Kiều"])
        #expect(try await library.titles("hoc lieu mo") == ["Học liệu mở cho mọi người"])
        #expect(try await library.titles("DUONG LEN DINH NUI") == ["Đường lên đỉnh núi"])
    }

    @Test func `marks that were typed rank before other marks, and old and new spellings are one`() async throws {
        let library = try await library()

        #expect(try await library.titles("đường").first == "Đường lên đỉnh núi")
        #expect(try await library.titles("dưỡng").first == "Dưỡng sinh và tuổi già")
        #expect(try await library.titles("kỹ thuật") == ["Kĩ thuật trồng lúa"])
        #expect(try await library.titles("hoà bình") == ["Kĩ thuật trồng lúa"])
    }

    @Test func `the works of a person whose name was typed come before titles that have its words`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([
            Sample.marc("1", "Dư địa chí", by: "Nguyễn Trãi", year: 1435),
            Sample.marc("2", "Văn tế thập loại chúng sinh", by: "Nguyễn Du", year: 1813),
            Sample.marc("3", "Nguyễn Du", by: "Hoài Thanh", year: 1943),
        ])

        let found = try await library.titles("nguyen du")

        #expect(found == ["Nguyễn Du", "Văn tế thập loại chúng sinh", "Dư địa chí"])
    }

    @Test func `a hit says why it was found`() async throws {
        let library = try await library()

        let answer = try await library.ask("truyện kiều")

        #expect(answer.records.map { $0.why.first } == [.titleIsQuery, .phraseInTitle])
        #expect(try await library.ask("nguyễn du").records.first?.why == [.creator])
        #expect(try await library.ask("isbn:978-604-123456-3").records.map(\.why) == [[.identifier]])
        #expect(try await library.ask("9786041234563").records.count == 1)
    }

    @Test func `fields, phrases and exclusions narrow the answer`() async throws {
        let library = try await library()

        #expect(try await library.titles("tacgia:\"nguyễn du\"") == ["Truyện Kiều"])
        #expect(try await library.titles("tac-gia:nguyen kieu") == ["Truyện Kiều"])
        #expect(try await library.titles("kiều -giảng") == ["Truyện Kiều"])
        #expect(try await library.titles("\"giảng truyện\"") == ["Bình giảng Truyện Kiều"])
        #expect(try await library.titles("nam:1970-1995").count == 2)
        #expect(try await library.titles("ngonngu:en") == ["English for Today"])
        #expect(try await library.titles("chude:thơ") == ["Truyện Kiều"])
    }

    @Test func `a question that asks too much loses its commonest words and says so`() async throws {
        let library = try await library()

        let answer = try await library.ask("truyện kiều của nhà thơ nguyễn du")

        #expect(answer.records.first?.record.title == "Truyện Kiều")
        #expect(answer.dropped.contains("của"))
        #expect(!answer.dropped.contains("kiều"))
    }

    @Test func `a changed record is found by its new words only, a removed one not at all`() async throws {
        let library = try await library()
        try await library.take(
            [Sample.marc("3", "Lối xuống thung lũng", by: "Trần Thị B", year: 2001)], file: "sua.mrc")

        #expect(try await library.titles("đỉnh núi").isEmpty)
        #expect(try await library.titles("thung lũng") == ["Lối xuống thung lũng"])

        let batch = try await library.store.ingest.openBatch(BatchRequest())
        let outcomes = try await library.store.ingest.commit(
            RecordSlice(
                batch: batch, file: Sample.hash(of: "x"), fileName: "x", patches: [Sample.marc("9", "Sách nhầm")],
                isDryRun: false))
        #expect(outcomes.count == 1)
        #expect(try await library.titles("sách nhầm").count == 1)
        try await library.store.ingest.close(batch)
        _ = try await library.store.ingest.undo(batch)
        #expect(try await library.titles("sách nhầm").isEmpty)
    }

    @Test func `what another process writes is found at once`() async throws {
        let library = try await library()
        #expect(try await library.titles("mùa gặt").isEmpty)

        let other = try TemporaryLibrary(alsoAt: library.folder)
        try await other.take([Sample.marc("10", "Mùa gặt", by: "Ai đó")], file: "khac.mrc")

        #expect(try await library.titles("mùa gặt") == ["Mùa gặt"])
        #expect(try await library.ask("mùa gặt").facets.contains { $0.facet == .kind && $0.records == 1 })
    }

    @Test func `pages neither repeat nor skip`() async throws {
        let library = try TemporaryLibrary()
        try await library.take((1...95).map { Sample.marc("\($0)", "Sách số \($0) về lúa nước", position: $0) })

        var seen: [Int64] = []
        for offset in stride(from: 0, to: 100, by: 20) {
            let answer = try await library.ask("lúa nước", limit: 20, offset: offset)
            #expect(answer.total == .exactly(95))
            seen += answer.records.map(\.record.id.rawValue)
        }

        #expect(seen.count == 95 && Set(seen).count == 95)
        #expect(try await library.ask("lúa nước", limit: 20, offset: 200).records.isEmpty)
    }

    @Test func `an empty question shows everything`() async throws {
        let library = try await library()

        let answer = try await library.ask("  ")

        #expect(answer.total == .exactly(7))
        #expect(
            try await library.ask("", filters: FacetSelection([.language: ["en"]])).records.map(\.record.title) == [
                "English for Today"
            ])
    }

    @Test func `what is typed is completed with titles, names and subjects`() async throws {
        let library = try await library()

        let completions = try await library.store.search.completions(of: "nguyen d", limit: 8)
        #expect(completions.map(\.text) == ["Nguyễn Du", "Nguyễn Dư"])
        #expect(completions.allSatisfy { $0.kind == .creator })
        #expect(try await library.store.search.completions(of: "nguyễn dư", limit: 8).map(\.text) == ["Nguyễn Dư"])
        let titles = try await library.store.search.completions(of: "Học li", limit: 8)
        #expect(titles.map(\.kind) == [.title] && titles[0].record != nil)
        #expect(try await library.store.search.completions(of: "", limit: 8).isEmpty)
    }
}
