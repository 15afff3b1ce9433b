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
}
