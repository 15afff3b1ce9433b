import Formats
import Library
import Testing

/// What every XML file of the samples gives.
@Suite(.enabled(if: RecordSamples.isThere, "../shared/samples is absent")) struct XMLSampleTests {
    @Test(arguments: [
        ("sru-marcxml/Test_DNB_Mono.xml", 11, 0), ("sru-marcxml/loc-100-600-600complex-700.xml", 1, 0),
        // Test records of the Library of Congress without a title.
        ("sru-marcxml/loc-marc-paired880s.xml", 0, 1), ("sru-marcxml/loc-marc-process8.xml", 0, 9),
        ("sru-marcxml/loc-marc.xml", 0, 1), ("sru-marcxml/loc-marc_uris.xml", 0, 1),
        // Three of the five are holdings records.
        ("sru-marcxml/sru_dnb.xml", 2, 3), ("oai/sickle-GetRecord.xml", 1, 0), ("oai/sickle-ListRecords2.xml", 1, 0),
        ("oai/sickle-ListRecords3.xml", 1, 0),
    ])
    func `a sample file gives its records and rejects`(file: String, records: Int, rejects: Int) {
        let taken = Taken(MARCXMLReader(), path: RecordSamples.path(file))

        #expect(taken.refusal == nil)
        #expect(taken.records.count == records)
        #expect(taken.rejects.count == rejects)
        let code: DiagnosticCode = file.hasSuffix("sru_dnb.xml") ? .recordNoPublication : .recordNoTitle
        #expect(taken.rejects.allSatisfy { $0.code == code && !$0.sourceBytes.isEmpty })
    }

    @Test(arguments: [
        "pyoai-fake1-00000", "pyoai-fake1-00003", "sickle-Identify", "sickle-ListIdentifiers",
        "sickle-ListMetadataFormats",
        "sickle-badArgument", "sickle-cannotDisseminateFormat", "sickle-idDoesNotExist", "sickle-noSetHierarchy",
    ])
    func `an answer without records is refused, and an error named`(file: String) {
        let taken = Taken(MARCXMLReader(), path: RecordSamples.path("oai/\(file).xml"))

        #expect(taken.refusal?.code == .formatUnknown)
        if file == "sickle-badArgument" { #expect(taken.refusal?.reason.contains("badArgument") == true) }
    }

    @Test func `Dublin Core in OAI-PMH gives facts and the repository's key`() throws {
        let taken = Taken(MARCXMLReader(), path: RecordSamples.path("oai/sickle-GetRecord.xml"))

        let patch = try #require(taken.records.first)
        #expect(patch.facts.title == "Sample Title")
        #expect(patch.facts.creators == [Creator("John Doe")])
        #expect(patch.facts.year == 2011)
        #expect(patch.facts.languages == ["en"])
        #expect(patch.facts.kind == .article)
        #expect(patch.origin == .controlNumber(agency: "oai", number: "oai:test.example.com:1996652"))
    }

    @Test func `a deleted record is told and nothing else`() {
        let taken = Taken(MARCXMLReader(), path: RecordSamples.path("oai/sickle-ListRecords2.xml"))

        #expect(taken.warnings.map(\.code) == [.recordNoPublication])
        #expect(taken.warnings.first?.reason.contains("deleted") == true)
    }

    @Test func `fields in another script stand beside their romanised ones`() throws {
        let facts = try #require(
            Taken(MARCXMLReader(), path: RecordSamples.path("sru-marcxml/loc-100-600-600complex-700.xml")).records
                .first?.facts)

        #expect(facts.otherTitles.contains { $0.kind == .parallel && $0.text.contains("سخنورى") })
        #expect(facts.creators.contains { $0.name.contains("پيروزان") })
        #expect(facts.otherTitles.allSatisfy { !$0.text.unicodeScalars.contains("\u{200F}") })
    }

    @Test func `the German national library's names, roles and series are read`() throws {
        let facts = try #require(
            Taken(MARCXMLReader(), path: RecordSamples.path("sru-marcxml/sru_dnb.xml")).records.first?.facts)

        #expect(facts.title == "Spanische Grammatik im Fokus")
        #expect(facts.creators == [Creator("Hans-Ingo Radatz", filedAs: "Radatz, Hans-Ingo")])
        #expect(facts.series.first == SeriesPart("Romanistische Arbeitshefte", number: "Band 65"))
        #expect(facts.subjects.allSatisfy { !$0.hasPrefix("(") })
    }
}
