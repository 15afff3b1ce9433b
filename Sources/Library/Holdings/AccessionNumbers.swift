/// The numbers that a row of a register stands for.
///
/// Textbooks are entered by the bundle: "1201-1205" or "1201" with a quantity
/// of 5 is five copies with five numbers.
package enum AccessionNumbers {
    /// Enough for a bundle of textbooks; a longer span is a slip.
    package static let mostOfRow = 1_000

    /// For example: "TK.0008-TK.0011" gives TK.0008, TK.0009, TK.0010, TK.0011;
    /// "GK-12" and "2023-001" are single numbers, and with a quantity of 1
    /// everything is.
    package static func of(_ cell: String, quantity: Int?) throws(AccessionFault) -> [AccessionNumber] {
        let isPlain = cell.utf8.allSatisfy { (0x30...0x39).contains($0) }
        if quantity == 1 || isPlain && quantity == nil { return [try number(cell)] }
        var numbers: [AccessionNumber] = []
        for part in cell.split(whereSeparator: { $0 == ";" || $0 == "," }) {
            let text = part.split(separator: " ").joined(separator: " ")
            if text.isEmpty { continue }
            if let span = span(in: text) {
                guard span.count <= mostOfRow - numbers.count else { throw .spanTooLong }
                for value in span.first.value...span.last { numbers.append(try number(span.first.text(value))) }
            } else {
                numbers.append(try number(text))
            }
        }
        guard let first = numbers.first else { throw .numberMissing }
        guard let quantity, quantity != numbers.count else { return numbers }
        guard numbers.count == 1 else { throw .quantityMismatch }
        guard quantity <= mostOfRow else { throw .spanTooLong }
        guard let pattern = Pattern(first.text) else { throw .numberInvalid }
        return try following(pattern, quantity)
    }

    private static func following(_ pattern: Pattern, _ count: Int) throws(AccessionFault) -> [AccessionNumber] {
        var numbers: [AccessionNumber] = []
        for step in 0..<count { numbers.append(try number(pattern.text(pattern.value + step))) }
        return numbers
    }

    private static func number(_ text: String) throws(AccessionFault) -> AccessionNumber {
        guard let number = AccessionNumber(text) else { throw .numberInvalid }
        return number
    }

    /// "TK.", 123 in five digits, "": a number cut at its last run of digits.
    private struct Pattern {
        var prefix: String
        var value: Int
        var width: Int
        var suffix: String

        init?(_ text: some StringProtocol) {
            let bytes = Array(text.utf8)
            let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
            guard let last = bytes.lastIndex(where: isDigit) else { return nil }
            var start = last
            while start > 0, isDigit(bytes[start - 1]) { start -= 1 }
            let digits = String(decoding: bytes[start...last], as: UTF8.self)
            // Fifteen digits leave room for a thousand more.
            guard digits.utf8.count <= 15, let value = Int(digits) else { return nil }
            prefix = String(decoding: bytes[..<start], as: UTF8.self)
            suffix = String(decoding: bytes[(last + 1)...], as: UTF8.self)
            (self.value, width) = (value, last - start + 1)
        }

        func text(_ value: Int) -> String {
            let digits = String(value)
            return prefix + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits + suffix
        }
    }

    private struct Span {
        var first: Pattern
        var last: Int
        var count: Int { last - first.value + 1 }
    }

    private static let marks = ["-", "–", "—", "÷", "~", "→", "->", " đến ", " tới ", " to "]

    /// A span has numbers on both sides of its mark, the second the larger one
    /// and with the same signs around it, or none.
    private static func span(in text: String) -> Span? {
        for mark in marks where text.contains(mark) {
            var from = text.startIndex
            while let place = text[from...].firstRange(of: mark) {
                from = place.upperBound
                guard let first = Pattern(text[..<place.lowerBound].trimmed),
                    let last = Pattern(text[place.upperBound...].trimmed), last.value > first.value,
                    last.prefix.isEmpty
                        || AccessionNumber.key(of: last.prefix) == AccessionNumber.key(of: first.prefix),
                    AccessionNumber.key(of: last.suffix) == AccessionNumber.key(of: first.suffix)
                else { continue }
                return Span(first: first, last: last.value)
            }
        }
        return nil
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}
