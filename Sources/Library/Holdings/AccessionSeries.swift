/// A run of numbers in a register: "TK.00001", "TK.00002" and so on.
package struct AccessionSeries: Equatable, Sendable {
    /// Whose register it runs in.
    package var register: InstitutionID
    /// What stands before the digits, as it is written: "TK.".
    package var prefix: String
    /// At least as many digits, 1 to 9, with zeros in front.
    package var width: Int
    /// The number to try first, from 1.
    package var next: Int

    /// Nil for what makes no numbers: a width or number out of its range, a prefix
    /// of more than 20 bytes or with a digit at its end, which would run together
    /// with the number.
    package init?(register: InstitutionID, prefix: String, width: Int, next: Int) {
        let prefix = prefix.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard (1...9).contains(width), next > 0, next < 1_000_000_000, prefix.utf8.count <= 20,
            prefix.last?.isNumber != true
        else { return nil }
        (self.register, self.prefix, self.width, self.next) = (register, prefix, width, next)
    }

    /// The number `count` written in this series.
    package func number(_ count: Int) -> AccessionNumber? {
        let digits = String(count)
        return AccessionNumber(prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits)
    }

    /// The next free numbers; moves on past them. Numbers that are taken already
    /// are skipped, and may be at most as many as there can be copies of a school.
    package mutating func take(
        _ count: Int, isTaken: (AccessionNumber) throws -> Bool
    ) rethrows -> [AccessionNumber] {
        var numbers: [AccessionNumber] = []
        var tries = 0
        while numbers.count < count, tries < count + Self.mostSkipped, let number = number(next) {
            if try !isTaken(number) { numbers.append(number) }
            next += 1
            tries += 1
        }
        return numbers
    }

    private static let mostSkipped = 100_000
}
