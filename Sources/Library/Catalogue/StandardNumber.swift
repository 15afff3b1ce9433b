/// ISBN and ISSN, checked.
package enum StandardNumber {
    /// The thirteen digits of a valid ISBN that the text begins with; nil when
    /// there is none.
    ///
    /// For example: "0-253-32552-8 (alk. paper)" → "9780253325525". A shorter
    /// number is tried with the zeros in front that a spreadsheet took.
    package static func isbn(_ text: some StringProtocol) -> String? {
        let digits = leadingDigits(text)
        switch digits.count {
        case 13: return isISBN13(digits) ? String(decoding: digits, as: UTF8.self) : nil
        case 10: return isISBN10(digits) ? thirteen(digits) : nil
        case 7...9:
            let padded = [UInt8](repeating: 0x30, count: 10 - digits.count) + digits
            return isISBN10(padded) ? thirteen(padded) : nil
        default: return nil
        }
    }

    /// The ISBNs that a number in float notation can stand for.
    ///
    /// "9.78043902348e+12" keeps twelve of thirteen digits; the last is the
    /// check digit, and the twelfth may have been rounded up. None when fewer
    /// than eight digits are left, more than one when both readings are valid.
    package static func isbns(ofFloat text: some StringProtocol) -> [String] {
        let parts = text.lowercased().split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]), exponent == 12 else { return [] }
        var digits = parts[0].utf8.filter { $0 >= 0x30 && $0 <= 0x39 }
        guard parts[0].utf8.allSatisfy({ $0 == 0x2E || $0 == 0x2C || $0 >= 0x30 && $0 <= 0x39 }) else { return [] }
        if digits.count == 13 { return isISBN13(digits) ? [String(decoding: digits, as: UTF8.self)] : [] }
        guard (8...12).contains(digits.count) else { return [] }
        digits += [UInt8](repeating: 0x30, count: 12 - digits.count)
        guard let asWritten = Int(String(decoding: digits, as: UTF8.self)) else { return [] }
        var found: [String] = []
        for (prefix, checks) in [(asWritten, 0...5), (asWritten - 1, 5...9)] {
            let body = Array(String(prefix).utf8)
            let check = checkDigit13(body)
            let whole = String(decoding: body + [0x30 + UInt8(check)], as: UTF8.self)
            if checks.contains(check), isISBN13(Array(whole.utf8)) { found.append(whole) }
        }
        return found
    }

    /// "0233-1047" of a valid ISSN that the text begins with.
    package static func issn(_ text: some StringProtocol) -> String? {
        let digits = leadingDigits(text)
        guard digits.count == 8 else { return nil }
        var sum = 0
        for (place, digit) in digits.enumerated() {
            guard let value = value(digit, isLast: place == 7) else { return nil }
            sum += value * (8 - place)
        }
        guard sum % 11 == 0 else { return nil }
        return String(decoding: digits[..<4] + [0x2D] + digits[4...], as: UTF8.self)
    }

    /// The digits (and X) at the start of the text, over hyphens and single
    /// blanks, after a label such as "ISBN:".
    private static func leadingDigits(_ text: some StringProtocol) -> [UInt8] {
        var digits: [UInt8] = []
        var blanks = 0
        for byte in text.utf8 {
            if byte >= 0x30 && byte <= 0x39 {
                digits.append(byte)
                blanks = 0
            } else if (byte == 0x58 || byte == 0x78) && !digits.isEmpty {
                digits.append(0x58)
            } else if byte == 0x20 {
                blanks += 1
                if blanks > 1, !digits.isEmpty { break }
            } else if byte == 0x2D || (byte >= 0x80 && digits.isEmpty) {
                continue
            } else if byte == 0xE2 || byte == 0x80 || byte == 0x93 || byte == 0x91 || byte == 0x90 {
                continue  // en dash, hyphen, no-break hyphen
            } else if digits.isEmpty, byte == 0x3A || byte == 0x28 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A {
                continue
            } else {
                break
            }
        }
        return digits
    }

    private static func value(_ digit: UInt8, isLast: Bool) -> Int? {
        if digit == 0x58 { return isLast ? 10 : nil }
        return Int(digit) - 0x30
    }

    private static func isISBN10(_ digits: [UInt8]) -> Bool {
        var sum = 0
        for (place, digit) in digits.enumerated() {
            guard let value = value(digit, isLast: place == 9) else { return false }
            sum += value * (10 - place)
        }
        return sum % 11 == 0 && sum > 0
    }

    private static func isISBN13(_ digits: [UInt8]) -> Bool {
        guard digits.count == 13, digits.starts(with: [0x39, 0x37]), digits[2] == 0x38 || digits[2] == 0x39,
            digits.allSatisfy({ $0 != 0x58 })
        else { return false }
        return checkDigit13(Array(digits[..<12])) == Int(digits[12]) - 0x30
    }

    private static func thirteen(_ ten: [UInt8]) -> String {
        let body = Array("978".utf8) + ten[..<9]
        return String(decoding: body + [0x30 + UInt8(checkDigit13(body))], as: UTF8.self)
    }

    /// ISO 2108: weights 1 and 3 in turn.
    private static func checkDigit13(_ body: [UInt8]) -> Int {
        var sum = 0
        for (place, digit) in body.enumerated() { sum += (Int(digit) - 0x30) * (place % 2 == 0 ? 1 : 3) }
        return (10 - sum % 10) % 10
    }
}
