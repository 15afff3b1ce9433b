/// What a scanned or typed text can mean.
package enum DeskScan: Equatable, Sendable {
    /// A card in force.
    case reader(PatronID)
    /// A card whose reader has gone.
    case endedReader(PatronID)
    case lostCard
    case copy(CopyID)
    /// Several copies bear it, or a card as well: a person chooses.
    case ambiguous(reader: PatronID?, copies: [CopyID])
    case refused(LendingRefusal)

    /// The card that a text is the number of.
    package struct Card: Equatable, Sendable {
        package var patron: PatronID
        package var isLost: Bool
        package var hasEnded: Bool
        package init(patron: PatronID, isLost: Bool = false, hasEnded: Bool = false) {
            (self.patron, self.isLost, self.hasEnded) = (patron, isLost, hasEnded)
        }
    }

    /// The longest thing a scanner of a library reads, in bytes.
    package static let longest = 200

    /// Reads a text with what the library knows by it. Of copies with one number
    /// the one that is here, or belongs here, is meant.
    package static func read(
        _ text: String, card: Card?, copies: [CopyState], at point: ServicePointID
    ) -> DeskScan {
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !text.isEmpty, text.utf8.count <= longest, text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }),
            !text.unicodeScalars.contains("\u{FFFD}")
        else { return .refused(.scanUnreadable) }
        let meant = copiesMeant(copies, at: point)
        switch (card, meant.count) {
        case (let card?, 0):
            if card.isLost { return .lostCard }
            return card.hasEnded ? .endedReader(card.patron) : .reader(card.patron)
        case (let card?, _):
            guard !card.isLost, !card.hasEnded else { return one(of: meant) }
            return .ambiguous(reader: card.patron, copies: meant.map(\.id))
        case (nil, 0): return .refused(reason(text))
        case (nil, _): return one(of: meant)
        }
    }

    private static func one(of copies: [CopyState]) -> DeskScan {
        copies.count == 1 ? .copy(copies[0].id) : .ambiguous(reader: nil, copies: copies.map(\.id))
    }

    private static func copiesMeant(_ copies: [CopyState], at point: ServicePointID) -> [CopyState] {
        let present = copies.filter { $0.status != .withdrawn }
        let known = present.isEmpty ? copies : present
        let here = known.filter { $0.holder == point || $0.plannedHolder == point }
        if !here.isEmpty { return here }
        let ours = known.filter { $0.owner == point }
        return ours.isEmpty ? known : ours
    }

    /// Why a text that nothing bears is no use.
    private static func reason(_ text: String) -> LendingRefusal {
        if isISBN(text) { return .scanISBN }
        let lower = text.lowercased()
        if lower.hasPrefix("http://") || lower.hasPrefix("https://") || lower.hasPrefix("www.") { return .scanAddress }
        if let card = CardNumber(text), !card.isPlausible { return .scanDamaged }
        return .scanUnknown
    }

    /// Thirteen digits from 978 or 979 with their check digit (ISO 2108).
    private static func isISBN(_ text: String) -> Bool {
        let digits = text.filter { $0 != "-" && $0 != " " }.compactMap(\.wholeNumberValue)
        guard digits.count == 13, digits.starts(with: [9, 7]), digits[2] == 8 || digits[2] == 9 else { return false }
        return digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset.isMultiple(of: 2) ? 1 : 3) } % 10 == 0
    }
}
