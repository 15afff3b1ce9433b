import ArgumentParser
import Foundation
import Library
import SQLiteStore

/// `hoclieu rebuild`: folds the ledger's events again and compares.
struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Fold the events of the ledger into an empty file and compare with what is at work.",
        discussion: """
            The events alone make the state of copies, loans, holds and boxes. Exit status: 0 equal, 1 different. \
            With --repair the state at work is replaced by what the events say; desks wait meanwhile.
            """)

    @ParentCommand var outer: Hoclieu
    @OptionGroup var library: LibraryOption

    @Option(help: ArgumentHelp("Keep the folded state in this file, which is replaced.", valueName: "file"))
    var into: String?

    @Flag(help: "Replace the state at work by what the events say.")
    var repair = false

    func validate() throws {
        guard !repair || into == nil else { throw ValidationError("--repair makes no file: leave --into out.") }
    }

    func run() async throws {
        let wiring = try Wiring(library.path(outer: outer.library), creating: false)
        let report = try await repair ? wiring.store.repairLedger() : rebuild(wiring)
        let seconds = report.took / .seconds(1)
        let rate = Int(Double(report.events) / max(seconds, 0.001))
        print("\(counted(report.events, "event")) folded in \(String(format: "%.1f", seconds)) s, \(rate) a second")
        print("at work  \(report.live)")
        print("rebuilt  \(report.rebuilt)")
        guard !report.isEqual else { return print("equal") }
        print(repair ? "different; repaired" : "different: the events are right. Run \"hoclieu rebuild --repair\".")
        if !repair { throw ExitCode(1) }
    }

    private func rebuild(_ wiring: Wiring) async throws -> RebuildReport {
        if let into { return try await wiring.store.rebuild(into: Wiring.absolute(into)) }
        let path = wiring.folder + "/rebuilt-\(ProcessInfo.processInfo.processIdentifier).sqlite"
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await wiring.store.rebuild(into: path)
    }
}
