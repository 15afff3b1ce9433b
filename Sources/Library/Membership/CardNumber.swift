/// The number on a reader's card, as it stands in the barcode.
package struct CardNumber: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    package var description: String { text }

    /// Nil for what cannot be a card number: 4 to 20 digits, Latin capitals and
    /// hyphens, a digit among them. Spaces do not count, small letters become
    /// capitals.
    package init?(_ written: some StringProtocol) {
        let text = written.uppercased().filter { $0 != " " }
        let isAllowed: (UInt8) -> Bool = { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x2D }
        guard (4...20).contains(text.utf8.count), text.utf8.allSatisfy(isAllowed),
            text.utf8.contains(where: { (0x30...0x39).contains($0) })
        else { return nil }
        self.text = text
    }

    /// Nine digits: eight by chance, so that one card does not tell the next, and
    /// a check digit (Luhn, ISO/IEC 7812-1) that finds every single slip.
    package static func random(using generator: inout some RandomNumberGenerator) -> CardNumber {
        var digits = [Int.random(in: 1...9, using: &generator)]
        for _ in 0..<7 { digits.append(Int.random(in: 0...9, using: &generator)) }
        digits.append(checkDigit(of: digits))
        return CardNumber(unchecked: digits.map(String.init).joined())
    }

    /// False for a number of ours whose check digit does not fit: a slip.
    package var isPlausible: Bool {
        let digits = text.compactMap(\.wholeNumberValue)
        guard text.utf8.count == 9, digits.count == 9 else { return true }
        return Self.checkDigit(of: Array(digits.dropLast())) == digits[8]
    }

    private init(unchecked text: String) { self.text = text }

    private static func checkDigit(of digits: [Int]) -> Int {
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let value = place.isMultiple(of: 2) ? digit * 2 : digit
            sum += value > 9 ? value - 9 : value
        }
        return (10 - sum % 10) % 10
    }
}
