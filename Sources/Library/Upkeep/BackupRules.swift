/// When the server makes its daily backup and which of the earlier ones stay.
package struct BackupRules: Equatable, Sendable {
    /// A backup is made once for every day that begins at this hour in Việt Nam:
    /// nobody borrows then. A machine that was off makes it when it is on again.
    package static let hour = 2
    /// After an attempt that failed.
    package static let patience = Duration.seconds(3_600)
    package static let usualDays = 7

    /// The folder the files are put into.
    package var folder: String
    /// How many days have a file; 0 makes none.
    package var daysKept: Int
    /// Free space on the folder's disk that is left alone, bytes.
    package var reserve: Int64

    package init(folder: String, daysKept: Int = BackupRules.usualDays, reserve: Int64 = DiskLimits().leastBytes) {
        (self.folder, self.daysKept, self.reserve) = (folder, daysKept, reserve)
    }

    /// The day a backup made at `now` is of.
    package static func day(at now: Moment) -> Day { Day(now.adding(.seconds(-3_600 * hour))) }

    /// Whether one should be made: none of the day is there, and the last
    /// attempt is an hour ago. A clock that was put back makes one too many.
    package func isDue(_ standing: BackupStanding, at now: Moment) -> Bool {
        guard daysKept > 0 else { return false }
        if let good = standing.lastGood, Self.day(at: good.at) == Self.day(at: now) { return false }
        guard let last = standing.last, last.at <= now else { return true }
        return now.since(last.at) >= Self.patience || last.outcome == .checked
    }

    /// The name of the file of a day: "hoclieu-2026-11-21.backup".
    package static func name(of day: Day) -> String { "hoclieu-\(day).backup" }

    /// The day of a file that the server made; nil for every other file, which
    /// is never touched.
    package static func day(ofName name: String) -> Day? {
        guard name.hasPrefix("hoclieu-"), name.hasSuffix(".backup") else { return nil }
        return Day(iso: name.dropFirst("hoclieu-".count).dropLast(".backup".count))
    }

    /// The files of a folder that have had their days, the oldest first.
    package func outdated(_ names: [String]) -> [String] {
        Array(Self.own(names).dropLast(daysKept))
    }

    /// The files of a folder that may go to make room for another, the oldest
    /// first: all but the newest.
    package static func dispensable(_ names: [String]) -> [String] { Array(own(names).dropLast()) }

    private static func own(_ names: [String]) -> [String] { names.filter { day(ofName: $0) != nil }.sorted() }
}
