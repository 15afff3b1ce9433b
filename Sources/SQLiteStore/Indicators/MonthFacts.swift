import GRDB
import Library

/// Reads what is known of every point in a month, in one view of the database.
struct MonthFacts {
    private let db: Database
    private let month: Month
    private let opening: OpeningRules
    /// Nil for all points.
    private let only: Set<ServicePointID>?
    private let first: String
    private let last: String

    init(_ db: Database, _ request: FreezeRequest) {
        (self.db, month, opening, only) = (db, request.month, request.opening, request.points)
        (first, last) = ActivityDays.bounds(request.month.days)
    }

    /// What the system counts of the month; `tally` stands in place of the counts
    /// that are kept.
    func figures(counting tally: UseTally? = nil) throws -> [MonthFigure] {
        var facts = try points()
        try addUse(to: &facts, tally)
        try addVisits(to: &facts)
        try addActivities(to: &facts)
        let hasReaders = try addReaders(to: &facts)
        var figures = facts.values.sorted { $0.point < $1.point }.flatMap { MonthCounting($0).figures }
        if !hasReaders { figures.removeAll { $0.indicator == .activeUser } }
        if only == nil, hasReaders, let site = try siteReaders() { figures.append(site) }
        return figures
    }

    private typealias Facts = [ServicePointID: PointMonthFacts]

    // MARK: Points and their open days

    private func points() throws -> Facts {
        let workdays = month.days.each.filter { opening.holidays.name(of: $0) == nil }
        let closings = try closings()
        var facts: Facts = [:]
        for row in try Row.fetchAll(db, sql: "SELECT \(PlaceRows.pointColumns) FROM servicePoint p") {
            let point = try PlaceRows.point(row)
            guard only?.contains(point.id) != false else { continue }
            var known = PointMonthFacts(point.id)
            let week = opening.kinds.rules(of: point.facts).opening?.days
            let closed = (closings[point.institution] ?? []).filter { $0.point == nil || $0.point == point.id }
            known.openDays = workdays.filter { day in
                point.facts.validity.contains(day) && week?.contains(day.weekday) != false
                    && !closed.contains { $0.days.contains(day) }
            }
            // A point that had ended, or was not there yet, was not closed.
            known.workedBefore = month.days.each.contains { point.facts.validity.contains($0) }
            facts[point.id] = known
        }
        return facts
    }

    private struct Closing {
        var point: ServicePointID?
        var days: ClosedRange<Day>
    }

