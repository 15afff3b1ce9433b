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
    var hasImage = false
    private(set) var markup = Markup()
    private(set) var patches: [Patch] = []
    /// The text of each line that is a block of its own, else one for all.
    private(set) var lines: [[UInt8]] = []
    var linkDepth = 0
    var rubyDepth = 0

    /// The number of the first line; nil when the whole is one block.
    ///
    /// Many volunteers' files put a chapter into one element with a `<br/>`
    /// behind each paragraph; there every line gets a number, so that a search
    /// opens the right one.
    private let firstNumber: Int?
    private var line: [UInt8] = []
    private var lineIsOpen = false
    private var inlines: [OpenInline] = []
    private var spaceIsDue = false
    private var lineSpaceIsDue = false
    private var wordEndIsDue = false
    private var endsInSpace = true

    init(
        tag: String, headingLevel: Int? = nil, isPreformatted: Bool = false, staysEmpty: Bool = false,
        firstNumber: Int? = nil
    ) {
        self.firstNumber = firstNumber
        (self.tag, self.headingLevel, self.isPreformatted, self.staysEmpty) = (
            tag, headingLevel, isPreformatted, staysEmpty
        )
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
        openLine()
        settle()
        settleLine()
        let run = UnsafeBufferPointer(rebasing: text[start..<end])
        if wordEndIsDue, NoteMark.areLetters(line, run) { line.append(0x20) }
        wordEndIsDue = false
        markup.bytes.append(contentsOf: run)
        line.append(contentsOf: run)
        endsInSpace = false
    }

    private mutating func special(_ byte: UInt8) {
        guard XMLProlog.isSpace(byte) else {
            openLine()
            settle()
            settleLine()
            markup.escape(byte)
            line.append(byte)
            endsInSpace = false
            wordEndIsDue = false
            return
        }
        lineSpaceIsDue = true
        if isPreformatted { markup.bytes.append(byte == 0x0D ? 0x0A : byte) } else { spaceIsDue = true }
    }

    /// Writes the space that stands before an element or a word.
    private mutating func settle() {
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

    /// The word the line ends in so far; empty behind a space.
    var lastWord: ArraySlice<UInt8> {
        lineSpaceIsDue ? [] : line[(line.lastIndex(of: 0x20).map { $0 + 1 } ?? line.startIndex)...]
    }

    /// Ends the word in the line though nothing shows it: a note's mark stands
    /// right behind a word, and a note's text right behind its mark.
    mutating func endWord() { wordEndIsDue = true }

    var numbersLines: Bool { firstNumber != nil }
    var hasText: Bool { !line.isEmpty || !lines.isEmpty }
}

/// An element that is open inside a block; repeated when a numbered line ends
/// inside it.
private struct OpenInline {
    var tag: String
    var attributes: Markup
    var patches: [Patch]
    var isWritten = false
}

extension OpenBlock {
    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// `<br/>`: a new line to the eye, a space to the search.
    mutating func breakLine() {
        guard !markup.bytes.isEmpty else { return }
        closeLine()
        markup.raw("<br/>")
        spaceIsDue = false
        endsInSpace = true
        lineSpaceIsDue = true
    }

    /// A block that cannot be one here begins and ends a line.
    mutating func softBreak() {
        if hasText, !markup.bytes.suffix(5).elementsEqual("<br/>".utf8) { breakLine() }
    }

    mutating func open(_ tag: String, _ attributes: Markup = Markup(), _ patches: [Patch] = []) {
        inlines.append(OpenInline(tag: tag, attributes: attributes, patches: patches))
        if firstNumber == nil || lineIsOpen {
            settle()
            write(inlineAt: inlines.count - 1)
        }
    }

    mutating func close() {
        guard let inline = inlines.popLast(), inline.isWritten else { return }
        markup.raw("</\(inline.tag)>")
    }

    /// Markup that is no text: a picture, a formula's elements.
    mutating func write(_ element: Markup) {
        openLine()
        settle()
        markup.bytes.append(contentsOf: element.bytes)
        endsInSpace = false
    }

    /// Ends the block: what is open is closed, line ends at its end are dropped.
    mutating func finish() {
        closeLine()
        while !inlines.isEmpty { close() }
        if firstNumber == nil, !line.isEmpty { lines = [line] }
        while markup.bytes.suffix(5).elementsEqual("<br/>".utf8) { markup.bytes.removeLast(5) }
    }

    private mutating func openLine() {
        guard let firstNumber, !lineIsOpen else { return }
        lineIsOpen = true
        line = []
        lineSpaceIsDue = false
        markup.raw("<span id=\"d\(firstNumber + lines.count)\">")
        for index in inlines.indices { write(inlineAt: index) }
    }

    private mutating func closeLine() {
        guard lineIsOpen else { return }
        for index in inlines.indices.reversed() where inlines[index].isWritten {
            markup.raw("</\(inlines[index].tag)>")
            inlines[index].isWritten = false
        }
        markup.raw("</span>")
        lines.append(line)
        line = []
        lineIsOpen = false
    }

    private mutating func write(inlineAt index: Int) {
        inlines[index].isWritten = true
        markup.raw("<\(inlines[index].tag)")
        let offset = markup.bytes.count
        markup.bytes.append(contentsOf: inlines[index].attributes.bytes)
        for patch in inlines[index].patches { patches.append(Patch(offset: patch.offset + offset, kind: patch.kind)) }
        markup.raw(">")
    }
}
