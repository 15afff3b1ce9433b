import Credentials
import Foundation
import GRDB
import Library
import Logging
import Synchronization
import Testing

@testable import SQLiteStore
@testable import Web

/// A disk that fills up in the middle of an act: the database may not grow.
@Suite struct DiskFilledTests {
    /// What the operator's log gets.
    private final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    private struct Keeping: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.error
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(
            level: Logger.Level, message: Logger.Message, metadata: Logger.Metadata?, source: String, file: String,
            function: String, line: UInt
        ) {
            let told = (metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.add(([message.description] + told).joined(separator: " "))
        }
    }

    /// Somebody who signed in before the disk was full.
    private struct Desk {
        let site: TestSite
        let headers: [String: String]

        init(_ staffed: StaffedSite) async throws {
            site = staffed.site
            headers = try await staffed.headers(.librarian)
        }

        func get(_ address: String) async throws -> Answer { try await site.get(address, headers: headers) }

        func post(
            _ address: String, _ fields: [(String, String)], act: String = SessionToken.mint()
        ) async throws -> Answer {
            let all = [("bieu-mau", StaffedSite.formToken), ("viec", act)] + fields
            let body = all.map { "\($0)=\(PercentText.encode($1))" }.joined(separator: "&")
            return try await site.get(address, headers: headers, method: "POST", body: body)
        }
    }

    private static let held = [
        ("loai", "reading-festival"), ("tu", "20/9/2026"), ("den", "21/9/2026"), ("tinh-trang", "held"), ("hs", "300"),
    ]

    /// Lets the precious database grow to as much as it is, or again as it likes.
    private func mayGrow(_ may: Bool, _ staffed: StaffedSite) throws {
        try staffed.site.store.databases.precious.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA max_page_count = \(may ? 1_073_741_823 : 1)")
        }
    }

    private func count(_ sql: String, _ staffed: StaffedSite) async throws -> Int {
        try await staffed.site.store.databases.precious.read { db in try Int.fetchOne(db, sql: sql) ?? 0 }
    }

    @Test func `an act that finds no room is taken back, told with the room there is, and done once when sent again`()
        async throws
    {
        let lines = Lines()
        let logger = Logger(label: "test") { _ in Keeping(lines: lines) }
        let staffed = try await StaffedSite(
            disk: DiskWatch(limits: DiskLimits(leastBytes: 256 << 20)) { 300 << 20 }, logger: logger)
        let address = "/quan-tri/diem/\(staffed.here.point)/hoat-dong/moi"
        let desk = try await Desk(staffed)
        let before = try await count("SELECT count(*) FROM activity", staffed)
        let problems = try await staffed.site.store.verify().problems
        try mayGrow(false, staffed)

        // When activities are added until the database would have to grow.
        var added = 0
        var act = SessionToken.mint()
        var answer = try await desk.post(address, Self.held + [("ten", "Ngày hội 0")], act: act)
        while answer.status == 303, added < 2_000 {
            added += 1
            act = SessionToken.mint()
            answer = try await desk.post(
                address, Self.held + [("ten", "Ngày hội \(added)")], act: act)
        }

        // Then the last was not done, and everybody is told.
        #expect(answer.status == 507)
        #expect(answer.text.contains("<code data-text>disk-filled</code>"))
        #expect(answer.text.contains("Ổ đĩa của máy chủ đã đầy giữa chừng"))
        #expect(answer.text.contains("không làm hai lần"))
        #expect(answer.header("Retry-After") == "60")
        #expect(try await count("SELECT count(*) FROM activity", staffed) == before + added)
        #expect(try await count("SELECT count(*) FROM formAct WHERE id = '\(act)'", staffed) == 0)
        let line = try #require(lines.all.last)
        let request = try #require(answer.header("X-Request-Id"))
        #expect(line.contains(address) && line.contains("code=disk-filled") && line.contains("free MiB=300"))
        #expect(line.contains("request=\(request)") && answer.text.contains(request))
        #expect(!line.contains("Ngày hội"), "no word of a form is in the log")
        #expect(try await desk.get("/quan-tri/diem/\(staffed.here.point)/hoat-dong").status == 200)

        // When there is room again, the same form is done, once.
        try mayGrow(true, staffed)
        let last = Self.held + [("ten", "Ngày hội \(added)")]
        let again = try await desk.post(address, last, act: act)
        let twice = try await desk.post(address, last, act: act)
        #expect(again.status == 303 && twice.header("Location") == again.header("Location"))
        #expect(try await count("SELECT count(*) FROM activity", staffed) == before + added + 1)
        #expect(try await staffed.site.store.verify().problems == problems)
    }

    @Test func `a desk on a full disk loses no loan it has acknowledged and makes none it has not`() async throws {
        let staffed = try await StaffedSite()
        let address = "/quan-tri/diem/\(staffed.here.point)/quay"
        let desk = try await Desk(staffed)
        let problems = try await staffed.site.store.verify().problems
        let events = "SELECT count(*) FROM ledgerEvent"
        let before = try await count(events, staffed)
        try mayGrow(false, staffed)

        // When a copy is lent and taken back until the database would have to grow.
        var acknowledged = 0
        var answer: Answer
        repeat {
            let reader = acknowledged.isMultiple(of: 2) ? [("bd", "\(staffed.here.patron)")] : []
            answer = try await desk.post(address, [("quet", "KHO.0001")] + reader)
            if answer.status == 303 { acknowledged += 1 }
        } while answer.status == 303 && acknowledged < 2_000

        #expect(answer.status == 507)
        #expect(acknowledged > 0)
        #expect(try await count(events, staffed) == before + acknowledged)
        try mayGrow(true, staffed)
        #expect(try await staffed.site.store.verify().problems == problems)
    }

    @Test func `errors of writing are the disk's, errors of reading are not`() throws {
        for code in [ResultCode.SQLITE_IOERR_WRITE, .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_SHMSIZE] {
            #expect(DiskFailure(DatabaseError(resultCode: code)) == .broken)
        }
        for code in [ResultCode.SQLITE_IOERR_READ, .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_BUSY] {
            #expect(DiskFailure(DatabaseError(resultCode: code)) == nil)
        }
        #expect(DiskFailure(DatabaseError(resultCode: .SQLITE_FULL)) == .full)
        #expect(DiskFailure(StoreError.diskNearlyFull(free: 1)) == .full)
        #expect(DiskFailure(CocoaError(.fileWriteOutOfSpace)) == .full)
        #expect(DiskFailure(VisitorError(.internal)) == nil)
    }

    @Test func `a file that comes in finds the disk full by what the system says`() throws {
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        #expect(full >= 0)

        let error = #expect(throws: (any Error).self) { try IncomingFile.write([1, 2, 3], to: full) }

        #expect(error.flatMap { DiskFailure($0) } == .full)
    }

    @Test(arguments: [
        (Int64?(10 << 20), 507, "disk-filled"), (300 << 30, 503, "disk-failed"), (nil, 503, "disk-failed"),
    ])
    func `an error of the disk is a lack of room where there is none`(
        _ free: Int64?, _ status: Int, _ code: String
    ) async throws {
        struct Broken: CatalogueSearch {
            func search(_ request: SearchRequest) async throws -> SearchAnswer {
                throw DatabaseError(resultCode: .SQLITE_IOERR_WRITE)
            }
            func completions(of prefix: String, limit: Int) async throws -> [Completion] { [] }
        }
        let site = try await TestSite(search: Broken(), disk: DiskWatch { free })

        let answer = try await site.get("/api/v1/search?q=a")

        #expect(answer.status == status)
        #expect(answer.text.contains("\"\(code)\""))
    }
}
