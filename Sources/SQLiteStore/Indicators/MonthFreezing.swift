import GRDB
import Library

/// Fixes the figures of a month, or compares what is counted now with what was
/// fixed: read in one view, written in short transactions beside the desks.
struct MonthFreezing: Sendable {
    let pool: DatabasePool
    let traffic: DeskTraffic
    let counting: UseCounting
    let request: FreezeRequest
    let act: Act

    private var month: Month { request.month }

    /// Entries in a transaction while nobody is at work at a desk; else as many as
    /// go into `DeskTraffic.piece`.
    private static let stretch = 2_000

    func freeze() async throws -> FreezeReport {
        guard request.isDryRun || month < Month(of: Day(act.at)) else { throw FigureRefusal.monthToCome }
        let began = ContinuousClock.now
        try await counting.catchUp(now: act.at)
        let (position, known) = try await pool.read { db in
            (try UseCounting.progress(db).position, try FreezeRows.freeze(db, of: month))
        }
        let tally = request.recountsAll ? try await counting.countAll(upTo: position, now: act.at) : nil
        let counted = try await pool.read { db in try MonthFacts(db, request).figures(counting: tally) }
        let figures = counted + (request.online ?? [])
        var report = FreezeReport(month: month, freeze: known, isFirst: known == nil, counted: figures)
        if known == nil, !request.isDryRun {
            try await write(figures, position: position, since: began)
        }
        let isFrozen = known != nil || !request.isDryRun
        if isFrozen, request.points == nil {
            (report.differences, report.lateEntries) = try await compare(figures, recounted: tally != nil)
        }
        report.freeze = try await pool.read { db in try FreezeRows.freeze(db, of: month) }
        if !request.isDryRun { try await ActiveReaderPruning(pool: pool, traffic: traffic).prune() }
        return report
    }

    // MARK: The first time

