/// At which points each record has copies, and at which one can be borrowed
/// now: four bytes for a record at a point, however many copies there are.
///
/// Records lie in chunks of 256, so that a loan copies a chunk and not the
/// whole while searches still read the state before it.
struct HoldingColumns: Sendable {
    /// The last event of the ledger this is the state after.
    var position: Int64 = 0
    /// Whether a later event was there already: an answer made of this is not
    /// kept for others.
    var isBehind = false
    /// The points, each by the number it has here.
    private(set) var points: [Int64] = []
    private var numbers: [Int64: UInt32] = [:]
    /// 257 offsets into the chunk itself, then the entries of one record after the
    /// other: a point's number times two, plus one where a copy is available.
    /// Empty for 256 records without copies.
    private var chunks: [[UInt32]] = []

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
        chunks[place] = Self.chunk(old.isEmpty ? Self.emptyChunk : old, with: entries, at: record)
    }

    private static let emptyChunk = [UInt32](repeating: UInt32(recordsOfChunk + 1), count: recordsOfChunk + 1)

    private static func chunk(_ old: [UInt32], with entries: [UInt32], at record: Int) -> [UInt32] {
        let range = Int(old[record])..<Int(old[record + 1])
        if old[range].elementsEqual(entries) { return old }
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
}
