/// Sanitised HTML cut into tags, entities and plain text, as byte ranges, so
/// that what is inserted never breaks a tag or an entity.
struct SectionMarkup: Sequence, IteratorProtocol {
    enum Piece: Equatable {
        case tag(Range<Int>)
        case entity(Range<Int>)
        case text(Range<Int>)
    }

    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Piece? {
        guard place < bytes.count else { return nil }
        let start = place
        switch bytes[start] {
        case UInt8(ascii: "<"):
            place = endOfTag(from: start)
            return .tag(start..<place)
        case UInt8(ascii: "&"):
            place = endOfEntity(from: start)
            return .entity(start..<place)
        default:
            while place < bytes.count, bytes[place] != UInt8(ascii: "<"), bytes[place] != UInt8(ascii: "&") {
                place += 1
            }
            return .text(start..<place)
        }
    }

    private func endOfTag(from start: Int) -> Int {
        var quote: UInt8?
        for place in (start + 1)..<Swift.max(bytes.count, start + 1) {
            let byte = bytes[place]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return place + 1
            }
        }
        return bytes.count
    }

    /// The longest named entity of HTML has 33 bytes; a bare "&" stands alone.
    private func endOfEntity(from start: Int) -> Int {
        for place in (start + 1)..<Swift.max(Swift.min(bytes.count, start + 34), start + 1) {
            let byte = bytes[place]
            if byte == UInt8(ascii: ";") { return place + 1 }
            let isPart =
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || byte == UInt8(ascii: "#")
            if !isPart { break }
        }
        return start + 1
    }
}

/// A tag of sanitised HTML: name and double-quoted attributes.
struct MarkupTag {
    let bytes: ArraySlice<UInt8>

    var isEnd: Bool { bytes.dropFirst().first == UInt8(ascii: "/") }

    var name: String {
        let start = bytes.dropFirst(isEnd ? 2 : 1)
        let end = start.firstIndex {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") || $0 == 10 || $0 == 9
        }
        return String(decoding: start[..<(end ?? start.endIndex)], as: UTF8.self).lowercased()
    }

    /// Where the value of an attribute stands; nil without it.
    func value(of attribute: String) -> Range<Int>? {
        let key = Array(" \(attribute)=\"".utf8)
        var place = bytes.startIndex
        while place + key.count <= bytes.endIndex {
            if bytes[place..<(place + key.count)].elementsEqual(key) {
                let start = place + key.count
                guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
                return start..<end
            }
            place += 1
        }
        return nil
    }

    /// The number of a text block's `id="d41"`.
    var block: Int? {
        guard let range = value(of: "id"), bytes[range].first == UInt8(ascii: "d") else { return nil }
        return Int(String(decoding: bytes[range].dropFirst(), as: UTF8.self))
    }
}
