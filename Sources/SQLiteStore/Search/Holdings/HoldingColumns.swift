/// At which points each record has copies, and at which one can be borrowed
/// now: four bytes for a record at a point, however many copies there are.
///
/// Records lie in chunks of 256, so that a loan copies a chunk and not the
/// whole while searches still read the state before it.
struct HoldingColumns: Followable {
    /// The last event of the ledger this is the state after.
    var position: Int64 = 0
    var isBehind = false
    /// The points, each by the number it has here.
    private(set) var points: [Int64] = []
    private var numbers: [Int64: UInt32] = [:]
    /// 257 offsets into the chunk itself, then the entries of one record after the
    /// other: a point's number times two, plus one where a copy is available.
    /// Empty for 256 records without copies.
    private var chunks: [[UInt32]] = []
    /// How many records have copies.
    private(set) var recordCount = 0
    /// Of all of them, what the points have and what they could lend now.
    private var totals = (held: HoldingTally(), available: HoldingTally())

    static let recordsOfChunk = 256

    /// A point that holds copies of a record.
    struct Holding: Equatable {
        var point: Int64
        var isAvailable: Bool
    }

    var isEmpty: Bool { points.isEmpty }

    /// What the entries and their offsets take, in bytes.
    var byteCount: Int { chunks.reduce(0) { $0 + $1.count * MemoryLayout<UInt32>.size } }

    func number(of point: Int64) -> UInt32? { numbers[point] }

    /// Gives a record these holdings instead of those it had.
    mutating func set(_ document: UInt32, _ holdings: [Holding]) {
        let entries = holdings.map { number(giving: $0.point) << 1 | ($0.isAvailable ? 1 : 0) }
        let place = Int(document) / Self.recordsOfChunk
        let record = Int(document) % Self.recordsOfChunk
        if place >= chunks.count {
            guard !entries.isEmpty else { return }
            chunks.append(contentsOf: repeatElement([], count: place + 1 - chunks.count))
        }
        let old = chunks[place]
        guard !old.isEmpty || !entries.isEmpty else { return }
        let start = old.isEmpty ? Self.emptyChunk : old
        let before = start[Int(start[record])..<Int(start[record + 1])]
        if before.elementsEqual(entries) { return }
        count(before, -1)
        count(entries[...], 1)
        chunks[place] = Self.chunk(start, with: entries, at: record)
    }

    /// A record's entries come (1) or go (-1).
    private mutating func count(_ entries: ArraySlice<UInt32>, _ sign: Int) {
        if !entries.isEmpty { recordCount += sign }
        totals.held.count(entries, sign, availableOnly: false)
        totals.available.count(entries, sign, availableOnly: true)
    }

    private static let emptyChunk = [UInt32](repeating: UInt32(recordsOfChunk + 1), count: recordsOfChunk + 1)

    private static func chunk(_ old: [UInt32], with entries: [UInt32], at record: Int) -> [UInt32] {
        let range = Int(old[record])..<Int(old[record + 1])
        var fresh: [UInt32] = []
        fresh.reserveCapacity(old.count - range.count + entries.count)
        fresh += old[..<range.lowerBound]
        fresh += entries
        fresh += old[range.upperBound...]
        for later in record + 1...recordsOfChunk {
            fresh[later] = UInt32(Int(old[later]) - range.count + entries.count)
        }
        return fresh
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

    /// Calls `body` with the place in `documents` and the entries of each record
    /// that has copies.
    @inline(__always)
    func forEachHeld(
        _ documents: [UInt32], _ body: (_ place: Int, _ entries: Slice<UnsafeBufferPointer<UInt32>>) -> Void
    ) {
        var start = 0
        while start < documents.count {
            let number = Int(documents[start]) / Self.recordsOfChunk
            var end = start + 1
            while end < documents.count, Int(documents[end]) / Self.recordsOfChunk == number { end += 1 }
            if number < chunks.count, !chunks[number].isEmpty {
                chunks[number].withUnsafeBufferPointer { chunk in
                    for place in start..<end {
                        let record = Int(documents[place]) % Self.recordsOfChunk
                        let range = Int(chunk[record])..<Int(chunk[record + 1])
                        if !range.isEmpty { body(place, chunk[range]) }
                    }
                }
            }
            start = end
        }
    }

    /// How many of some different records each point has, or, for `availableOnly`,
    /// could lend now.
    ///
    /// Of more than half of all records those of the others are taken off the
    /// total, which is kept: a catalogue is then counted without a look at it.
    func tally(_ documents: [UInt32], availableOnly: Bool) -> HoldingTally {
        guard documents.count * 2 > recordCount else { return counted(documents, availableOnly: availableOnly) }
        let others = counted(heldRecords(but: documents), availableOnly: availableOnly)
        return (availableOnly ? totals.available : totals.held).less(others)
    }

    private func counted(_ documents: [UInt32], availableOnly: Bool) -> HoldingTally {
        var tally = HoldingTally(points: points.count)
        let anyTime: UInt32 = availableOnly ? 0 : 1
        var available: UInt32 = 0
        tally.atPoints.withUnsafeMutableBufferPointer { atPoints in
            forEachHeld(documents) { _, entries in
                var found: UInt32 = 0
                for entry in entries {
                    atPoints[Int(entry >> 1)] &+= (entry | anyTime) & 1
                    found |= entry
                }
                available &+= found & 1
            }
        }
        tally.available = Int(available)
        return tally
    }

    /// The records that have copies and are none of `documents`.
    private func heldRecords(but documents: [UInt32]) -> [UInt32] {
        var isLeft = [Bool](repeating: true, count: chunks.count * Self.recordsOfChunk)
        for document in documents where Int(document) < isLeft.count { isLeft[Int(document)] = false }
        return isLeft.indices.compactMap { document in
            isLeft[document] && !chunks[document / Self.recordsOfChunk].isEmpty ? UInt32(document) : nil
        }
    }

    /// For each record up to the last that has copies whether one of them stands
    /// at a point that is 1 in `wanted`, and may be lent now unless `anyTime` is 1.
    ///
    /// One look at every copy: for few points and many records cheaper than going
    /// from record to record.
    func held(at wanted: [UInt32], anyTime: UInt32) -> [Bool] {
        var isHeld = [Bool](repeating: false, count: chunks.count * Self.recordsOfChunk)
        wanted.withUnsafeBufferPointer { wanted in
            for (number, chunk) in chunks.enumerated() where !chunk.isEmpty {
                chunk.withUnsafeBufferPointer { chunk in
                    var record = 0
                    for place in (Self.recordsOfChunk + 1)..<chunk.count {
                        let entry = chunk[place]
                        guard wanted[Int(entry >> 1)] & (entry | anyTime) & 1 == 1 else { continue }
                        while chunk[record + 1] <= place { record += 1 }
                        isHeld[number * Self.recordsOfChunk + record] = true
                    }
                }
            }
        }
        return isHeld
    }
}
