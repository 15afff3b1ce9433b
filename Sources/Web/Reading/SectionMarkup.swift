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

/// Text of sanitised HTML that no word leaves: what stands between two tags, or
/// more where tags only change the look, since "<b>Tru</b>yện" is one word.
struct TextStretch {
    /// Bytes of the HTML.
    private(set) var pieces: [Range<Int>] = []

    mutating func append(_ piece: Range<Int>) { pieces.append(piece) }

    /// The text itself.
    func bytes(of html: [UInt8]) -> [UInt8] { pieces.flatMap { html[$0] } }

    /// Where a part of the text stands in the HTML, piece by piece.
    func ranges(of part: Range<Int>) -> [Range<Int>] {
        var start = 0
        return pieces.compactMap { piece in
            defer { start += piece.count }
            let low = max(part.lowerBound, start) - start
            let high = min(part.upperBound, start + piece.count) - start
            return low < high ? (piece.lowerBound + low)..<(piece.lowerBound + high) : nil
        }
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

    /// Whether it only changes the look of letters. A note in `sup`, a link and a
    /// reading in `rt` are words of their own.
    var isLook: Bool { Self.looks.contains(name) }

    private static let looks: Set<String> = ["b", "code", "em", "i", "s", "small", "span", "strong", "sub", "u"]

    /// The number of a text block's `id="d41"`.
    var block: Int? {
        guard let range = value(of: "id"), bytes[range].first == UInt8(ascii: "d") else { return nil }
        return Int(String(decoding: bytes[range].dropFirst(), as: UTF8.self))
    }
}
