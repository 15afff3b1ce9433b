import Library
import Testing

@Suite struct StockTakeRuleTests {
    static let here = ServicePointID(1), elsewhere = ServicePointID(2)

    private func copy(
        _ status: CopyStatus = .available, at holder: ServicePointID = here, owner: ServicePointID = here,
        call: String? = nil, location: String? = nil, id: Int64 = 1
    ) -> Copy {
        let facts = CopyFacts(
            record: RecordID(1), register: InstitutionID(1), number: AccessionNumber("TK.\(id)")!, callNumber: call,
            location: location)
        return Copy(
            facts: facts,
            state: CopyState(id: CopyID(id), record: RecordID(1), owner: owner, holder: holder, status: status))
    }

    private func count(_ range: StockRange = StockRange()) -> StockTake {
        StockTake(
            id: StockTakeID(1), point: Self.here, range: range, startedAt: Moment(milliseconds: 0), startedAfter: 0)
    }

    @Test func `every state of a copy has its own answer to a scan`() {
        let expected: [CopyStatus: StockScanOutcome] = [
            .available: .found, .onLoan: .onLoan, .setAside: .busy, .packed: .busy, .inTransit: .busy,
            .awaitingCheck: .busy, .counted: .busy, .missing: .foundAgain, .lost: .foundAgain, .withdrawn: .withdrawn,
        ]

        for status in CopyStatus.allCases {
            let copy = copy(status)
            #expect(StockTakeRule.outcome(copy, in: count(), isScanned: false) == expected[status], "\(status)")
            #expect(StockTakeRule.outcome(copy, in: count(), isScanned: true) == .again, "\(status)")
        }
        #expect(StockTakeRule.outcome(copy(at: Self.elsewhere), in: count(), isScanned: false) == .elsewhere)
    }

    @Test func `a part of the shelves holds what its room and call numbers say`() {
        let range = StockRange(location: "Kho A", firstCall: "5", lastCall: "53")

        #expect(range.holds(copy(call: "500", location: "Kho A").facts))
        #expect(range.holds(copy(call: "530.07", location: "Kho A").facts), "all that begin with the last one")
        #expect(!range.holds(copy(call: "540", location: "Kho A").facts))
        #expect(!range.holds(copy(call: "495", location: "Kho A").facts))
        #expect(!range.holds(copy(call: "500", location: "Kho B").facts))
        #expect(!range.holds(copy(location: "Kho A").facts), "without a call number nobody knows")
        #expect(StockTakeRule.outcome(copy(call: "540"), in: count(range), isScanned: false) == .wrongShelf)
    }

    @Test func `of copies with one number the one that is here is meant`() {
        let mine = copy(id: 1), lent = copy(at: Self.elsewhere, id: 2)
        let theirs = copy(at: Self.elsewhere, owner: Self.elsewhere, id: 3)
        let guest = copy(at: Self.here, owner: Self.elsewhere, id: 4)

        #expect(StockTakeRule.meant(of: [theirs, lent, mine], at: Self.here)?.id == mine.id)
        #expect(StockTakeRule.meant(of: [theirs, guest], at: Self.here)?.id == guest.id)
        #expect(StockTakeRule.meant(of: [theirs, lent], at: Self.here)?.id == lent.id)
        #expect(StockTakeRule.meant(of: [theirs], at: Self.here)?.id == theirs.id)
        #expect(StockTakeRule.meant(of: [theirs, theirs], at: Self.here) == nil)
    }

    @Test func `closing speaks of nobody else's business`() {
        for status in CopyStatus.allCases {
            let event = StockTakeRule.event(for: copy(status).state, in: count())
            let isOurs = [.available, .missing, .lost].contains(status)
            #expect(event == (isOurs ? .copySeen(CopyID(1), at: Self.here) : nil), "\(status)")
        }
    }

    @Test func `only what stands in the register and on the shelf may leave it`() {
        let conflicts = CopyStatus.allCases.map { WithdrawalRule.conflict(of: copy($0).state, for: Self.here) }

        #expect(
            conflicts == [
                nil, .copyOnLoan, .copySetAside, .copyInBox, .copyInBox, .copyInBox, .copyInBox, nil, nil, .copyGone,
            ])
        #expect(WithdrawalRule.conflict(of: copy(owner: Self.elsewhere).state, for: Self.here) == .copyElsewhere)
    }
}
