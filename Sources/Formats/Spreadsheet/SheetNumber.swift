import Glibc

/// Numbers of a sheet as people wrote them.
enum SheetNumber {
    /// "1941", "895.9221"; a number is stored with 17 digits but means 15.
    static func text(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        var buffer = [CChar](repeating: 0, count: 40)
        let length = withVaList([number]) { vsnprintf(&buffer, buffer.count, "%.15g", $0) }
        return String(decoding: buffer.prefix(max(0, Int(length))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// "2004-05-12" of a day count; the count has a 29 February 1900 that never
    /// was (ECMA-376, part 1, 18.17.4).
    static func date(_ serial: Double, countsFrom1904: Bool) -> String {
        var days = Int(serial.rounded(.down))
        guard (0...2_958_465).contains(days) else { return text(serial) }
        if countsFrom1904 { days += 1_462 }
        let base = days > 59 ? days - 1 : days
        // Days since 1 March 0000 in the proleptic Gregorian calendar; 1 is 1900-01-01.
        var rest = base + 693_900
        let era = rest / 146_097
        rest -= era * 146_097
        let yearOfEra = (rest - rest / 1_460 + rest / 36_524 - rest / 146_096) / 365
        let dayOfYear = rest - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(year)-\(two(month))-\(two(day))"
    }
}
