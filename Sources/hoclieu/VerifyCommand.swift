import ArgumentParser
import Library
import SQLiteStore

/// `hoclieu verify`: checks databases, indexes and files.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check both databases, the indexes and the hash of every file.",
        discussion: "Exit status: 0 clean, 1 something is wrong.")

    @ParentCommand var outer: Hoclieu
    @OptionGroup var library: LibraryOption

    func run() async throws {
        let wiring = try Wiring(library.path(outer: outer.library), creating: false)
        let report = try await wiring.store.verify()
        for line in report.lines { print(line) }
        if !report.isClean { throw ExitCode(1) }
    }
}
