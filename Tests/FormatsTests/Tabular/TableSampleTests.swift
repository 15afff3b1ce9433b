import Foundation
import Formats
import Library
import Testing

/// The tables of the samples and of the starter collection, read with the
/// lists of `ingest/`.
@Suite struct TableSampleTests {
    static let ingest = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../ingest").standardizedFileURL.path
    static var hasIngest: Bool { FileManager.default.fileExists(atPath: ingest + "/profiles") }
    let lists = CodeLists(ingestFolders: [TableSampleTests.ingest])

    @Test(.enabled(if: hasIngest, "ingest/ is absent"))
    func `every list of the ingest folder is read`() {
        #expect(lists.problems.isEmpty)
        #expect(lists.languages.code(forName: "Tiếng Ê-đê") == "rad")
        #expect(lists.languages.code(forCode: "khm") == "km")
        #expect(lists.languages.code(forCode: "cmc") == "cmc")
        #expect(lists.schoolSubject(for: "Ngữ văn") == "literature")
        #expect(lists.kind(for: "SGK") == .textbook)
        #expect(lists.relators.role(for: "người sưu tầm") == .role(.compiler))
    }

    @Test(.enabled(if: hasIngest, "ingest/ is absent"))
    func `the starter list is taken whole, without a warning`() throws {
        let path = TableSampleTests.ingest + "/collection/kinh-dien.csv"
        let lines = try String(contentsOfFile: path, encoding: .utf8).utf8.count { $0 == 0x0A }

        let taken = Taken(CSVReader(lists: lists), path: path)

        #expect(taken.records.count == lines - 1)
        #expect(taken.rejects.isEmpty)
        #expect(taken.warnings.isEmpty)
    }

    @Test(.enabled(if: RecordSamples.isThere, "../shared/samples is absent"))
    func `five thousand rows of a reading site are taken whole`() throws {
        let taken = Taken(CSVReader(lists: lists), path: RecordSamples.path("csv/goodbooks-even-5000.csv"))

        #expect(taken.records.count == 5_000)
        #expect(taken.rejects.isEmpty)
        let first = try #require(taken.records.first?.facts)
        #expect(first.title == "Harry Potter and the Sorcerer's Stone (Harry Potter, #1)")
        #expect(first.otherTitles == [OtherTitle(.original, "Harry Potter and the Philosopher's Stone")])
        #expect(first.creators.map(\.name) == ["J.K. Rowling", "Mary GrandPré"])
        #expect(first.year == 1997)
        #expect(first.languages == ["en"])
        #expect(first.identifiers.contains(Identifier(.isbn, "9780439554930")))
        let withISBN = taken.records.filter { $0.facts.identifiers.contains { $0.scheme == .isbn } }.count
        #expect(withISBN > 4_600)
        #expect(taken.records.allSatisfy { $0.facts.year.map { $0 >= 1000 } ?? true })
    }

    @Test(.enabled(if: RecordSamples.isThere, "../shared/samples is absent"))
    func `a report of errors gives its books, and rows without a title are rejected`() {
        let taken = Taken(CSVReader(lists: lists), path: RecordSamples.path("csv/palace-customlist.csv"))

        #expect(taken.records.count == 8)
        #expect(taken.rejects.map(\.code) == Array(repeating: .recordNoTitle, count: 10))
        #expect(taken.records.first?.facts.identifiers == [Identifier(.uuid, "1012c97d-c342-4e79-b018-4a1076b29e93")])
    }

    @Test func `a missing or broken ingest folder leaves the built-in lists`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("codes"), withIntermediateDirectories: true)
        try Data("vi: [".utf8).write(to: folder.appendingPathComponent("codes/languages.yaml"))

        let lists = CodeLists(ingestFolders: [folder.path])

        #expect(lists.problems.count == 1)
        #expect(lists.languages.code(forCode: "vie") == "vi")
        #expect(Taken(CSVReader(lists: lists), text: "Nhan đề,Năm\nSố đỏ,1936\n").titles == ["Số đỏ"])
    }
}
