import Formats
import Library
import MadeFiles
import Testing

/// Damage costs at most the record it is in.
@Suite struct ISO2709DamageTests {
    private func book(_ title: String, number: Int = 1) -> MadeMARC {
        MadeMARC().field("001", "\(number)").field("003", "VN-Thu").field("245", "10$a\(title) /$cVũ Trọng Phụng.")
            .field("260", "  $aHà Nội :$bVăn học,$c1988.")
    }

    private func read(_ parts: [[UInt8]]) -> Taken {
        Taken(ISO2709Reader(), bytes: parts.flatMap { $0 }, name: "thu.mrc")
    }

    @Test func `a sound record is taken with its key, bytes and place`() throws {
        let bytes = book("Số đỏ").bytes

        let taken = read([bytes, book("Giông tố", number: 2).bytes])

        #expect(taken.titles == ["Số đỏ", "Giông tố"])
        #expect(taken.records[0].origin == .controlNumber(agency: "VN-Thu", number: "1"))
        #expect(taken.records[0].sourceBytes == bytes)
        #expect(taken.records[1].position == SourcePosition(record: 2, byteOffset: Int64(bytes.count)))
        #expect(taken.warnings.isEmpty)
    }

    @Test func `a record that claims 99999 bytes over garbage is rejected alone`() {
        let garbage = Array("99999nam a2200099   4500".utf8) + (0..<5_000).map { UInt8(0x21 + $0 % 90) } + [0x1E, 0x1D]

        let taken = read([book("Số đỏ").bytes, garbage, book("Giông tố").bytes])

        #expect(taken.titles == ["Số đỏ", "Giông tố"])
        #expect(taken.rejects.count == 1)
        #expect(taken.rejects.first?.code == .marcLength)
        #expect(taken.rejects.first?.position.record == 2)
        #expect(taken.rejects.first?.sourceBytes == garbage)
    }

    @Test func `garbage without a terminator does not swallow the next record`() {
        let garbage = Array("99999nam a2200099   4500 và không có gì nữa".utf8)

        let taken = read([book("Số đỏ").bytes, garbage, book("Giông tố").bytes])

        #expect(taken.titles == ["Số đỏ", "Giông tố"])
        #expect(taken.rejects.map(\.code) == [.marcTruncated])
    }

    @Test func `a wrong length is told and the record taken`() {
        var bytes = book("Số đỏ").bytes
        bytes.replaceSubrange(0..<5, with: "00099".utf8)

        let taken = read([bytes, book("Giông tố").bytes])

        #expect(taken.titles == ["Số đỏ", "Giông tố"])
        #expect(taken.warnings.map(\.code) == [.marcLength])
    }

    @Test func `a missing terminator is told and both records taken`() {
        let taken = read([Array(book("Số đỏ").bytes.dropLast()), book("Giông tố").bytes])

        #expect(taken.titles == ["Số đỏ", "Giông tố"])
        #expect(taken.warnings.map(\.code) == [.marcTruncated])
    }

    @Test func `a file cut off inside a record gives what can be read of it`() {
        let bytes = book("Số đỏ").bytes

        let taken = read([bytes, Array(book("Giông tố").bytes.dropLast(10))])

        #expect(taken.titles == ["Số đỏ", "Giông tố"])
        #expect(taken.warns(.marcTruncated))
    }

    @Test func `lengths counted in letters instead of bytes cost no field`() {
        // Each directory entry is wrong after the first field with marks.
        var bytes = book("So do").bytes
        let place = bytes.firstRange(of: Array("So do".utf8))!
        bytes.replaceSubrange(place, with: "Số đỏ".utf8)

        let taken = read([bytes])

        #expect(taken.titles == ["Số đỏ"])
        #expect(taken.records.first?.facts.publisher == "Văn học")
        #expect(taken.records.first?.facts.year == 1988)
        #expect(taken.warns(.marcDirectory))
    }

    @Test func `a destroyed base address is found again`() {
        var bytes = book("Số đỏ").bytes
        bytes.replaceSubrange(12..<17, with: "99937".utf8)

        #expect(read([bytes]).titles == ["Số đỏ"])
    }

