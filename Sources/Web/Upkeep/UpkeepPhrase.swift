/// The state of the machine, for who looks after it: the phrases of `Locales/*-upkeep.yaml`.
package enum UpkeepPhrase: String, PhraseKey {
    // upkeep
    case upkeepDiskLittle = "upkeep.disk-little"
    case upkeepDiskNone = "upkeep.disk-none"
    case upkeepBackupLast = "upkeep.backup-last"
    case upkeepBackupNone = "upkeep.backup-none"
    case upkeepBackupOff = "upkeep.backup-off"
    case upkeepBackupOld = "upkeep.backup-old"
    case upkeepBackupMissing = "upkeep.backup-missing"
    case upkeepBackupNoRoom = "upkeep.backup-no-room"
    case upkeepBackupFailed = "upkeep.backup-failed"
    case upkeepBackupNoGood = "upkeep.backup-no-good"
}

extension Words {
    package subscript(_ phrase: UpkeepPhrase) -> HTML { plain(phrase) }
    package func callAsFunction(_ phrase: UpkeepPhrase, count: Int? = nil, _ gaps: [String: HTML] = [:]) -> HTML {
        filled(phrase, count: count, gaps)
    }
}
