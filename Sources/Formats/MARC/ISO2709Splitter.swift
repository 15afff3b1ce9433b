import Library

/// A record as it lies in an ISO 2709 file, and what was wrong with its borders.
struct RawMARCRecord {
    var bytes: [UInt8]
    var offset: Int64
    var faults: [RecordFault] = []
    /// False for what cannot be a record at all: too short, or without end.
    var isWorthParsing = true
}

/// Finds where records begin and end, also where their lengths lie.
///
/// A record ends with its terminator 1D; the length in the leader only serves
/// as a witness. Where the two disagree, a plausible leader further on shows
/// where the neighbour begins, so damage to one record never costs another.
struct ISO2709Splitter {
    private let window: FileWindow
    private let limit: Int

    init(_ window: FileWindow, limits: ReadingLimits) {
        self.window = window
        limit = max(limits.recordBytes, 100_000)
    }

    static let terminator: UInt8 = 0x1D

    /// The next record, or nil at the end of the file.
    mutating func next() throws(FileRejection) -> RawMARCRecord? {
        try skipBlanks()
        guard try window.holds(1) else { return nil }
        guard let end = try window.firstIndex(of: Self.terminator, before: limit) else { return try unterminated() }
        let span = end + 1
        let claimed = span >= 5 ? Self.number(window.bytes, 0, 5) : nil
        if claimed == span { return RawMARCRecord(bytes: window.take(span), offset: window.offset - Int64(span)) }
        return try disputed(span: span, claimed: claimed)
    }

    /// Line ends, blanks and NULs between records are padding, no damage.
    private func skipBlanks() throws(FileRejection) {
        while try window.holds(1) {
            let bytes = window.bytes
            var place = 0
            while place < bytes.count, bytes[place] <= 0x20, bytes[place] != Self.terminator { place += 1 }
            window.skip(place)
            if place < bytes.count { return }
        }
    }

    /// The terminator is not where the leader says it is.
    private func disputed(span: Int, claimed: Int?) throws(FileRejection) -> RawMARCRecord {
        if let next = Self.leader(in: window.bytes, from: 1, to: span) {
            return take(next, .marcTruncated, "The record has no terminator: after \(next) bytes another one begins.")
        }
        if let claimed, claimed > span, claimed <= limit, try window.holds(claimed),
            window[claimed - 1] == Self.terminator, try !recordBegins(at: span)
        {
            return take(
                claimed, .marcLength, "A record terminator stands inside the record, at byte \(span) of \(claimed).")
        }
        guard span >= 24 else {
            var rest = take(span, .marcTruncated, "Only \(span) bytes stand before the record terminator.")
            rest.isWorthParsing = false
            return rest
        }
        guard let claimed else {
            return take(span, .marcLeader, "The leader does not begin with the length of the record.")
        }
        return take(span, .marcLength, "The leader says \(claimed) bytes, the record has \(span).")
    }

    /// No terminator within the largest record allowed, or none any more.
    private func unterminated() throws(FileRejection) -> RawMARCRecord {
        if let next = Self.leader(in: window.bytes, from: 1, to: min(window.count, limit)) {
            return take(next, .marcTruncated, "The record has no terminator: after \(next) bytes another one begins.")
        }
        if try !window.holds(limit) {
            var rest = take(
                window.count, .marcTruncated, "The file ends inside the record, after \(window.count) bytes.")
            rest.isWorthParsing = rest.bytes.count >= 24
            return rest
        }
        return try skipEndless()
    }

    /// Passes over bytes that never become a record; the first of them stand
    /// in the report.
    private func skipEndless() throws(FileRejection) -> RawMARCRecord {
        let start = window.offset
        let shown = window.take(100_000)
        var reached = false
        while !reached, try window.holds(1) {
            _ = try window.holds(64 << 10)
            let size = window.count
            if let next = Self.leader(in: window.bytes, from: 0, to: size) {
                window.skip(next)
                reached = true
            } else if let end = try window.firstIndex(of: Self.terminator, before: size) {
                window.skip(end + 1)
                reached = true
            } else {
                // A leader may lie across the border of two windows.
                window.skip(size < 24 ? size : max(1, size - 23))
            }
        }
        let fault = RecordFault(
            .recordTooLarge, "\(window.offset - start) bytes without a record terminator were passed over.")
        return RawMARCRecord(bytes: shown, offset: start, faults: [fault], isWorthParsing: false)
    }

    private func take(_ length: Int, _ code: DiagnosticCode, _ reason: String) -> RawMARCRecord {
        let offset = window.offset
        return RawMARCRecord(bytes: window.take(length), offset: offset, faults: [RecordFault(code, reason)])
    }

    /// Whether a plausible leader, or the end of the file, follows at `place`.
    private func recordBegins(at place: Int) throws(FileRejection) -> Bool {
        var place = place
        while try window.holds(place + 1), window[place] <= 0x20 { place += 1 }
        guard try window.holds(place + 24) else { return window.count <= place }
        return Self.isLeader(window.bytes, at: place)
    }

    /// The first plausible leader that begins in `start..<end`.
    static func leader(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
        var place = start
        let last = min(end, bytes.count) - 24
        while place <= last {
            if isLeader(bytes, at: place) { return place }
            place += 1
        }
        return nil
    }

    /// Whether 24 bytes look like a leader: length and base address are
    /// numbers, indicator and subfield code lengths 2 and 2, the entry map
    /// begins with 4 and 5 (MARC 21 and UNIMARC alike).
    static func isLeader(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        guard place + 24 <= bytes.count, bytes[place + 10] == 0x32, bytes[place + 11] == 0x32,
            bytes[place + 20] == 0x34, bytes[place + 21] == 0x35,
            number(bytes, place, 5) != nil, number(bytes, place + 12, 5) != nil
        else { return false }
        let status = bytes[place + 5] | 0x20
        return status >= 0x61 && status <= 0x7A || bytes[place + 5] == 0x20
    }

    /// The value of `width` digits; nil when one is none.
    static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ width: Int) -> Int? {
        guard place >= 0, place + width <= bytes.count else { return nil }
        var value = 0
        for step in place..<place + width {
            let digit = bytes[step] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}
