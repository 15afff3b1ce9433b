import Library
import SQLiteStore
import Testing

/// Devices whose clocks are wrong: what counts is the order in which the server
/// hears of things, and the hour each says stays as it was said.
@Suite struct ClockTests {
    private static let day: Duration = .seconds(86_400)

    /// An event of a device whose clock goes wrong by some days.
    private func event(_ fact: LedgerFact, _ sequence: Int64, days: Int) -> LedgerEvent {
        var random = SystemRandomNumberGenerator()
        let moment = LedgerSamples.now.adding(Self.day * days)
        return LedgerEvent(
            id: .mint(at: moment, using: &random), device: DeviceID(3), deviceSequence: sequence, happenedAt: moment,
            fact: fact)
    }

    private func opening(_ copy: CopyID, at place: LedgerSamples.Place) -> LoanOpening {
        LoanOpening(
            copy: copy, point: place.point, dueOn: Day(2026, 10, 5)!, policy: "1",
            borrower: BorrowerTraits(category: .pupil, grade: 4, unit: place.unit))
    }

    @Test(arguments: [-1, 0, 1])
    func `a desk whose clock is a day off lends and takes back, and the books balance`(days: Int) async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store.circulating
        let copy = try await samples.copies(1, at: samples.school)[0]

        let judged = try await store.ledger.accept([
            event(.loanOpened(LoanID(1), opening(copy, at: samples.school)), 1, days: days),
            // Another desk, with the right time, hears of it back.
            event(.loanReturned(LoanID(1), copy, at: samples.other.point), 2, days: 0),
            event(.copySeen(copy, at: samples.school.point), 3, days: days),
        ])
        let places = try await store.ledger.whereabouts(of: copy)

        #expect(judged.map(\.conflict) == [nil, nil, nil])
        #expect(judged.map(\.event.happenedAt) == [days, 0, days].map { LedgerSamples.now.adding(Self.day * $0) })
        #expect(
            places.map(\.custody) == [
                .at(samples.school.point, box: nil), .at(samples.other.point, box: nil),
                .at(samples.school.point, box: nil),
            ])
        #expect(places.count { $0.until == nil } == 1, "it is in one place")
        #expect(try await store.holdings.copy(copy)?.state.status == .available)
        #expect(try await samples.library.store.rebuild(into: samples.library.folder + "/again.sqlite").isEqual)
        #expect(try await samples.library.store.verify().problems == [])
    }

    @Test func `a loan whose clock says that it was before the other one still comes second`() async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store.circulating
        let copy = try await samples.copies(1, at: samples.school)[0]

        let judged = try await store.ledger.accept([
            event(.loanOpened(LoanID(1), opening(copy, at: samples.school)), 1, days: 1),
            event(.loanOpened(LoanID(2), opening(copy, at: samples.school)), 2, days: -1),
        ])

        #expect(judged.map(\.conflict) == [nil, .copyOnLoan])
        #expect(try await store.ledger.exceptions(ExceptionFilter()).map(\.accepted.position) == [judged[1].position])
        #expect(try await samples.library.store.rebuild(into: samples.library.folder + "/again.sqlite").isEqual)
    }
}
