import Library
import VietnameseText

/// Figures and dates as they are written in plan files.
extension PlanMap {
    /// "80", "80 %", "8,5": above 0, at most 100.
    func percent(_ key: String) -> Double? {
        guard let text = text(key) else { return nil }
        guard let number = Self.number(text), number > 0, number <= 100 else {
            log.add(.percentInvalid, line(of: key), text)
            return nil
        }
        return number
    }

    /// "8" or "8-10", the lower first.
    func rate(_ key: String) -> ClosedRange<Double>? {
        guard let text = text(key) else { return nil }
        let parts = text.split { "-–".contains($0) }.map { Self.number(String($0)) }
        let numbers = parts.compactMap(\.self)
        guard parts.count == numbers.count, (1...2).contains(numbers.count), let low = numbers.first,
            let high = numbers.last, low > 0, low <= high, high <= 100
        else {
            log.add(.percentInvalid, line(of: key), text)
            return nil
        }
        return low...high
    }

    /// 1 to 1,000.
    func number(_ key: String) -> Int? {
        guard let text = text(key) else { return nil }
        guard let number = Int(text), (1...1_000).contains(number) else {
            log.add(.numberInvalid, line(of: key), text)
            return nil
        }
        return number
    }

    /// "2021-2030" or "2025".
    func years(_ key: String, required: Bool = true) -> ClosedRange<Int>? {
        guard let text = text(key, required: required) else { return nil }
        let parts = text.split { "-–".contains($0) }
            .map { Int($0.filter { !$0.isWhitespace }) }
        guard (1...2).contains(parts.count), let first = parts.first ?? nil, let last = parts.last ?? nil,
            first <= last, (1990...2100).contains(first), (1990...2100).contains(last)
        else {
            log.add(.yearsInvalid, line(of: key), text)
            return nil
        }
        return first...last
    }

    /// "31/12/2025".
    func day(_ key: String, required: Bool = true) -> Day? {
        guard let text = text(key, required: required) else { return nil }
        guard let day = Day(written: text) else {
            log.add(.dateInvalid, line(of: key), text, allowed: "31/12/2025")
            return nil
        }
        return day
    }

    /// A day, a month ("12/2021") or a year: to its last day.
    func deadline(_ key: String) -> Day? {
        guard let text = text(key) else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        let end: Day? =
            switch parts.count {
            case 1: parts[0].flatMap { (1990...2100).contains($0) ? Day($0, 12, 31) : nil }
            case 2:
                parts[0].flatMap { number in parts[1].flatMap { Month($0, number) } }?.days.upperBound
            default: Day(written: text)
            }
        guard let end, (1990...2100).contains(end.year) else {
            log.add(.dateInvalid, line(of: key), text, allowed: "2025, 12/2021, 31/12/2025")
            return nil
        }
        return end
    }

    /// "trước 10/11", "trước ngày 10 tháng 11", "đến 31/12", "năm 2025", or
    /// "không in" for what the plan leaves out: then nil, and no fault.
    func dutyDate(_ key: String) -> DutyDate? {
        guard let text = text(key) else { return nil }
        let words = Folding.folded(text).split(separator: " ").map(String.init)
        let numbers = words.compactMap { Int($0) }
        let rest = words.filter { Int($0) == nil }
        let says = { (phrases: [String]) in phrases.map { Folding.folded($0) }.contains(rest.joined(separator: " ")) }
        if says(["không in", "không in ngày"]), numbers.isEmpty { return nil }
        if says(["năm", "trong năm", "vào năm"]), numbers.count == 1, (1990...2100).contains(numbers[0]) {
            return .inYear(numbers[0])
        }
        // 2028 has a 29 February: whether a day is one is asked of a leap year.
        if numbers.count == 2, Day(2028, numbers[1], numbers[0]) != nil {
            if says(["trước", "trước ngày", "trước ngày tháng"]) { return .before(month: numbers[1], day: numbers[0]) }
            if says(["đến", "đến ngày", "chậm nhất", "chậm nhất ngày", "ngày", "ngày tháng", "đến ngày tháng"]) {
                return .on(month: numbers[1], day: numbers[0])
            }
        }
        log.add(
            .dateInvalid, line(of: key), text, allowed: "trước 10/11, đến 31/12, năm 2025, không in")
        return nil
    }

    static func number(_ text: String) -> Double? {
        let bare = text.filter { !$0.isWhitespace && $0 != "%" }
        guard bare.allSatisfy({ $0.isNumber || $0 == "," || $0 == "." }) else { return nil }
        return Double(bare.replacing(",", with: "."))
    }
}
