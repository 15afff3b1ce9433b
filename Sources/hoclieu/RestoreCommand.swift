import ArgumentParser
import FileStore
import Foundation
import SQLiteStore

/// `hoclieu restore FILE`: puts a backup in place of the library.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in place of the library.",
        discussion:
            "The server must be stopped. What was there before stays in the folder, in before-restore-1 and so on.")

    @ParentCommand var outer: Hoclieu
    @OptionGroup var library: LibraryOption

    @Argument(help: "A file written by \"hoclieu backup\".")
    var file: String

    func run() async throws {
        let folder = Wiring.absolute(library.path(outer: outer.library))
        try await LibraryStore.restore(from: Wiring.absolute(file), folder: folder) { try LibraryFiles(folder: $0) }
        let wiring = try Wiring(folder, creating: false)
        while try await wiring.store.indexPending() > 0 {}
        print("restored from \(file)")
    }
}
