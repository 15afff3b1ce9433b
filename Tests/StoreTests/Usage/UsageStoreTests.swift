import FileStore
import Foundation
import GRDB
import Library
import Randomness
import SQLiteStore
import Testing

@Suite struct UsageStoreTests {
    private let library: TemporaryLibrary
    private let november = Month(2026, 11)!
    private let noon = Day(2026, 11, 12)!.start.adding(.seconds(12 * 3_600))

    init() throws { library = try TemporaryLibrary() }

    private var usage: any UsageStore { library.store.usage }

    private func hit(_ at: Moment, _ kind: HitKind = .section, record: Int64 = 1, session: Int64 = 1) -> RawHit {
        RawHit(
            at: at, kind: kind, record: kind.isInvestigation ? RecordID(record) : nil, section: nil, session: session,
            fallback: 9, marks: [.returned])
    }

    private func raw(_ month: String) throws -> DatabaseQueue {
        try DatabaseQueue(path: "\(library.folder)/usage/\(month).sqlite")
    }

    @Test func `a hit is read as it was written`() async throws {
        var random = SeededRandom(seed: 7)
        let hits = HitKind.allCases.flatMap { kind in
            HitMethod.allCases.map { method in
                RawHit(
                    at: noon.adding(.milliseconds(random.below(1_000))), kind: kind,
                    record: random.once(in: 2) ? RecordID(Int64(random.below(99))) : nil,
                    section: random.once(in: 2) ? random.below(99) : nil, method: method,
                    status: 200 + random.below(305),
                    session: Int64(bitPattern: random.next()), fallback: Int64(bitPattern: random.next()),
                    point: random.once(in: 2) ? ServicePointID(Int64(random.below(99) + 1)) : nil,
                    marks: HitMarks(rawValue: UInt8(random.below(32))))
            }
        }
        for hit in hits { usage.record(hit) }

        try await library.store.flushUsage(at: noon)

        let rows = try await raw("2026-11").read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT h.*, k.name AS kindName, m.name AS methodName FROM hit h
                    JOIN hitKind k ON k.id = h.kind JOIN hitMethod m ON m.id = h.method ORDER BY h.id
                    """)
        }
        #expect(rows.count == hits.count)
        for (row, hit) in zip(rows, hits) {
            #expect(row["at"] == hit.at.milliseconds && row["kindName"] == hit.kind.name)
            #expect(row["recordId"] == hit.record?.rawValue && row["section"] == hit.section)
            #expect(row["methodName"] == "\(hit.method)" && row["status"] == hit.status)
            #expect(row["session"] == hit.session && row["fallback"] == hit.fallback)
            #expect(row["pointId"] == hit.point?.rawValue)
            let marks: [(String, HitMarks)] = [
                ("isReturned", .returned), ("isRobot", .robot), ("isPrefetch", .prefetch), ("isStaff", .staff),
                ("isOnSite", .onSite),
            ]
            for (column, mark) in marks { #expect(row[column] == hit.marks.contains(mark), "\(column)") }
        }
        let counted = try #require(try await usage.count(november))
        #expect(counted.hitCount == hits.count)
    }

    @Test func `hits are counted in the order of their moments, and twice alike`() async throws {
        // Written out of order: together they are one double click and a single one.
        for second in [0, 60, 20] { usage.record(hit(noon.adding(.seconds(second)))) }
        try await library.store.flushUsage(at: noon)

        let first = try #require(try await usage.count(november))
        let second = try await usage.count(november)

        #expect(first.total(.itemRequest) == 2 && first.total(.uniqueItemRequest) == 1)
        #expect(first == second)
    }

    @Test func `each month has a file, and midnight in Việt Nam is its end`() async throws {
        let end = Day(2026, 12, 1)!.start
        usage.record(hit(end.adding(.milliseconds(-1))))
        usage.record(hit(end))
        usage.record(hit(end.adding(.seconds(1))))

        try await library.store.flushUsage(at: end.adding(.seconds(2)))

        let files = try await usage.files()
        #expect(files.map(\.month) == [november, november.next])
        #expect(try await usage.count(november)?.hitCount == 1)
        #expect(try await usage.count(november.next)?.hitCount == 2)
        #expect(try await usage.count(november)?.evidence.isOpen == false)
        #expect(try await usage.count(november.next)?.evidence.isOpen == true)
        #expect(try await usage.count(november.previous) == nil)
    }

    @Test func `a server that ended well lost nothing; one that did not says so`() async throws {
        try await library.store.beginUsage(robotList: Day(2026, 11, 1), at: noon)
        usage.record(hit(noon))
        try await library.store.endUsage(at: noon.adding(.seconds(60)))
        let closed = try #require(try await usage.count(november)).evidence
        // Another server, of which nobody hears again.
        try await library.store.beginUsage(robotList: Day(2026, 11, 20), at: noon.adding(.seconds(600)))
        let open = try #require(try await usage.count(november)).evidence
        let next = try TemporaryLibrary(alsoAt: library.folder)

        try await next.store.beginUsage(robotList: Day(2026, 11, 20), at: noon.adding(.seconds(900)))
        try await next.store.endUsage(at: noon.adding(.seconds(960)))

        let after = try #require(try await usage.count(november)).evidence
        #expect(closed.crashes == 0 && !closed.isOpen && closed.minutes == 1 && closed.days == 1)
        #expect(open.crashes == 0 && open.isOpen)
        #expect(after.crashes == 1 && !after.isOpen && after.minutes == 2)
        #expect(after.robotLists == [Day(2026, 11, 1)!, Day(2026, 11, 20)!])
    }

    @Test func `a quiet server says once a minute that it is alive, and goes over into the next month`() async throws {
        let end = Day(2026, 12, 1)!.start
        try await library.store.beginUsage(robotList: nil, at: end.adding(.seconds(-300)))
        for second in stride(from: -299, through: 300, by: 1) {
            try await library.store.flushUsage(at: end.adding(.seconds(second)))
        }

        let before = try #require(try await usage.count(november)).evidence
        let after = try #require(try await usage.count(november.next)).evidence
        #expect((4...5).contains(before.minutes) && before.days == 1 && !before.isOpen && before.crashes == 0)
        #expect(after.minutes == 5 && after.days == 1 && after.isOpen)
    }

    @Test func `a clock that went back is said in the month it left and in the one it went to`() async throws {
        let first = Day(2026, 12, 1)!.start.adding(.seconds(30))
        try await library.store.beginUsage(robotList: nil, at: first)
        usage.record(hit(first))
        try await library.store.flushUsage(at: first)
        let back = first.adding(.seconds(-3_600))
        usage.record(hit(back))

        try await library.store.flushUsage(at: back)
        usage.record(hit(back.adding(.seconds(1))))
        try await library.store.flushUsage(at: back.adding(.seconds(1)))

        let old = try #require(try await usage.count(november)),
            new = try #require(try await usage.count(november.next))
        #expect(old.evidence.clockSteps == 1 && new.evidence.clockSteps == 1)
        #expect(old.hitCount == 2 && new.hitCount == 1)
    }

    @Test func `a clock that went back while no server ran is noticed when the next begins`() async throws {
        try await library.store.beginUsage(robotList: nil, at: noon)
        try await library.store.endUsage(at: noon)
        let next = try TemporaryLibrary(alsoAt: library.folder)

        try await next.store.beginUsage(robotList: nil, at: noon.adding(.seconds(-86_400)))
        try await next.store.endUsage(at: noon.adding(.seconds(-86_399)))

        #expect(try await usage.count(november)?.evidence.clockSteps == 1)
    }

    @Test func `what cannot be written waits, and is written once it can be`() async throws {
        // A file in the way of the folder: every write fails.
        let folder = library.folder + "/usage"
        try Data().write(to: URL(fileURLWithPath: folder))
        usage.record(hit(noon))
        usage.record(hit(noon.adding(.seconds(1))))
        await #expect(throws: (any Error).self) { try await library.store.flushUsage(at: noon) }
        usage.record(hit(noon.adding(.seconds(2))))

        try FileManager.default.removeItem(atPath: folder)
        try await library.store.flushUsage(at: noon.adding(.seconds(3)))

        let counted = try #require(try await usage.count(november))
        #expect(counted.hitCount == 3 && counted.evidence.dropped == 0)
    }

    @Test func `hits that find no room are counted as lost`() async throws {
        let many = 200_000
        for number in 0..<(many + 5) { usage.record(hit(noon.adding(.milliseconds(number / 100)), .asset)) }

        try await library.store.flushUsage(at: noon)

        let counted = try #require(try await usage.count(november))
        #expect(counted.hitCount == many && counted.evidence.dropped == 5)
    }

    @Test func `what was counted stays when the raw hits go`() async throws {
        for session in 1...3 {
            usage.record(hit(noon, session: Int64(session)))
            usage.record(hit(noon, .page, session: Int64(session)))
        }
        try await library.store.flushUsage(at: noon)
        try await library.store.endUsage(at: noon)
        #expect(try await usage.prune(before: Month(2027, 1)!) == [], "nothing is counted yet")
        let counted = try #require(try await usage.count(november))

        #expect(try await usage.keepPast(at: Day(2026, 12, 1)!.start.adding(.seconds(60))) == [])
        #expect(try await usage.keepPast(at: Day(2026, 12, 1)!.start.adding(.seconds(3_600))) == [november])
        #expect(try await usage.keepPast(at: Day(2026, 12, 2)!.start) == [])
        #expect(try await usage.files().map(\.keptHits) == [6])
        #expect(try await usage.prune(before: november) == [])
        #expect(try await usage.prune(before: november.next) == [november])

        var kept = try #require(try await usage.kept(november))
        #expect(try await usage.files() == [])
        #expect(try await usage.count(november) == nil)
        kept.items = counted.items
        #expect(kept == counted)
    }

    @Test func `a freeze gets what was kept, else what is counted now, else nothing`() async throws {
        usage.record(hit(noon, .search))
        try await library.store.flushUsage(at: noon)
        let open = try #require(try await usage.online(november))
        try await library.store.endUsage(at: noon)
        try await usage.keepPast(at: Day(2026, 12, 2)!.start)
        _ = try await usage.prune(before: november.next)

        let kept = try await usage.online(november)

        #expect(open.first { $0.indicator == .search }?.value == 1)
        #expect(kept == open)
        #expect(try await usage.online(november.next) == nil)
    }

    @Test func `hits that came after the counting are not removed`() async throws {
        usage.record(hit(noon))
        try await library.store.flushUsage(at: noon)
        try await usage.keep(try #require(try await usage.count(november)))
        usage.record(hit(noon.adding(.seconds(1))))
        try await library.store.flushUsage(at: noon.adding(.seconds(1)))

        #expect(try await usage.prune(before: november.next) == [])
    }

    @Test func `the most read of some months and places, without records that are gone`() async throws {
        var rows = (1...3).map { Sample.row("Sách \($0)", position: $0) }
        rows[0].facts.audience.grades = [3, 4]
        try await library.take(rows)
        let here = FigurePlace.point(ServicePointID(4))
        let months = [november, november.next].map { month in
            MonthUsage(
                month: month, hits: [:], counts: [],
                items: [
                    ItemUse(place: here, record: RecordID(1), requests: 2, investigations: 2),
                    ItemUse(place: here, record: RecordID(3), requests: 0, investigations: 9),
                    ItemUse(place: here, record: RecordID(99), requests: 50, investigations: 50),
                    ItemUse(place: .site, record: RecordID(2), requests: 3, investigations: 3),
                ], evidence: UsageEvidence())
        }
        for month in months { try await usage.keep(month) }
        // Kept again, it stands in place of what was kept.
        try await usage.keep(months[0])

        let both = november...november.next
        let read = { (filter: MostReadFilter) in
            try await usage.mostRead(filter).map { [Int($0.record.id.rawValue), $0.requests] }
        }
        let all = try await read(MostReadFilter(months: both, limit: 9))
        let there = try await read(MostReadFilter(months: november...november, places: [here], fewest: 1, limit: 9))
        let few = try await read(MostReadFilter(months: november...november, places: [here], limit: 9))
        let one = try await read(MostReadFilter(months: both, limit: 1))
        let nowhere = try await read(MostReadFilter(months: both, places: [], limit: 9))
        let fourth = try await read(MostReadFilter(months: both, grade: 4, limit: 9))
        let fifth = try await read(MostReadFilter(months: both, grade: 5, limit: 9))

        #expect(all == [[2, 6], [1, 4]])
        #expect(there == [[1, 2]] && few == [], "two sessions are too few to be named")
        #expect(one == [[2, 6]] && nowhere == [])
        #expect(fourth == [[1, 4]] && fifth == [], "for the class level that the record is for")
    }

    @Test func `raw hits are in the backup, and come back with it`() async throws {
        usage.record(hit(noon))
        try await library.store.flushUsage(at: noon)
        let backup = library.folder + ".backup", restored = library.folder + "-restored"
        defer { for path in [backup, restored] { try? FileManager.default.removeItem(atPath: path) } }

        try await library.store.backup(to: backup)
        try await LibraryStore.restore(from: backup, folder: restored) { try LibraryFiles(folder: $0) }

        let copy = try TemporaryLibrary(alsoAt: restored)
        #expect(try await copy.store.usage.count(november) == usage.count(november))
        #expect(try await copy.store.verify().isClean)
    }

    @Test func `verify finds a file that was spoilt, and one that lost hits`() async throws {
        usage.record(hit(noon))
        usage.record(hit(Day(2026, 12, 2)!.start))
        try await library.store.flushUsage(at: Day(2026, 12, 2)!.start)
        try await library.store.endUsage(at: Day(2026, 12, 2)!.start)
        try await usage.keep(try #require(try await usage.count(november.next)))
        #expect(try await library.store.verify().hits == 2)

        try await raw("2026-12").write { db in try db.execute(sql: "DELETE FROM hit") }
        try Data("no database at all, only words".utf8).write(
            to: URL(fileURLWithPath: library.folder + "/usage/2026-11.sqlite"))

        let codes = try await library.store.verify().problems.map(\.code)
        #expect(codes == [.usageDamaged, .usageChanged])
    }
}
