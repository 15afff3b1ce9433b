import Library

/// How workings speak: their titles, rules, parts and cautions.
enum WorkingWords {
    /// "Mức tăng so với cùng kỳ – các điểm có số liệu ở cả hai kỳ", "Số còn thiếu –
    /// cả kỳ – …".
    static func title(_ key: WorkingKey, _ words: Words) -> HTML {
        // A sum for the whole period has less: what can be followed to its end.
        let isFollowed = key.variant == .whole && key.side != nil
        let basis: HTML =
            key.basis == .panel ? words.name(.workingBasis, isFollowed ? "followed" : key.basis.rawValue) : .empty
        let side: HTML = key.side.map { words.name(.workingSide, $0.rawValue) } ?? .empty
        let variant: HTML = isFollowed ? .empty : key.variant.map { words.name(.workingVariant, $0.rawValue) } ?? .empty
        let parts = [words.name(.workingKind, key.kind.rawValue), side, variant, basis].filter { !$0.isEmpty }
        return HTML(joining: parts, with: " – ")
    }

    static func rule(_ key: WorkingKey, _ words: Words) -> HTML { words.name(.workingRule, key.kind.rawValue) }

    /// A caution with its number: "12: điểm mới có số liệu ở kỳ này".
    static func note(_ note: Working.Note, _ text: DashboardText) -> HTML {
        let words = text.words
        let name = words.name(.workingCaution, note.word.rawValue)
        let subject = note.subject.map { " (\(text.label($0)))" } ?? HTML.empty
        guard let count = note.count else { return "\(name)\(subject)" }
        return "\(name)\(subject): \(words.number(count))"
    }
}
