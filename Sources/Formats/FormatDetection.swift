package import Library

/// Tells what a file is by its content, and by its name only where the content
/// leaves a choice.
package enum FormatDetection {
    /// The format of a file, whatever its name says.
    ///
    /// For example: a PDF called "sách.epub" is a PDF. Throws for an empty or
    /// unreadable file and for what no reader knows.
    package static func detect(_ file: SourceFile, lists: CodeLists = .builtIn) throws(FileRejection) -> FileFormat {
        let head = try FileHead(file)
        if head.isArchive { return try ArchiveKind.format(of: file) }
        if head.isOldOffice { throw oldOffice(head) }
        if head.isPDF || (ending(file) == .pdf && head.hasPDFObjects) { return .pdf }
        if head.isMARC || (head.hasMARCSeparators && ending(file) == .marc) { return .marc }
        if let markup = head.markup, !(markup == .fragment && ending(file) == .text) {
            return try format(of: markup, head, file)
        }
        // A zero byte that slipped into a cell makes no other file of a table.
        guard head.isText || ending(file) == .csv && head.hasTitleColumn(lists) else {
            switch ending(file) {
            case .text: throw FileRejection(.textNotText, "The file is called text, but its bytes are not text.")
            case .csv: throw FileRejection(.textNotText, "The file is called a table, but its bytes are not text.")
            default: break
            }
            throw unknown(file, head.foreign.words, head.foreign.code)
        }
        if ending(file) == .csv || head.isTable(lists) { return .csv }
        if let refusal = notABook(file) { throw refusal }
        return .text
    }

    /// A warning when the name promises another format; nil when it promises
    /// none or the right one.
    package static func mismatch(_ file: SourceFile, found format: FileFormat) -> Diagnostic? {
        let other = fileExtension(file)
        let isOther = ["doc", "docx", "odt", "ods", "xls", "ppt", "pptx", "rtf", "htm", "html"].contains(other)
        guard let promised = ending(file)?.rawValue ?? (isOther ? other : nil), promised != format.rawValue else {
            return nil
        }
        return Diagnostic(
            .warning, .formatMismatch, at: SourcePosition(),
            "The name \"\(file.name)\" promises \(promised), the content is \(format.rawValue) and was read so.")
    }

    /// What the ending of a name promises; ".dat" promises nothing.
    package static func ending(_ file: SourceFile) -> FileFormat? {
        switch fileExtension(file) {
        case "epub": .epub
        case "pdf": .pdf
        case "mrc", "marc", "iso2709", "iso": .marc
        case "xml", "marcxml": .marcxml
        case "csv", "tsv", "tab": .csv
        case "xlsx", "xlsm": .xlsx
        case "txt", "text", "md", "markdown": .text
        default: nil
        }
    }

    static func fileExtension(_ file: SourceFile) -> String {
        guard let dot = file.name.lastIndex(of: ".") else { return "" }
        return file.name[file.name.index(after: dot)...].lowercased()
    }

    private static func format(of markup: FileHead.Markup, _ head: FileHead, _ file: SourceFile) throws(FileRejection)
        -> FileFormat
    {
        switch markup {
        case .records: return .marcxml
        case .html: throw unknown(file, "it is a web page (HTML)")
        case .fragment, .otherXML: throw unknown(file, "it is an XML document without MARC or Dublin Core records")
        }
    }

    /// What no reader knows, with the code that says best what to do.
    static func unread(_ code: DiagnosticCode, _ what: String) -> FileRejection {
        FileRejection(code, "No reader knows this file: \(what).")
    }

    private static func unknown(_ file: SourceFile, _ what: String, _ code: DiagnosticCode = .formatUnknown)
        -> FileRejection
    {
        guard code == .formatUnknown, let promised = ending(file), promised != .marcxml else {
            return unread(code, what)
        }
        return FileRejection(
            .formatMismatch,
            "The name \"\(file.name)\" promises \(promised.rawValue), but no reader knows the content: \(what).")
    }

    /// Spreadsheets and documents of Office up to 2003, and encrypted ones of any year.
    private static func oldOffice(_ head: FileHead) -> FileRejection {
        if head.isEncryptedOffice {
            return FileRejection(.encrypted, "The workbook is protected by a password; save it without one.")
        }
        return FileRejection(
            .formatToConvert,
            "The file is in an Office format from before 2007; save a workbook as .xlsx, a text as .epub or .pdf.")
    }

    /// Text that programs write for programs.
    private static func notABook(_ file: SourceFile) -> FileRejection? {
        switch fileExtension(file) {
        case "json", "jsonl", "geojson": unread(.formatUnknown, "it is data in JSON")
        case "yaml", "yml": unread(.formatUnknown, "it is data in YAML")
        case "rtf": unread(.formatToConvert, "it is a document in RTF; save it as .epub or .pdf")
        case "js", "css", "sql", "log": unread(.formatUnknown, "it is program text")
        default: nil
        }
    }
}
