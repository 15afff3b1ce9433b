import CSearchRank

/// Packs the terms of a segment, in order, into blocks.
///
/// A list longer than `longestInline` gets a block of its own, so that a look-up
/// which only wants to know how common a word is reads a few kilobytes.
struct BlockPacker {
    /// About two pages of the database.
    private static let blockSize = 8 << 10
    private static let longestInline = 1 << 10

    private(set) var directory = BlockDirectory()
    /// FNV-1a over every block in order, for `verify`.
    private(set) var checksum = Checksum()
    private(set) var byteCount = 0
    /// Finished blocks not yet taken, with their numbers.
    private var ready: [(number: UInt32, bytes: [UInt8])] = []
    private var nextNumber: UInt32 = 0
    private var block: [UInt8] = []
    private var blockNumber: UInt32 = 0
    private var lastTerm: [UInt8] = []

    /// The bytes of the blocks that wait to be taken.
    private(set) var waitingBytes = 0

    mutating func append(
        term: UnsafeBufferPointer<UInt8>, documents: Int, list: UnsafeBufferPointer<UInt8>
    ) {
        if block.isEmpty {
            blockNumber = takeNumber()
            directory.append(firstTerm: term, number: blockNumber)
            lastTerm.removeAll(keepingCapacity: true)
        }
        var shared = 0
        let most = min(lastTerm.count, term.count)
        while shared < most, lastTerm[shared] == term[shared] { shared += 1 }
        Varint.append(UInt32(shared), to: &block)
        Varint.append(UInt32(term.count - shared), to: &block)
        block.append(contentsOf: term[shared...])
        Varint.append(UInt32(documents), to: &block)
        if list.count > Self.longestInline {
            let number = takeNumber()
            Varint.append(UInt32(list.count) << 1 | 1, to: &block)
            Varint.append(number, to: &block)
            finish(number: number, bytes: Array(list))
        } else {
            Varint.append(UInt32(list.count) << 1, to: &block)
            block.append(contentsOf: list)
        }
        lastTerm.removeAll(keepingCapacity: true)
        lastTerm.append(contentsOf: term)
        if block.count >= Self.blockSize { closeBlock() }
    }

    mutating func closeBlock() {
        guard !block.isEmpty else { return }
        finish(number: blockNumber, bytes: block)
        block.removeAll(keepingCapacity: true)
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
