import Library
import Synchronization
import Testing
import Web

@testable import SQLiteStore

/// When it is asked what became of a unit that has ended.
@Suite struct FormerUnitAccessTests {
    /// The real one, with a count of the questions.
    private final class CountedPlaces: BoardStore {
        let places: any BoardStore
        let questions = Atomic<Int>(0)
        init(_ places: any BoardStore) { self.places = places }
        func placeChanges() async throws -> Int64 {
            questions.add(1, ordering: .relaxed)
            return try await places.placeChanges()
        }
        func directory() async throws -> PlaceDirectory { try await places.directory() }
        func changes(after entry: Int64) async throws -> [FigureChange] { try await places.changes(after: entry) }
    }

    @Test func `the board is asked only where a visitor's own places do not answer`() async throws {
        // Given a report of a commune of today and one of a commune it was made of.
        let counted = Mutex<CountedPlaces?>(nil)
        let staffed = try await StaffedSite(board: { store in
            let places = CountedPlaces(BoardTableStore(pool: store.databases.precious))
            counted.withLock { $0 = places }
            return FigureBoard(figures: store.figures, places: places)
        })
        let places = try #require(counted.withLock { $0 })
        let store = staffed.site.store
        let units = try await store.membership.units.units(UnitFilter(on: Day(2025, 6, 30)!))
        let former = try #require(units.first { $0.name == "Hòa Xuân" })
        var reports: [UnitID: ReportID] = [:]
        for unit in [staffed.here.unit, former.id] {
            var texts = ReportTexts()
            texts.body = "Ủy ban thử"
            let order = ReportOrder(
                node: .unit(unit), kind: .annual, months: Month(2025, 8)!...Month(2026, 7)!)
            reports[unit] = try await store.reports.reports.open(
                ReportDraft(
                    order: order, texts: texts, figures: ReportFigures(takenAt: StaffedSite.now, place: "Nơi thử")),
                act: StaffedSite.act)
        }
        let ask = { (unit: UnitID, person: StaffedSite.Person) in
            let before = places.questions.load(ordering: .relaxed)
            let answer = try await staffed.get("/quan-tri/bao-cao/\(try #require(reports[unit]))", as: person)
            return (answer.status, places.questions.load(ordering: .relaxed) - before)
        }

        let today = try await ask(staffed.here.unit, .coordinator)
        let everywhere = try await ask(former.id, .admin)
        let nowhere = try await ask(former.id, .reader)
        let heir = try await ask(former.id, .coordinator)
        let stranger = try await ask(former.id, .coordinatorElsewhere)

        #expect(today == (200, 0))
        #expect(everywhere == (200, 0))
        #expect(nowhere == (403, 0))
        #expect(heir.0 == 200 && heir.1 > 0)
        #expect(stranger.0 == 403 && stranger.1 > 0)
    }
}
