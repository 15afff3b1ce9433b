import FileStore
import Foundation
import Library
import Randomness
import SQLiteStore

/// A month of made-up raw hits, written as the server writes them and counted.
struct UsageBench {
    let folder: String
    let hits: Int
    private let month = Month(2026, 11)
    private let points = 3_000
    private let records = 300_000

    func run() async throws {
        guard let month else { return }
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let store = try LibraryStore.open(folder: folder, contents: try LibraryFiles(folder: folder))
        let written = try await write(to: store, month)
        let before = Machine.anonymousMemory
        let peak = PeakMemory()
        await peak.begin()
        var times: [Double] = []
        var counted: [MonthUsage?] = []
        for _ in 0..<2 {
            let start = ContinuousClock.now
            counted.append(try await store.usage.count(month))
            times.append((ContinuousClock.now - start) / .seconds(1))
        }
        let highest = await peak.stop()
        guard let usage = counted[0], counted[0] == counted[1] else { throw BenchFailure(what: "the same count twice") }
        let keeping = ContinuousClock.now
        try await store.usage.keep(usage)
        let kept = (ContinuousClock.now - keeping) / .seconds(1)
        let target = 60 * Double(hits) / 2_000_000
        say("written        \(hits) hits, \(Int(Double(hits) / written)) a second; \(size(month)) MiB")
        say(
            String(
                format: "recount        %.1f s, again %.1f s  target %.0f: %@", times[0], times[1], target,
                times.max() ?? 0 <= target ? "reached" : "NOT reached"))
        say("memory         RssAnon \(before) MiB before, \(highest) at its highest while counting")
        say(String(format: "keeping        %.1f s, %d records at places", kept, usage.items.count))
        for indicator in UsageTally.indicators {
            say("  \(indicator.rawValue.padding(toLength: 28, withPad: " ", startingAt: 0))\(usage.total(indicator))")
        }
        try await store.endUsage(at: month.days.upperBound.end)
        try store.close()
    }

    private func size(_ month: Month) -> Int { Machine.megabytes(of: "\(folder)/usage/\(month).sqlite") }

    /// Visits of some eight pages each, half of them with a cookie that comes back,
    /// a tenth robots; the seconds of writing.
    private func write(to store: LibraryStore, _ month: Month) async throws -> Double {
        var random = SeededRandom(seed: 20_261_126)
        let start = month.days.lowerBound.start
        let length = month.days.upperBound.end.since(start) / .milliseconds(1)
        let kinds: [HitKind] = [
            .page, .search, .results, .record, .record, .contents, .section, .section, .original, .asset,
        ]
        try await store.beginUsage(robotList: Day(2026, 11, 1), at: start)
        var open: [(session: Int64, fallback: Int64, point: ServicePointID?, marks: HitMarks, left: Int)] = []
        let began = ContinuousClock.now
        for number in 0..<hits {
            let now = start.adding(.milliseconds(Int64(length * Double(number) / Double(hits))))
            if open.count < 400 {
                let marks: HitMarks = random.once(in: 10) ? [.robot] : random.once(in: 2) ? [.returned] : []
                open.append(
                    (
                        Int64(bitPattern: random.next()), Int64(bitPattern: random.next()),
                        random.once(in: 2) ? ServicePointID(Int64(random.below(points) + 1)) : nil, marks,
                        random.below(15) + 1
                    ))
            }
            let place = random.below(open.count)
            let visit = open[place]
            let kind = random.pick(kinds)
            store.usage.record(
                RawHit(
                    at: now, kind: kind,
                    record: kind.isInvestigation
                        ? RecordID(Int64(random.below(records) * random.below(100) / 100 + 1)) : nil,
                    section: kind == .section ? random.below(300) + 1 : nil, status: random.once(in: 30) ? 404 : 200,
                    session: visit.session, fallback: visit.fallback, point: visit.point, marks: visit.marks))
            open[place].left -= 1
            if open[place].left == 0 {
                open.swapAt(place, open.count - 1)
                open.removeLast()
            }
            if number % 10_000 == 9_999 { try await store.flushUsage(at: now) }
        }
        try await store.flushUsage(at: month.days.upperBound.end.adding(.milliseconds(-1)))
        return (ContinuousClock.now - began) / .seconds(1)
    }
}

/// Looks at our own memory ten times a second.
actor PeakMemory {
    private var highest = Machine.anonymousMemory
    private var task: Task<Void, Never>?

    func begin() {
        task = Task {
            while !Task.isCancelled {
                highest = max(highest, Machine.anonymousMemory)
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    func stop() -> Int {
        task?.cancel()
        return max(highest, Machine.anonymousMemory)
    }
}
