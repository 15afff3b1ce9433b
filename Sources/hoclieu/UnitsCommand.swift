import ArgumentParser
import Ingest
import Library
import SQLiteStore

/// `hoclieu units load`: administrative units and what became of them.
struct UnitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "units", abstract: "Load the lists of administrative units.", subcommands: [Load.self])

    struct Load: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in ingest/admin: units of today and before, and successor links.",
            discussion: """
                A file in the data folder's ingest/admin stands for the one of the same name that comes with the program.
                Loading again changes nothing; what a person confirmed stays.
                Exit status: 0 all lines taken, 1 some left out.
                """)

        @ParentCommand var outer: UnitsCommand
        @OptionGroup var library: LibraryOption

        func run() async throws {
            let wiring = try Wiring(library.path(outer: outer.outer.library), creating: true)
            let files = UnitFolder.read(wiring.ingestFolders)
            let load = try await wiring.store.membership.units.load(files)
            for fault in load.faults { Terminal.complain(fault) }
            print("\(load.units) units, \(load.successions) successor links; \(load.changed) rows changed")
            if !load.faults.isEmpty { throw ExitCode(1) }
        }
    }

    @ParentCommand var outer: Hoclieu
}
