import FileStore
import Foundation
import Ingest
import Library
import Logging
import MadeFiles
import Randomness
import SQLiteStore
import Testing

/// Uploads under a server that dies: what was sent is there still, nothing is
/// half taken, and the next start goes on.
@Suite(.serialized, .enabled(if: Programs.areBuilt, "hoclieu and hoclieu-worker are built by swift build"))
struct UploadResumeTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    /// A library with one service point, opened by this process.
    private struct Desk {
        let store: LibraryStore
        let work: UploadWork
        let point: ServicePointID

        init(_ data: String) async throws {
            try FileManager.default.createDirectory(atPath: data + "/inbox", withIntermediateDirectories: true)
            let files = try LibraryFiles(folder: data)
            store = try LibraryStore.open(folder: data, contents: files)
            var units = UnitFiles()
            units.addUnits("66\tĐắk Lắk\tprovince\t\t2025-07-01\t", file: "units.tsv")
            _ = try await store.membership.units.load(units)
            let unit = try #require(try await store.membership.units.units(UnitFilter()).first)
            let act = UploadResumeTests.act
            let institution = try await store.membership.places.save(
                InstitutionFacts(name: "Trường A", kind: .primarySchool, unit: unit.id), as: nil, act: act)
            point = try await store.membership.places.save(
                ServicePointFacts(name: "Thư viện A", kind: .school), as: nil, of: institution, act: act)
            let workers = WorkerPool(
                WorkerSettings(
                    executable: Programs.worker, ingestFolder: Programs.repository + "/ingest",
                    inboxFolder: data + "/inbox", confinement: Confinement.detect()))
            work = UploadWork(
                UploadWork.Parts(
                    uploads: store.uploads, ingest: store.ingest, copies: store.circulating.intake, contents: files,
                    workers: workers,
                    licences: LicenceList(), dataFolder: data, rehearsalContents: { try LibraryFiles(folder: $0) },
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        }

        func send(_ files: [(String, [UInt8])], from folder: String) async throws -> BatchID {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let sent = try files.enumerated().map { place, file in
                let path = "\(folder)/\(place + 1)"
                try Data(file.1).write(to: URL(fileURLWithPath: path))
                return UploadedFile(path: path, name: FileLabel(file.0), byteCount: Int64(file.1.count))
            }
            return try await SpooledUploads(work).open(
                sent, as: UploadRequest(point: point, licence: LicenceStatement(id: "PD")),
                act: UploadResumeTests.act)
        }

        func stage(_ id: BatchID) async throws -> Upload { try #require(try await store.uploads.upload(id)) }
    }

    fileprivate static let act = Act.commandLine(at: Moment(milliseconds: 1_790_000_000_000))

    private static let files: [(String, [UInt8])] = {
        var files: [(String, [UInt8])] = [
            ("a.csv", Array(MadeTable.csv(titles: (1...900).map { "Sách thứ \($0)" } + ["", "Sách cuối"]).utf8))
        ]
        for book in 1...4 {
            let chapters = (1...5).map { chapter in
                (1...10).map { "Đoạn \($0) của chương \(chapter), quyển \(book): dòng sông chảy qua làng." }
            }
            files.append(("b\(book).epub", MadeBook(title: "Quyển \(book)", chapters: chapters).bytes))
        }
        return files + [("hong.epub", Array("PK\u{3}\u{4} không phải tệp nén".utf8)), ("rong.txt", [])]
    }()

    /// Has servers work at it, each for so long, the last until it stands still.
    private func serve(_ desk: Desk, _ data: String, _ id: BatchID, killedAfter moments: [Int]) async throws {
        for moment in moments {
            let server = try Programs.start(["--data", data, "serve", "--port", "0"])
            try await Task.sleep(for: .milliseconds(moment))
            server.kill()
            _ = server.wait()
        }
        let server = try Programs.start(["--data", data, "serve", "--port", "0"])
        defer {
            server.kill()
            _ = server.wait()
        }
        for _ in 0..<3_000 {
            let upload = try await desk.stage(id)
            // The row says so first, then the files go.
            let isTidy =
                upload.stage == .checked
                || !FileManager.default.fileExists(
                    atPath: "\(data)/uploads/\(upload.folder)")
            if !upload.isAtWork, upload.problem != nil || isTidy { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("the upload never stood still")
    }

    private func run(_ name: String, killedAfter moments: [Int]) async throws -> (dump: String, Upload) {
        let data = scratch.path + "/" + name
        let desk = try await Desk(data)
        let id = try await desk.send(Self.files, from: data + "/in")
        try await serve(desk, data, id, killedAfter: moments)
        let checked = try await desk.stage(id)
        #expect(checked.stage == .checked && checked.problem == nil)
        #expect(checked.counts.added == 905 && checked.counts.rejected == 3, "\(checked.counts)")
        try await desk.store.uploads.go(.takeLive, id, act: Self.act)
        try await serve(desk, data, id, killedAfter: moments)
        let live = try await desk.stage(id)
        while try await desk.store.indexPending() > 0 {}
        #expect(try await desk.store.verify().problems.map(\.description) == [])
        let left = (try? FileManager.default.contentsOfDirectory(atPath: data + "/uploads")) ?? []
        #expect(left == [], "the files are in the library")
        let dump = try await desk.store.dump()

        // And back again: nothing of it is left.
        try await desk.store.uploads.go(.remove, id, act: Self.act)
        try await serve(desk, data, id, killedAfter: moments.suffix(1))
        #expect(try await desk.stage(id).stage == .removed)
        #expect(try await desk.store.catalogue.size() == CatalogueSize(records: 0, materials: 0))
        try desk.store.close()
        return (dump, live)
    }

    @Test func `a server that is killed again and again ends where an undisturbed one ends`() async throws {
        var random = SeededRandom(seed: 8)
        let whole = try await run("whole", killedAfter: [])
        let moments = (0..<6).map { _ in Int.random(in: 20...1_500, using: &random) }

        let killed = try await run("killed", killedAfter: moments)

        #expect(whole.1.stage == .live && killed.1.stage == .live)
        #expect(whole.1.counts.added == 905 && whole.1.counts.rejected == 3)
        let difference = killed.dump.split(separator: "\n").difference(from: whole.dump.split(separator: "\n"))
        #expect(difference.isEmpty, "\(difference.prefix(6))")
    }

    @Test func `without a reading program the work stops, says why, and goes on when asked`() async throws {
        let data = scratch.data
        let desk = try await Desk(data)
        let id = try await desk.send([("a.csv", Array(MadeTable.csv(titles: ["Một cuốn"]).utf8))], from: data + "/in")

        let broken = try Programs.start(
            ["--data", data, "serve", "--port", "0"], environment: ["HOCLIEU_WORKER": "/khong/co"])
        for _ in 0..<3_000 where try await desk.stage(id).isAtWork { try await Task.sleep(for: .milliseconds(20)) }
        broken.kill()
        _ = broken.wait()
        let stopped = try await desk.stage(id)
        try await desk.store.uploads.go(.retry, id, act: Self.act)
        try await serve(desk, data, id, killedAfter: [])

        #expect(stopped.stage == .checking && stopped.problem == .worker)
        #expect(try await desk.stage(id).stage == .checked)
        await #expect(throws: UploadStepRefusal()) {
            try await desk.store.uploads.go(.retry, id, act: Self.act)
        }
        try desk.store.close()
    }

    @Test func `a batch of the browser is nobody's to resume at the command line`() async throws {
        let data = scratch.data
        let desk = try await Desk(data)
        let id = try await desk.send([("a.csv", Array(MadeTable.csv(titles: ["Một cuốn"]).utf8))], from: data + "/in")
        var counts = IngestCounts()
        (counts.read, counts.added) = (1, 1)
        try await desk.store.uploads.note(
            .checked([UploadFileOutcome(ordinal: 1, counts: counts, diagnostics: [])]), of: id)
        try await desk.store.uploads.go(.takeLive, id, act: Self.act)

        let batch = try await desk.store.ingest.openBatch(BatchRequest(licence: LicenceStatement(id: "PD")))

        #expect(batch != id)
        try desk.store.close()
    }
}
