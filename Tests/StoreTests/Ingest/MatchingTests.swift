import GRDB
import Library
import SQLiteStore
import Testing

@Suite struct MatchingTests {
    @Test func `the same record again is unchanged`() async throws {
        let library = try TemporaryLibrary()
        let record = Sample.marc("1", "Số đỏ", by: "Vũ Trọng Phụng", year: 1936)

        let first = try await library.take([record])
        let again = try await library.take([record])

        #expect(first == [.added(RecordID(1))])
        #expect(again == [.unchanged(RecordID(1))])
    }

    @Test func `a corrected record replaces what its file said`() async throws {
        let library = try TemporaryLibrary()
        try await library.take(
            [Sample.marc("1", "Số đo", by: "Vũ Trọng Phụng") { $0.publisher = "Hà Nội báo" }], file: "cu.mrc")

        let outcome = try await library.take(
            [Sample.marc("1", "Số đỏ", by: "Vũ Trọng Phụng", year: 1936)], file: "moi.mrc")

        #expect(outcome == [.changed(RecordID(1))])
        let facts = try #require(try await library.facts(1))
        #expect(facts.title == "Số đỏ")
        #expect(facts.year == 1936)
        #expect(facts.publisher == nil, "the only source took it back")
    }

    @Test func `what a cataloguer has locked outlives every ingest`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([Sample.marc("1", "Số đỏ", by: "Vũ Trọng Phụng", year: 1936)], file: "cu.mrc")
        let desk = try DatabaseQueue(path: library.folder + "/hoclieu.sqlite")
        // Title and year said by a cataloguer and locked, in the order of BibField.
        try await desk.write { try $0.execute(sql: "UPDATE bibRecord SET fieldSources = 'C..m..C..............'") }

        let outcome = try await library.take(
            [Sample.marc("1", "Sai", by: "Nam Cao", year: 1999) { $0.publisher = "Văn học" }], file: "moi.mrc")

