import CSearchRank

/// At which points each record has copies, and at which one can be borrowed
/// now: two bytes for a record at a point, however many copies there are.
struct HoldingColumns: Sendable {
    /// The last event of the ledger this is the state after.
    var position: Int64 = 0
    /// The points, each by the number it has here.
    private(set) var points: [Int64] = []
    private var numbers: [Int64: UInt32] = [:]
    /// For each record a point's number times two, plus one where a copy is available.
    private var lists = NumberLists()
    /// How many records have copies.
    private(set) var recordCount = 0
    /// Of all of them, what the points have and what they could lend now.
    private var totals = (held: HoldingTally(), available: HoldingTally())

    /// A point that holds copies of a record.
    struct Holding: Equatable {
        var point: Int64
        var isAvailable: Bool
    }

    var isEmpty: Bool { points.isEmpty }

    /// What they take in memory, in bytes.
    var byteCount: Int { lists.byteCount }

    func number(of point: Int64) -> UInt32? { numbers[point] }

    /// Gives a record these holdings instead of those it had.
    mutating func set(_ document: UInt32, _ holdings: [Holding]) {
        let fresh = holdings.map { number(giving: $0.point) << 1 | ($0.isAvailable ? 1 : 0) }
        let old = lists[document]
        if old == fresh { return }
        count(old, -1)
        count(fresh, 1)
        lists.set(document, fresh)
    }

    /// What a record has comes (1) or goes (-1).
    private mutating func count(_ entries: [UInt32], _ sign: Int) {
        if !entries.isEmpty { recordCount += sign }
        totals.held.count(entries, sign, availableOnly: false)
        totals.available.count(entries, sign, availableOnly: true)
    }

    private mutating func number(giving point: Int64) -> UInt32 {
        if let number = numbers[point] { return number }
        let number = UInt32(points.count)
        points.append(point)
        totals.held.atPoints.append(0)
        totals.available.atPoints.append(0)
        numbers[point] = number
        return number
    }

    /// How many of some different records each point has, or, for `availableOnly`,
    /// could lend now.
    ///
    /// Of more than half of all records those of the others are taken off the
    /// total, which is kept: a catalogue is then counted without a look at it.
    func tally(_ documents: [UInt32], availableOnly: Bool) -> HoldingTally {
        guard documents.count * 2 > recordCount, let others = lists.others(than: documents) else {
            return counted(documents, availableOnly: availableOnly)
        }
        return (availableOnly ? totals.available : totals.held).less(counted(others, availableOnly: availableOnly))
    }

    private func counted(_ documents: [UInt32], availableOnly: Bool) -> HoldingTally {
        var tally = HoldingTally(points: points.count)
        tally.available = lists.with {
            Int(sr_count_holdings($0, documents, documents.count, availableOnly ? 1 : 0, &tally.atPoints))
        }
        return tally
    }

    /// For each of `documents` a 1 where one of its copies stands at a point that is
    /// 1 in `wanted` and, for `availableOnly`, may be lent now; else a 0.
    func held(_ documents: [UInt32], at wanted: [UInt8], availableOnly: Bool) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: documents.count) { held, count in
            count = documents.count
            _ = lists.with { sr_held($0, documents, count, wanted, availableOnly ? 1 : 0, held.baseAddress) }
        }
    }

    /// The same for each record up to the last that has copies.
    ///
    /// One look at every copy: for few points and many records cheaper than going
    /// from record to record.
    func held(at wanted: [UInt8], availableOnly: Bool) -> [UInt8] {
        var held = [UInt8](repeating: 0, count: lists.limit)
        lists.with { sr_held_by_all($0, wanted, availableOnly ? 1 : 0, &held) }
        return held
    }
}
