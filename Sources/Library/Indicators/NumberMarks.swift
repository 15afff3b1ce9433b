/// The marks a language writes numbers with; one home for pages, charts and
/// official documents, which must never print one figure in two ways.
package struct NumberMarks: Sendable {
    private let group: Character
    private let point: Character

    /// 1.234.567,8
    package static let vietnamese = NumberMarks(group: ".", point: ",")
    /// 1,234,567.8
    package static let english = NumberMarks(group: ",", point: ".")

    /// "1.234.567", with the minus of print: "−2.346".
    package func grouped(_ number: Int) -> String {
        // Most counts of a page; it may have two hundred of them.
        if (0..<1_000).contains(number) { return String(number) }
        let digits = String(number.magnitude).utf8
        var text = number < 0 ? "\u{2212}" : ""
        var left = digits.count
        for digit in digits {
            text.unicodeScalars.append(Unicode.Scalar(digit))
            left -= 1
            if left > 0, left.isMultiple(of: 3) { text.append(group) }
        }
        return text
    }

    /// "1.234,5", with as many decimals (at most 6), rounded half away from 0; what
    /// rounds to 0 has no minus. What is no number, or beyond 10^12, is "–".
    package func decimal(_ value: Double, decimals: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "–" }
        let power = (0..<min(max(decimals, 0), PrintedDigits.most)).reduce(1) { power, _ in power * 10 }
        let scaled = Int((abs(value) * Double(power)).rounded())
        let sign = value < 0 && scaled > 0 ? "\u{2212}" : ""
        let whole = grouped(scaled / power)
        guard power > 1 else { return sign + whole }
        let rest = String(scaled % power)
        let zeros = String(repeating: "0", count: String(power).count - 1 - rest.count)
        return "\(sign)\(whole)\(point)\(zeros)\(rest)"
    }
}
