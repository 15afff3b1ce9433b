package import Library

/// The lists in `ingest/codes` by which libraries live through the year: days
/// off, days to mark, rules of lending. The library's own file stands in place of the
/// product's as a whole; a row that cannot be read is told in `faults`.
package struct CalendarLists: Sendable {
    package private(set) var holidays = Holidays()
    package private(set) var daysToMark = DaysToMark()
    package private(set) var policies = LoanPolicies()
    /// "holidays.yaml, row 3": for `doctor` and the start of the server.
    package private(set) var faults: [String] = []
    /// Rows that say of themselves that nobody has compared them with their source.
    package private(set) var unchecked: [String] = []
    /// What such a row says under `checked`.
    package static let notChecked = "chưa kiểm"

    /// A later folder wins, file by file.
    package init(ingestFolders: [String], kinds: ServicePointKinds = ServicePointKinds()) {
        for folder in ingestFolders {
            if let lists: [String: Any] = load("holidays.yaml", in: folder) { readHolidays(lists) }
            if let rows: [Any] = load("days-to-mark.yaml", in: folder) { readDaysToMark(rows) }
            if let lists: [String: Any] = load("loan-policies.yaml", in: folder) { readPolicies(lists) }
        }
        policies.kinds = kinds
    }

    private mutating func load<Shape>(_ name: String, in folder: String) -> Shape? {
        let list = ListFile("\(folder)/codes/\(name)")
        guard let shape = list.content as? Shape else {
            if list.exists { faults.append("\(name): \(list.fault ?? "not of the shape it should have")") }
            return nil
        }
        return shape
    }

    private mutating func readHolidays(_ lists: [String: Any]) {
        unchecked = ["every-year", "announced"].flatMap { part in
            (lists[part] as? [Any] ?? []).enumerated().compactMap { place, row in
                (row as? [String: Any])?["checked"] as? String == Self.notChecked
                    ? "holidays.yaml, \(part), row \(place + 1)" : nil
            }
        }
        let rules = rows(lists["every-year"], of: "holidays.yaml, every-year", Self.rule)
        let announced = rows(lists["announced"], of: "holidays.yaml, announced", Self.announcement)
        holidays = Holidays(rules: rules, announcements: announced)
    }

    private mutating func readDaysToMark(_ list: [Any]) {
        daysToMark = DaysToMark(rows(list, of: "days-to-mark.yaml", Self.dayToMark))
    }

    private mutating func readPolicies(_ lists: [String: Any]) {
        let general = (lists["general"] as? [String: Any]).map { rules($0, "loan-policies.yaml, general") }
        policies = LoanPolicies(
            general: general ?? ServicePointRules(), everywhere: byCategory(lists["everywhere"], "everywhere"))
        for (code, table) in (lists["at"] as? [String: Any] ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let kind = ServicePointKind(rawValue: code) else {
                faults.append("loan-policies.yaml, \(code)")
                continue
            }
            policies.atKind[kind] = byCategory(table, code)
        }
    }

    private mutating func byCategory(_ table: Any?, _ part: String) -> [PatronCategory: ServicePointRules] {
        var found: [PatronCategory: ServicePointRules] = [:]
        for (code, entry) in (table as? [String: Any] ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let category = PatronCategory(rawValue: code), let entry = entry as? [String: Any] else {
                faults.append("loan-policies.yaml, \(part), \(code)")
                continue
            }
            found[category] = rules(entry, "loan-policies.yaml, \(part), \(code)")
        }
        return found
    }

    private mutating func rules(_ entry: [String: Any], _ place: String) -> ServicePointRules {
        faults += ServicePointRules.faults(in: entry).map { "\(place), \($0)" }
        return ServicePointRules(listed: entry)
    }

    private mutating func rows<Entry>(_ list: Any?, of name: String, _ read: ([String: Any]) -> Entry?) -> [Entry] {
        (list as? [Any] ?? []).enumerated().compactMap { place, row in
            if let entry = (row as? [String: Any]).flatMap(read) { return entry }
            faults.append("\(name), row \(place + 1)")
            return nil
        }
    }

    private static func rule(_ row: [String: Any]) -> Holidays.Rule? {
        guard let name = row["name"] as? String else { return nil }
        let solar = monthAndDay(row["solar"]).map { Holidays.Rule.Date.solar(month: $0.month, day: $0.day) }
        let lunar = monthAndDay(row["lunar"]).map { Holidays.Rule.Date.lunar(month: $0.month, day: $0.day) }
        guard let date = solar ?? lunar, let length = count(row["days"], 1), let before = count(row["before"], 0) else {
            return nil
        }
        return Holidays.Rule(
            name: name, date: date, before: before, length: max(1, length), since: row["since"] as? Int)
    }

    private static func announcement(_ row: [String: Any]) -> Holidays.Announcement? {
        guard let name = row["name"] as? String, let first = (row["first"] as? String).flatMap({ Day(written: $0) }),
            let last = (row["last"] as? String).flatMap({ Day(written: $0) }),
            (0..<Holidays.mostDays).contains(first.days(until: last))
        else { return nil }
        return Holidays.Announcement(name: name, first: first, last: last, source: row["source"] as? String ?? "")
    }

    private static func dayToMark(_ row: [String: Any]) -> DaysToMark.Entry? {
        guard let name = row["name"] as? String, let date = monthAndDay(row["day"]),
            let kind = (row["kind"] as? String).flatMap({ ActivityKind(rawValue: $0) }),
            let length = count(row["days"], 1)
        else { return nil }
        return DaysToMark.Entry(
            name: name, month: date.month, day: date.day, length: max(1, length), kind: kind,
            source: row["source"] as? String ?? "")
    }

    /// Reads "30/4" as people write it: the day, then the month.
    private static func monthAndDay(_ value: Any?) -> (month: Int, day: Int)? {
        let parts = (value as? String ?? "").split(separator: "/").map { Int($0) }
        guard parts.count == 2, let day = parts[0], let month = parts[1], (1...31).contains(day),
            (1...12).contains(month)
        else { return nil }
        return (month, day)
    }

    /// Of days; what is not said is `usual`, what cannot be is nil.
    private static func count(_ value: Any?, _ usual: Int) -> Int? {
        guard let value else { return usual }
        return (value as? Int).flatMap { (0...Holidays.mostDays).contains($0) ? $0 : nil }
    }
}
