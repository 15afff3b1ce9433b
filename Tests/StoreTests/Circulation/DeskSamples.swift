import Library
import SQLiteStore

/// The ledger's samples with readers and the desks of their places.
struct DeskSamples {
    let base: LedgerSamples
    /// Of the school: three pupils of 4A and one of 5B.
    let readers: [Patron]
    let stranger: Patron
    let staff: AccountID

    static let now = LedgerSamples.now
    var library: TemporaryLibrary { base.library }
    var stores: LedgerStores { library.store.circulating }
    var school: LedgerSamples.Place { base.school }
    var other: LedgerSamples.Place { base.other }

    static let rules = DeskRules(
        terms: { category in
            LendingTerms(loanDays: 7, loanLimit: category == .teacher ? 10 : 2, renewals: 1, version: "t")
        },
        dueOn: { day, days in Day(day.start.adding(.seconds(days * 86_400))) })

    init() async throws {
        base = try await LedgerSamples()
        readers = try await Self.readers(
            [("Nguyễn Văn An", "4A"), ("Lê Thị Bình", "4A"), ("Y Hoàng Kbuôr", "4A"), ("Trần Chi", "5B")], base.school,
            base)
        stranger = try await Self.readers([("Phạm Văn Xa", "6A")], base.other, base)[0]
        staff = try await base.library.store.membership.register.add(
            userName: UserName("thuthu")!, displayName: "Thủ thư", act: LedgerSamples.act)
    }

    static func readers(
        _ names: [(String, String)], _ place: LedgerSamples.Place, _ base: LedgerSamples, limit: Int = 100
    ) async throws -> [Patron] {
        let rows = [["Họ tên", "Lớp"]] + names.map { [$0.0, $0.1] }
        let lines = ClassList(
            rows.enumerated().map { TableRow(line: $0 + 1, cells: $1) }, setting: ClassList.Setting(today: Day(now))
        ).lines
        let patrons = base.library.store.membership.patrons
        _ = try await patrons.importClassList(lines, at: place.point, isDryRun: false, act: LedgerSamples.act)
        let found = try await patrons.patrons(PatronFilter(point: place.point, limit: limit)).patrons
        let byName = Dictionary(found.map { ($0.facts.name, $0) }) { first, _ in first }
        return names.compactMap { byName[$0.0] }
    }

    func act(_ form: String? = nil, at moment: Moment = now) -> Act {
        var random = SystemRandomNumberGenerator()
        let minted = (0..<4).map { _ in String(random.next(), radix: 16) }.joined()
        return Act(account: staff, form: form ?? minted, at: moment)
    }

    /// Does something at a desk.
    func desk(
        _ wish: DeskRequest.Wish, reader: Patron? = nil, at place: LedgerSamples.Place? = nil,
        mode: DeskMode = .lend, isInsisted: Bool = false, act: Act? = nil
    ) async throws -> DeskOutcome {
        try await stores.lending.perform(
            DeskRequest(
                point: (place ?? school).point, mode: mode, reader: reader?.id, wish: wish, isInsisted: isInsisted,
                rules: Self.rules), act: act ?? self.act())
    }

    func hold(
        _ reader: Patron, at place: LedgerSamples.Place? = nil, minutes: Int = 0
    ) async throws -> HoldID {
        try await stores.readers.placeHold(
            for: base.record, pickup: (place ?? school).point, by: reader.id, rules: Self.rules,
            act: act(at: Self.now.adding(.seconds(minutes * 60))))
    }

    func state(_ copy: CopyID) async throws -> CopyState {
        guard let copy = try await stores.holdings.copy(copy) else { throw LedgerSamples.Missing(what: "copy") }
        return copy.state
    }

    func isRebuiltEqual() async throws -> Bool {
        try await library.store.rebuild(into: library.folder + "/rebuilt.sqlite").isEqual
    }
}
