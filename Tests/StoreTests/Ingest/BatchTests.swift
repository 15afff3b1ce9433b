import Foundation
import GRDB
import Library
import SQLiteStore
import Testing

@Suite struct BatchTests {
    private let books = [
        Sample.marc("1", "Số đỏ", by: "Vũ Trọng Phụng", year: 1936, position: 1) {
            $0.subjects = ["Văn học", "Trào phúng"]
        },
        Sample.marc("2", "Tắt đèn", by: "Ngô Tất Tố", year: 1937, isbn: "9786040000019", position: 2) {
            $0.subjects = ["Văn học"]
        },
        Sample.marc("3", "Chí Phèo", by: "Nam Cao", year: 1941, position: 3),
    ]

    @Test func `taking a file again changes nothing in the database`() async throws {
        let library = try TemporaryLibrary()
        try await library.take(books)
        let before = try await library.store.dump()

        try await library.take(books)

        #expect(try await library.store.dump() == before)
        #expect(before.contains("Trào phúng"))
    }

    @Test func `an answer that was given before follows what is taken in`() async throws {
        let library = try TemporaryLibrary()
        try await library.take(books)
        let first = try await library.ask("nam cao")

        try await library.take(books)
        let same = try await library.ask("nam cao")
        try await library.take([Sample.marc("4", "Lão Hạc", by: "Nam Cao")], file: "b.mrc")
        let more = try await library.ask("nam cao")

        #expect(same == first)
        #expect(more.total.number == first.total.number + 1)
    }

    @Test func `a dry run says what would happen and keeps nothing`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([books[0]], file: "cu.mrc")
        let before = try await library.store.dump()
        let batch = try await library.store.ingest.openBatch(BatchRequest(isDryRun: true))
        func slice(_ patches: [RecordPatch], dry: Bool, _ batch: BatchID) throws -> RecordSlice {
            try library.slice(patches, file: "moi.mrc", batch: batch, isDryRun: dry)
        }
        let twice = Sample.marc("2", "Việc làng", by: "Ngô Tất Tố", position: 4)

        let first = try await library.store.ingest.commit(slice(books, dry: true, batch))
        let second = try await library.store.ingest.commit(slice([twice], dry: true, batch))
        try await library.store.ingest.close(batch)

