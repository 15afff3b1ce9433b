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
            """
            The server must be stopped. What was there before stays in the folder, in before-restore-1 and so on.
            A backup that the server made keeps its originals beside it, in hoclieu-files: copy both.
            Exit status: 0 all restored, 1 without files that are missing, 2 nothing restored.
            """)

    @ParentCommand var outer: Hoclieu
    @OptionGroup var library: LibraryOption

    @Flag(help: "Restore a day's backup although files are missing beside it, and name them.")
    var withoutMissing = false

    @Argument(help: "A file written by \"hoclieu backup\", or by the server each day.")
    var file: String

    func run() async throws {
        let folder = Wiring.absolute(library.path(outer: outer.library))
        let missing = try await LibraryStore.restore(
            from: Wiring.absolute(file), folder: folder, isPartial: withoutMissing
        ) { try LibraryFiles(folder: $0) }
        let wiring = try Wiring(folder, creating: false)
        while try await wiring.store.indexPending() > 0 {}
        print("restored from \(file)")
        for name in missing { print("missing in the backup and so in the library: \(name)") }
        if !missing.isEmpty { throw ExitCode(1) }
    }
}
