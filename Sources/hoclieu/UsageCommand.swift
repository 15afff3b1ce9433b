import ArgumentParser
import Foundation
import Library
import SQLiteStore

/// `hoclieu usage count|files|prune`: the raw hits of the site by months.
struct UsageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage", abstract: "Count the use of the site again from its raw hits.",
        subcommands: [Count.self, Files.self, Prune.self])

    @ParentCommand var outer: Hoclieu

    struct Count: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Count a month by COUNTER 5.1; the same file gives the same figures.",
            discussion: """
                Works beside a running server. What it prints is not kept: that is done once a month is over.
                Exit status: 0 complete, 1 something was lost, 2 there are no raw hits of the month.
                """)

        @ParentCommand var outer: UsageCommand
        @OptionGroup var library: LibraryOption

        @Argument(help: "The month, such as 2026-11.")
        var month: Month

        @Flag(help: "Print JSON.")
        var json = false

        func run() async throws {
            let wiring = try Wiring(library.path(outer: outer.outer.library), creating: false)
            guard let usage = try await wiring.store.usage.count(month) else {
                throw CommandFailure("there are no raw hits of \(month). See \"hoclieu usage files\".")
            }
            print(json ? try UsageJSON(usage).text : UsageListing(usage).lines.joined(separator: "\n"))
            if usage.evidence.crashes + usage.evidence.dropped + usage.evidence.clockSteps > 0 { throw ExitCode(1) }
        }
    }

    struct Files: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the months there are raw hits of.")

        @ParentCommand var outer: UsageCommand
        @OptionGroup var library: LibraryOption

        func run() async throws {
            let wiring = try Wiring(library.path(outer: outer.outer.library), creating: false)
            for file in try await wiring.store.usage.files() {
                let kept = file.keptHits.map { "\(counted($0, "hit")) counted and kept" } ?? "not counted yet"
                print("\(file.month)  \(file.byteCount >> 10) KiB  \(kept)")
            }
        }
    }

    struct Prune: AsyncParsableCommand {
        /// Two years to compare with, and the month under way.
        private static let usualMonths = 25

        static let configuration = CommandConfiguration(
            abstract: "Remove raw hits of months long past; what was counted of them stays.",
            discussion: "A month whose hits are not all counted and kept is left alone.")

        @ParentCommand var outer: UsageCommand
        @OptionGroup var library: LibraryOption

        @Option(help: ArgumentHelp("How many months stay, the present one among them.", valueName: "months"))
        var keep = usualMonths

        func validate() throws {
            guard (1...1_200).contains(keep) else { throw ValidationError("--keep is a number of months, 1 or more.") }
        }

        func run() async throws {
            let wiring = try Wiring(library.path(outer: outer.outer.library), creating: false)
            let first = Month(of: Day(.now)).adding(months: 1 - keep)
            let removed = try await wiring.store.usage.prune(before: first)
            for month in removed { print("\(month) removed") }
            let left = try await wiring.store.usage.files().filter { $0.month < first }
            for file in left { Terminal.complain("\(file.month) is left: its hits are not all counted and kept.") }
            if !left.isEmpty { throw ExitCode(1) }
        }
    }
}

extension Month: ExpressibleByArgument {
    package init?(argument: String) { self.init(iso: argument) }
}
