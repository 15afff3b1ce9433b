import CSearchRank

/// Packs the terms of a segment, in order, into blocks.
///
/// A list longer than `longestInline` gets a block of its own, so that a look-up
/// which only wants to know how common a word is reads a few kilobytes.
struct BlockPacker {
    private let blockSize: Int
    private static let longestInline = 1 << 10

    private(set) var directory = BlockDirectory()
    /// FNV-1a over every block in order, for `verify`.
    private(set) var checksum = Checksum()
    private(set) var byteCount = 0
    /// Finished blocks not yet taken, with their numbers.
    private var ready: [(number: UInt32, bytes: [UInt8])] = []
    private var nextNumber: UInt32 = 0
    /// The open block stands in the first `blockLength` bytes.
    private var block: [UInt8]
    private var blockLength = 0
    private var blockNumber: UInt32 = 0
    /// The last term stands in the first `lastLength` bytes.
    private var lastTerm = [UInt8](repeating: 0, count: 512)
    private var lastLength = 0

    /// The bytes of the blocks that wait to be taken.
    private(set) var waitingBytes = 0

    init(for store: PostingStore) {
        blockSize = store.blockSize
        block = [UInt8](repeating: 0, count: blockSize)
    }

    /// Adds a term after the last one, with how many documents have it and the
    /// list of them, as `sr_encode` wrote it.
    mutating func append(
        term: UnsafeBufferPointer<UInt8>, documents: Int, list: UnsafeBufferPointer<UInt8>
    ) {
        guard let letters = term.baseAddress else { return }
        let isInline = list.count <= Self.longestInline
        let most = term.count + 20 + (isInline ? list.count : 0)
        if blockLength + most > blockSize { closeBlock() }
        if blockLength == 0 {
            blockNumber = takeNumber()
            directory.append(firstTerm: term, number: blockNumber)
            lastLength = 0
        }
        var entry = sr_entry()
        entry.documents = UInt32(documents)
        entry.listLength = UInt32(list.count)
        if isInline {
            entry.list = list.baseAddress
        } else {
            entry.listBlock = takeNumber()
            finish(number: entry.listBlock, bytes: Array(list))
        }
        if lastTerm.count < term.count { lastTerm += [UInt8](repeating: 0, count: term.count) }
        if block.count < blockLength + most { block += [UInt8](repeating: 0, count: blockLength + most - block.count) }
        block.withUnsafeMutableBufferPointer { block in
            lastTerm.withUnsafeMutableBufferPointer { lastTerm in
                guard let end = block.baseAddress?.advanced(by: blockLength), let last = lastTerm.baseAddress else {
                    return
                }
                blockLength += sr_put_entry(last, lastLength, letters, term.count, &entry, end)
                last.update(from: letters, count: term.count)
            }
        }
        lastLength = term.count
    }

    mutating func closeBlock() {
        guard blockLength > 0 else { return }
        finish(number: blockNumber, bytes: Array(block[..<blockLength]))
        blockLength = 0
    }

    /// The blocks finished since the last call.
    mutating func takeReady() -> [(number: UInt32, bytes: [UInt8])] {
        defer {
            ready.removeAll()
            waitingBytes = 0
        }
        return ready
    }

    private mutating func takeNumber() -> UInt32 {
        defer { nextNumber += 1 }
        return nextNumber
    }

    private mutating func finish(number: UInt32, bytes: [UInt8]) {
        checksum.add(number, bytes)
        byteCount += bytes.count
        waitingBytes += bytes.count
        ready.append((number, bytes))
    }
}

/// The sum of the FNV-1a hashes of a segment's blocks; their order does not matter.
struct Checksum: Equatable, Sendable {
    private(set) var value: UInt64 = 0

    mutating func add(_ number: UInt32, _ bytes: [UInt8]) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(number)
        for byte in bytes {
            hash ^= UInt64(byte)
            hash = hash &* 0x100_0000_01b3
        }
        value = value &+ hash
    }
}
