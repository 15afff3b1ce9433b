import Library
import Logging
import SQLiteStore

/// The daily backup of a running server; the log says what became of each.
struct BackupKeeping {
    /// After the start, which has work of its own.
    private static let settling = Duration.seconds(900)
    /// Between looks at the clock.
    private static let pause = Duration.seconds(600)

    let store: LibraryStore
    let rules: BackupRules
    let logger: Logger

    func run() async {
        guard rules.daysKept > 0 else {
            logger.warning("no daily backups are made (--keep-backups 0)")
            return
        }
        do {
            try await Task.sleep(for: Self.settling)
            while true {
                await look()
                try await Task.sleep(for: Self.pause)
            }
        } catch {
            return
        }
    }

    private func look() async {
        do {
            let logger = logger
            let made = try await store.keepDailyBackup(
                rules, now: { .now },
                failed: { logger.error("the daily backup failed", metadata: ["error": "\($0)"]) })
            guard let made else { return }
            let place: Logger.Metadata = ["file": "\(made.path)", "MiB": "\(made.byteCount >> 20)"]
            switch made.outcome {
            case .checked: logger.notice("backup written and checked", metadata: place)
            case .noRoom: logger.error("the disk has no room for the daily backup", metadata: place)
            case .failed: logger.error("no daily backup; trying again in an hour", metadata: place)
            }
            if made.missing > 0 {
                logger.error(
                    "files of the library are missing or damaged: run \"hoclieu verify\"",
                    metadata: ["files": "\(made.missing)"])
            }
        } catch is CancellationError {
            return
        } catch {
            logger.error("the daily backup could not be noted", metadata: ["error": "\(error)"])
        }
    }
}
