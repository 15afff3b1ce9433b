import GRDB
import Library
import Randomness
import SQLiteStore
import Testing

@Suite struct ReadingListStoreTests {
    private func titles(_ base: LedgerSamples) async throws -> [RecordID] {
        try await LedgerSamples.records(["Tắt đèn", "Chí Phèo", "Số đỏ"], in: base.library)
    }

    @Test func `a list is made once, put in order, and shown with its titles`() async throws {
        let base = try await LedgerSamples()
        let store = base.library.store.readingLists
        let records = try await titles(base)
        let entries = records.map { ReadingListFacts.Entry($0, note: "Nên đọc") }
        var facts = ReadingListFacts(title: "Sách hay cho Ngày Sách", occasion: "Ngày Sách 21/4", grade: 9)
        let act = Act(account: nil, form: String(repeating: "a", count: 64), at: LedgerSamples.now)

        let id = try await store.add(facts, at: base.school.point, act: act)
        let again = try await store.add(facts, at: base.school.point, act: act)
        facts.entries = entries.reversed()
        facts.isPublished = true
        try await store.change(id, to: facts, basedOn: 1, act: LedgerSamples.act)
        let view = try #require(try await store.list(id))

        #expect(id == again)
        #expect(view.list.facts == facts)
        #expect(view.records.map(\.title) == ["Số đỏ", "Chí Phèo", "Tắt đèn"])
        #expect(try await store.lists(ReadingListFilter()).map(\.list.id) == [id])
    }

