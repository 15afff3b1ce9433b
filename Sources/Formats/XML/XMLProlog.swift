import Library

/// What is done to the bytes of a document before libxml2 sees them.
///
/// libxml2 never gets a DOCTYPE: one with an internal subset is refused, one
/// that only names a public or system id is replaced by spaces.
enum XMLProlog {
    /// A document as UTF-8 or another superset of ASCII, without DOCTYPE.
    struct Prepared {
        var bytes: [UInt8]
        /// The encoding to force; nil means the document's own declaration holds.
        var encoding: String?
    }

    static func prepared(_ source: [UInt8]) throws(XMLFault) -> Prepared {
        var (bytes, encoding) = decodingUTF16(source)
        if let doctype = doctype(in: bytes) {
            if doctype.hasInternalSubset {
                throw XMLFault(.xmlDoctype, line: 1, "the document declares its own entities or elements in a DOCTYPE")
            }
            blank(doctype.range, in: &bytes)
        }
        return Prepared(bytes: bytes, encoding: encoding)
    }

    /// UTF-16 with a byte order mark, or recognised by its first `<`, becomes
    /// UTF-8; a UTF-8 mark and white space before the declaration are dropped.
    static func decodingUTF16(_ source: [UInt8]) -> (bytes: [UInt8], encoding: String?) {
        let head = source.prefix(4)
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0x3C, 0x00]) {
            return (utf8(source, highFirst: false), "UTF-8")
        }
        if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0x00, 0x3C]) {
            return (utf8(source, highFirst: true), "UTF-8")
        }
        let hasMark = head.starts(with: [0xEF, 0xBB, 0xBF])
        var start = hasMark ? 3 : 0
        while start < source.count, isSpace(source[start]) { start += 1 }
        return (start == 0 ? source : Array(source[start...]), hasMark ? "UTF-8" : nil)
    }

    private static func utf8(_ source: [UInt8], highFirst: Bool) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(source.count / 2)
        for place in stride(from: 0, to: source.count - 1, by: 2) {
            let (first, second) = (UInt16(source[place]), UInt16(source[place + 1]))
            units.append(highFirst ? first << 8 | second : second << 8 | first)
        }
        if units.first == 0xFEFF { units.removeFirst() }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// Where the DOCTYPE stands, if there is one before the first element.
    static func doctype(in bytes: [UInt8]) -> (range: Range<Int>, hasInternalSubset: Bool)? {
        var place = 0
        while place < bytes.count {
            if isSpace(bytes[place]) {
                place += 1
            } else if bytes[place...].starts(with: "<?".utf8) {
                place = end(of: Array("?>".utf8), in: bytes, from: place) ?? bytes.count
            } else if bytes[place...].starts(with: "<!--".utf8) {
                place = end(of: Array("-->".utf8), in: bytes, from: place) ?? bytes.count
            } else if startsDoctype(bytes[place...]) {
                return doctype(in: bytes, from: place)
            } else {
                return nil
            }
        }
        return nil
    }

    private static func startsDoctype(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.prefix(9).elementsEqual("<!DOCTYPE".utf8) { $0 & 0xDF == $1 & 0xDF }
    }

    private static func doctype(in bytes: [UInt8], from start: Int) -> (range: Range<Int>, hasInternalSubset: Bool) {
        var place = start, depth = 0, hasSubset = false
        var quote: UInt8?
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
                case UInt8(ascii: "["): (depth, hasSubset) = (depth + 1, true)
                case UInt8(ascii: "]"): depth -= 1
                case UInt8(ascii: ">") where depth <= 0: return (start..<place, hasSubset)
                default: break
                }
            }
        }
        return (start..<bytes.count, hasSubset)
    }

    /// Spaces instead of `range`; line ends stay, so that lines keep their number.
    static func blank(_ range: Range<Int>, in bytes: inout [UInt8]) {
        for place in range where bytes[place] != 0x0A && bytes[place] != 0x0D { bytes[place] = 0x20 }
    }

    /// The place behind the next `mark`.
    static func end(of mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = mark.first else { return start }
        var place = start
        while let found = bytes[place...].firstIndex(of: first) {
            if bytes[found...].starts(with: mark) { return found + mark.count }
            place = found + 1
        }
        return nil
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
