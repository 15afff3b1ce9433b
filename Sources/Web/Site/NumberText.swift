import Library

/// Numbers as the two languages write them.
enum NumberText {
    /// 1.234.567 in Vietnamese, 1,234,567 in English.
    static func grouped(_ number: Int, in language: InterfaceLanguage) -> String { marks(language).grouped(number) }

    private static func marks(_ language: InterfaceLanguage) -> NumberMarks {
        language == .english ? .english : .vietnamese
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

    /// "1.234,5"; ``NumberMarks``.
    static func decimal(_ value: Double, decimals: Int, in language: InterfaceLanguage) -> String {
        marks(language).decimal(value, decimals: decimals)
    }
}
