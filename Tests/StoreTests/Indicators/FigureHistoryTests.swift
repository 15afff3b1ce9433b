import Library
import MadeHistories
import Randomness
import SQLiteStore
import Testing

/// Every figure of the desks is what a recount by hand gives, over made-up
/// histories.
@Suite struct FigureHistoryTests {
    /// A second count, written down in another way on purpose.
    private struct ByHand {
        var figures: [FigureKey: Int] = [:]
        var excluded: [FigureKey: Int] = [:]
        var atWork: Set<String> = []
        private var owners: [CopyID: ServicePointID] = [:]

        mutating func take(_ accepted: AcceptedEvent, now: Moment) {
            let event = accepted.event
            let told = Month(of: Day(accepted.acceptedAt))
            let happened = Month(of: Day(event.happenedAt))
            let month = event.happenedAt > now.adding(.seconds(86_400)) || happened > told ? told : happened
            let isRejected = accepted.conflict != nil
            switch event.fact {
            case .copyRegistered(let copy, _, let owner): if !isRejected { owners[copy] = owner }
            case .loanOpened(_, let opening):
                note(.loan, opening.point, month, isRejected)
                if !isRejected, let owner = owners[opening.copy] {
                    figures[FigureKey(.point(owner), .loanOfOwned, month, .system), default: 0] += 1
                }
            case .loanRenewed(_, _, let point, _): note(.renewal, point, month, isRejected)
            case .usedInHouse(_, let point): note(.inHouseUse, point, month, isRejected)
            case .loanReturned(_, _, let point), .loanLost(_, _, let point), .copySeen(_, let point):
                atWork.insert("\(point) \(month)")
            case .holdPlaced(_, _, let point): atWork.insert("\(point) \(month)")
            default: break
            }
        }

        private mutating func note(_ indicator: Indicator, _ point: ServicePointID, _ month: Month, _ rejected: Bool) {
            let key = FigureKey(.point(point), indicator, month, .system)
            atWork.insert("\(point) \(month)")
            if rejected { excluded[key, default: 0] += 1 } else { figures[key, default: 0] += 1 }
        }
    }

    private static let indicators: [Indicator] = [.loan, .loanOfOwned, .renewal, .inHouseUse]

    @Test func `frozen figures are a recount by hand, and freezing again changes nothing`() async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store
        let places = [samples.school, samples.other, samples.province]
        let records = try await LedgerSamples.records(["Đất rừng phương Nam", "Tuổi thơ dữ dội"], in: samples.library)
        let now = Moment.now
        var byHand = ByHand()
        for seed in UInt64(0)..<24 {
            let world = MadeWorld(
                points: places.map(\.point), registers: places.map(\.institution), records: records,
                unit: samples.school.unit, firstNumber: Int64(seed) * 1_000,
                start: now.adding(.seconds(-86_400 * 11 * Int64(seed + 1))))
            var maker = HistoryMaker(world, seed: 77_000 + seed)
            let events = try MemoryLedger.history(&maker, 90).events.map(\.event).filter {
                if case .exceptionResolved = $0.fact { false } else { true }
            }
            for accepted in try await store.circulating.ledger.accept(events) { byHand.take(accepted, now: now) }
        }
        let months = Month(of: Day(now)).adding(months: -10)...Month(of: Day(now))
        let act = Act(account: nil, form: nil, at: months.upperBound.next.days.upperBound.start)

        for month in months.each { _ = try await store.figures.freeze(FreezeRequest(month), act: act) }

        var figures = 0
        for indicator in Self.indicators {
            let table = try await store.figures.table(indicator, at: places.map { .point($0.point) }, in: months)
            for place in places {
                for month in months.each {
                    let key = FigureKey(.point(place.point), indicator, month, .system)
                    let isAtWork = byHand.atWork.contains("\(place.point) \(month)")
                    let expected = byHand.figures[key] ?? (isAtWork ? 0 : nil)
                    #expect(table[key.place, month].value == expected, "\(key)")
                    figures += expected ?? 0
                }
            }
        }
        #expect(figures > 150)
        let entries = try await store.figures.entries(FigureFilter(place: nil, months: months))
        for entry in entries where Self.indicators.contains(entry.key.indicator) {
            #expect(entry.excluded == byHand.excluded[entry.key] ?? 0, "\(entry.key)")
        }
        #expect(entries.contains { $0.excluded > 0 })

        let epoch = try await store.figures.epoch()
        for month in months.each {
            let again = try await store.figures.freeze(FreezeRequest(month, recountsAll: true), act: act)
            #expect(!again.isFirst && again.differences.isEmpty && again.lateEntries == 0, "\(month)")
        }
        #expect(try await store.figures.epoch() == epoch)
        #expect(try await store.figures.freezes(in: months).map(\.month) == months.each)
    }

    @Test func `counting in pieces of any size gives the same figures`() async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store
        let places = [samples.school, samples.other, samples.province]
        let world = MadeWorld(
            points: places.map(\.point), registers: places.map(\.institution), records: [samples.record],
            unit: samples.school.unit, start: Moment.now.adding(.seconds(-86_400 * 40)))
        var maker = HistoryMaker(world, seed: 5)
        let events = try MemoryLedger.history(&maker, 300).events.map(\.event)
        let act = Act(account: nil, form: nil, at: .now)
        let months = Month(of: Day(world.start)).previous...Month(of: Day(.now))
        var random = SeededRandom(seed: 6)
        var rest = events[...]

        // A look in between counts what has come so far.
        while !rest.isEmpty {
            let size = 1 + random.below(40)
            _ = try await store.circulating.ledger.accept(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
            _ = try await store.figures.freeze(FreezeRequest(months.upperBound, isDryRun: true), act: act)
        }

        for month in months.each {
            let inPieces = try await store.figures.freeze(FreezeRequest(month, isDryRun: true), act: act)
            let atOnce = try await store.figures.freeze(
                FreezeRequest(month, isDryRun: true, recountsAll: true), act: act)
            #expect(inPieces.counted == atOnce.counted, "\(month)")
        }
    }
}