    @Test func `drafts are shown to nobody, and of two who change one list the second is told`() async throws {
        let base = try await LedgerSamples()
        let store = base.library.store.readingLists
        let facts = ReadingListFacts(title: "Nháp")

        let id = try await store.add(facts, at: base.school.point, act: LedgerSamples.act)
        try await store.change(id, to: facts, basedOn: 1, act: LedgerSamples.act)

        #expect(try await store.lists(ReadingListFilter()).isEmpty)
        #expect(try await store.lists(ReadingListFilter(withDrafts: true)).count == 1)
        await #expect(throws: ReadingListRefusal.changedMeanwhile) {
            try await store.change(id, to: facts, basedOn: 1, act: LedgerSamples.act)
        }
        await #expect(throws: ReadingListRefusal.recordUnknown) {
            let unknown = ReadingListFacts(title: "Nháp", entries: [.init(RecordID(9_999))])
            try await store.change(id, to: unknown, basedOn: 2, act: LedgerSamples.act)
        }
        #expect(try await store.list(id)?.list.version == 2)
    }

    @Test(arguments: [
        (ReadingListFacts(title: ""), ReadingListRefusal.titleMissing),
        (ReadingListFacts(title: "A", grade: 13), .gradeWrong),
        (ReadingListFacts(title: "A", isPublished: true), .nothingToPublish),
        (ReadingListFacts(title: "A", entries: [.init(RecordID(1)), .init(RecordID(1))]), .twice),
        (ReadingListFacts(title: "A", entries: (1...201).map { .init(RecordID($0)) }), .tooMany),
    ])
    func `what cannot be a list is refused`(_ facts: ReadingListFacts, _ refusal: ReadingListRefusal) {
        #expect(facts.refusal == refusal)
    }

    /// Lends and takes back the first copy so many times.
    private func lend(
        _ copy: CopyID, _ times: Int, grade: Int, from first: Int64, _ base: LedgerSamples,
        at moment: Moment = LedgerSamples.now, point: ServicePointID? = nil
    ) async throws {
        let point = point ?? base.school.point
        var random = SeededRandom(seed: UInt64(first))
        let traits = BorrowerTraits(category: .pupil, grade: grade, unit: base.school.unit)
        for loan in (0..<Int64(times)).map({ LoanID(first + $0) }) {
            let opening = LoanOpening(
                copy: copy, point: point, dueOn: Day(moment), policy: "1", borrower: traits)
            for fact in [LedgerFact.loanOpened(loan, opening), .loanReturned(loan, copy, at: point)] {
                let judged = try await base.library.store.circulating.ledger.accept([
                    LedgerEvent(
                        id: .mint(at: moment, using: &random), device: .server, deviceSequence: 1, happenedAt: moment,
                        fact: fact)
                ])
                #expect(judged.first?.conflict == nil)
            }
        }
    }

    @Test func `most borrowed counts a point's loans by grade and names nothing that fewer than three borrowed`()
        async throws
    {
        let base = try await LedgerSamples()
        let store = base.library.store.readingLists
        let records = try await titles(base)
        var copies: [CopyID] = []
        for (number, record) in records.enumerated() {
            copies += try await base.copies(1, from: number + 1, of: record, at: base.school)
        }
        let today = Day(LedgerSamples.now)
        let year = today.adding(days: -365)...today

        try await lend(copies[0], 3, grade: 4, from: 1, base)
        try await lend(copies[1], 2, grade: 4, from: 11, base)
        try await lend(copies[1], 3, grade: 5, from: 21, base)
        try await lend(copies[2], 2, grade: 5, from: 31, base)
        try await lend(copies[2], 5, grade: 5, from: 41, base, at: LedgerSamples.now.adding(.seconds(-400 * 86_400)))
        let all = try await store.mostBorrowed(MostBorrowedFilter(point: base.school.point, days: year))
        let fourth = try await store.mostBorrowed(MostBorrowedFilter(point: base.school.point, grade: 4, days: year))
        let other = try await store.mostBorrowed(MostBorrowedFilter(point: base.other.point, days: year))

        #expect(all.map(\.record.title) == ["Chí Phèo", "Tắt đèn"] && all.map(\.loans) == [5, 3])
        #expect(fourth.map(\.record.title) == ["Tắt đèn"] && fourth.map(\.loans) == [3])
        #expect(other.isEmpty)
    }

    @Test func `what class corners lend is in the list of their school`() async throws {
        let base = try await LedgerSamples()
        let record = try await titles(base)[0]
        let corner = try await base.library.store.membership.places.save(
            ServicePointFacts(name: "Góc lớp 4A", kind: .classCorner, parent: base.school.point), as: nil,
            of: base.school.institution, act: LedgerSamples.act)
        let copies = try await base.copies(2, of: record, at: base.school)
        let place = LedgerSamples.Place(
            institution: base.school.institution, point: corner, unit: base.school.unit)
        let inCorner = try await base.copies(1, from: 9, of: record, at: place)
        let year = Day(LedgerSamples.now).adding(days: -365)...Day(LedgerSamples.now)

        try await lend(copies[0], 2, grade: 4, from: 1, base)
        try await lend(inCorner[0], 2, grade: 4, from: 11, base, point: corner)
        let store = base.library.store.readingLists
        let school = try await store.mostBorrowed(MostBorrowedFilter(point: base.school.point, days: year))
        let other = try await store.mostBorrowed(MostBorrowedFilter(point: base.other.point, days: year))

        #expect(school.map(\.loans) == [4] && other.isEmpty)
        let ofCorner = try await store.mostBorrowed(MostBorrowedFilter(point: corner, days: year))
        #expect(ofCorner == school, "one list a school, wherever one asks")
    }

    @Test func `what a library registered last stands first, each title once`() async throws {
        let base = try await LedgerSamples()
        let records = try await titles(base)

        _ = try await base.copies(2, from: 1, of: records[0], at: base.school)
        _ = try await base.copies(2, from: 3, of: records[1], at: base.school)
        _ = try await base.copies(1, from: 5, of: records[0], at: base.school)
        _ = try await base.copies(1, from: 1, of: records[2], at: base.other)
        let arrivals = try await base.library.store.readingLists.arrivals(at: base.school.point, limit: 9)

        #expect(arrivals.map(\.title) == ["Tắt đèn", "Chí Phèo"])
    }
}
