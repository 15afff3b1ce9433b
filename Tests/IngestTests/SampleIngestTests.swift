import FileStore
import Foundation
import Library
import SQLiteStore
import Testing

/// Every real file ends in the catalogue or in a reject that says why.
@Suite(
    .serialized, .enabled(if: Programs.areBuilt, "hoclieu and hoclieu-worker are built by swift build"),
    .enabled(if: SharedSamples.folder != nil, "../shared/samples is not here"))
struct SampleIngestTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    private func store() throws -> LibraryStore {
        try LibraryStore.open(folder: scratch.data, contents: LibraryFiles(folder: scratch.data))
    }

    @Test func `all samples at once: each file is taken or rejected with a code, and again changes nothing`()
        async throws
    {
        let folder = try #require(SharedSamples.folder)

        let outcome = try Programs.run(["--data", scratch.data, "ingest", folder, "--json"])

        #expect(outcome.code == 1, "\(outcome.errors)")
        let json = try outcome.json()
        let counts = try #require(json["counts"] as? [String: Int])
        #expect(counts["read"] == ["added", "changed", "unchanged", "rejected"].reduce(0) { $0 + (counts[$1] ?? 0) })
        let rejects = try #require(json["rejects"] as? [[String: Any]])
        for reject in rejects {
            #expect(DiagnosticCode(rawValue: reject["code"] as? String ?? "") != nil)
            #expect((reject["reason"] as? String)?.isEmpty == false)
        }
        let rejected = Set(rejects.compactMap { $0["file"] as? String })
        let library = try store()
        let before = try await library.dump()
        for file in Self.files(under: folder) {
            let name = (file as NSString).lastPathComponent
            #expect(rejected.contains(file) || before.contains(name), "\(file) is nowhere")
        }
        #expect(try await library.verify().problems.map(\.description) == [])
        try library.close()

        let again = try Programs.run(["--data", scratch.data, "ingest", folder, "--json"])
        let recount = try again.json()["counts"] as? [String: Int]
        #expect(recount?["added"] == 0)
        #expect(recount?["changed"] == 0)
        let reopened = try store()
        #expect(try await reopened.dump() == before)
    }

    private static func files(under folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
        return names.map { "\(folder)/\($0)" }.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }
}
