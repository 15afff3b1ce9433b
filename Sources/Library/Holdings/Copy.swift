/// A copy of a book: one row of the register, one thing on a shelf.
package struct Copy: Equatable, Sendable {
    package var facts: CopyFacts
    package var state: CopyState
    package var id: CopyID { state.id }
    package init(facts: CopyFacts, state: CopyState) { (self.facts, self.state) = (facts, state) }
}

package typealias CopyID = RowID<Copy>

/// What the register says of a copy; it changes only by a librarian's hand.
package struct CopyFacts: Equatable, Sendable {
    package var record: RecordID
    /// Whose register the number stands in.
    package var register: InstitutionID
    package var number: AccessionNumber
    /// What the scanner reads; the number itself where nothing else is glued on.
    package var barcode: String
    package var callNumber: String?
    /// The room or shelf: "Kho giáo khoa".
    package var location: String?
    /// In đồng.
    package var price: Int?
    package var condition: CopyCondition
    package var source: CopySource?
    /// The day it was entered in the register.
    package var receivedOn: Day?
    /// The line of the summary register (sổ tổng quát) it came in by.
    package var invoice: String?
    package var note: String?

    package init(
        record: RecordID, register: InstitutionID, number: AccessionNumber, barcode: String? = nil,
        callNumber: String? = nil, location: String? = nil, price: Int? = nil, condition: CopyCondition = .good,
        source: CopySource? = nil, receivedOn: Day? = nil, invoice: String? = nil, note: String? = nil
    ) {
        (self.record, self.register, self.number) = (record, register, number)
        self.barcode = barcode ?? number.text
        (self.callNumber, self.location, self.price) = (callNumber, location, price)
        (self.condition, self.source, self.receivedOn) = (condition, source, receivedOn)
        (self.invoice, self.note) = (invoice, note)
    }
}

package enum CopyCondition: String, Sendable, CaseIterable {
    case good, worn, damaged
}

/// How a copy came to the library.
package enum CopySource: String, Sendable, CaseIterable {
    case purchase, gift, exchange, deposit, programme, other
}

/// The number of a copy in the register of its owner (số đăng ký cá biệt). No
/// two copies of an institution share one; two institutions may.
package struct AccessionNumber: Hashable, Sendable, CustomStringConvertible {
    /// As it is written on the book.
    package let text: String
    /// What numbers are compared by: capitals and digits alone, each run of digits
    /// without leading zeros, so that "tk. 00123" is "TK123". Where only signs
    /// stand between two runs they stay two, as in "1.2" and "2023.1".
    package let key: String
    package var description: String { text }

    /// Nil for what cannot be a number: no digit, or more than 40 bytes.
    package init?(_ written: some StringProtocol) {
        let words = written.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let key = Self.key(of: words)
        guard !words.isEmpty, words.utf8.count <= 40, key.utf8.contains(where: { (0x30...0x39).contains($0) }) else {
            return nil
        }
        (text, self.key) = (words, key)
    }

    /// Reads back what the store keeps.
    package init(text: String, key: String) { (self.text, self.key) = (text, key) }

    /// The key of any scanned text; empty for one without letters and digits.
    package static func key(of written: some StringProtocol) -> String {
        var key: [UInt8] = []
        var isInNumber = false
        for byte in written.uppercased().utf8 {
            switch byte {
            case 0x30...0x39:
                if !isInNumber, key.last.map(isDigit) ?? false { key.append(UInt8(ascii: ".")) }
                // A zero that more digits follow says nothing.
                if isInNumber, key.last == 0x30, isOnlyZero(key) { key.removeLast() }
                isInNumber = true
                key.append(byte)
            case 0x41...0x5A, 0x80...:
                isInNumber = false
                key.append(byte)
            default: isInNumber = false
            }
        }
        return String(decoding: key, as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Whether the last run of digits is a single zero so far.
    private static func isOnlyZero(_ key: [UInt8]) -> Bool { key.count < 2 || !isDigit(key[key.count - 2]) }
}
