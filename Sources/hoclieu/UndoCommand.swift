import ArgumentParser
import Library
import SQLiteStore

/// `hoclieu undo BATCH`: takes an ingest back.
struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take a batch back: what it added goes, what it changed is as before.",
        discussion: "The number of a batch is in the JSON of its ingest and in the name of its folder of rejects.")

    @ParentCommand var outer: Hoclieu
    @OptionGroup var library: LibraryOption

    @Argument(help: "The number of the batch.")
    var batch: Int64

    func run() async throws {
        let wiring = try Wiring(library.path(outer: outer.library), creating: false)
        let report = try await wiring.store.ingest.undo(BatchID(rawValue: batch))
        while try await wiring.store.indexPending() > 0 {}
        print("batch \(batch): \(report.removed) records removed, \(report.restored) as before")
        if report.copiesRemoved > 0 { print("copies taken out of the register: \(report.copiesRemoved)") }
        for kept in report.kept { print("kept: record \(kept.record): \(kept.sentence) (\(kept.code.rawValue))") }
        for kept in report.keptCopies {
            print(
                "kept: copy \(kept.number) of record \(kept.record): \(kept.sentence), last on \(kept.on) (\(kept.code.rawValue))"
            )
        }
        if !report.isWhole { throw ExitCode(1) }
    }
}
