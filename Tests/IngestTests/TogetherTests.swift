import FileStore
import Foundation
import Library
import MadeFiles
import SQLiteStore
import Testing

/// Several programs at one library: nobody waits long, nobody is turned away.
@Suite(.serialized, .enabled(if: Programs.areBuilt, "hoclieu and hoclieu-worker are built by swift build"))
struct TogetherTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    @Test func `two ingests at once both end well and nothing is doubled`() async throws {
        for name in ["one", "two"] {
            try scratch.write("\(name)/\(name).csv", MadeTable.csv(titles: (1...400).map { "Sách \(name) số \($0)" }))
            try scratch.write(
                "\(name)/\(name).epub",
                MadeBook(title: "Quyển \(name)", chapters: [["Một đoạn văn của quyển \(name)."]]).bytes)
            // The same file from both sides.
            try scratch.write("\(name)/chung.csv", MadeTable.csv(titles: (1...50).map { "Sách chung \($0)" }))
        }

        let runs = try ["one", "two"].map {
            try Programs.start(["--data", scratch.data, "ingest", scratch.path + "/" + $0, "--json"])
        }
        let outcomes = runs.map { $0.wait() }

        for outcome in outcomes { #expect(outcome.code == 0, "\(outcome.errors) \(outcome.output)") }
        let batches = try outcomes.map { try $0.json()["batch"] as? Int }
        #expect(Set(batches).count == 2, "each can be undone by itself")
        let store = try LibraryStore.open(folder: scratch.data, contents: LibraryFiles(folder: scratch.data))
        #expect(try await store.catalogue.size() == CatalogueSize(records: 400 + 400 + 50 + 2, materials: 2))
        #expect(try await store.verify().problems.map(\.description) == [])
    }

    @Test func `searching beside an ingest never meets a busy database, and finds what is new`() async throws {
        try scratch.write("first.csv", MadeTable.csv(titles: (1...200).map { "Truyện làng \($0)" }))
        try scratch.write("in/second.csv", MadeTable.csv(titles: (1...3_000).map { "Truyện biển \($0)" }))
        try scratch.write(
            "in/third.epub",
            MadeBook(title: "Ngọn hải đăng", chapters: [["Ngọn hải đăng đứng giữa trùng khơi."]]).bytes)
        _ = try Programs.run(["--data", scratch.data, "ingest", scratch.path + "/first.csv"])
        let store = try LibraryStore.open(folder: scratch.data, contents: LibraryFiles(folder: scratch.data))

        let ingest = try Programs.start(["--data", scratch.data, "ingest", scratch.path + "/in"])
        let questions = try await withThrowingTaskGroup(of: Int.self) { group in
            for client in 0..<8 {
                group.addTask {
                    var asked = 0
                    repeat {
                        let text = ["truyen lang", "truyện biển", "hai dang", "sach"][(asked + client) % 4]
                        _ = try await store.search.search(SearchRequest(text: text, viewer: .staff))
                        asked += 1
                    } while ingest.isRunning
                    return asked
                }
            }
            return try await group.reduce(0, +)
        }
        let outcome = ingest.wait()

        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(questions > 0)
        let found = try await store.search.search(SearchRequest(text: "truyen bien", viewer: .staff))
        #expect(found.total.number >= 1_000)
        let inside = try await store.search.search(SearchRequest(text: "giua trung khoi", viewer: .staff))
        #expect(inside.books.first?.record.title == "Ngọn hải đăng")
    }
}
