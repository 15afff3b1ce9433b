/// What a source says of one copy: a row of a register, or an item field of a
/// MARC record. The store makes a `Copy` of it.
package struct CopyDraft: Equatable, Sendable {
    package var number: AccessionNumber
    /// Where the scanner reads something else than the number.
    package var barcode: String?
    package var callNumber: String?
    /// Codes of libraries as the source has them: whose it is, who has it.
    package var owner: String?
    package var holder: String?
    /// The room or shelf.
    package var location: String?
    /// In đồng.
    package var price: Int?
    package var condition: CopyCondition
    package var standing: Standing
    package var source: CopySource?
    /// The day it was entered in the register.
    package var receivedOn: Day?
    /// The line of the summary register, or the voucher it came in by.
    package var invoice: String?
    /// Day and number of the minutes by which it left, as written.
    package var withdrawal: String?
    package var note: String?

    /// Whether the source counts it among the stock.
    package enum Standing: String, Sendable, CaseIterable { case held, lost, withdrawn }

    package init(number: AccessionNumber, condition: CopyCondition = .good, standing: Standing = .held) {
        (self.number, self.condition, self.standing) = (number, condition, standing)
    }

    /// The highest price that is believed: a billion đồng.
    package static let prices = 0...1_000_000_000
}

extension CopyDraft {
    /// Takes the register's word for the condition: "rách nát", "mất", "M".
    /// Words that are not known stand in the note, so that nothing is lost.
    package mutating func say(condition words: String) {
        let known = AccessionWords.known(words, in: AccessionWords.conditions)
        if let value = known.value { (condition, standing) = value }
        if !known.isAll { say(note: "Tình trạng: \(words)") }
    }

    /// Takes the register's word for the source: "Mua", "Tặng: chi hội phụ
    /// huynh"; who gave it stands in the note.
    package mutating func say(source words: String) {
        let known = AccessionWords.known(words, in: AccessionWords.sources)
        source = known.value ?? .other
        if !known.isAll { say(note: "Nguồn: \(words)") }
    }

    /// Adds a sentence to the note.
    package mutating func say(note words: String) { note = note.map { "\($0). \(words)" } ?? words }
}