        #expect(outcome == [.changed(RecordID(1))])
        let record = try #require(try await library.store.catalogue.record(RecordID(1)))
        #expect((record.facts.title, record.facts.year) == ("Số đỏ", 1936))
        #expect(record.facts.creators.map(\.name) == ["Nam Cao"])
        #expect(record.facts.publisher == "Văn học")
        #expect(record.locked == [.title, .year])
    }

    @Test func `a control number twice in one file is refused with its first place`() async throws {
        let library = try TemporaryLibrary()
        let patches = [
            Sample.marc("7", "Tắt đèn", by: "Ngô Tất Tố", position: 1),
            Sample.marc("7", "Lều chõng", by: "Ngô Tất Tố", position: 2),
            Sample.marc("8", "Việc làng", by: "Ngô Tất Tố", position: 3),
        ]

        let first = try await library.take(patches)
        let again = try await library.take(patches)

        let refusal = CommitOutcome.rejected(
            .duplicateIdentifier, reason: "control number VN-DLK 7 stands already in record 1 of this file")
        #expect(first == [.added(RecordID(1)), refusal, .added(RecordID(2))])
        #expect(again == [.unchanged(RecordID(1)), refusal, .unchanged(RecordID(2))])
    }

    @Test func `a repeated number is also refused when its first record came with an earlier file`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([Sample.marc("7", "Tắt đèn", by: "Ngô Tất Tố")], file: "cu.mrc")
        let patches = [
            Sample.marc("7", "Tắt đèn", by: "Ngô Tất Tố", position: 1),
            Sample.marc("7", "Lều chõng", by: "Ngô Tất Tố", position: 2),
        ]

        for _ in 1...2 {
            let outcomes = try await library.take(patches, file: "moi.mrc")
            #expect(outcomes.first == .unchanged(RecordID(1)))
            guard case .rejected(.duplicateIdentifier, _) = outcomes[1] else {
                Issue.record("\(outcomes[1])")
                continue
            }
        }
    }

    @Test func `the same bytes twice in a file are one record`() async throws {
        let library = try TemporaryLibrary()

        let outcomes = try await library.take([
            Sample.row("Dế Mèn", by: "Tô Hoài"), Sample.row("Dế Mèn", by: "Tô Hoài", position: 2),
        ])

        #expect(outcomes == [.added(RecordID(1)), .unchanged(RecordID(1))])
    }

    @Test func `a number without an agency is believed only when the titles agree`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([Sample.marc("1", "Tắt đèn", by: "Ngô Tất Tố", agency: "")], file: "a.mrc")

        let other = try await library.take([Sample.marc("1", "Chí Phèo", by: "Nam Cao", agency: "")], file: "b.mrc")
        let same = try await library.take(
            [Sample.marc("1", "TẮT ĐÈN", by: "Ngô Tất Tố", agency: "", year: 1937)], file: "c.mrc")

        #expect(other == [.added(RecordID(2))])
        #expect(same == [.changed(RecordID(1))])
        #expect(try await library.facts(1)?.title == "Tắt đèn", "capitals do not replace the better spelling")
        #expect(try await library.facts(1)?.year == 1937)
    }

    @Test func `one ISBN and a similar title are one publication, whatever the spelling`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([Sample.marc("1", "Đất rừng phương Nam", by: "Đoàn Giỏi", isbn: "9786042088237")])

        let outcome = try await library.take(
            [
                Sample.marc(
                    "A-9", "DAT RUNG PHUONG NAM", by: "DOAN GIOI", agency: "VN-HN", year: 2020, isbn: "9786042088237")
            ], file: "b.mrc")

        #expect(outcome == [.changed(RecordID(1))])
        let facts = try #require(try await library.facts(1))
        #expect(facts.title == "Đất rừng phương Nam")
        #expect(facts.creators.map(\.name) == ["Đoàn Giỏi"])
        #expect(facts.year == 2020, "what was empty is filled")
    }

    @Test func `title, creator and a year that does not contradict are one publication`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([Sample.marc("1", "Lão Hạc", by: "Nam Cao", year: 1943)])

        let same = try await library.take([Sample.row("Lão Hạc", by: "Nam Cao")], file: "b.csv")
        let otherYear = try await library.take([Sample.row("Lão Hạc", by: "Nam Cao", year: 1999)], file: "c.csv")

        #expect(same == [.changed(RecordID(1))])
        #expect(otherYear == [.added(RecordID(2))])
    }

    @Test func `a title alone and a name alone never make a match`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([Sample.marc("1", "Toán", by: "Nguyễn Văn A", year: 2020)])

        let outcomes = try await library.take(
            [
                Sample.row("Toán", year: 2020, position: 1),
                Sample.row("Văn", by: "Nguyễn Văn A", year: 2020, position: 2),
                Sample.row("Toán", by: "Trần Thị B", year: 2020, position: 3),
            ], file: "b.csv")

        #expect(outcomes == [.added(RecordID(2)), .added(RecordID(3)), .added(RecordID(4))])
    }

    @Test func `two ISBNs, two volumes, two grades and two media stay apart`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([
            Sample.marc("1", "Tiếng Việt", by: "Bùi Mạnh Hùng", year: 2020, isbn: "9786040123453") {
                $0.subtitle = "Tập 1"
                $0.audience.grades = [1]
            }
        ])

        let outcomes = try await library.take(
            [
                Sample.marc("a", "Tiếng Việt", by: "Bùi Mạnh Hùng", agency: "X", year: 2020, isbn: "9786040123460") {
                    $0.subtitle = "Tập 1"
                    $0.audience.grades = [1]
                },
                Sample.marc("b", "Tiếng Việt", by: "Bùi Mạnh Hùng", agency: "Y", year: 2020) { $0.subtitle = "Tập 2" },
                Sample.marc("c", "Tiếng Việt", by: "Bùi Mạnh Hùng", agency: "Z", year: 2020) {
                    $0.subtitle = "Tập 1"
                    $0.audience.grades = [2]
                },
                Sample.marc("d", "Tiếng Việt", by: "Bùi Mạnh Hùng", agency: "W", year: 2020) {
                    $0.subtitle = "Tập 1"
                    $0.kind = .audio
                },
            ], file: "b.mrc")

        for outcome in outcomes {
            guard case .added = outcome else {
                Issue.record("\(outcome)")
                continue
            }
        }
    }

    @Test func `an agency that gave two numbers means two records`() async throws {
        let library = try TemporaryLibrary()

        let outcomes = try await library.take([
            Sample.marc("1", "Truyện Kiều", by: "Nguyễn Du", year: 2015, position: 1),
            Sample.marc("2", "Truyện Kiều", by: "Nguyễn Du", year: 2015, position: 2),
        ])

        #expect(outcomes == [.added(RecordID(1)), .added(RecordID(2))])
    }

    @Test func `the score is a table that adds up`() {
        var one = BibFacts(title: "Đất rừng phương Nam")
        one.identifiers = [Identifier(.isbn, "9786042088237")]
        one.creators = [Creator("Đoàn Giỏi")]
        one.year = 1957
        var other = one
        other.title = "DAT RUNG PHUONG NAM"
        other.creators = [Creator("Doan, Gioi")]
        other.year = nil

        let score = RecordMatcher.score(MatchFacts(one), MatchFacts(other))

        #expect(score.text == "identifier same 100, title same 60, creator same 40, year missing 0")
        #expect(score.total == 200)
        #expect(score.isMatch)
    }
}
