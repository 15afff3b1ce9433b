import ArgumentParser
import Foundation
import Ingest

/// `hoclieu doctor`: says what this machine lacks.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what this machine lacks.",
        discussion: "Exit status: 0 nothing is missing that hoclieu needs, 1 something is.")

    @ParentCommand var outer: Hoclieu
    @OptionGroup var library: LibraryOption

    func run() async throws {
        let folder = Wiring.absolute(library.path(outer: outer.library))
        let findings = await Doctor(folder: folder).examine()
        for finding in findings { print(finding.line) }
        if findings.contains(where: { $0.state == .missing }) { throw ExitCode(1) }
    }
}
