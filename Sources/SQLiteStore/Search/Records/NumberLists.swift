import CSearchRank

/// For each record a short list of numbers: the values of its facets, or the
/// points that hold its copies.
///
/// Records lie in chunks of 256, so that a change copies a chunk and not the
/// whole while questions still read the state before it. Two bytes a number;
/// four in a chunk that has one above 65,535.
struct NumberLists: @unchecked Sendable {
    // A chunk never changes, and lives as long as what holds its address here.
    private var chunks: [NumberChunk?] = []
    /// Of the chunks, as the loops in C read them.
    private var addresses: [OpaquePointer?] = []

    static let recordsOfChunk = 256

    /// One more than the highest document that can have numbers.
    var limit: Int { chunks.count * Self.recordsOfChunk }

    /// What the numbers and the places of the lists take, in bytes.
    var byteCount: Int { chunks.reduce(0) { $0 + ($1?.byteCount ?? 0) } }

    subscript(document: UInt32) -> [UInt32] {
        with { lists in
            let count = sr_list(lists, document, nil, 0)
            return [UInt32](unsafeUninitializedCapacity: count) { numbers, written in
                written = sr_list(lists, document, numbers.baseAddress, count)
            }
        }
    }

    /// Gives a document these numbers instead of those it had.
    mutating func set(_ document: UInt32, _ numbers: [UInt32]) {
        let place = Int(document) / Self.recordsOfChunk
        if place >= chunks.count {
            guard !numbers.isEmpty else { return }
            chunks.append(contentsOf: repeatElement(nil, count: place + 1 - chunks.count))
            addresses.append(contentsOf: repeatElement(nil, count: place + 1 - addresses.count))
        }
        guard chunks[place] != nil || !numbers.isEmpty else { return }
        let chunk = NumberChunk(chunks[place], giving: numbers, to: document)
        chunks[place] = chunk
        addresses[place] = chunk.address
    }

    /// Calls `body` with the place in `documents` and the numbers of each.
    @inline(__always)
    func forEach(_ documents: [UInt32], _ body: (_ place: Int, _ numbers: UnsafeBufferPointer<UInt32>) -> Void) {
        var room = [UInt32](repeating: 0, count: 64)
        with { lists in
            for (place, document) in documents.enumerated() {
                let count = sr_list(lists, document, &room, room.count)
                if count > room.count {
                    room = [UInt32](repeating: 0, count: count)
                    _ = sr_list(lists, document, &room, count)
                }
                room.withUnsafeBufferPointer { body(place, UnsafeBufferPointer(rebasing: $0[..<count])) }
            }
        }
    }

    /// The documents that can have numbers and are none of `documents`; nil where
    /// those do not come in rising order.
    func others(than documents: [UInt32]) -> [UInt32]? {
        var isRising = true
        let others = [UInt32](unsafeUninitializedCapacity: limit) { others, count in
            let written = sr_others(documents, documents.count, UInt32(limit), others.baseAddress)
            isRising = written >= 0
            count = max(0, written)
        }
        return isRising ? others : nil
    }

    /// Hands them to a loop in C.
    func with<Value>(_ body: (UnsafePointer<sr_lists>) -> Value) -> Value {
        addresses.withUnsafeBufferPointer { addresses in
            withUnsafePointer(to: sr_lists(chunks: addresses.baseAddress, count: addresses.count), body)
        }
    }
}

/// The lists of 256 documents.
private final class NumberChunk: @unchecked Sendable {
    // Nobody writes it after `init`.
    let address: OpaquePointer

    var byteCount: Int { sr_chunk_size(address) }

    init(_ old: NumberChunk?, giving numbers: [UInt32], to document: UInt32) {
        address = sr_chunk_giving(old?.address, document, numbers, numbers.count)
    }

    deinit { sr_chunk_free(address) }
}
