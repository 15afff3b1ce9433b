import VietnameseText

/// A block while its line is gathered: its markup and its plain text side by
/// side, so that the two cannot disagree.
struct OpenBlock {
    let tag: String
    let headingLevel: Int?
    let isPreformatted: Bool
    /// A cell of a table keeps its place without text.
    let staysEmpty: Bool
    var attributes = Markup()
    var attributePatches: [Patch] = []
    var anchors: [String] = []
    var markup = Markup()
    var patches: [Patch] = []
    var line: [UInt8] = []
    var hasImage = false
    var linkDepth = 0
    var rubyDepth = 0

    private var spaceIsDue = false
    private var lineSpaceIsDue = false
    private var endsInSpace = true

    init(tag: String, headingLevel: Int? = nil, isPreformatted: Bool = false, staysEmpty: Bool = false) {
        (self.tag, self.headingLevel, self.isPreformatted, self.staysEmpty) = (tag, headingLevel, isPreformatted, staysEmpty)
    }

    /// Text of the book: composed, escaped, white space folded. Soft hyphens and
    /// byte order marks, which would cut words in two for the search, are left
    /// out, and so is what no document may hold.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        var plain = NormalForm.nfc(String(decoding: text, as: UTF8.self))
        plain.withUTF8 { appendComposed($0) }
    }

    private mutating func appendComposed(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0, place = 0
        while place < text.count {
            let byte = text[place]
            if byte > 0x3E, byte != 0x7F, byte != 0xC2, byte != 0xEF {
                place += 1
                continue
            }
            let width = OpenBlock.ignored(text, at: place)
            if width == 0, OpenBlock.isOrdinary(byte) {
                place += 1
                continue
            }
            run(text, start, place)
            if width > 0 {
                place += width
            } else {
                special(byte)
                place += 1
            }
            start = place
        }
        run(text, start, place)
    }

    private static func isOrdinary(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "&")
    }

    /// The width of a character that is left out, else 0.
    private static func ignored(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        switch text[place] {
        case 0x7F: return 1
        case 0..<0x20: return XMLProlog.isSpace(text[place]) ? 0 : 1
        case 0xC2 where place + 1 < text.count && (text[place + 1] == 0xAD || text[place + 1] < 0xA0): return 2
        case 0xEF where place + 2 < text.count:
            let isMark = text[place + 1] == 0xBB && text[place + 2] == 0xBF
            let isNoCharacter = text[place + 1] == 0xBF && text[place + 2] >= 0xBE
            return isMark || isNoCharacter ? 3 : 0
        default: return 0
        }
    }

    private mutating func run(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        guard start < end else { return }
        settle()
        settleLine()
        let run = UnsafeBufferPointer(rebasing: text[start..<end])
        markup.bytes.append(contentsOf: run)
        line.append(contentsOf: run)
        endsInSpace = false
    }

    private mutating func special(_ byte: UInt8) {
        guard XMLProlog.isSpace(byte) else {
            settle()
            settleLine()
            markup.escape(byte)
            line.append(byte)
            endsInSpace = false
            return
        }
        lineSpaceIsDue = true
        if isPreformatted { markup.bytes.append(byte == 0x0D ? 0x0A : byte) } else { spaceIsDue = true }
    }

    /// Writes the space that stands before an element or a word.
    mutating func settle() {
        if spaceIsDue, !endsInSpace, !isPreformatted {
            markup.bytes.append(0x20)
            endsInSpace = true
        }
        spaceIsDue = false
    }

    private mutating func settleLine() {
        if lineSpaceIsDue, !line.isEmpty { line.append(0x20) }
        lineSpaceIsDue = false
    }

    /// `<br/>`: a new line to the eye, a space to the search.
    mutating func breakLine() {
        guard !markup.bytes.isEmpty else { return }
        markup.raw("<br/>")
        spaceIsDue = false
        endsInSpace = true
        lineSpaceIsDue = true
    }

    /// A block that cannot be one here begins and ends a line.
    mutating func softBreak() {
        if !line.isEmpty, !markup.bytes.suffix(5).elementsEqual("<br/>".utf8) { breakLine() }
    }
}
