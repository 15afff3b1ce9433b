@testable import Ingest
import Library
import Testing

/// The check stage.
@Suite struct RecordCheckTests {
    private func patch(_ title: String, _ change: (inout BibFacts) -> Void = { _ in }) -> RecordPatch {
        var facts = BibFacts(title: title)
        change(&facts)
        return RecordPatch(
            facts: facts, sources: [.title: .file], origin: .bytes, sourceBytes: [65], sourceFormat: .csv,
            position: SourcePosition(record: 7))
    }

    @Test(arguments: ["", "   ", "\u{A0}\t", "\u{0}"])
    func `a record without a title is refused where it stands`(title: String) {
        #expect {
            var record = patch(title)
            _ = try RecordCheck.check(&record)
        } throws: { error in
            (error as? FileRejection)?.diagnostic.code == .recordNoTitle
                && (error as? FileRejection)?.diagnostic.position.record == 7
        }
    }

    @Test func `text becomes NFC, without outer spaces and control characters`() throws {
        var record = patch(" Vie\u{323}\u{302}t\u{7}Nam\u{A0}") { $0.subjects = ["", " Sử  ", "Địa"] }

        let findings = try RecordCheck.check(&record)

        #expect(Array(record.facts.title.utf8) == Array("Việt Nam".utf8))
        #expect(record.facts.subjects == ["Sử", "Địa"])
        #expect(findings.isEmpty)
    }

    @Test(arguments: [(101, nil), (1936, 1936), (2201, nil), (1000, 1000), (-400, nil)] as [(Int, Int?)])
    func `a year that cannot be one is left out with a warning`(year: Int, kept: Int?) throws {
        var record = patch("Số đỏ") { $0.year = year }

        let findings = try RecordCheck.check(&record)

        #expect(record.facts.year == kept)
        #expect(findings.map(\.code) == (kept == nil ? [.valueInvalid] : []))
    }

    @Test func `what is far too long is cut and said`() throws {
        var record = patch(String(repeating: "dài ", count: 5_000)) {
            $0.creators = (0..<900).map { Creator("Người \($0)") }
        }

        let findings = try RecordCheck.check(&record)

        #expect(record.facts.title.count <= 1_000)
        #expect(record.facts.creators.count == 500)
        #expect(findings.map(\.field) == ["title", "creator"])
    }
}
