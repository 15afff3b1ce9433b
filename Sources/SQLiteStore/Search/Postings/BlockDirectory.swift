/// Where the blocks of a segment begin: the first term of each, in order.
struct BlockDirectory: Equatable, Sendable {
    private var letters: [UInt8] = []
    /// Where in `letters` each first term ends.
    private var ends: [UInt32] = []
    /// The block's number in its segment.
    private var numbers: [UInt32] = []

    var count: Int { numbers.count }

    init() {}

    /// Adds a block whose first term is `term`; blocks come in term order.
    mutating func append(firstTerm term: some Collection<UInt8>, number: UInt32) {
        letters.append(contentsOf: term)
        ends.append(UInt32(letters.count))
        numbers.append(number)
    }

    /// The number of the n-th block.
    func number(at place: Int) -> UInt32 { numbers[place] }

    /// The place of the only block that can hold `term`, or nil when every
    /// block begins after it.
    func place(of term: [UInt8]) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isAfter(middle, term) { high = middle } else { low = middle + 1 }
        }
        return low == 0 ? nil : low - 1
    }

    /// Whether the block at `place` begins with a term after `term`.
    private func isAfter(_ place: Int, _ term: [UInt8]) -> Bool {
        var at = place == 0 ? 0 : Int(ends[place - 1])
        let end = Int(ends[place])
        for byte in term {
            if at == end { return false }
            if letters[at] != byte { return letters[at] > byte }
            at += 1
        }
        return at < end
    }

    /// As stored with the segment.
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(letters.count + count * 3)
        Varint.append(UInt32(count), to: &bytes)
        var start = 0
        var number: UInt32 = 0
        for place in 0..<count {
            let end = Int(ends[place])
            Varint.append(numbers[place] - number, to: &bytes)
            Varint.append(UInt32(end - start), to: &bytes)
            bytes.append(contentsOf: letters[start..<end])
            start = end
            number = numbers[place]
        }
        return bytes
    }

    /// Nil when the bytes are damaged.
    init?(encoded bytes: [UInt8]) {
        var at = 0
        guard let count = Varint.read(bytes, &at) else { return nil }
        var number: UInt32 = 0
        for _ in 0..<count {
            guard let step = Varint.read(bytes, &at), let length = Varint.read(bytes, &at),
                Int(length) <= bytes.count - at,
                case (let sum, false) = number.addingReportingOverflow(step)
            else { return nil }
            number = sum
            append(firstTerm: bytes[at..<at + Int(length)], number: number)
            at += Int(length)
        }
        guard at == bytes.count else { return nil }
    }
}

/// Numbers of seven bits a byte, lowest first.
enum Varint {
    static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    static func read(_ bytes: [UInt8], _ at: inout Int) -> UInt32? {
        var sum: UInt64 = 0
        var shift: UInt64 = 0
        while at < bytes.count, shift <= 28 {
            let byte = bytes[at]
            at += 1
            sum |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return UInt32(exactly: sum) }
            shift += 7
        }
        return nil
    }
}