        #expect(try await library.store.dump() == before)
        let real = try await library.store.ingest.openBatch(BatchRequest())
        #expect(real != batch, "a dry run is never resumed")
        #expect(try await library.store.ingest.commit(slice(books, dry: false, real)) == first)
        #expect(try await library.store.ingest.commit(slice([twice], dry: false, real)) == second)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: library.folder).filter { $0.hasPrefix("dry-run") } == []
        )
    }

    @Test func `an unfinished batch with the same options is resumed with its finished files`() async throws {
        let library = try TemporaryLibrary()
        let request = BatchRequest(licence: LicenceStatement(id: "CC0-1.0"), access: .open)
        let batch = try await library.store.ingest.openBatch(request)
        var counts = IngestCounts()
        counts.read = 2
        counts.rejected = 1
        let reject = Diagnostic(
            .reject, .marcLength, at: SourcePosition(record: 2, byteOffset: 900), "the length is no number")
        try await library.store.ingest.finish(file: Sample.hash(of: "a"), of: batch, counts: counts, rejects: [reject])

        #expect(try await library.store.ingest.openBatch(request) == batch)
        #expect(
            try await library.store.ingest.finishedFiles(of: batch).keys.sorted { $0.hex < $1.hex } == [
                Sample.hash(of: "a")
            ])
        #expect(try await library.store.ingest.openBatch(BatchRequest()) != batch)
        try await library.store.ingest.close(batch)
        #expect(try await library.store.ingest.openBatch(request) != batch)

        let log = try DatabaseQueue(path: library.folder + "/hoclieu.sqlite")
        let item = try log.read { try Row.fetchOne($0, sql: "SELECT code, record, byteOffset, reason FROM ingestItem") }
        #expect(item?["code"] == "marc-length")
        #expect(item?["byteOffset"] == 900)
    }

    @Test func `undo removes what was added and restores what was changed`() async throws {
        let library = try TemporaryLibrary()
        try await library.take(books)
        let before = try await library.store.dump()
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        let patches = [
            Sample.marc("1", "Số đỏ (bản mới)", by: "Vũ Trọng Phụng", year: 2020, position: 1),
            Sample.marc("9", "Lão Hạc", by: "Nam Cao", position: 2) { $0.subjects = ["Nông thôn"] },
            Sample.marc("1", "Tắt đèn", by: "Ngô Tất Tố", agency: "VN-HN", isbn: "9786040000019", position: 3),
        ]
        _ = try await library.store.ingest.commit(try library.slice(patches, file: "b.mrc", batch: batch))
        _ = try await library.take(
            try library.book("Chí Phèo", text: "Hắn vừa đi vừa chửi.", by: "Nam Cao", batch: batch))
        #expect(try await library.store.catalogue.size() == CatalogueSize(records: 4, materials: 1))

        let forecast = try await library.store.ingest.forecast(batch)
        let report = try await library.store.ingest.undo(batch)
        #expect(report == forecast)

        #expect(report == UndoReport(removed: 1, restored: 3, kept: []))
        #expect(try await library.store.dump() == before)
        #expect(try await library.store.verify().problems == [])
        let again = try await library.store.ingest.undo(batch)
        #expect(again == UndoReport(removed: 0, restored: 0, kept: []))
    }

    @Test func `undo leaves what another batch has built on`() async throws {
        let library = try TemporaryLibrary()
        let batch = try await library.store.ingest.openBatch(BatchRequest())
        _ = try await library.store.ingest.commit(try library.slice(books, file: "a.mrc", batch: batch))
        try await library.store.ingest.close(batch)
        try await library.take([Sample.marc("2", "Tắt đèn", by: "Ngô Tất Tố", year: 1939)], file: "b.mrc")

        let forecast = try await library.store.ingest.forecast(batch)
        let report = try await library.store.ingest.undo(batch)
        #expect(report == forecast)

        #expect(report == UndoReport(removed: 2, restored: 0, kept: [KeptRecord(RecordID(2), .changed)]))
        #expect(try await library.facts(2)?.year == 1939)
    }

    @Test func `one refused value does not take its neighbours with it`() async throws {
        let library = try TemporaryLibrary()
        let wrong = Sample.marc("8", "Năm 101", by: "Ai đó", year: 101, position: 2)

        let outcomes = try await library.take([books[0], wrong, books[2]])

        #expect(outcomes.first == .added(RecordID(1)))
        #expect(outcomes.last == .added(RecordID(2)))
        guard case .rejected(.valueInvalid, let reason) = outcomes[1] else {
            Issue.record("\(outcomes[1])")
            return
        }
        #expect(reason.contains("year"))
    }

    @Test func `a transaction that is interrupted leaves nothing`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([books[0]])
        let before = try await library.store.dump()
        let many = (0..<400).map { Sample.marc("n\($0)", "Tên \($0)", by: "Người \($0)", position: $0 + 1) }

        let task = Task { try await library.take(many, file: "dai.mrc") }
        task.cancel()

        // A cancelled task may have been too late; then everything is there.
        if (try? await task.value) == nil {
            #expect(try await library.store.dump() == before)
        } else {
            #expect(try await library.store.catalogue.size().records == 401)
        }
        #expect(try await library.store.verify().isClean)
    }

    @Test func `two processes write at once and neither is turned away`() async throws {
        let library = try TemporaryLibrary()
        let second = try TemporaryLibrary(alsoAt: library.folder)

        try await withThrowingTaskGroup(of: Void.self) { group in
            for (name, one) in [("a", library.store), ("b", second.store)] {
                group.addTask {
                    let batch = try await one.ingest.openBatch(BatchRequest(licence: LicenceStatement(id: name)))
                    for slice in 0..<20 {
                        let patches = (0..<25).map { number in
                            Sample.marc(
                                "\(slice)-\(number)", "\(name) \(slice) \(number)", by: name, agency: name,
                                position: slice * 25 + number + 1)
                        }
                        _ = try await one.ingest.commit(
                            RecordSlice(
                                batch: batch, file: Sample.hash(of: name), fileName: name, patches: patches,
                                isDryRun: false))
                    }
                }
            }
            try await group.waitForAll()
        }

        #expect(try await library.store.catalogue.size().records == 1000)
        #expect(try await second.store.verify().problems.filter { $0.code != .originalMissing } == [])
    }
}
