import ArgumentParser
import SQLiteStore

/// `hoclieu reindex`: builds the search indexes again.
struct ReindexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reindex",
        abstract: "Build the search indexes again from what is stored.",
        discussion: "Never needed in normal use; the library goes on working while it runs.")

    @ParentCommand var outer: Hoclieu
    @OptionGroup var library: LibraryOption

    func run() async throws {
        let wiring = try Wiring(library.path(outer: outer.library), creating: false)
        try await wiring.store.reindex()
        print("the indexes are built")
    }
}
