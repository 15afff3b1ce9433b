/// What became of one attempt at a daily backup.
package struct BackupNote: Equatable, Sendable {
    package enum Outcome: String, Sendable, CaseIterable {
        /// Written, read back and compared.
        case checked
        /// The disk has no room for it, even without the older ones.
        case noRoom = "no-room"
        /// Anything else; the log says what.
        case failed
    }

    /// When it ended.
    package var at: Moment
    package var outcome: Outcome
    package var path: String
    /// Of the file; of what it would have taken where there was no room.
    package var byteCount: Int64
    /// Files the catalogue names that are missing or damaged in the library; they
    /// are in it all the same where an earlier day kept them.
    package var missing: Int

    package init(at: Moment, outcome: Outcome, path: String, byteCount: Int64 = 0, missing: Int = 0) {
        (self.at, self.outcome, self.path) = (at, outcome, path)
        (self.byteCount, self.missing) = (byteCount, missing)
    }
}

/// How it stands with the daily backups.
package struct BackupStanding: Equatable, Sendable {
    /// The last attempt.
    package var last: BackupNote?
    /// The last that was written and checked.
    package var lastGood: BackupNote?

    package init(last: BackupNote? = nil, lastGood: BackupNote? = nil) { (self.last, self.lastGood) = (last, lastGood) }

    /// Whether somebody should look: the last attempt failed, or two days have
    /// gone without a new one.
    package func isWorrying(at now: Moment) -> Bool {
        guard let last else { return false }
        return last.outcome != .checked || now.since(last.at) > .seconds(2 * 86_400)
    }
}

/// Remembers what became of the daily backups.
package protocol BackupStore: Sendable {
    func standing() async throws -> BackupStanding
    /// Keeps the last hundred.
    func note(_ note: BackupNote) async throws
}
