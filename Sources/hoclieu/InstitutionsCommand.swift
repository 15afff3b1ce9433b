import ArgumentParser
import Foundation
import Ingest
import Library
import SQLiteStore

/// `hoclieu institutions import FILE`: a whole province's list.
struct InstitutionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "institutions", abstract: "Take in lists of schools, agencies and communes.",
        subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in a table (CSV or XLSX), one institution a row.",
            discussion: """
                Columns: tên, loại, xã; tỉnh, mã, địa chỉ and thư viện where there are any. Headings may stand under a letterhead.
                Taking in the same list again changes nothing. Load the units first: "hoclieu units load".
                Exit status: 0 all rows taken, 1 some rejected, 2 nothing could be done.
                """)

        @ParentCommand var outer: InstitutionsCommand
        @OptionGroup var library: LibraryOption

        @Argument(help: "The table.")
        var file: String

        @Flag(help: "Say what would happen and keep nothing.")
        var dryRun = false

        func run() async throws {
            let wiring = try Wiring(library.path(outer: outer.outer.library), creating: false)
            let rows = try await wiring.rows(of: file)
            let kinds = PlaceKindLists(ingestFolders: wiring.ingestFolders)
            let list = InstitutionList(rows, kinds: kinds.institutions, points: kinds.points)
            let taken = try await wiring.store.membership.places.importInstitutions(
                list.lines, isDryRun: dryRun, act: .commandLine())
            try ListReport(.institutions, list.rejected + taken).print()
        }
    }

    @ParentCommand var outer: Hoclieu
}
