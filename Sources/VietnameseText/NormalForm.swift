/// Normal form C, in time proportional to the text.
///
/// Foundation's needs 12 seconds for 2 MB of decomposed Vietnamese in one
/// string (measurements §6); this one goes through once and only touches the
/// stretches that combining marks or replaced characters need.
package enum NormalForm {
    /// The text with every letter and its marks in one composed character
    /// where Unicode has it.
    ///
    /// For example: "Vie\u{323}\u{302}t" becomes "Việt". Marks are put in
    /// canonical order, nothing else is changed: "hoà" stays "hoà".
    package static func nfc(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return "" }
            var pass = NormalFormPass(bytes: base, count: bytes.count)
            pass.run()
            guard pass.isChanged else { return nil }
            return String(decoding: pass.output, as: UTF8.self)
        } ?? text
    }
}

/// One pass over one text. Settled stretches are copied, the others are
/// gathered from the last letter before them, rearranged and composed.
struct NormalFormPass {
    private let bytes: UnsafePointer<UInt8>
    private let count: Int
    private let composition = Composition.shared
    private var stretch = CombiningStretch()
    private(set) var output: [UInt8] = []
    private(set) var isChanged = false

    init(bytes: UnsafePointer<UInt8>, count: Int) {
        self.bytes = bytes
        self.count = count
    }

    mutating func run() {
        var place = 0
        var copied = 0
        while place < count {
            // Everything below U+0300 and all of Latin Extended Additional
            // stays as it is unless a mark follows.
            let byte = bytes[place]
            if byte < 0xCC {
                place += 1
                continue
            }
            if byte == 0xE1, place + 2 < count, bytes[place + 1] & 0xFC == 0xB8 {
                place += 3
                continue
            }
            guard let (scalar, width) = UTF8Bytes.scalar(bytes, at: place, end: count) else {
                place += 1
                continue
            }
            guard composition.isUnsettled(scalar) else {
                place += width
                continue
            }
            if !isChanged {
                isChanged = true
                output.reserveCapacity(count)
            }
            let start = lastScalarStart(before: place, notBefore: copied)
            append(from: copied, to: start)
            place = gather(from: start)
            stretch.compose(with: composition, into: &output)
            copied = place
        }
        if isChanged { append(from: copied, to: count) }
    }

    private func lastScalarStart(before place: Int, notBefore first: Int) -> Int {
        var start = place
        while start > first {
            start -= 1
            if bytes[start] & 0xC0 != 0x80 { return start }
        }
        return place
    }

    private mutating func append(from start: Int, to end: Int) {
        output.append(contentsOf: UnsafeBufferPointer(start: bytes + start, count: end - start))
    }

    /// Fills the stretch from `start` up to the next settled scalar and
    /// returns that one's place.
    private mutating func gather(from start: Int) -> Int {
        stretch.removeAll()
        var place = start
        var isFirst = true
        while place < count, let (scalar, width) = UTF8Bytes.scalar(bytes, at: place, end: count) {
            if !isFirst, !composition.isUnsettled(scalar) { break }
            stretch.append(scalar, with: composition)
            isFirst = false
            place += width
        }
        return place
    }
}
