import Library

/// The first bytes of a file and what they show.
struct FileHead {
    /// Enough for the headings of a table and the first records of a list.
    private static let length = 64 << 10

    enum Markup: Equatable {
        /// XML with MARC or Dublin Core records, or an answer that may hold them.
        case records
        case html
        case otherXML
        /// Begins with a tag, but is not declared as XML.
        case fragment
    }

    private let bytes: [UInt8]
    private let isWhole: Bool
    private let encoding: TableEncoding
    /// The beginning as UTF-8.
    private let text: [UInt8]

    init(_ file: SourceFile) throws(FileRejection) {
        let window = try FileWindow(file)
        isWhole = try !window.holds(Self.length + 1)
        bytes = Array(window.bytes.prefix(Self.length))
        guard !bytes.isEmpty else { throw FileRejection(.fileEmpty, "The file is empty.") }
        let found = TableEncoding.detect(bytes)
        encoding = found.encoding
        switch encoding {
        case .utf8: text = Array(bytes.dropFirst(found.markLength))
        case .utf16(let highFirst):
            text = TableText.utf8(bytes.dropFirst(found.markLength), highFirst: highFirst, isLast: true).utf8
        case .singleByte(let set): text = SingleByteTable(set)?.utf8(bytes) ?? bytes
        }
    }

    // MARK: Signatures

    var isArchive: Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
            || bytes.starts(with: [0x50, 0x4B, 0x07, 0x08])
    }

    /// The compound file of Office up to 2003 (MS-CFB, 2.2).
    var isOldOffice: Bool { bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) }

    /// An encrypted workbook keeps its package in a stream of this name
    /// (MS-OFFCRYPTO, 2.3.4.4); the names stand in UTF-16.
    var isEncryptedOffice: Bool { holds("EncryptedPackage".utf8.flatMap { [$0, 0] }) }

    /// PDF readers look for the header in the first kilobyte (ISO 32000-1, annex H).
    var isPDF: Bool { bytes.prefix(1_024 + 5).firstRange(of: Array("%PDF-".utf8)) != nil }

    /// Objects of a PDF whose header is damaged.
    var hasPDFObjects: Bool { holds(Array(" 0 obj".utf8)) }

    /// A plausible leader at the start, or further on with separators of fields
    /// before it.
    var isMARC: Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
            if ISO2709Splitter.isLeader(bytes, at: start) { return true }
            let isDirectory =
                ISO2709Splitter.number(bytes, start, 5) != nil && ISO2709Splitter.number(bytes, start + 24, 3) != nil
            if isDirectory, hasMARCSeparators { return true }
            return hasMARCSeparators && ISO2709Splitter.leader(in: bytes, from: start, to: bytes.count) != nil
        }
    }

    var hasMARCSeparators: Bool { bytes.contains(0x1E) && bytes.contains(0x1F) }

    /// What a binary file of no format of ours is.
    var foreign: (code: DiagnosticCode, words: String) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return (.formatUnknown, "it is a JPEG picture") }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return (.formatUnknown, "it is a PNG picture") }
        if bytes.starts(with: Array("Rar!".utf8)) { return (.formatPacked, "it is a RAR archive") }
        if bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF]) { return (.formatPacked, "it is a 7-Zip archive") }
        if bytes.starts(with: [0x1F, 0x8B]) { return (.formatPacked, "it is a gzip archive") }
        if bytes.starts(with: Array("SQLite format 3".utf8)) { return (.formatUnknown, "it is a database") }
        if bytes.starts(with: Array("AT&TFORM".utf8)) {
            return (.formatToConvert, "it is a DjVu scan; save it as .pdf")
        }
        // Type and creator of a Palm database, in which all of Kindle's formats stand.
        if ["BOOKMOBI", "TEXtREAd"].contains(String(decoding: bytes.dropFirst(60).prefix(8), as: UTF8.self)) {
            return (.formatToConvert, "it is a Kindle book (MOBI, PRC, AZW); save it as .epub")
        }
        return (.formatUnknown, "the bytes are of no known format")
    }

    // MARK: Text

    var markup: Markup? {
        var start = 0
        while start < text.count, text[start] <= 0x20 { start += 1 }
        guard start + 1 < text.count, text[start] == UInt8(ascii: "<") else { return nil }
        let next = text[start + 1]
        let isTag =
            (next | 0x20) >= 0x61 && (next | 0x20) <= 0x7A || next == UInt8(ascii: "?") || next == UInt8(ascii: "!")
        guard isTag else { return nil }
        let lower = String(decoding: text[start...].prefix(8_192), as: UTF8.self).lowercased()
        if lower.hasPrefix("<!doctype html") || lower.hasPrefix("<html") { return .html }
        if hasRecords(String(decoding: text, as: UTF8.self)) { return .records }
        if lower.contains("<html") && lower.contains("xhtml") { return .html }
        return lower.hasPrefix("<?xml") || lower.contains("xmlns") ? .otherXML : .fragment
    }

    private func hasRecords(_ text: String) -> Bool {
        let marks = [
            "loc.gov/MARC21/slim", "<OAI-PMH", ":OAI-PMH", "searchRetrieveResponse", "/oai_dc/", "<datafield",
            ":datafield",
            "<controlfield", ":controlfield",
        ]
        return marks.contains { text.contains($0) }
    }

    /// Whether the bytes are text at all: no zeros, hardly any control characters.
    var isText: Bool {
        if case .utf16 = encoding { return true }
        let sample = bytes.prefix(16_384)
        if sample.contains(0) { return false }
        let controls = sample.filter { $0 < 0x09 || ($0 > 0x0D && $0 < 0x20 && $0 != 0x1B) }.count
        // TCVN 5712 keeps some capitals among the control characters.
        return controls * 50 <= sample.count
    }

    /// Whether one of the first rows has known headings, a title among them,
    /// that make up most of the row, and the next row has as many cells.
    func isTable(_ lists: CodeLists) -> Bool {
        guard let layout = CSVLayout.detect(text, isWhole: isWhole, lists: lists), layout.headings.hasTitle else {
            return false
        }
        let known = layout.headings.columns.count
        let filled = layout.headings.labels.filter { !$0.isEmpty }.count
        guard known >= 2, known * 2 >= filled else { return false }
        let rows = CSVLayout.firstRows(text, layout.syntax, isWhole: isWhole)
        guard layout.skippedRows + 1 < rows.count else { return true }
        return rows[layout.skippedRows + 1].count == rows[layout.skippedRows].count
    }

    /// Whether one of the first rows holds a heading that means a title.
    func hasTitleColumn(_ lists: CodeLists) -> Bool {
        CSVLayout.detect(text, isWhole: isWhole, lists: lists)?.headings.hasTitle == true
    }

    private func holds(_ wanted: [UInt8]) -> Bool { bytes.firstRange(of: wanted) != nil }
}

