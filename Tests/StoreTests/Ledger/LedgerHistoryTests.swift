import Library
import MadeHistories
import SQLiteStore
import Testing

/// The tables give what memory gives, over made-up histories.
@Suite struct LedgerHistoryTests {
    @Test func `histories in the tables are judged as in memory, made again alike, and verified`() async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store
        let places = [samples.school, samples.other, samples.province]
        let records = try await LedgerSamples.records(["Đất rừng phương Nam", "Tuổi thơ dữ dội"], in: samples.library)
        for seed in UInt64(0)..<60 {
            let world = MadeWorld(
                points: places.map(\.point), registers: places.map(\.institution), records: records,
                unit: samples.school.unit, firstNumber: Int64(seed) * 1_000)
            var maker = HistoryMaker(world, seed: 9_000 + seed)
            let memory = try MemoryLedger.history(&maker, 80)
            let events = memory.events.filter {
                if case .exceptionResolved = $0.event.fact { false } else { true }
            }

            let judged = try await store.circulating.ledger.accept(events.map(\.event))

            #expect(judged.map(\.conflict) == events.map(\.conflict), "history \(seed)")
            let again = try await store.circulating.ledger.accept(events.map(\.event))
            #expect(again == judged, "history \(seed)")
        }

        let report = try await store.rebuild(into: samples.library.folder + "/rebuilt.sqlite")

        #expect(report.isEqual)
        #expect(report.events > 4_000)
        // The seals of made-up boxes are of nothing.
        #expect(try await store.verify().problems.filter { $0.code != .sealWrong } == [])
    }
}
