/// Numbers as the two languages write them.
enum NumberText {
    /// 1.234.567 in Vietnamese, 1,234,567 in English.
    static func grouped(_ number: Int, in language: InterfaceLanguage) -> String {
        let separator: Character = language == .english ? "," : "."
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(separator) }
            text.append(digit)
        }
        return text
    }

    /// "820 B", "14 KB", "1,2 MB": thousands, one decimal below ten.
    static func size(_ bytes: Int64, in language: InterfaceLanguage) -> String {
        var value = Double(bytes)
        var unit = 0
        let units = ["B", "KB", "MB", "GB", "TB"]
        while value >= 1000, unit + 1 < units.count {
            value /= 1000
            unit += 1
        }
        guard unit > 0, value < 9.95 else { return "\(Int(value.rounded())) \(units[unit])" }
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10)\(language == .english ? "." : ",")\(tenths % 10) \(units[unit])"
    }

    /// "6,4 %", with as many decimals; -0,0 is 0,0.
    static func percent(_ value: Double, decimals: Int = 1, in language: InterfaceLanguage) -> String {
        decimal(value, decimals: decimals, in: language) + "\u{A0}%"
    }

    /// "1.234,5", with as many decimals (at most 6), rounded half away from 0. What
    /// is no number, or beyond 10^12, is "–".
    static func decimal(_ value: Double, decimals: Int, in language: InterfaceLanguage) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "–" }
        let power = (0..<min(max(decimals, 0), 6)).reduce(1) { power, _ in power * 10 }
        let scaled = Int((abs(value) * Double(power)).rounded())
        let sign = value < 0 && scaled > 0 ? "\u{2212}" : ""
        let whole = grouped(scaled / power, in: language)
        guard power > 1 else { return sign + whole }
        let rest = String(scaled % power)
        let zeros = String(repeating: "0", count: String(power).count - 1 - rest.count)
        return sign + whole + (language == .english ? "." : ",") + zeros + rest
    }
}
