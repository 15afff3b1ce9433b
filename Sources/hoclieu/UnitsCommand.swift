import ArgumentParser
import Ingest
import Library
import SQLiteStore
import Web

/// `hoclieu units load`: administrative units and what became of them.
struct UnitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "units", abstract: "Load the lists of administrative units.",
        subcommands: [Load.self, Export.self])

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
            let words = CommandWords()
            let sentences = load.faults.isEmpty ? nil : words.sentences
            for fault in load.faults {
                let sentence = sentences?[fault.code] ?? ""
                Terminal.say("\(fault.place)\t\(fault.code.rawValue): \(sentence)\t\(fault.found)")
            }
            print(words.units(load))
            if !load.faults.isEmpty { throw ExitCode(1) }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the successor links with what was confirmed, as successions.tsv.",
            discussion: """
                Redirected into the data folder's ingest/admin/successions.tsv it keeps what people confirmed; loading it again changes nothing.
                """)

        @ParentCommand var outer: UnitsCommand
        @OptionGroup var library: LibraryOption

        func run() async throws {
            let wiring = try Wiring(library.path(outer: outer.outer.library), creating: false)
            let filter = SuccessionFilter(isUnconfirmed: false, limit: .max)
            let links = try await wiring.store.membership.units.successions(filter).links
            print(SuccessionFile.text(of: links), terminator: "")
        }
    }

    @ParentCommand var outer: Hoclieu
}
