import ArgumentParser
import Library
import SQLiteStore
import Web

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
        let words = CommandWords()
        let sentences = report.isWhole ? nil : words.sentences
        print(words.undone(batch, removed: report.removed, restored: report.restored))
        if report.copiesRemoved > 0 { print(words.copiesRemoved(report.copiesRemoved)) }
        for kept in report.kept { print(words.kept(kept, sentences)) }
        for kept in report.keptCopies { print(words.kept(kept, sentences)) }
        if !report.isWhole { throw ExitCode(1) }
    }
}
