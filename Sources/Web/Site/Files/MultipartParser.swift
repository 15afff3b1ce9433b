import Glibc

/// Cuts a multipart/form-data body into its parts, wherever the network cut
/// it: RFC 7578 with the framing of RFC 2046, 5.1.1, and not a byte more
/// freedom than browsers need. Holds one delimiter and one header at most.
struct MultipartParser {
    enum Event: Equatable {
        case begin(MultipartHeader)
        case bytes([UInt8])
        case end
    }

    private enum State { case preamble, afterDelimiter, header, content, done }

    private let delimiter: [UInt8]
    private var buffer: [UInt8] = [0x0D, 0x0A]
    private var state = State.preamble

    /// Whether the last delimiter has come: else the sender was broken off.
    var isComplete: Bool { state == .done }

    init(_ boundary: MultipartBoundary) { delimiter = Array("\r\n--\(boundary.text)".utf8) }

    /// What the next bytes of the body bring; what comes after the last
    /// delimiter is nobody's.
    mutating func take(_ bytes: some Collection<UInt8>) throws(MultipartFault) -> [Event] {
        buffer += bytes
        var events: [Event] = []
        var start = 0
        while try step(&start, &events) {}
        buffer.removeFirst(start)
        return events
    }

    /// One piece from `start` on; false when more bytes are needed.
    private mutating func step(_ start: inout Int, _ events: inout [Event]) throws(MultipartFault) -> Bool {
        switch state {
        case .preamble:
            // A line end before the first delimiter is harmless, anything else is no form.
            guard let place = find(delimiter, from: start) else {
                guard buffer.count - start < delimiter.count + 2 else { throw .malformed }
                return false
            }
            guard place == start || place == start + 2 else { throw .malformed }
            start = place + delimiter.count
            state = .afterDelimiter
        case .afterDelimiter:
            guard buffer.count - start >= 2 else { return false }
            switch (buffer[start], buffer[start + 1]) {
            case (0x0D, 0x0A): state = .header
            case (0x2D, 0x2D): state = .done
            default: throw .malformed
            }
            start += 2
        case .header:
            guard let end = find(Self.headerEnd, from: start) else {
                guard buffer.count - start <= MultipartHeader.longest else { throw .headerTooLong }
                return false
            }
            guard end - start <= MultipartHeader.longest else { throw .headerTooLong }
            events.append(.begin(try MultipartHeader(buffer[start..<end])))
            start = end + Self.headerEnd.count
            state = .content
        case .content:
            guard let place = find(delimiter, from: start) else {
                // The last bytes may be the beginning of a delimiter.
                let sure = max(start, buffer.count - delimiter.count + 1)
                if sure > start { events.append(.bytes(Array(buffer[start..<sure]))) }
                start = sure
                return false
            }
            if place > start { events.append(.bytes(Array(buffer[start..<place]))) }
            events.append(.end)
            start = place + delimiter.count
            state = .afterDelimiter
        case .done:
            start = buffer.count
            return false
        }
        return true
    }

    private static let headerEnd: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]

    /// All needles begin with a carriage return, which the C library looks for.
    private func find(_ needle: [UInt8], from start: Int) -> Int? {
        buffer.withUnsafeBytes { all -> Int? in
            guard let base = all.baseAddress else { return nil }
            var place = start
            while all.count - place >= needle.count {
                guard let found = memchr(base + place, 0x0D, all.count - place - needle.count + 1) else { return nil }
                place = UnsafeRawPointer(found) - base
                if memcmp(base + place, needle, needle.count) == 0 { return place }
                place += 1
            }
            return nil
        }
    }
}

/// Why a body is no form of ours.
enum MultipartFault: Error, Equatable {
    /// The framing or a header is not what RFC 7578 says.
    case malformed
    case headerTooLong
    /// It ended before its last delimiter.
    case truncated
}

/// The boundary of a body: 1–70 characters of RFC 2046's set.
struct MultipartBoundary: Equatable {
    let text: String

    /// Nil unless the content type is multipart/form-data with a proper boundary.
    init?(contentType: String) {
        let parts = contentType.split(separator: ";", maxSplits: 1)
        guard parts.count == 2, parts[0].trimmed.lowercased() == "multipart/form-data" else { return nil }
        var parameters = HeaderParameters(parts[1])
        var boundary: String?
        while let (name, value) = parameters.next() {
            if name == "boundary" { boundary = boundary ?? value }
        }
        guard !parameters.isBroken, let boundary, (1...70).contains(boundary.utf8.count), boundary.last != " ",
            boundary.utf8.allSatisfy(Self.isAllowed)
        else { return nil }
        text = boundary
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "'()+_,-./:=? ".utf8.contains(byte)
        }
    }
}
