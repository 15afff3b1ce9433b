import Library

/// The state of the machine on the first page of the administration: what is
/// wrong as a notice for everybody who works there, the backup as a quiet line
/// for who looks after the whole library.
struct UpkeepPart {
    var room = DiskRoom.enough
    /// Nil for who does not look after the whole library.
    var backups: BackupStanding?
    var areBackupsOn = true

    func notices(_ page: PageContext) -> HTML {
        let words = page.words
        return disk(words) + (backups.map { failures($0, page) } ?? .empty)
    }

    /// "Bản sao lưu gần nhất: 21/11/2026, 312 MB, đã kiểm tra."
    func line(_ page: PageContext) -> HTML {
        let words = page.words
        guard let backups else { return .empty }
        guard areBackupsOn else { return "<p class=\"quiet\">\(words[.upkeepBackupOff])</p>" }
        guard let good = backups.lastGood else {
            let none: HTML = backups.last == nil ? words[.upkeepBackupNone] : words[.upkeepBackupNoGood]
            return "<p class=\"quiet\">\(none)</p>"
        }
        let said = words(
            .upkeepBackupLast, ["day": PlaceNames.day(Day(good.at)), "size": words.size(good.byteCount)])
        return "<p class=\"quiet\">\(said)</p>"
    }

    private func disk(_ words: Words) -> HTML {
        switch room {
        case .enough: .empty
        case .little(let free): Self.notice(words(.upkeepDiskLittle, ["free": words.size(free)]))
        case .none(let free): Self.notice(words(.upkeepDiskNone, ["free": words.size(free)]))
        }
    }

    private func failures(_ backups: BackupStanding, _ page: PageContext) -> HTML {
        let words = page.words
        guard areBackupsOn, let last = backups.last else { return .empty }
        let day: [String: HTML] = ["day": PlaceNames.day(Day(last.at)), "size": words.size(last.byteCount)]
        switch last.outcome {
        case .noRoom: return Self.notice(words(.upkeepBackupNoRoom, day))
        case .failed: return Self.notice(words(.upkeepBackupFailed, day))
        case .checked:
            let missing: HTML =
                last.missing > 0 ? Self.notice(words(.upkeepBackupMissing, count: last.missing)) : .empty
            return missing + (backups.isWorrying(at: page.now) ? Self.notice(words[.upkeepBackupOld]) : .empty)
        }
    }

    private static func notice(_ sentence: HTML) -> HTML {
        "<div class=\"notice\" role=\"status\"><p>\(sentence)</p></div>"
    }
}
