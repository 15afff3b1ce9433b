import Library
import SQLiteStore

/// Acts on boxes between the places of the ledger's samples.
struct RotationSamples {
    let ledger: LedgerSamples
    var library: TemporaryLibrary { ledger.library }
    var boxes: any BoxStore { library.store.circulating.rotation.boxes }
    var trips: any TripStore { library.store.circulating.rotation.trips }
    var rotas: any RotaStore { library.store.circulating.rotation.rotas }
    var proposals: any ProposalStore { library.store.circulating.rotation.proposals }
    var requests: any RequestStore { library.store.circulating.rotation.requests }
    var itineraries: any ItineraryStore { library.store.circulating.rotation.itineraries }
    var school: ServicePointID { ledger.school.point }
    var other: ServicePointID { ledger.other.point }
    var province: ServicePointID { ledger.province.point }

    init() async throws { ledger = try await LedgerSamples() }

    /// An act of a form of its own, some days after the start.
    static func act(days: Int = 0, form: String? = nil) -> Act {
        Act(account: nil, form: form, at: LedgerSamples.now.adding(.seconds(86_400 * days)))
    }

    /// A box of the province with copies numbered from `first`.
    func packed(_ count: Int, number: String = "T-1", from first: Int = 1) async throws -> (BoxID, [CopyID]) {
        let copies = try await ledger.copies(count, from: first, at: ledger.province)
        let box = try await boxes.open(number, owner: province, act: Self.act())
        _ = try await boxes.scan(
            (first..<first + count).map { "TK.\($0)" }, .pack, box, at: province, act: Self.act())
        return (box, copies)
    }

    /// A box of the province that serves at the school, with all of its copies.
    func serving(_ count: Int, number: String = "T-1", from first: Int = 1) async throws -> (BoxID, [CopyID]) {
        let (box, copies) = try await packed(count, number: number, from: first)
        try await perform(.send(to: school, trip: nil), box, at: province)
        try await perform(.receive, box, at: school, days: 1)
        _ = try await boxes.scan(
            (first..<first + count).map { "TK.\($0)" }, .count, box, at: school, act: Self.act(days: 1))
        try await perform(.finishCount(HandoverNote()), box, at: school, days: 1)
        return (box, copies)
    }

    func perform(_ order: BoxOrder, _ box: BoxID, at point: ServicePointID, days: Int = 0) async throws {
        try await boxes.perform(order, on: box, at: point, act: Self.act(days: days))
    }

    /// The code of the refusal of some work; nil when it was done.
    func refusal(_ work: () async throws -> Void) async throws -> RotationRefusal.Code? {
        do {
            try await work()
            return nil
        } catch let refusal as RotationRefusal { return refusal.code }
    }

    func state(_ copy: CopyID) async throws -> CopyState {
        guard let copy = try await library.store.circulating.holdings.copy(copy) else {
            throw LedgerSamples.Missing(what: "copy")
        }
        return copy.state
    }

    func itinerary(of copy: CopyID, days: Int = 0) async throws -> Itinerary? {
        try await itineraries.itinerary(of: copy, on: Day(Self.act(days: days).at), RotationSettings())
    }

    func view(_ box: BoxID) async throws -> BoxView {
        guard let view = try await boxes.box(box) else { throw LedgerSamples.Missing(what: "box") }
        return view
    }

    /// Gives a point its last day.
    func end(_ point: ServicePointID, on day: Day) async throws {
        let places = library.store.membership.places
        guard let view = try await places.servicePoint(point) else { throw LedgerSamples.Missing(what: "point") }
        var facts = view.point.facts
        facts.validity.last = day
        _ = try await places.save(facts, as: point, of: view.institution.institution.id, act: Self.act())
    }

    func lend(_ copy: CopyID, _ loan: Int64, at place: LedgerSamples.Place, days: Int = 0) async throws
        -> LedgerConflict?
    {
        try await happen(
            .loanOpened(
                LoanID(loan),
                LoanOpening(
                    copy: copy, point: place.point, dueOn: Day(2026, 12, 5)!, policy: "1",
                    borrower: BorrowerTraits(category: .pupil, grade: 4, unit: place.unit))), days: days)
    }

    func happen(_ fact: LedgerFact, days: Int = 0) async throws -> LedgerConflict? {
        var random = SystemRandomNumberGenerator()
        let moment = Self.act(days: days).at
        return try await library.store.circulating.ledger.accept([
            LedgerEvent(
                id: .mint(at: moment, using: &random), device: .server,
                deviceSequence: Int64.random(in: 1_000_000...9_000_000), happenedAt: moment, fact: fact)
        ])[0].conflict
    }

    /// Every copy in exactly one place, nothing on the way without a box, and the
    /// events alone say the same.
    func booksBalance() async throws -> Bool {
        try await library.store.rebuild(into: library.folder + "/rebuilt.sqlite").isEqual
    }
}
