import ArgumentParser
import Foundation
import SQLiteStore

/// `hoclieu backup FILE`: one file with everything that cannot be made again.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write one file with everything that cannot be made again, and check it.")

    @ParentCommand var outer: Hoclieu
    @OptionGroup var library: LibraryOption

    @Argument(help: "The file to write.")
    var file: String

    func run() async throws {
        let wiring = try Wiring(library.path(outer: outer.library), creating: false)
        let parent = (Wiring.absolute(file) as NSString).deletingLastPathComponent
        guard FileManager.default.isWritableFile(atPath: parent) else {
            throw CommandFailure(
                "the folder \(parent) is not there or may not be written to. Choose another place for the backup.")
        }
        let report = try await wiring.store.backup(to: Wiring.absolute(file))
        print(
            "backup written and checked: \(file), \(counted(report.originals, "original")), \(report.byteCount >> 20) MiB"
        )
        for name in report.missing { print("missing in the library and so in the backup: \(name)") }
        for name in report.damaged { print("damaged in the library and so not in the backup: \(name)") }
        if !report.missing.isEmpty || !report.damaged.isEmpty { throw ExitCode(1) }
    }
}
