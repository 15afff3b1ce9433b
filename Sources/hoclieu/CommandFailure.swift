import FileStore
import Foundation
import Ingest
import Library
import SQLiteStore
import Web

/// Why a command could not do its work, in one sentence that says what to do.
struct CommandFailure: Error {
    var sentence: String
    var code: Int32

    init(_ sentence: String, code: Int32 = 2) {
        self.sentence = sentence
        self.code = code
    }

    /// The sentence for what a store, a file or a worker throws.
    static func describing(_ error: any Error) -> CommandFailure {
        switch error {
        case let failure as CommandFailure: failure
        case let error as StoreError: CommandFailure(sentence(for: error))
        case let error as FileError: CommandFailure(sentence(for: error))
        case WorkerFailure.couldNotStart(let detail):
            CommandFailure("files cannot be read: \(detail). Run \"hoclieu doctor\".")
        case let rejection as FileRejection: CommandFailure(sentence(for: rejection.diagnostic))
        case is CancellationError: CommandFailure("interrupted; run the same command again to go on.")
        default: CommandFailure(diskSentence(for: error) ?? sentence(forAny: error))
        }
    }

    /// As the pages say it, with what the reading program found.
    private static func sentence(for diagnostic: Diagnostic) -> String {
        let words = CommandWords()
        guard let sentence = words.sentences?[diagnostic.code] else {
            return "\(diagnostic.code.rawValue): \(diagnostic.reason)"
        }
        return "\(diagnostic.code.rawValue): \(sentence) (\(words.found(diagnostic.reason)))"
    }

    private static func diskSentence(for error: any Error) -> String? {
        switch DiskFailure(error) {
        case .full: "the disk is full. Make room, then run the same command again: it goes on where it stopped."
        case .broken:
            "the disk refuses to write (\(brief(error))). Look at the system's log before anything else is written to it."
        case nil: nil
        }
    }

    /// SQLite's own words, without the statement in which they were said.
    private static func brief(_ error: any Error) -> String { "\(error)".components(separatedBy: " - while")[0] }

    private static func sentence(forAny error: any Error) -> String {
        guard "\(error)".hasPrefix("SQLite error") else { return "\(error)" }
        return
            "the library's database does not answer (\(brief(error))). Look at the disk and its rights; if it is damaged, restore the latest backup with \"hoclieu restore\"."
    }

    private static func sentence(for error: StoreError) -> String {
        switch error {
        case .newerDatabase(let found, let known):
            "the library was written by a newer hoclieu (its version \(found), this program knows \(known)). Install the newer program."
        case .notALibrary(let path): "\(path) is not a library of hoclieu. Choose another folder with --data."
        case .inUse:
            "the library is in use by another hoclieu and this needs it alone. Stop the server, then try again."
        case .diskNearlyFull(let free):
            "the disk is nearly full (\(free >> 20) MiB left). Make room, then run the same command again."
        case .backupDamaged(let reason): "this backup cannot be used: \(reason). Take another one."
        case .backupIncomplete(let shelf, let missing):
            "missing or damaged in \(shelf), which belongs beside this backup: \(counted(missing.count, "file")): \(missing.prefix(3).joined(separator: ", "))\(missing.count > 3 ? ", …" : ""). Nothing was restored. Bring the whole folder of backups here, or restore without these files by adding --without-missing."
        case .damagedRow(let table, let id):
            "row \(id) of table \(table) is damaged. Restore the latest backup with \"hoclieu restore\"."
        case .system(let operation, let path, let code):
            "\(path): \(operation) failed: \(String(cString: strerror(code)))."
        case .unknownBatch(let id): "there is no batch \(id)."
        }
    }

    private static func sentence(for error: FileError) -> String {
        switch error {
        case .diskNearlyFull(let free, let needed):
            "the disk is nearly full (\(free >> 20) MiB left, \(needed >> 20) MiB more needed). Make room, then run the same command again."
        case .system(let operation, let path, let code):
            "\(path): \(operation) failed: \(String(cString: strerror(code)))."
        case .missing(let hash): "the file \(hash) of the library is missing. Run \"hoclieu verify\"."
        case .notAFile(let path): "\(path) is no regular file. Name files or folders."
        case .damaged(let hash): "the file \(hash) of the library is damaged. Run \"hoclieu verify\"."
        }
    }
}
