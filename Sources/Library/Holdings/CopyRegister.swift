/// The register of a point, as the librarian who keeps it works on it.
package protocol CopyRegister: Sendable {
    /// A page of copies, in the order they were registered.
    func copies(_ filter: CopyFilter) async throws -> CopyPage
    /// Corrects the register's line of a copy; number, barcode and record stay.
    func describe(_ copy: CopyID, as description: CopyDescription, act: Act) async throws
    /// Registers copies of a record with the next free numbers of a series. Throws
    /// `CopyRefusal`.
    func add(_ addition: CopyAddition, to point: ServicePointID, act: Act) async throws -> [CopyID]
    /// Takes copies out of the register, all of them or none. Throws
    /// `WithdrawalRefusal`.
    func withdraw(_ copies: [CopyID], of point: ServicePointID, document: String, act: Act) async throws -> Int
    /// Says that a copy is here after all. Throws `LedgerConflict`.
    func find(_ copy: CopyID, at point: ServicePointID, act: Act) async throws
    /// The series of the register a point's copies stand in, by prefix.
    func series(of point: ServicePointID) async throws -> [AccessionSeries]
    /// What a pasted or scanned list of numbers means, number by number.
    func copies(listed numbers: [String], of point: ServicePointID) async throws -> [ListedCopy]
}

package struct CopyFilter: Hashable, Sendable {
    package enum Place: String, Sendable, CaseIterable {
        /// The point's own, wherever they are.
        case owned
        /// On its shelves or lent by it, whosever they are.
        case here
        /// The point's own, in other hands.
        case away
        /// Others', here for a while.
        case visiting
    }

    package var point: ServicePointID
    package var place: Place
    package var status: CopyStatus?
    package var condition: CopyCondition?
    /// A number, or words of the title with or without marks.
    package var words: String
    package var after: CopyID?
    package var limit: Int

    package init(
        point: ServicePointID, place: Place = .owned, status: CopyStatus? = nil, condition: CopyCondition? = nil,
        words: String = "", after: CopyID? = nil, limit: Int = 50
    ) {
        (self.point, self.place, self.status, self.condition) = (point, place, status, condition)
        (self.words, self.after, self.limit) = (words, after, limit)
    }
}

/// A copy with the title it is a copy of.
package struct TitledCopy: Equatable, Sendable {
    package var copy: Copy
    package var title: String
    package init(copy: Copy, title: String) { (self.copy, self.title) = (copy, title) }
}

package struct CopyPage: Equatable, Sendable {
    package var copies: [TitledCopy]
    /// How many of the place there are of each status, whatever else is asked.
    package var counts: [CopyStatus: Int]
    /// Where the list goes on; nil at its end.
    package var next: CopyID?
    package init(copies: [TitledCopy], counts: [CopyStatus: Int], next: CopyID?) {
        (self.copies, self.counts, self.next) = (copies, counts, next)
    }
}

/// What a librarian may correct in the register.
package struct CopyDescription: Equatable, Sendable {
    package var condition: CopyCondition
    /// In đồng, 0 to 1,000,000,000.
    package var price: Int?
    package var callNumber: String?
    package var location: String?
    package var note: String?
    package init(
        condition: CopyCondition = .good, price: Int? = nil, callNumber: String? = nil, location: String? = nil,
        note: String? = nil
    ) {
        (self.condition, self.price, self.callNumber) = (condition, price, callNumber)
        (self.location, self.note) = (location, note)
    }

    package init(_ facts: CopyFacts) {
        self.init(
            condition: facts.condition, price: facts.price, callNumber: facts.callNumber, location: facts.location,
            note: facts.note)
    }

    /// Prices above this are slips.
    package static let prices = 0...1_000_000_000
}

extension CopyFacts {
    package func described(as description: CopyDescription) -> CopyFacts {
        var facts = self
        (facts.condition, facts.price) = (description.condition, description.price)
        (facts.callNumber, facts.location, facts.note) = (
            description.callNumber, description.location, description.note
        )
        return facts
    }
}

/// Copies to be registered by hand.
package struct CopyAddition: Equatable, Sendable {
    package var record: RecordID
    /// 1 to 200.
    package var count: Int
    package var prefix: String
    package var width: Int
    /// Where a new series begins; nil goes on where the series stands.
    package var first: Int?
    package var description: CopyDescription
    package var source: CopySource?
    package var receivedOn: Day?
    /// The gift they came with.
    package var gift: GiftID?
    package init(
        record: RecordID, count: Int, prefix: String, width: Int, first: Int? = nil,
        description: CopyDescription = CopyDescription(), source: CopySource? = nil, receivedOn: Day? = nil,
        gift: GiftID? = nil
    ) {
        (self.record, self.count, self.prefix) = (record, count, prefix)
        (self.width, self.first, self.description) = (width, first, description)
        (self.source, self.receivedOn, self.gift) = (source, receivedOn, gift)
    }

    package static let counts = 1...200
}

/// Why copies cannot be registered. The sentences are in
/// `Locales/*-holdings.yaml` under `copy-refusal`.
package enum CopyRefusal: String, Error, Sendable, CaseIterable {
    case recordUnknown = "record-unknown"
    case pointUnknown = "point-unknown"
    /// Prefix, width or first number make no numbers.
    case seriesWrong = "series-wrong"
    /// So many numbers in a row are taken that none was found.
    case numbersTaken = "numbers-taken"
    case giftUnknown = "gift-unknown"
}

/// Why none of a list was taken out of the register.
package struct WithdrawalRefusal: Error, Equatable {
    package var refused: [(copy: CopyID, conflict: LedgerConflict)]
    package init(refused: [(copy: CopyID, conflict: LedgerConflict)]) { self.refused = refused }
    package static func == (left: WithdrawalRefusal, right: WithdrawalRefusal) -> Bool {
        left.refused.elementsEqual(right.refused) { $0 == $1 }
    }
}

/// Which copies of a point a decision may take out of the register.
package enum WithdrawalRule {
    /// Nil when it may: the point's own, and on the shelf, missing or lost.
    package static func conflict(of copy: CopyState, for point: ServicePointID) -> LedgerConflict? {
        guard copy.owner == point else { return .copyElsewhere }
        switch copy.status {
        case .available, .missing, .lost: return nil
        case .onLoan: return .copyOnLoan
        case .setAside: return .copySetAside
        case .packed, .inTransit, .awaitingCheck, .counted: return .copyInBox
        case .withdrawn: return .copyGone
        }
    }
}

/// One number of a list and the copy of the point it means.
package struct ListedCopy: Equatable, Sendable {
    package var text: String
    /// Nil when no copy of the point has it.
    package var copy: TitledCopy?
    package init(text: String, copy: TitledCopy?) { (self.text, self.copy) = (text, copy) }
}
