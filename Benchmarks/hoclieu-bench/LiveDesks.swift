import Corpus
import Foundation
import Library
import Randomness
import SQLiteStore

/// Fifty desks, each lending and taking back its own forty copies at its own
/// pace, whatever the others do.
struct LiveDesks {
    static let desks = 50
    static let rate = 840

    let library: BenchLibrary
    let place: LedgerBench.Place
    let copies: [CopyID]
    let seconds: Int

    private struct Day {
        var milliseconds: [Double] = []
        var refused = 0
    }

    func run(_ name: String, searching province: Province?) async throws {
        let start = ContinuousClock.now.advanced(by: .milliseconds(100))
        let end = start.advanced(by: .seconds(seconds))
        let cpu = Measurement.processSeconds()
        async let searches = search(province, until: end)
        let days = try await withThrowingTaskGroup(of: Day.self) { group in
            for desk in 0..<Self.desks { group.addTask { try await work(desk, from: start, until: end) } }
            return try await group.reduce(into: [Day]()) { $0.append($1) }
        }
        let took = (ContinuousClock.now - start) / .seconds(1)
        let all = days.flatMap(\.milliseconds)
        let p95 = Measurement.percentile(all, 0.95)
        let rate = Double(all.count) / took
        say(
            String(
                format:
                    "%@: %d acts, %.0f acts/s (≥ 800 %@); durable after %.2f ms median, %.2f p95 (≤ 8 %@), %.1f p99, "
                    + "%.0f at most; %d refused; %.0f µs CPU an act",
                name, all.count, rate, rate >= 800 ? "ok" : "MISSED", Measurement.percentile(all, 0.5), p95,
                p95 <= 8 ? "ok" : "MISSED", Measurement.percentile(all, 0.99), all.max() ?? 0,
                days.reduce(0) { $0 + $1.refused }, (Measurement.processSeconds() - cpu) / Double(all.count) * 1e6))
        if let line = try await searches { say(line) }
    }

    /// An act is timed from when it was due if the one before held it up, else from when it began.
    private func work(_ desk: Int, from start: ContinuousClock.Instant, until end: ContinuousClock.Instant) async throws
        -> Day
    {
        var day = Day()
        var teller = Teller(device: DeviceID(10_000 + Int64(desk)))
        let own = Array(copies[desk * 40..<desk * 40 + 40])
        let pace = Duration.seconds(1) * Self.desks / Self.rate
        // The copies go round: lent from the front, back at the end.
        var free = own
        var open: [(LoanID, CopyID)] = []
        var number = Int64(desk + 1) * 10_000_000 + Int64(Date().timeIntervalSince1970) % 100_000 * 1_000_000_000
        var due = start.advanced(by: pace * desk / Self.desks)
        while due < end {
            let isLate = ContinuousClock.now > due
            if !isLate { try await Task.sleep(until: due) }
            let fact: LedgerFact
            number += 1
            if open.count < 20 || number % 2 == 0, !free.isEmpty {
                let copy = free.removeFirst()
                let traits = BorrowerTraits(category: .pupil, grade: 4, unit: place.unit)
                fact = .loanOpened(
                    LoanID(number),
                    LoanOpening(
                        copy: copy, point: place.point, dueOn: Library.Day(.now), policy: "1", borrower: traits))
                open.append((LoanID(number), copy))
            } else {
                let (loan, copy) = open.removeFirst()
                free.append(copy)
                fact = .loanReturned(loan, copy, at: place.point)
            }
            let event = teller.event(fact)
            let began = isLate ? due : ContinuousClock.now
            let judged = try await library.store.circulating.ledger.accept([event])
            day.milliseconds.append((ContinuousClock.now - began) / .milliseconds(1))
            if judged.first?.conflict != nil { day.refused += 1 }
            due = due.advanced(by: pace)
        }
        for (loan, copy) in open {
            _ = try await library.store.circulating.ledger.accept([
                teller.event(.loanReturned(loan, copy, at: place.point))
            ])
        }
        return day
    }

    /// Known titles, ten a second; halfway from one to the next two common words or
    /// the beginning of a title. The targets are those without desks.
    private func search(_ province: Province?, until end: ContinuousClock.Instant) async throws -> String? {
        guard let province else { return nil }
        var titles = Measurement("searching meanwhile: known title")
        var common = Measurement("two common words")
        var prefixes = Measurement("prefix as you type")
        let known = 10_000
        let questions = Questions(counting: (0..<known).map { province.record($0).title })
        let words = questions.words(within: 0.05..<1)
        var random = SeededRandom(seed: 31)
        let search = library.store.search
        // As the server does.
        async let _: Void = library.store.keepSearchFresh()
        func ask(_ text: String) async throws {
            _ = try await search.search(SearchRequest(text: text, viewer: .visitor))
        }
        try await ask("khởi động")
        var isWordsTurn = false
        while ContinuousClock.now < end {
            let title = province.record(random.below(known)).title
            try await titles.time { try await ask(title) }
            try await Task.sleep(for: .milliseconds(50))
            isWordsTurn.toggle()
            if isWordsTurn {
                let text = "\(random.pick(words)) \(random.pick(words))"
                try await common.time { try await ask(text) }
            } else {
                let text = String(title.prefix(1 + random.below(9)))
                _ = try await prefixes.time { try await search.completions(of: text, limit: 8) }
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        return [titles.line(target: 5), common.line(target: 15), prefixes.line(target: 10)].joined(separator: "\n")
    }
}