    private func write(
        _ figures: [MonthFigure], position: LedgerPosition, since began: ContinuousClock.Instant
    ) async throws {
        var done = 0
        while done < figures.count {
            let start = done
            done = try await pool.write { db in
                try traffic.look(db)
                let deadline = traffic.deadline
                var place = start
                while place < figures.count, place - start < Self.stretch {
                    try add(db, figures[place])
                    place += 1
                    if let deadline, ContinuousClock.now >= deadline { break }
                }
                return place
            }
            try await traffic.giveWay()
        }
        let took = (ContinuousClock.now - began) / .milliseconds(1)
        try await pool.write { db in
            try db.execute(
                sql: "INSERT OR IGNORE INTO figureFreeze VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    month.code, act.at.milliseconds, act.account?.rawValue, position, figures.count, Int64(took),
                ])
            guard db.changesCount > 0 else { return }
            try ActLog.note(db, .figuresFrozen, "\(month): \(figures.count) figures", act)
        }
    }

    /// What an interrupted freeze wrote stands; where the count has changed since,
    /// the comparison that follows says so.
    private func add(_ db: Database, _ figure: MonthFigure) throws {
        let key = FigureKey(figure.place, figure.indicator, month, .system)
        guard try FigureRows.current(db, key) == nil else { return }
        try FigureRows.add(
            db, key, Self.content(figure), replacing: nil, account: act.account, at: act.at)
    }

    private static func content(_ figure: MonthFigure) -> FigureRows.Content {
        FigureRows.Content(
            value: figure.value, counted: figure.value, excluded: figure.excluded, completeness: figure.completeness,
            losses: figure.losses, toDate: figure.toDate)
    }

    // MARK: Afterwards

    /// What differs from what was counted last. Acts that came late explain it:
    /// then an entry says so. What nothing explains is told alone.
    private func compare(
        _ figures: [MonthFigure], recounted: Bool
    ) async throws -> (differences: [FigureDifference], late: Int) {
        let (kept, late) = try await pool.read { db in (try keptCounts(db), try LateNotes(db, month)) }
        let hasOnline = kept.keys.contains { $0.indicator.isOnline }
        var differences: [FigureDifference] = []
        var entries: [MonthFigure] = []
        var seen: Set<FigureKey> = []
        for figure in figures {
            let key = FigureKey(figure.place, figure.indicator, month, .system)
            seen.insert(key)
            let before = kept[key]
            guard before?.counted != figure.value else { continue }
            // Online use is counted by a server that may have come to it late.
            let isUncounted = figure.indicator.isOnline && !hasOnline
            if !recounted, isUncounted || late.explains(figure.place, figure.indicator) {
                entries.append(figure)
            } else {
                differences.append(
                    FigureDifference(
                        place: figure.place, indicator: figure.indicator, frozen: before?.counted,
                        counted: figure.value))
            }
        }
        for (key, before) in kept where !seen.contains(key) && isCountedNow(key) {
            differences.append(
                FigureDifference(place: key.place, indicator: key.indicator, frozen: before.counted, counted: nil))
        }
        differences.sort { ($0.place.code ?? 0, $0.indicator.rawValue) < ($1.place.code ?? 0, $1.indicator.rawValue) }
        guard !request.isDryRun else { return (differences, 0) }
        return (differences, try await addLate(entries))
    }

    /// Whether silence about a figure means anything: online figures and readers
    /// are not always known.
    private func isCountedNow(_ key: FigureKey) -> Bool {
        if key.indicator.isOnline { return request.online != nil }
        return key.indicator != .activeUser
    }

    private struct Kept: Sendable {
        var counted: Int?
    }

    private func keptCounts(_ db: Database) throws -> [FigureKey: Kept] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT servicePointId, indicator, counted FROM figureEntry
                WHERE month = ? AND origin = 'system' AND isCurrent = 1
                    AND indicator IN (\(Indicator.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")))
                """, arguments: [month.code])
        var kept: [FigureKey: Kept] = [:]
        while let row = try rows.next() {
            guard let indicator = Indicator(rawValue: row[1]) else { continue }
            kept[FigureKey(FigurePlace(code: row[0]), indicator, month, .system)] = Kept(counted: row[2])
        }
        return kept
    }

    /// A value that a person put right keeps the difference; one that was taken
    /// back stays so.
    private func addLate(_ figures: [MonthFigure]) async throws -> Int {
        var done = 0
        while done < figures.count {
            let piece = figures[done..<min(done + 200, figures.count)]
            try await pool.write { db in
                try traffic.look(db)
                for figure in piece {
                    let key = FigureKey(figure.place, figure.indicator, month, .system)
                    let old = try FigureRows.current(db, key)
                    guard old?.counted != figure.value else { continue }
                    var content = Self.content(figure)
                    content.cause = .late
                    if let old { content.value = old.value.map { max(0, $0 + figure.value - (old.counted ?? $0)) } }
                    try FigureRows.add(db, key, content, replacing: old?.id, account: act.account, at: act.at)
                }
            }
            done += piece.count
            try await traffic.giveWay()
        }
        return figures.count
    }
}

/// What was noted of a month after it was frozen: the only thing that may
/// change its figures without a person.
struct LateNotes: Sendable {
    /// Points where a tally, a stop's visits or an activity was noted.
    private let noting: Set<ServicePointID>

    init(_ db: Database, _ month: Month) throws {
        let at = try FreezeRows.freeze(db, of: month)?.at.milliseconds ?? Int64.max
        let (first, last) = ActivityDays.bounds(month.days)
        noting = Set(
            try Int64.fetchAll(
                db,
                sql: """
                    SELECT t.servicePointId FROM servicePoint p CROSS JOIN visitTally t ON t.servicePointId = p.id
                    WHERE t.day BETWEEN ?2 AND ?3 AND t.at > ?1
                    UNION SELECT a.servicePointId FROM activity a JOIN activityEntry e ON e.activityId = a.id
                    WHERE e.at > ?1
                    UNION SELECT s.servicePointId FROM readingSeries s JOIN readingEntry e ON e.seriesId = s.id
                    WHERE e.at > ?1
                    UNION SELECT r.fromId FROM stopVisit v JOIN trip r ON r.id = v.tripId
                    WHERE v.day BETWEEN ?2 AND ?3 AND v.at > ?1
                    """, arguments: [at, first, last]
            ).map { ServicePointID($0) })
    }

    /// The count of the ledger goes on from where it ended, so that another number
    /// there comes from later acts alone.
    func explains(_ place: FigurePlace, _ indicator: Indicator) -> Bool {
        switch indicator {
        case .loan, .loanOfOwned, .renewal, .inHouseUse, .activeUser: return true
        case .visit, .event, .readingFestival, .readingPeriod, .attendance:
            if case .point(let point) = place { return noting.contains(point) }
            return false
        default: return false
        }
    }
}

/// Removes who used which point, once both years of the month are counted.
struct ActiveReaderPruning: Sendable {
    let pool: DatabasePool
    let traffic: DeskTraffic

    func prune() async throws {
        while true {
            let removed = try await pool.write { db -> Int in
                try traffic.look(db)
                guard let oldest = try ActiveReaderRows.keptFrom(db) else { return 0 }
                try db.execute(
                    sql: """
                        DELETE FROM activeReader WHERE (month, servicePointId, patronId) IN (
                            SELECT month, servicePointId, patronId FROM activeReader WHERE month < ? LIMIT ?)
                        """, arguments: [oldest.code, traffic.isBusy ? 200 : 5_000])
                return db.changesCount
            }
            guard removed > 0 else { return }
            try await traffic.giveWay()
        }
    }
}
