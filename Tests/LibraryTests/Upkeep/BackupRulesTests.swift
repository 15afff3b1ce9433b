import Library
import Testing

@Suite struct BackupRulesTests {
    /// Hours of November 2026 in Việt Nam.
    private static func moment(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Moment {
        Day(2026, 11, day)!.start.adding(.seconds(hour * 3_600 + minute * 60))
    }

    private func good(_ at: Moment) -> BackupStanding {
        let note = BackupNote(at: at, outcome: .checked, path: "/b")
        return BackupStanding(last: note, lastGood: note)
    }

    @Test func `a day has one backup, and begins at two in the morning`() {
        let rules = BackupRules(folder: "/b")

        #expect(rules.isDue(BackupStanding(), at: Self.moment(21, 9)))
        #expect(!rules.isDue(good(Self.moment(21, 2, 10)), at: Self.moment(21, 23)))
        #expect(!rules.isDue(good(Self.moment(21, 2, 10)), at: Self.moment(22, 1, 59)))
        #expect(rules.isDue(good(Self.moment(21, 2, 10)), at: Self.moment(22, 2)))
        // A machine that is off at night makes it in the morning.
        #expect(rules.isDue(good(Self.moment(20, 9)), at: Self.moment(21, 7)))
        #expect(!BackupRules(folder: "/b", daysKept: 0).isDue(BackupStanding(), at: Self.moment(21, 9)))
    }

    @Test(arguments: [BackupNote.Outcome.failed, .noRoom])
    func `what failed is tried again after an hour`(_ outcome: BackupNote.Outcome) {
        let rules = BackupRules(folder: "/b")
        var standing = good(Self.moment(20, 2))
        standing.last = BackupNote(at: Self.moment(21, 2), outcome: outcome, path: "/b")

        #expect(!rules.isDue(standing, at: Self.moment(21, 2, 59)))
        #expect(rules.isDue(standing, at: Self.moment(21, 3)))
        // A clock that was put back does not stop it for a year.
        #expect(rules.isDue(standing, at: Self.moment(1, 2)))
    }

    @Test func `only the server's own files go, and the newest stays`() {
        let names = ["hoclieu-2026-11-0\(3).backup", "hoclieu-2026-11-01.backup", "hoclieu-2026-11-02.backup"]
        let others = [
            "hoclieu-before-3.sqlite", "hoclieu-2026-11-31.backup", "tay.backup", "hoclieu-2026-10-01.backup.gz",
        ]

        #expect(
            BackupRules(folder: "/b", daysKept: 2).outdated(names + others) == ["hoclieu-2026-11-01.backup"])
        #expect(BackupRules(folder: "/b", daysKept: 7).outdated(names + others) == [])
        #expect(
            BackupRules.dispensable(names + others) == ["hoclieu-2026-11-01.backup", "hoclieu-2026-11-02.backup"])
        #expect(BackupRules.dispensable(others) == [])
    }

    @Test func `a failure worries, and so do two days without a backup`() {
        #expect(!BackupStanding().isWorrying(at: Self.moment(21, 2)))
        #expect(!good(Self.moment(19, 3)).isWorrying(at: Self.moment(21, 2)))
        #expect(good(Self.moment(19, 1)).isWorrying(at: Self.moment(21, 2)))
        var standing = good(Self.moment(21, 2))
        standing.last?.outcome = .failed
        #expect(standing.isWorrying(at: Self.moment(21, 2)))
    }

    @Test func `below the limit the desk writes, below its reserve nobody`() {
        let limits = DiskLimits(leastBytes: 256 << 20)

        #expect(limits.room(free: nil) == .enough)
        #expect(limits.room(free: 256 << 20) == .enough)
        #expect(limits.room(free: (256 << 20) - 1) == .little((256 << 20) - 1))
        #expect(limits.room(free: 64 << 20) == .little(64 << 20))
        #expect(limits.room(free: 63 << 20) == .none(63 << 20))
    }
}
