import Foundation
import Formats
import Library
import MadeFiles
import Testing

@Suite struct FormatDetectionTests {
    private func detect(_ bytes: [UInt8], _ name: String) -> Result<FileFormat, FileRejection> {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let path = folder.appendingPathComponent("tệp").path
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try? Data(bytes).write(to: URL(fileURLWithPath: path))
        do throws(FileRejection) {
            return .success(
                try FormatDetection.detect(SourceFile(path: path, name: name, byteCount: Int64(bytes.count))))
        } catch { return .failure(error) }
    }

    private func code(_ bytes: [UInt8], _ name: String) -> DiagnosticCode? {
        if case .failure(let rejection) = detect(bytes, name) { return rejection.diagnostic.code }
        return nil
    }

    private static let marc = MadeMARC().field("245", "10$aSố đỏ").bytes
    private static let workbook = MadeWorkbook(sheets: [.init("A", rows: "")]).bytes
    private static let book = MadeZip([
        ("mimetype", "application/epub+zip"), ("META-INF/container.xml", "<container/>"),
    ]).bytes

    private static let known: [(bytes: [UInt8], name: String, format: FileFormat)] = [
        (marc, "sách.mrc", FileFormat.marc), (marc, "sách.txt", .marc), (Array("\n\n".utf8) + marc, "sách", .marc),
        (workbook, "sổ.xlsx", .xlsx), (workbook, "sổ.epub", .xlsx), (book, "sách.epub", .epub),
        (book, "sách.zip", .epub),
        (Array("%PDF-1.4\n".utf8), "sách.pdf", .pdf), (Array("\nrác\n%PDF-1.4\n".utf8), "sách", .pdf),
        (
            Array("<?xml version=\"1.0\"?><collection xmlns=\"http://www.loc.gov/MARC21/slim\"/>".utf8), "a.xml",
            .marcxml
        ),
        (Array("<record><controlfield tag=\"001\">1</controlfield></record>".utf8), "a", .marcxml),
        (Array("<OAI-PMH/>".utf8), "a.xml", .marcxml),
        (Array("Nhan đề,Tác giả\nSố đỏ,Vũ Trọng Phụng\n".utf8), "a.txt", .csv),
        (Array("a,b\n1,2\n".utf8), "a.csv", .csv), (Array("Ngày xửa ngày xưa, có một cô Tấm.\n".utf8), "a.txt", .text),
        (Array("Tên sách: Số đỏ, Tác giả: Vũ Trọng Phụng\nNăm ấy\n".utf8), "a.txt", .text),
        (Array("# Sách\n".utf8), "a.md", .text),
        ([0xFF, 0xFE, 0x41, 0x00], "a.txt", .text), (Array("Nhan đề,Tác giả\nS\u{0}ách,A\n".utf8), "a.csv", .csv),
    ]

    @Test(arguments: known)
    func `a file is what its bytes say`(bytes: [UInt8], name: String, format: FileFormat) throws {
        #expect(try detect(bytes, name).get() == format)
    }

    struct Refused: Sendable, CustomStringConvertible {
        var bytes: [UInt8]
        var name: String
        var code: DiagnosticCode
        init(_ bytes: [UInt8], _ name: String, _ code: DiagnosticCode) {
            (self.bytes, self.name, self.code) = (bytes, name, code)
        }
        var description: String { "\(name): \(code.rawValue)" }
    }

    private static let oldOffice: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    private static let picture: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 0]
    private static let encrypted: [UInt8] =
        oldOffice + Array("EncryptedPackage".utf16).flatMap { [UInt8($0), 0] as [UInt8] }

    @Test(arguments: [
        Refused([], "a.txt", .fileEmpty), Refused(Array("<html><p>".utf8), "a.html", .formatUnknown),
        Refused(Array("<?xml version=\"1.0\"?><feed/>".utf8), "a.opds", .formatUnknown),
        Refused(picture, "a.jpg", .formatUnknown),
        Refused(picture, "a.epub", .formatMismatch), Refused([0, 1, 2, 3, 4], "a.txt", .textNotText),
        Refused([0, 1, 2, 3, 4], "a.csv", .textNotText),
        Refused(oldOffice, "a.xls", .formatToConvert), Refused(encrypted, "a.xlsx", .encrypted),
        Refused(MadeZip([("word/document.xml", "<w/>")]).bytes, "a.docx", .formatToConvert),
        Refused(MadeZip([("sách.epub", "x")]).bytes, "a.zip", .formatPacked),
        Refused(Array("Rar!".utf8) + [0x1A, 0x07, 0x01, 0x00], "sách.epub", .formatPacked),
        Refused([UInt8](repeating: 0, count: 60) + Array("BOOKMOBI".utf8), "a.prc", .formatToConvert),
        Refused(Array("AT&TFORM".utf8) + [0, 0, 1, 2], "a.djvu", .formatToConvert),
        Refused(Array("{\\rtf1 Chào}".utf8), "a.rtf", .formatToConvert),
        Refused(Array("PK\u{3}\u{4}rác".utf8), "a.zip", .archiveDamaged),
        Refused(Array("{\"a\": 1}".utf8), "a.json", .formatUnknown),
    ])
    func `what no reader knows is refused by name of the fault`(file: Refused) {
        #expect(code(file.bytes, file.name) == file.code)
    }

    @Test func `a name that promises another format is told by the reader`() {
        let taken = Taken(
            Readers(ingestFolder: "/không/có").readerForTests(.marc), bytes: FormatDetectionTests.marc, name: "sách.csv"
        )

        #expect(taken.titles == ["Số đỏ"])
        #expect(taken.warnings.map(\.code) == [.formatMismatch])
    }

    @Test func `a name that promises a Word document over a workbook is told`() {
        let name = "sổ.docx"
        let file = SourceFile(path: name, name: name, byteCount: 1)

        #expect(FormatDetection.mismatch(file, found: .xlsx)?.reason.contains("promises docx") == true)
        #expect(FormatDetection.mismatch(SourceFile(path: "a", name: "a.dat", byteCount: 1), found: .marc) == nil)
    }

    @Test(.enabled(if: RecordSamples.isThere, "../shared/samples is absent"))
    func `every sample of the folders marc, sru-marcxml, oai, csv and pdf is recognised`() throws {
        let folders: [(String, FileFormat)] = [
            ("marc", .marc), ("sru-marcxml", .marcxml), ("oai", .marcxml), ("csv", .csv), ("pdf/vi", .pdf),
            ("pdf/pdfjs", .pdf),
            ("epub/vi", .epub), ("legacy-encoding", .text),
        ]
        for (folder, format) in folders {
            let path = RecordSamples.path(folder)
            for name in try FileManager.default.contentsOfDirectory(atPath: path) {
                let file = SourceFile(path: path + "/" + name, name: name, byteCount: 0)
                #expect(try FormatDetection.detect(file) == format, "\(folder)/\(name)")
            }
        }
    }
}

extension Readers {
    /// A reader whose type is known, as the tests' helper wants it.
    func readerForTests(_ format: FileFormat) -> AnyReader { AnyReader(reader: reader(for: format)) }
}

/// A reader of any format.
struct AnyReader: FormatReader {
    static var format: FileFormat { .text }
    let reader: any FormatReader
    func read(_ file: SourceFile, limits: ReadingLimits, into sink: (IntakeItem) throws -> Void) throws {
        try reader.read(file, limits: limits, into: sink)
    }
}
