import Library

/// The text of a table file as a window of UTF-8, whatever it is written in.
struct TableText {
    let window: FileWindow
    let encoding: TableEncoding
    /// The byte order mark, in bytes of the file.
    let markLength: Int
    /// Whether places in the window are places in the file.
    var hasOffsets: Bool { encoding == .utf8 }

    /// How much of the file decides about its encoding and its delimiter.
    static let headLength = 64 << 10

    init(_ file: SourceFile) throws(FileRejection) {
        let raw = try FileWindow(file)
        _ = try raw.holds(Self.headLength)
        guard raw.count > 0 else { throw FileRejection(.fileEmpty, "The file is empty.") }
        let (encoding, markLength) = TableEncoding.detect(Array(raw.bytes.prefix(Self.headLength)))
        raw.skip(min(markLength, raw.count))
        self.encoding = encoding
        self.markLength = markLength
        switch encoding {
        case .utf8: window = raw
        case .utf16(let highFirst):
            var half = TranscodedBytes { chunk, isLast in Self.utf8(chunk, highFirst: highFirst, isLast: isLast) }
            window = FileWindow { buffer throws(FileRejection) in try half.read(from: raw, into: buffer) }
        case .singleByte(let set):
            guard let table = SingleByteTable(set) else {
                throw FileRejection(
                    .encodingUnknown, "The text is neither UTF-8 nor UTF-16, and \(set.rawValue) cannot be read here.")
            }
            var bytes = TranscodedBytes { chunk, _ in (table.utf8(chunk), chunk.count) }
            window = FileWindow { buffer throws(FileRejection) in try bytes.read(from: raw, into: buffer) }
        }
    }

    /// UTF-16 to UTF-8; a half pair at the end waits for more.
    static func utf8(_ bytes: ArraySlice<UInt8>, highFirst: Bool, isLast: Bool) -> (utf8: [UInt8], used: Int) {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var place = bytes.startIndex
        while place + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            units.append(highFirst ? first << 8 | second : second << 8 | first)
            place += 2
        }
        if let last = units.last, last & 0xFC00 == 0xD800, !isLast {
            units.removeLast()
            place -= 2
        }
        return (Array(String(decoding: units, as: UTF16.self).utf8), isLast ? bytes.count : place - bytes.startIndex)
    }
}

/// Turns chunks of a window into other bytes and hands them on piece by piece.
private struct TranscodedBytes {
    private let convert: (ArraySlice<UInt8>, _ isLast: Bool) -> (utf8: [UInt8], used: Int)
    private var ready: [UInt8] = []
    private var taken = 0

    init(_ convert: @escaping (ArraySlice<UInt8>, _ isLast: Bool) -> (utf8: [UInt8], used: Int)) {
        self.convert = convert
    }

    mutating func read(from raw: FileWindow, into buffer: UnsafeMutableBufferPointer<UInt8>) throws(FileRejection)
        -> Int
    {
        while taken == ready.count {
            let isLast = try !raw.holds(32 << 10)
            guard raw.count > 0 else { return 0 }
            let chunk = Array(raw.bytes.prefix(32 << 10))
            let (utf8, used) = convert(chunk[...], isLast && chunk.count == raw.count)
            raw.skip(max(used, 1))
            (ready, taken) = (utf8, 0)
        }
        let count = min(buffer.count, ready.count - taken)
        for step in 0..<count { buffer[step] = ready[taken + step] }
        taken += count
        return count
    }
}