    private func closings() throws -> [InstitutionID: [Closing]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, institutionId, servicePointId, firstDay, lastDay FROM closingPeriod
                WHERE firstDay <= ? AND lastDay >= ?
                """, arguments: [last, first])
        return try rows.reduce(into: [:]) { found, row in
            let days =
                try ActivityDays.day(
                    row[3], "closingPeriod", row[0])...ActivityDays.day(
                    row[4], "closingPeriod", row[0])
            found[InstitutionID(row[1] as Int64), default: []].append(
                Closing(point: (row[2] as Int64?).map { ServicePointID($0) }, days: days))
        }
    }

    // MARK: Use

    private func addUse(to facts: inout Facts, _ tally: UseTally?) throws {
        var earlier: Set<ServicePointID> = []
        if let tally {
            for (key, count) in tally.counts where key.month == month {
                facts[key.point]?.counts[key.indicator] = count
            }
            for (place, work) in tally.work {
                if place.month == month { facts[place.point]?.work = work }
                if place.month < month { earlier.insert(place.point) }
            }
        } else {
            let counts = try Row.fetchCursor(
                db,
                sql: "SELECT servicePointId, indicator, value, excluded, wrongClock FROM useCount WHERE month = ?",
                arguments: [month.code])
            while let row = try counts.next() {
                guard let indicator = Indicator(rawValue: row[1]) else { continue }
                facts[ServicePointID(row[0] as Int64)]?.counts[indicator] = UseTally.Count(
                    value: row[2], excluded: row[3], wrongClock: row[4])
            }
            let work = try Row.fetchCursor(
                db, sql: "SELECT servicePointId, month, acts, firstDay FROM deskWork WHERE month <= ?",
                arguments: [month.code])
            while let row = try work.next() {
                let point = ServicePointID(row[0] as Int64)
                if row[1] == month.code {
                    facts[point]?.work = UseTally.Work(acts: row[2], firstDay: row[3])
                } else {
                    earlier.insert(point)
                }
            }
        }
        for point in facts.keys where !earlier.contains(point) { facts[point]?.workedBefore = false }
    }

    private func addVisits(to facts: inout Facts) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT t.servicePointId, t.day, t.pupils + t.staff + t.others
                FROM servicePoint p CROSS JOIN visitTally t ON t.servicePointId = p.id
                WHERE t.day BETWEEN ? AND ? AND \(VisitTableStore.isLast)
                """, arguments: [first, last])
        while let row = try rows.next() {
            let point = ServicePointID(row[0] as Int64)
            facts[point]?.countedDays.insert(try ActivityDays.day(row[1], "visitTally", row[0]))
            facts[point]?.visitors += row[2] as Int
        }
        for stop in try StopVisitRows.stops(db, in: month.days, of: nil) { facts[stop.runner]?.take(stop) }
    }

    private func addActivities(to facts: inout Facts) throws {
        for held in try ActivityCounting(db, facts.keys.sorted(), month...month).held() {
            facts[held.point]?.held.append(
                PointMonthFacts.Held(
                    kind: held.kind, number: held.number, uncounted: held.uncounted,
                    attendance: held.attendance.total))
        }
        let noting = try Int64.fetchAll(
            db,
            sql: """
                SELECT a.servicePointId FROM activity a JOIN activityEntry e ON e.activityId = a.id
                WHERE e.firstDay <= ?1
                UNION SELECT servicePointId FROM readingSeries WHERE firstDay <= ?1
                """, arguments: [last])
        for point in noting { facts[ServicePointID(point)]?.notesActivities = true }
    }

    // MARK: Readers

    /// False when the month's readers are known no more.
    private func addReaders(to facts: inout Facts) throws -> Bool {
        guard try ActiveReaderRows.keptFrom(db).map({ $0 <= month }) ?? true else { return false }
        for (point, number) in try readers(since: month) { facts[point]?.readers = number }
        let year = try readers(since: month.firstOfYear)
        let schoolYear = try readers(since: month.firstOfSchoolYear)
        for point in facts.keys {
            facts[point]?.readersToDate = ReadersToDate(
                calendarYear: year[point] ?? 0, schoolYear: schoolYear[point] ?? 0)
        }
        return true
    }

    private func readers(since first: Month) throws -> [ServicePointID: Int] {
        let condition = only.map { points in
            "AND servicePointId IN (\(points.map(\.description).sorted().joined(separator: ",")))"
        }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT servicePointId, count(DISTINCT patronId) FROM activeReader
                WHERE month BETWEEN ? AND ? \(condition ?? "") GROUP BY servicePointId
                """, arguments: [first.code, month.code])
        var numbers: [ServicePointID: Int] = [:]
        while let row = try rows.next() { numbers[ServicePointID(row[0] as Int64)] = row[1] }
        return numbers
    }

    /// Different readers of all points together; nil where there is none.
    private func siteReaders() throws -> MonthFigure? {
        let number = { (first: Month) in
            try Int.fetchOne(
                db, sql: "SELECT count(DISTINCT patronId) FROM activeReader WHERE month BETWEEN ? AND ?",
                arguments: [first.code, month.code]) ?? 0
        }
        let now = try number(month)
        guard now > 0 else { return nil }
        let toDate = ReadersToDate(
            calendarYear: try number(month.firstOfYear), schoolYear: try number(month.firstOfSchoolYear))
        return MonthFigure(place: .site, indicator: .activeUser, value: now, toDate: toDate)
    }
}
