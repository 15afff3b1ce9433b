/// Books that somebody gave.
package struct Gift: Equatable, Sendable {
    package var id: GiftID
    package var point: ServicePointID
    package var facts: GiftFacts
    /// False once the giver's name was erased.
    package var isNamed: Bool { !facts.donor.name.isEmpty }
    package init(id: GiftID, point: ServicePointID, facts: GiftFacts) {
        (self.id, self.point, self.facts) = (id, point, facts)
    }
}

package typealias GiftID = RowID<Gift>

/// Who gave. A person's name is personal data: it stands in one row, in no
/// event, and can be erased while the gift stays.
package struct Donor: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable { case person, body }
    package var kind: Kind
    /// Empty once it was erased.
    package var name: String
    package var address: String?
    package init(kind: Kind, name: String, address: String? = nil) {
        (self.kind, self.name, self.address) = (kind, name, address)
    }
}

/// What the gift register says of a gift.
package struct GiftFacts: Equatable, Sendable {
    package var donor: Donor
    package var receivedOn: Day
    /// Where it was handed over: "Lễ khai giảng".
    package var place: String?
    package var lines: [GiftLine]
    package init(donor: Donor, receivedOn: Day, place: String? = nil, lines: [GiftLine] = []) {
        (self.donor, self.receivedOn, self.place, self.lines) = (donor, receivedOn, place, lines)
    }
}

/// Books of a gift that are not registered one by one.
package struct GiftLine: Equatable, Sendable {
    package var text: String
    /// 1 to 100,000.
    package var quantity: Int
    /// Of the line as a whole, in đồng.
    package var value: Int?
    package init(text: String, quantity: Int, value: Int? = nil) {
        (self.text, self.quantity, self.value) = (text, quantity, value)
    }
    package static let quantities = 1...100_000
}

/// A gift with the copies that were registered from it.
package struct GiftView: Equatable, Sendable {
    package var gift: Gift
    package var copies: [TitledCopy]
    package init(gift: Gift, copies: [TitledCopy]) { (self.gift, self.copies) = (gift, copies) }

    package var sum: GiftSum {
        let lines = gift.facts.lines
        return GiftSum(
            gifts: 1, books: copies.count + lines.reduce(0) { $0 + $1.quantity },
            value: copies.reduce(0) { $0 + ($1.copy.facts.price ?? 0) } + lines.reduce(0) { $0 + ($1.value ?? 0) })
    }
}

/// What was given in a year.
package struct GiftSum: Equatable, Sendable {
    package var gifts: Int
    package var books: Int
    /// In đồng, of what has a price.
    package var value: Int
    package init(gifts: Int, books: Int, value: Int) { (self.gifts, self.books, self.value) = (gifts, books, value) }
}

/// The gift register of a point.
package protocol GiftStore: Sendable {
    /// Enters a gift, or corrects the one of `id`.
    func save(_ facts: GiftFacts, as id: GiftID?, at point: ServicePointID, act: Act) async throws -> GiftID
    /// Of a year, the newest first.
    func gifts(at point: ServicePointID, year: Int) async throws -> [GiftView]
    /// Of every year that has gifts, the newest first.
    func sums(at point: ServicePointID) async throws -> [(year: Int, sum: GiftSum)]
    func gift(_ id: GiftID) async throws -> GiftView?
    /// Erases name and address of who gave; the gift stays.
    func eraseDonor(of gift: GiftID, act: Act) async throws
}
