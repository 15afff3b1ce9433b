import Library

/// A workbook in Office Open XML (ECMA-376, part 1): its sheets, shared
/// strings and date formats.
struct Workbook {
    struct Sheet: Equatable {
        var name: String
        var entry: String
    }

    let archive: ZipArchive
    private(set) var sheets: [Sheet] = []
    private(set) var strings: [String] = []
    /// For each cell style, whether it shows a date.
    private(set) var dateStyles: [Bool] = []
    /// Days are counted from 1904 (old Macintosh workbooks).
    private(set) var countsFrom1904 = false

    /// All shared strings of one workbook together; a register of 100,000 rows
    /// has about 20 MB.
    private static let mostStringBytes = 96 << 20

    init(_ file: SourceFile, limits: ReadingLimits) throws(FileRejection) {
        archive = try ZipArchive(path: file.path, limits: limits)
        let targets = try relations(limits)
        try readWorkbook(targets, limits)
        guard !sheets.isEmpty else {
            throw FileRejection(.sheetDamaged, "The workbook names no sheet that can be read.")
        }
        try readStrings(limits)
        try readStyles(limits)
    }

    /// A stream over an entry; nil when the archive has none of that name.
    func stream(_ entry: String, limits: ReadingLimits) throws(FileRejection) -> XMLStream? {
        guard let name = archive.entry(named: entry), let reader = try archive.open(name) else { return nil }
        do {
            return try XMLStream(limits: limits) { buffer in try reader.read(into: buffer) }
        } catch {
            throw Self.rejection(error, entry)
        }
    }

    static func rejection(_ fault: XMLFault, _ entry: String) -> FileRejection {
        let isOwn = fault.code == .xmlMalformed
        return FileRejection(
            isOwn ? .sheetDamaged : fault.code, at: SourcePosition(line: fault.line, field: entry),
            "\(entry) cannot be read: \(fault.reason)")
    }

    /// Calls `body` with every event of an entry.
    private func each(
        _ entry: String, _ limits: ReadingLimits, _ body: (XMLStream.Event) throws(FileRejection) -> Void
    ) throws(FileRejection) {
        guard let stream = try stream(entry, limits: limits) else { return }
        while true {
            let event: XMLStream.Event?
            do { event = try stream.next() } catch { throw Self.rejection(error, entry) }
            guard let event else { return }
            try body(event)
        }
    }

    private func relations(_ limits: ReadingLimits) throws(FileRejection) -> [String: String] {
        var targets: [String: String] = [:]
        try each("xl/_rels/workbook.xml.rels", limits) { event throws(FileRejection) in
            guard case .startElement("Relationship", _, let attributes) = event else { return }
            guard let id = attributes.first(where: { $0.name == "Id" })?.value,
                let target = attributes.first(where: { $0.name == "Target" })?.value
            else { return }
            targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        }
        return targets
    }

    private mutating func readWorkbook(_ targets: [String: String], _ limits: ReadingLimits) throws(FileRejection) {
        guard archive.entry(named: "xl/workbook.xml") != nil else {
            throw FileRejection(.sheetDamaged, "The archive holds no xl/workbook.xml.")
        }
        var found: [Sheet] = []
        var is1904 = false
        try each("xl/workbook.xml", limits) { event throws(FileRejection) in
            guard case .startElement(let name, _, let attributes) = event else { return }
            if name == "workbookPr" {
                is1904 = attributes.contains { $0.name == "date1904" && ($0.value == "1" || $0.value == "true") }
            }
            guard name == "sheet", !attributes.contains(where: { $0.name == "state" && $0.value != "visible" }) else {
                return
            }
            let title = attributes.first { $0.name == "name" }?.value ?? ""
            // r:id, whose namespace differs between the two forms of the standard.
            let id = attributes.first { $0.name == "id" && !$0.namespace.isEmpty }?.value ?? ""
            found.append(Sheet(name: title, entry: targets[id] ?? "xl/worksheets/sheet\(found.count + 1).xml"))
        }
        sheets = found.filter { archive.entry(named: $0.entry) != nil }
        countsFrom1904 = is1904
    }

    private mutating func readStrings(_ limits: ReadingLimits) throws(FileRejection) {
        var strings: [String] = []
        var text = ""
        var piece = ""
        var isPhonetic = false
        var bytes = 0
        try each("xl/sharedStrings.xml", limits) { event throws(FileRejection) in
            switch event {
            case .startElement("si", _, _): text = ""
            case .startElement("rPh", _, _): isPhonetic = true
            case .endElement("rPh", _): isPhonetic = false
            case .startElement("t", _, _): piece = ""
            case .text(let string): piece += string
            case .endElement("t", _): if !isPhonetic { text += piece }
            case .endElement("si", _):
                bytes += text.utf8.count + 16
                guard bytes <= Self.mostStringBytes else {
                    throw FileRejection(
                        .fileTooLarge, "The strings of the workbook have more than \(Self.mostStringBytes >> 20) MB.")
                }
                strings.append(text)
            default: break
            }
        }
        self.strings = strings
    }

    private mutating func readStyles(_ limits: ReadingLimits) throws(FileRejection) {
        var dateFormats: Set<Int> = Set(14...22).union(45...47)
        var styles: [Bool] = []
        var isInCellStyles = false
        try each("xl/styles.xml", limits) { event throws(FileRejection) in
            switch event {
            case .startElement("numFmt", _, let attributes):
                guard let id = attributes.first(where: { $0.name == "numFmtId" }).flatMap({ Int($0.value) }),
                    let code = attributes.first(where: { $0.name == "formatCode" })?.value
                else { return }
                if Self.showsDate(code) { dateFormats.insert(id) }
            case .startElement("cellXfs", _, _): isInCellStyles = true
            case .endElement("cellXfs", _): isInCellStyles = false
            case .startElement("xf", _, let attributes):
                let id = attributes.first { $0.name == "numFmtId" }.flatMap { Int($0.value) } ?? 0
                if isInCellStyles, styles.count < 100_000 { styles.append(dateFormats.contains(id)) }
            default: break
            }
        }
        dateStyles = styles
    }

    /// Whether a number format shows a date: y, m or d outside quoted text and
    /// brackets, but not in "General".
    static func showsDate(_ code: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        if code.lowercased().hasPrefix("general") { return false }
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\\": isEscaped = true
            case "\"": isQuoted.toggle()
            case "[": isBracketed = true
            case "]": isBracketed = false
            case "y", "d", "m": if !isQuoted, !isBracketed { return true }
            default: break
            }
        }
        return false
    }
}
