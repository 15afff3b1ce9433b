package import Library

/// The reader of every format, with the lists of `ingest/` read once.
package struct Readers: Sendable {
    package let lists: CodeLists

    /// Built-in lists serve where the folder or one of its files is missing.
    package init(ingestFolder: String) { self.init(ingestFolders: [ingestFolder]) }

    /// A file of a later folder stands for the one of the same name in an
    /// earlier: the library's own `DATA/ingest/` after the installed one.
    package init(ingestFolders: [String]) { lists = CodeLists(ingestFolders: ingestFolders) }

    /// What the file is, by its content and with the headings of the profiles.
    package func format(of file: SourceFile) throws(FileRejection) -> FileFormat {
        try FormatDetection.detect(file, lists: lists)
    }

    package func reader(for format: FileFormat) -> any FormatReader {
        switch format {
        case .epub: EndingCheck(EPUBReader())
        case .pdf: EndingCheck(PDFReader())
        case .marc: EndingCheck(ISO2709Reader(lists: lists))
        case .marcxml: EndingCheck(MARCXMLReader(lists: lists))
        case .csv: EndingCheck(CSVReader(lists: lists))
        case .xlsx: EndingCheck(SpreadsheetReader(lists: lists))
        case .text: EndingCheck(PlainTextReader())
        }
    }
}

/// Says first when the name of a file promises another format.
private struct EndingCheck<Reader: FormatReader>: FormatReader {
    static var format: FileFormat { Reader.format }
    private let reader: Reader
    init(_ reader: Reader) { self.reader = reader }

    func read(_ file: SourceFile, limits: ReadingLimits, into sink: (IntakeItem) throws -> Void) throws {
        if let warning = FormatDetection.mismatch(file, found: Self.format) { try sink(.diagnostic(warning)) }
        try reader.read(file, limits: limits, into: sink)
    }
}
