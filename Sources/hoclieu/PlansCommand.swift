import ArgumentParser
import Foundation
import Ingest
import Library
import Web

/// `hoclieu plans check`: says what is wrong in a plan's file, line by line.
struct PlansCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plans", abstract: "Check the files of plans.", subcommands: [Check.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what is wrong in plan files, line by line, and what to write instead.",
            discussion: """
                Files are checked beside the plans of the program and of the data folder, as if they lay in
                the data folder's ingest/plans. Without files, those of the two folders are checked.
                Exit status: 0 nothing is wrong, 1 something is.
                """)

        @ParentCommand var outer: PlansCommand
        @OptionGroup var library: LibraryOption

        @Argument(help: "Plan files (YAML).")
        var files: [String] = []

        func run() async throws {
            let folder = Wiring.absolute(library.path(outer: outer.outer.library))
            let folders = [ProductFiles.ingestFolder, folder + "/ingest"]
            let shelf =
                files.isEmpty
                ? await PlanFolder(ingestFolders: folders).shelf()
                : PlanFolder.check(
                    files.map { Wiring.absolute($0) }, among: folders, units: PlanUnits(ingestFolders: folders))
            let words = try PlanFaultWords(CommandWords().language)
            for fault in shelf.faults { Terminal.complain(words.line(fault)) }
            for plan in shelf.plans {
                print("\(plan.file)\t\(plan.id)\t\(words.counts(plan))")
            }
            if !shelf.faults.isEmpty { throw ExitCode(1) }
        }
    }

    @ParentCommand var outer: Hoclieu
}
