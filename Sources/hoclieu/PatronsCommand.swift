import ArgumentParser
import Foundation
import Ingest
import Library
import SQLiteStore

/// `hoclieu patrons import FILE`: class lists.
struct PatronsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "patrons", abstract: "Take in class lists.", subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in a class list (CSV or XLSX), one reader a row.",
            discussion: """
                Columns: họ tên, lớp; ngày sinh, điện thoại phụ huynh, phụ huynh đồng ý, đối tượng and số thẻ where there are any.
                Without a guardian's consent a child's birthday and telephone are not kept.
                Taking in the same list again changes nothing.
                Exit status: 0 all rows taken, 1 some rejected, 2 nothing could be done.
                """)

        @ParentCommand var outer: PatronsCommand
        @OptionGroup var library: LibraryOption

        @Option(help: "The number of the service point, as at the end of its page's address.")
        var point: Int64

        @Option(help: ArgumentHelp("The class of a list that has no column for it.", valueName: "class"))
        var className: String?

        @Option(help: "What readers of a list without a column for it are: pupil, teacher, staff, child or adult.")
        var category = PatronCategory.pupil

        @Option(help: "Why their data may be kept: school-duty, request or consent.")
        var basis = LegalBasis.schoolDuty

        @Argument(help: "The table.")
        var file: String

        @Flag(help: "Say what would happen and keep nothing.")
        var dryRun = false

        func run() async throws {
            let wiring = try Wiring(library.path(outer: outer.outer.library), creating: false)
            let membership = wiring.store.membership
            guard let view = try await membership.places.servicePoint(ServicePointID(point)) else {
                throw CommandFailure(
                    "there is no service point \(point). Its number stands in the address of its page.")
            }
            let setting = ClassList.Setting(
                category: category, basis: basis, className: className, today: Day(.now))
            let list = ClassList(try await wiring.rows(of: file), setting: setting)
            let taken = try await membership.patrons.importClassList(
                list.lines, at: view.point.id, isDryRun: dryRun, act: .commandLine())
            try ListReport(.readers, list.rejected + taken).print()
        }
    }

    @ParentCommand var outer: Hoclieu
}

extension PatronCategory: ExpressibleByArgument {}
extension LegalBasis: ExpressibleByArgument {}