/// Which of the formats that are ZIP archives a file is.
enum ArchiveKind {
    static func format(of file: SourceFile) throws(FileRejection) -> FileFormat {
        let promised = FormatDetection.ending(file)
        let archive: ZipArchive
        do { archive = try ZipArchive(path: file.path) } catch {
            // The reader the name promises says best what is damaged.
            if promised == .epub || promised == .xlsx { return promised! }
            throw error
        }
        let names = archive.names
        let mimetype = try archive.read("mimetype", upTo: 64).map { String(decoding: $0, as: UTF8.self) } ?? ""
        if mimetype.hasPrefix("application/epub+zip") || archive.entry(named: "META-INF/container.xml") != nil {
            return .epub
        }
        if names.contains(where: { $0.hasPrefix("xl/") }), archive.entry(named: "[Content_Types].xml") != nil {
            return .xlsx
        }
        if promised == .epub || promised == .xlsx { return promised! }
        throw rejection(names, mimetype)
    }

    private static func rejection(_ names: [String], _ mimetype: String) -> FileRejection {
        if names.contains(where: { $0.hasPrefix("word/") }) {
            return FormatDetection.unread(.formatToConvert, "it is a Word document; save it as .epub or .pdf")
        }
        if names.contains(where: { $0.hasPrefix("ppt/") }) {
            return FormatDetection.unread(.formatToConvert, "it is a presentation; save it as .pdf")
        }
        if mimetype.hasPrefix("application/vnd.oasis") {
            return FormatDetection.unread(
                .formatToConvert, "it is an OpenDocument file; save it as .xlsx, .epub or .pdf")
        }
        return FormatDetection.unread(
            .formatPacked, "it is a ZIP archive, neither a book nor a workbook; unpack it first")
    }
}
