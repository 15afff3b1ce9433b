import Library

/// The bytes of a document on their way to the XML parser, kept until the
/// record they belong to is finished.
final class MARCXMLFeed {
    private let window: FileWindow
    /// Everything before this place of the file has been given to the parser.
    private var fed: Int64
    /// Bytes the parser gets before those of the file.
    private var prolog: [UInt8] = []
    /// How much the parser gets at once; less after damage, so that a document
    /// of nothing but damage is not read over and over.
    private var portion = 64 << 10
    /// Whether bytes are kept; not when places in the file are not known.
    var keepsBytes = true

    init(_ file: SourceFile) throws(FileRejection) {
        window = try FileWindow(file)
        guard try window.holds(1) else { throw FileRejection(.fileEmpty, "The file is empty.") }
        // White space before the declaration makes a document malformed for
        // nothing; the byte order mark stands before it.
        while try window.holds(1), window[0] <= 0x20, window[0] != 0 { window.skip(1) }
        fed = window.offset
    }

    /// Where the parser's count of bytes begins in the file.
    private(set) var base: Int64 = 0
    var firstOffset: Int64 { window.offset }

    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FileRejection) -> Int {
        if !prolog.isEmpty {
            let count = min(prolog.count, buffer.count)
            buffer.copyBytes(from: prolog[..<count])
            prolog.removeFirst(count)
            return count
        }
        if !keepsBytes { release(before: fed) }
        let place = Int(fed - window.offset)
        guard try window.holds(place + 1) else { return 0 }
        let count = min(buffer.count, portion, window.count - place)
        buffer.copyBytes(from: UnsafeRawBufferPointer(window.bytes)[place..<place + count])
        fed += Int64(count)
        return count
    }

    /// Forgets the bytes before a place.
    func release(before offset: Int64) {
        let length = Int(min(offset, fed) - window.offset)
        if length > 0 { window.skip(min(length, window.count)) }
    }

    /// The bytes between two places of the file, if they are still kept.
    func bytes(from start: Int64, to end: Int64) -> [UInt8]? {
        let (first, last) = (Int(start - window.offset), Int(end - window.offset))
        guard first >= 0, first <= last, last <= window.count else { return nil }
        return Array(window.bytes[first..<last])
    }

    /// The parser begins again at `offset`, inside an element of our own.
    func restart(at offset: Int64, under element: String) {
        release(before: offset)
        fed = offset
        prolog = Array("<\(element)>".utf8)
        base = offset - Int64(prolog.count)
        portion = 4 << 10
    }

    /// Begins the count of bytes at the start of the window.
    func start() { base = window.offset }

    /// After a sound record the portions may grow again.
    func calm() { portion = min(portion * 2, 64 << 10) }

    /// The next start tag of a record after `offset`; nil when none follows.
    func nextRecord(after offset: Int64) throws(FileRejection) -> Int64? {
        var place = max(Int(offset - window.offset) + 1, 0)
        while let open = try window.firstIndex(of: UInt8(ascii: "<"), from: place, before: .max) {
            _ = try window.holds(open + 40)
            if Self.isRecordStart(window.bytes, at: open) { return window.offset + Int64(open) }
            place = open + 1
            // What lies far behind will not be asked for again.
            if place > 8 << 20 {
                let passed = place - (4 << 20)
                if window.offset + Int64(passed) < offset || passed > 64 << 20 {
                    window.skip(passed)
                    place -= passed
                }
            }
        }
        return nil
    }

    /// "<record", "<marc:record", "<oai_dc:dc", followed by a blank or the end
    /// of the tag, "/>" too.
    private static func isRecordStart(_ bytes: UnsafeBufferPointer<UInt8>, at open: Int) -> Bool {
        var place = open + 1
        var nameStart = place
        while place < bytes.count, place - open < 40 {
            let byte = bytes[place]
            if byte == UInt8(ascii: ":") { nameStart = place + 1 }
            if byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
            place += 1
        }
        let name = bytes[min(nameStart, place)..<place]
        return name.elementsEqual("record".utf8) || name.elementsEqual("dc".utf8)
    }

    /// The end of the record element that begins at `start`: behind its first
    /// end tag, but not after `limit`.
    func recordEnd(from start: Int64, before limit: Int64?) throws(FileRejection) -> Int64 {
        try endTag(from: start, before: limit) ?? limit ?? window.offset + Int64(window.count)
    }

    /// Behind the first end tag of a record after `start`; nil when none stands
    /// before `limit`.
    func endTag(from start: Int64, before limit: Int64?) throws(FileRejection) -> Int64? {
        let first = Int(start - window.offset)
        var place = max(first, 0)
        let last = limit.map { Int($0 - window.offset) } ?? Int.max
        while place < last, let open = try window.firstIndex(of: UInt8(ascii: "<"), from: place, before: last) {
            _ = try window.holds(open + 40)
            place = open + 1
            guard place < window.count, window[place] == UInt8(ascii: "/") else { continue }
            if Self.isRecordStart(window.bytes, at: place),
                let close = try window.firstIndex(of: UInt8(ascii: ">"), from: place, before: last)
            {
                return window.offset + Int64(close) + 1
            }
        }
        return nil
    }
}
