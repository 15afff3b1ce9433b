import Formats
import Library
import Testing

/// What every MARC file of the samples gives.
@Suite(.enabled(if: RecordSamples.isThere, "../shared/samples is absent")) struct MARCSampleTests {
    /// `pymarc` is what pymarc 5.4.0 reads with `permissive=True`, counted by
    /// itself; we read at least as many.
    struct Expected: CustomStringConvertible, Sendable {
        var file: String
        var pymarc: Int
        var records: Int
        var rejects: Int
        init(_ file: String, pymarc: Int, records: Int, rejects: Int = 0) {
            (self.file, self.pymarc, self.records, self.rejects) = (file, pymarc, records, rejects)
        }
        var description: String { file }
    }

    @Test(arguments: [
        Expected("1251.dat", pymarc: 6, records: 6),
        Expected("bad_indicator.dat", pymarc: 1, records: 1),
        Expected("bad_records.mrc", pymarc: 2, records: 7, rejects: 1),
        Expected("blacklight-test_data.utf8.mrc", pymarc: 30, records: 30),
        Expected("diacritic.dat", pymarc: 1, records: 1),
        // pymarc reads the authority record; it describes no publication.
        Expected("dnb-ada.mrc", pymarc: 1, records: 0, rejects: 1),
        Expected("loc-BooksAll.2014.part01-100.mrc", pymarc: 100, records: 100),
        Expected("marc.dat", pymarc: 20, records: 20),
        Expected("marc8.dat", pymarc: 1, records: 1),
        Expected("palace-plympton36.mrc", pymarc: 36, records: 36),
        Expected("regression45.dat", pymarc: 12, records: 12),
        Expected("rubymarc-marc8_accented_chars.marc", pymarc: 0, records: 1),
        Expected("rubymarc-marc_with_bad_utf8.utf8.marc", pymarc: 0, records: 1),
        Expected("testunimarc.dat", pymarc: 1, records: 1),
        Expected("traject-batch31.mrc", pymarc: 31, records: 31),
        Expected("utf8_without_leader_flag.dat", pymarc: 1, records: 1),
        Expected("yaz-marccol1.u8.marc", pymarc: 19, records: 19),
    ])
    func `a sample file gives its records and rejects, no fewer than pymarc reads`(expected: Expected) {
        let taken = Taken(ISO2709Reader(), path: RecordSamples.path("marc/" + expected.file))

        #expect(taken.refusal == nil)
        #expect(taken.records.count == expected.records)
        #expect(taken.rejects.count == expected.rejects)
        // Read, though they have no title or describe no publication.
        let untitled = taken.rejects.count { $0.code == .recordNoTitle || $0.code == .recordNoPublication }
        #expect(taken.records.count + untitled >= expected.pymarc)
        #expect(taken.rejects.allSatisfy { !$0.sourceBytes.isEmpty })
        for patch in taken.records {
            #expect(!patch.facts.title.isEmpty)
            #expect(patch.facts.title.unicodeScalars.allSatisfy { $0.value >= 0x20 })
            if let year = patch.facts.year { #expect((1000...2200).contains(year)) }
        }
    }

    @Test func `the bytes of all records together are the file`() throws {
        let path = RecordSamples.path("marc/loc-BooksAll.2014.part01-100.mrc")
        let taken = Taken(ISO2709Reader(), path: path)

        let bytes = taken.records.flatMap(\.sourceBytes)

        #expect(bytes == [UInt8](try RecordSamples.data(path)))
        #expect(taken.records.map(\.position.record) == Array(1...100))
        #expect(taken.records.first?.position.byteOffset == 0)
    }

    @Test func `Cyrillic in Windows-1251 under the label MARC-8 is read, with a warning`() {
        let taken = Taken(ISO2709Reader(), path: RecordSamples.path("marc/1251.dat"))

        #expect(taken.titles.first == "Основы гидравлического расчета инженерных сетей")
        #expect(taken.warnings.filter { $0.code == .encodingGuessed }.count == 6)
    }

    @Test func `MARC-8 letters arrive composed`() {
        let taken = Taken(ISO2709Reader(), path: RecordSamples.path("marc/rubymarc-marc8_accented_chars.marc"))

        let facts = taken.records.first?.facts
        #expect(
            facts?.title == "Histoire du \"nouveau théatre.\"" || facts?.title == "Histoire du \"nouveau théâtre.\"")
        #expect(facts?.creators.first?.name == "Geneviève Serreau")
        let name = Array((facts?.creators.first?.name ?? "").unicodeScalars)
        #expect(name.contains("\u{E8}"))
    }

    @Test func `UTF-8 under the label MARC-8 is UTF-8`() {
        let taken = Taken(ISO2709Reader(), path: RecordSamples.path("marc/utf8_without_leader_flag.dat"))

        #expect(taken.records.count == 1)
        #expect(taken.warns(.marcEncoding))
    }

    @Test func `UNIMARC gives title, persons, publisher, year and language`() throws {
        let taken = Taken(ISO2709Reader(), path: RecordSamples.path("marc/testunimarc.dat"))

        let facts = try #require(taken.records.first?.facts)
        #expect(facts.title == "L'altra faccia della spirale")
        #expect(facts.creators.first == Creator("Isaac Asimov", filedAs: "Asimov, Isaac"))
        #expect(facts.publisher == "A. Mondadori")
        #expect(facts.place == "Milano")
        #expect(facts.year == 1996)
        #expect(facts.languages == ["it"])
        #expect(facts.identifiers == [Identifier(.isbn, "9788804406822")])
        #expect(facts.series.first == SeriesPart("Bestsellers", number: "641"))
        #expect(facts.otherTitles.first == OtherTitle(.original, "Second foundation"))
    }

    @Test func `a record of electronic books keeps its links`() {
        let taken = Taken(ISO2709Reader(), path: RecordSamples.path("marc/palace-plympton36.mrc"))

        #expect(taken.records.allSatisfy { !$0.facts.links.isEmpty })
    }
}
