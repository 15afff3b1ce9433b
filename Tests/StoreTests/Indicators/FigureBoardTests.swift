import Library
import Randomness
import SQLiteStore
import Testing

@Suite struct FigureBoardTests {
    private static let act = Act.commandLine(at: Moment(milliseconds: 1_790_000_000_000))
    private static let months = Month(2024, 1)!...Month(2026, 8)!

    private static func point(_ name: String, in store: LibraryStore, unit code: String = "66") async throws
        -> ServicePointID
    {
        var files = UnitFiles()
        files.addUnits(
            "66\tĐắk Lắk\tprovince\t\t2025-07-01\t\n25\tPhú Thọ\tprovince\t\t2025-07-01\t", file: "units.tsv")
        _ = try await store.membership.units.load(files)
        let units = try await store.membership.units.units(UnitFilter())
        let unit = try #require(units.first { $0.code == code })
        let institution = try await store.membership.places.save(
            InstitutionFacts(name: name, kind: .library, unit: unit.id), as: nil, act: act)
        return try await store.membership.places.save(
            ServicePointFacts(name: name, kind: .commune), as: nil, of: institution, act: act)
    }

    private static func note(
        _ value: Int?, _ month: Month, at point: ServicePointID, in store: LibraryStore, reason: String? = nil
    ) async throws {
        let key = FigureKey(.point(point), .visit, month, .imported)
        _ = try await store.figures.note(FigureNotes([FigureNote(key, value)], reason: reason), act: act)
    }

    @Test func `the board is what the store's tables say after every change, from this process or another`()
        async throws
    {
        let library = try TemporaryLibrary()
        let elsewhere = try TemporaryLibrary(alsoAt: library.folder)
        let other = elsewhere.store
        var random = SeededRandom(seed: 7)
        var points = [try await Self.point("Một", in: library.store), try await Self.point("Hai", in: other)]
        let board = library.store.board
        _ = try await board.scene([.visit], in: Self.months)

        for round in 0..<40 {
            let writer = random.next() % 2 == 0 ? library.store : other
            if round == 20 { points.append(try await Self.point("Ba", in: other)) }
            let point = points[Int(random.next() % UInt64(points.count))]
            let month = Self.months.lowerBound.adding(months: Int(random.next() % 32))
            let value = random.next() % 9 == 0 ? nil : Int(random.next() % 1_000)
            try? await Self.note(value, month, at: point, in: writer, reason: "Đếm lại")

            let scene = try await board.scene([.visit], in: Self.months)
            let table = try await library.store.figures.table(.visit, at: nil, in: Self.months)
            let held = try #require(scene.tables[.visit])
            for place in Set(table.places + held.places) {
                #expect(Array(held[place]).map(\.value) == Self.values(table, place), "round \(round)")
            }
            #expect(scene.directory.places.count == points.count)
        }
    }

    /// A place without a row has nothing in every month.
    private static func values(_ table: FigureTable, _ place: FigurePlace) -> [Int?] {
        table[place].isEmpty ? months.each.map { _ in nil } : table[place].map(\.value)
    }

    @Test func `months further back are read when they are asked for`() async throws {
        let library = try TemporaryLibrary()
        let point = try await Self.point("Một", in: library.store)
        try await Self.note(7, Month(2015, 3)!, at: point, in: library.store)
        _ = try await library.store.board.scene([.visit], in: Self.months)

        let scene = try await library.store.board.scene([.visit], in: Month(2015, 1)!...Month(2026, 8)!)

        #expect(scene.tables[.visit]?[.point(point), Month(2015, 3)!].value == 7)
    }

    @Test func `a server that reads beforehand answers with what was written a moment ago`() async throws {
        let library = try TemporaryLibrary()
        let elsewhere = try TemporaryLibrary(alsoAt: library.folder)
        let point = try await Self.point("Một", in: library.store)
        try await Self.note(7, Month(2026, 3)!, at: point, in: library.store)
        let board = library.store.board
        async let _: Void = board.keepFresh(over: Month(2026, 8)!)
        _ = try await board.scene([.visit], in: Self.months)

        try await Self.note(9, Month(2026, 3)!, at: point, in: elsewhere.store, reason: "Đếm lại")
        try await Self.note(4, Month(2026, 4)!, at: point, in: elsewhere.store)
        let table = try await board.scene([.visit], in: Self.months).tables[.visit]

        #expect(table?[.point(point), Month(2026, 3)!].value == 9)
        #expect(table?[.point(point), Month(2026, 4)!].value == 4)
    }

    @Test func `a year's import is read as a whole`() async throws {
        let library = try TemporaryLibrary()
        let point = try await Self.point("Một", in: library.store)
        _ = try await library.store.board.scene([.visit], in: Self.months)
        let notes = (0..<FigureBoard.mostChanges + 1).map { number in
            FigureNote(
                FigureKey(.point(point), .event, Month(1_000, 1)!.adding(months: Int(number)), .imported), Int(number))
        }
        _ = try await library.store.figures.note(FigureNotes(notes), act: Self.act)
        try await Self.note(3, Month(2026, 3)!, at: point, in: library.store)

        let table = try await library.store.board.scene([.visit], in: Self.months).tables[.visit]

        #expect(table?[.point(point), Month(2026, 3)!].value == 3)
    }

    @Test func `a point knows what it lies in, and a changed name is seen`() async throws {
        let library = try TemporaryLibrary()
        let store = library.store
        let point = try await Self.point("Thư viện xã", in: store)
        let before = try await store.board.scene([], in: Self.months).directory
        let place = try #require(before.place(point))

        _ = try await store.membership.places.save(
            ServicePointFacts(name: "Thư viện phường", kind: .commune), as: point, of: place.institution, act: Self.act)
        let after = try await store.board.scene([], in: Self.months).directory

        #expect(before.lineage(of: .servicePoint(point))?.nodes.contains(.unit(place.unit)) == true)
        #expect(before.points(within: .unit(place.unit)).map(\.id) == [point])
        #expect(before.points(within: .unit(UnitID(9_999))).isEmpty)
        #expect(
            try await store.membership.places.lineage(of: .servicePoint(point))
                == before.lineage(of: .servicePoint(point)))
        #expect(after.place(point)?.name == "Thư viện phường")
    }
}
