import GRDB
import Library

/// Takes what people say of figures, all of it or nothing.
struct FigureNoting {
    private let db: Database
    private let notes: FigureNotes
    private let act: Act

    init(_ db: Database, _ notes: FigureNotes, _ act: Act) { (self.db, self.notes, self.act) = (db, notes, act) }

    func take() throws -> [FigureNoteOutcome] {
        guard !notes.isDryRun else { return try notes.notes.map(take) }
        let coded = try ActLog.once(db, act, "figures") { () -> String in
            let outcomes = try notes.notes.map(take)
            let added = outcomes.count { $0 == .added }, corrected = outcomes.count { $0 == .corrected }
            if added + corrected > 0 {
                try ActLog.note(db, .figuresNoted, "\(subject): \(added) added, \(corrected) corrected", act)
            }
            return outcomes.map { Self.letter($0) }.joined()
        }
        let outcomes = coded.result.compactMap { letter in
            FigureNoteOutcome.allCases.first { Self.letter($0) == String(letter) }
        }
        guard outcomes.count == notes.notes.count else { throw ActRefusal() }
        return outcomes
    }

    private static func letter(_ outcome: FigureNoteOutcome) -> String { String(outcome.rawValue.prefix(1)) }

    private var subject: String {
        let points = Set(notes.notes.map(\.key.place))
        guard points.count == 1, case .point(let point)? = points.first else { return "\(points.count) points" }
        return "point \(point)"
    }

    private func take(_ note: FigureNote) throws -> FigureNoteOutcome {
        let key = note.key
        guard key.month < Month(of: Day(act.at)) else { throw FigureRefusal.monthToCome }
        guard note.value.map({ FigureNote.range.contains($0) }) != false else { throw FigureRefusal.numberWrong }
        if case .point(let point) = key.place, try PlaceRows.point(db, point) == nil {
            throw FigureRefusal.placeUnknown
        }
        let old = try FigureRows.current(db, key)
        if key.origin == .system, old == nil { throw FigureRefusal.nothingCounted }
        if key.origin == .imported, old == nil, try isCountedBySystem(key) { throw FigureRefusal.countedAlready }
        guard let old else {
            guard let value = note.value else { return .unchanged }
            try add(note, value, replacing: nil, cause: .first)
            return .added
        }
        if old.value == note.value { return .unchanged }
        guard notes.reason != nil || notes.isDryRun else { throw FigureRefusal.reasonMissing }
        try add(note, note.value, replacing: old, cause: .corrected)
        return .corrected
    }

    private func isCountedBySystem(_ key: FigureKey) throws -> Bool {
        var counted = key
        counted.origin = .system
        return try FigureRows.current(db, counted)?.value != nil
    }

    private func add(
        _ note: FigureNote, _ value: Int?, replacing old: FigureRows.Current?, cause: FigureCause
    ) throws {
        var content = FigureRows.Content(value: value, counted: old?.counted, cause: cause)
        content.completeness = note.completeness ?? old?.completeness.map { UInt8(clamping: $0) }
        content.reason = cause == .corrected ? notes.reason ?? "–" : nil
        try FigureRows.add(db, note.key, content, replacing: old?.id, account: act.account, at: act.at)
    }
}