    @Test func `wrong indicators are told with their tag`() {
        let record = MadeMARC().field("020", "$a9780253325525 (alk. paper)").field("245", "10$aAristocrats of color")
            .field("752", "  \\$aNga")

        let taken = read([record.bytes])

        #expect(taken.records.first?.facts.identifiers == [Identifier(.isbn, "9780253325525")])
        #expect(taken.warnings.map(\.code) == [.marcIndicator, .marcIndicator])
        #expect(taken.warnings.map(\.position.field) == ["020", "752"])
    }

    @Test func `a field without subfields is kept as its first one`() {
        let taken = read([MadeMARC().field("245", "10Số đỏ").bytes])

        #expect(taken.titles == ["Số đỏ"])
        #expect(taken.warnings.map(\.code) == [.marcField])
    }

    @Test func `blanks, line ends and padding between records are no damage`() {
        let taken = read([
            book("Số đỏ").bytes, Array("\r\n\r\n".utf8), book("Giông tố").bytes, Array("\n   \u{1A}".utf8),
        ])

        #expect(taken.titles == ["Số đỏ", "Giông tố"])
        #expect(taken.warnings.isEmpty)
        #expect(taken.rejects.isEmpty)
    }

    @Test(arguments: ["z", "x"]) func `a record of a name or of holdings is no fault in a title`(type: Character) {
        var bytes = MadeMARC().field("100", "1 $aNguyễn, Du").bytes
        bytes[6] = type.asciiValue ?? 0

        let taken = read([bytes])

        #expect(taken.rejects.map(\.code) == [.recordNoPublication])
    }

    @Test func `a record without title is rejected with its bytes`() {
        let bytes = MadeMARC().field("100", "1 $aNguyễn, Du").bytes

        let taken = read([bytes])

        #expect(taken.rejects.map(\.code) == [.recordNoTitle])
        #expect(taken.rejects.first?.sourceBytes == bytes)
    }

    @Test func `bytes that never end are passed over in one reject`() {
        var limits = ReadingLimits()
        limits.recordBytes = 100_000
        let endless = [UInt8](repeating: 0x41, count: 700_000)
        let bytes = book("Số đỏ").bytes + endless + book("Giông tố").bytes

        let taken = Taken(ISO2709Reader(), bytes: bytes, limits: limits)

        #expect(taken.titles == ["Số đỏ", "Giông tố"])
        #expect(taken.rejects.map(\.code) == [.recordTooLarge])
    }

    @Test func `an empty file and a file of blanks are refused`() {
        #expect(Taken(ISO2709Reader(), bytes: []).refusal?.code == .fileEmpty)
        #expect(Taken(ISO2709Reader(), bytes: Array("  \n".utf8)).refusal?.code == .fileEmpty)
    }

    @Test func `Vietnamese in CP1258 under a wrong label is read`() throws {
        // "Việt Nam": ê with a dot below, which CP1258 writes in two bytes.
        let title: [UInt8] =
            Array("10\u{1F}aVi".utf8) + [0xEA, 0xF2] + Array("t Nam ".utf8) + [0xF0] + Array("ong".utf8)
        let record = MadeMARC().leader("00000nam  2200000   4500").field("245", title)

        let taken = read([record.bytes])

        #expect(taken.titles == ["Việt Nam đong"])
        #expect(taken.warns(.encodingGuessed))
    }

    @Test func `rejects make a file that is read again`() throws {
        let damaged = Array(MadeMARC().field("100", "1 $aNguyễn, Du").bytes.dropLast())
        let rejects = read([damaged, book("Số đỏ").bytes, MadeMARC().field("500", "  $aGhi chú").bytes]).rejects
        let format = try #require(RejectFormat(.marc))

        let file = rejects.enumerated().flatMap { format.body(of: $0.element.sourceBytes, isFirst: $0.offset == 0) }

        #expect(rejects.count == 2)
        #expect(read([file]).rejects.count == 2)
    }
}
