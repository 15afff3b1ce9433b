/// One library asks another for books: a title, or "40 books, grade 4, science".
package struct BookRequest: Equatable, Sendable {
    package var id: RequestID
    package var from: ServicePointID
    package var to: ServicePointID
    package var askedAt: Moment
    package var facts: RequestFacts
    package var state: RequestState
    /// What the other side said; empty where nothing was.
    package var answer: String
    /// The box that answers it.
    package var box: BoxID?
    package init(
        id: RequestID, from: ServicePointID, to: ServicePointID, askedAt: Moment, facts: RequestFacts,
        state: RequestState = .asked, answer: String = "", box: BoxID? = nil
    ) {
        (self.id, self.from, self.to, self.askedAt) = (id, from, to, askedAt)
        (self.facts, self.state, self.answer, self.box) = (facts, state, answer, box)
    }
}

package typealias RequestID = RowID<BookRequest>

package struct RequestFacts: Equatable, Sendable {
    package var record: RecordID?
    package var words: String
    /// 1 to 12.
    package var grade: Int?
    package var subject: String?
    package var quantity: Int
    package var neededBy: Day?
    /// When whoever asks gives them back; the box that answers is late after it.
    package var returnBy: Day?
    /// "2026–2027", for a line of a school's yearly list.
    package var schoolYear: String?
    package init(
        record: RecordID? = nil, words: String = "", grade: Int? = nil, subject: String? = nil, quantity: Int,
        neededBy: Day? = nil, returnBy: Day? = nil, schoolYear: String? = nil
    ) {
        (self.record, self.words, self.grade, self.subject) = (record, words, grade, subject)
        (self.quantity, self.neededBy, self.returnBy) = (quantity, neededBy, returnBy)
        self.schoolYear = schoolYear
    }
    package static let quantities = 1...5_000

    /// Refuses what names no books, and books that go back before they are needed,
    /// or on the day they are asked for.
    package func check(on today: Day) throws(RotationRefusal) {
        guard Self.quantities.contains(quantity), grade.map((1...12).contains) ?? true,
            record != nil || !words.isEmpty || grade != nil || subject != nil
        else { throw RotationRefusal(.incomplete) }
        if let returnBy, returnBy <= max(neededBy ?? today, today) { throw RotationRefusal(.returnTooEarly) }
    }

    /// The school year a day lies in; it begins on 1 August.
    package static func schoolYear(of day: Day) -> String {
        let first = day.month >= 8 ? day.year : day.year - 1
        return "\(first)–\(first + 1)"
    }
}

package enum RequestState: String, Sendable, CaseIterable {
    case asked
    /// A box is being packed for it.
    case accepted
    case declined
    /// The box is on its way.
    case packed
    /// Received and counted, or no longer needed.
    case closed

    /// Whether books may still come, and whoever asked may still say that none are
    /// needed.
    package var isOpen: Bool { self != .declined && self != .closed }
}

package enum RequestAnswer: Equatable, Sendable {
    /// Begins a box and packs these.
    case accept([CopyID])
    case decline(String)
    /// By whoever asked: no longer needed.
    case withdraw
}

/// What libraries ask of one another.
package protocol RequestStore: Sendable {
    func ask(_ facts: RequestFacts, from: ServicePointID, to: ServicePointID, act: Act) async throws -> RequestID
    func request(_ id: RequestID) async throws -> RequestView?
    /// Open ones first, then the newest.
    func requests(around point: ServicePointID, limit: Int) async throws -> [RequestView]
    /// The box, for one that was accepted.
    func answer(_ answer: RequestAnswer, to request: RequestID, act: Act) async throws -> BoxID?
    /// Copies on the shelf of whoever is asked that fit.
    func suggestions(for request: RequestID, limit: Int) async throws -> [BoxCopy]
}

package struct RequestView: Equatable, Sendable {
    package var request: BookRequest
    package var from: PointName
    package var to: PointName
    /// Of the record that is asked for.
    package var title: String?
    package init(request: BookRequest, from: PointName, to: PointName, title: String?) {
        (self.request, self.from, self.to, self.title) = (request, from, to, title)
    }
}

/// The stores of rotation.
package struct RotationStores: Sendable {
    package var boxes: any BoxStore
    package var trips: any TripStore
    package var rotas: any RotaStore
    package var proposals: any ProposalStore
    package var requests: any RequestStore
    package var itineraries: any ItineraryStore
    package var handovers: any HandoverStore
    package init(
        boxes: any BoxStore, trips: any TripStore, rotas: any RotaStore, proposals: any ProposalStore,
        requests: any RequestStore, itineraries: any ItineraryStore, handovers: any HandoverStore
    ) {
        (self.boxes, self.trips, self.rotas) = (boxes, trips, rotas)
        (self.proposals, self.requests, self.itineraries) = (proposals, requests, itineraries)
        self.handovers = handovers
    }
}
