import GRDB
import Library
import SQLiteStore
import Testing

/// Copies that the records of an ingest name, on their way into a register and
/// out of it again.
@Suite struct CopyIntakeTests {
    private let file = Sample.hash(of: "xuat.mrc")

    private func draft(_ number: String, barcode: String? = nil, owner: String? = nil) throws -> CopyDraft {
        var draft = CopyDraft(number: try #require(AccessionNumber(number)))
        (draft.barcode, draft.owner) = (barcode, owner)
        return draft
    }

    /// Two records and what their copies become.
    private struct Scene {
        let samples: LedgerSamples
        let batch: BatchID
        let records: [RecordID]
        let file: ContentHash

        init(_ file: ContentHash) async throws {
            samples = try await LedgerSamples()
            batch = try await samples.library.store.ingest.openBatch(BatchRequest())
            let patches = ["Số đỏ", "Tắt đèn"].enumerated().map {
                Sample.marc("\($0)", $1, by: "Ai đó", position: $0 + 1)
            }
            records = try await samples.library.store.ingest.commit(
                try samples.library.slice(patches, file: "xuat.mrc", batch: batch)
            ).compactMap(\.record)
            self.file = file
        }

        var stores: LedgerStores { samples.library.store.circulating }

        func enter(
            _ drafts: [(record: Int, draft: CopyDraft)], owner: String? = nil, in batch: BatchID? = nil,
            isDryRun: Bool = false
        ) async throws -> [CopyEntryOutcome] {
            let entries = drafts.map { CopyEntry(record: records[$0.record], draft: $0.draft, row: $0.record + 1) }
            return try await stores.intake.enter(
                entries,
                as: CopyEntryRequest(
                    register: RegisterChoice(point: samples.school.point, ownerCode: owner),
                    batch: batch ?? self.batch, file: file, isDryRun: isDryRun))
        }

        /// As the forecast said it would be.
        func undo() async throws -> UndoReport {
            let forecast = try await samples.library.store.ingest.forecast(batch)
            let report = try await samples.library.store.ingest.undo(batch)
            #expect(report == forecast)
            return report
        }
    }

    private func codes(_ outcomes: [CopyEntryOutcome]) -> [String] {
        outcomes.map {
            switch $0 {
            case .entered: "entered"
            case .known: "known"
            case .refused(let code, _): code.rawValue
            }
        }
    }

    @Test func `copies stand in the register as their records name them`() async throws {
        let scene = try await Scene(file)
        var full = try draft("TK.00012", barcode: "893000123")
        (full.callNumber, full.price, full.condition, full.location) = ("895.9 V500P", 45_000, .worn, "Kho mượn")
        (full.source, full.receivedOn, full.note) = (.gift, Day(2019, 9, 5), "Bìa cứng")
        var lost = try draft("TK.13")
        lost.standing = .lost
        var gone = try draft("TK.14")
        (gone.standing, gone.withdrawal) = (.withdrawn, "12/5/2021, số 3")

        let outcomes = try await scene.enter([(0, full), (0, lost), (1, gone)])
        let copies = try await scene.stores.holdings.copies(of: scene.records[0])

        #expect(codes(outcomes) == ["entered", "entered", "entered"])
        #expect(copies.map(\.state.status) == [.available, .missing])
        #expect(copies[0].state.owner == scene.samples.school.point)
        #expect(copies[0].facts == full.facts(of: scene.records[0], in: scene.samples.school.institution))
        #expect(try await scene.stores.holdings.copies(of: scene.records[1]).map(\.state.status) == [.withdrawn])
        #expect(try await scene.samples.library.store.verify().problems.filter { $0.code != .originalMissing } == [])
    }

    @Test func `a number or barcode that is taken refuses its own copy, and says whose it is`() async throws {
        let scene = try await Scene(file)
        _ = try await scene.enter([(0, try draft("TK.1", barcode: "111"))])

        let outcomes = try await scene.enter([
            (1, try draft("tk 001", barcode: "222")), (1, try draft("TK.2", barcode: "111")), (1, try draft("TK.3")),
            (1, try draft("TK.03")), (0, try draft("TK.1", barcode: "111")), (1, try draft("TK.3")),
        ])

        #expect(
            codes(outcomes) == [
                "copy-number-taken", "copy-barcode-taken", "entered", "copy-number-twice", "entered",
                "copy-number-twice",
            ])
        guard case .refused(_, let reason) = outcomes[0] else { return }
        #expect(
            reason == "number tk 001 stands in the register already, as TK.1 (copy 1) of record \(scene.records[0])")
        #expect(try await scene.stores.holdings.copies(of: scene.records[1]).count == 1)
    }

    @Test func `another batch finds the same copies known, and changes nothing`() async throws {
        let scene = try await Scene(file)
        let drafts = [(0, try draft("TK.1")), (1, try draft("TK.2", barcode: "222"))]
        let first = try await scene.enter(drafts)
        let events = try await scene.stores.ledger.history(of: CopyID(1))
        let next = try await scene.samples.library.store.ingest.openBatch(BatchRequest(isNew: true))

        let again = try await scene.enter(drafts)
        let later = try await scene.enter(drafts, in: next)

        #expect(codes(first) == ["entered", "entered"])
        #expect(again == first, "an interrupted run of the same batch counts what it had entered")
        #expect(later == [.known(CopyID(1)), .known(CopyID(2))])
        #expect(try await scene.stores.ledger.history(of: CopyID(1)) == events)
    }

    @Test func `copies of another library are left out when its code is asked for`() async throws {
        let scene = try await Scene(file)

        let outcomes = try await scene.enter(
            [(0, try draft("1", owner: "THCS1")), (0, try draft("2", owner: "TVT")), (0, try draft("3"))],
            owner: "THCS1")

        #expect(codes(outcomes) == ["entered", "copy-other-library", "copy-other-library"])
    }

    @Test func `a dry run says the same as the run, and keeps nothing`() async throws {
        let scene = try await Scene(file)
        _ = try await scene.enter([(0, try draft("TK.1", barcode: "111"))])
        let rehearsal = try await scene.samples.library.store.ingest.openBatch(BatchRequest(isDryRun: true))
        let drafts = [
            (0, try draft("TK.1", barcode: "111")), (1, try draft("TK.1")), (1, try draft("TK.2")),
            (0, try draft("TK.2")), (0, try draft("TK.4", barcode: "TK.2")),
        ]
        let real = try await scene.samples.library.store.ingest.openBatch(BatchRequest(isNew: true))

        let rehearsed = try await scene.enter(drafts, in: rehearsal, isDryRun: true)
        let after = try await scene.stores.holdings.copies(of: scene.records[1])
        let done = try await scene.enter(drafts, in: real)

        #expect(after == [])
        #expect(codes(rehearsed) == codes(done))
        #expect(
            codes(done) == ["known", "copy-number-taken", "entered", "copy-number-taken", "copy-barcode-taken"])
    }

    @Test func `a point that is not there takes nothing`() async throws {
        let scene = try await Scene(file)
        let entry = CopyEntry(record: scene.records[0], draft: try draft("1"), row: 1)

        await #expect(throws: CopyRefusal.pointUnknown) {
            _ = try await scene.stores.intake.enter(
                [entry],
                as: CopyEntryRequest(
                    register: RegisterChoice(point: ServicePointID(999)), batch: scene.batch, file: file))
        }
    }

    // MARK: Taking back

    @Test func `an undo takes copies and records back, and their numbers are free again`() async throws {
        let scene = try await Scene(file)
        var lost = try draft("TK.2")
        lost.standing = .lost
        _ = try await scene.enter([(0, try draft("TK.1")), (0, lost), (1, try draft("TK.3"))])

        let report = try await scene.undo()
        let next = try await scene.samples.copies(1, at: scene.samples.school)

        #expect((report.removed, report.copiesRemoved) == (2, 3))
        #expect(report.isWhole)
        #expect(next == [CopyID(4)], "a number of a copy is never given again")
        #expect(try await scene.stores.holdings.copy(CopyID(1)) == nil)
        #expect(
            try await scene.stores.ledger.history(of: CopyID(1)).map(\.event.fact).last == .copyUnregistered(CopyID(1)))
        let library = scene.samples.library
        #expect(try await library.store.rebuild(into: library.folder + "/again.sqlite").isEqual)
        #expect(try await library.store.verify().problems.filter { $0.code != .originalMissing } == [])
    }

    @Test func `copies to which something has happened stay with their records, and the row says why`() async throws {
        let scene = try await Scene(file)
        _ = try await scene.enter([(0, try draft("TK.1")), (0, try draft("TK.2")), (1, try draft("TK.3"))])
        try await scene.stores.register.describe(
            CopyID(1), as: CopyDescription(condition: .damaged), act: LedgerSamples.act)

        let report = try await scene.undo()
        let left = try await scene.stores.holdings.copies(of: scene.records[0])

        #expect(report.kept == [KeptRecord(scene.records[0], .copies)])
        #expect(report.keptCopies.map(\.number) == ["TK.1"] && report.keptCopies.map(\.reason) == [.happened])
        #expect((report.removed, report.copiesRemoved) == (1, 2))
        #expect(left.map(\.id) == [CopyID(1)])
        let log = try DatabaseQueue(path: scene.samples.library.folder + "/hoclieu.sqlite")
        let rows = try await log.read {
            try Row.fetchAll($0, sql: "SELECT code, record FROM ingestItem ORDER BY id").map {
                "\($0[0] as String) \($0[1] as Int)"
            }
        }
        #expect(rows == ["undo-record-copies 1", "undo-copy-happened 1"])
        #expect(try await scene.samples.library.store.verify().problems.filter { $0.code != .originalMissing } == [])
    }

    @Test func `a record with copies that came another way stays whole, with all that the batch did to it`()
        async throws
    {
        let scene = try await Scene(file)
        let library = scene.samples.library
        _ = try await library.store.ingest.commit(
            try library.slice(
                [Sample.marc("0", "Số đỏ (bản sửa)", by: "Ai đó", position: 1)], file: "sua.mrc", batch: scene.batch))
        _ = try await scene.samples.copies(1, of: scene.records[0], at: scene.samples.other)

        let report = try await scene.undo()

        #expect(report.kept == [KeptRecord(scene.records[0], .copies)])
        #expect((report.removed, report.restored) == (1, 0))
        #expect(try await library.facts(scene.records[0].rawValue)?.title == "Số đỏ (bản sửa)")
    }

    @Test func `a record that is asked for or waited for stays`() async throws {
        let scene = try await Scene(file)
        let samples = scene.samples
        _ = try await scene.stores.rotation.requests.ask(
            RequestFacts(record: scene.records[0], quantity: 2), from: samples.school.point, to: samples.province.point,
            act: LedgerSamples.act)
        var random = SystemRandomNumberGenerator()
        _ = try await scene.stores.ledger.accept([
            LedgerEvent(
                id: .mint(at: LedgerSamples.now, using: &random), device: .server, deviceSequence: 1,
                happenedAt: LedgerSamples.now,
                fact: .holdPlaced(HoldID(1), scene.records[1], pickup: samples.school.point))
        ])

        let report = try await scene.undo()

        #expect(report.kept == scene.records.map { KeptRecord($0, .named) })
        #expect(report.removed == 0)
    }
}
