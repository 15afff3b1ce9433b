import Formats
import Library
import MadeFiles
import Testing

/// Copies in MARC records.
@Suite struct MARCItemsTests {
    private func taken(_ fields: [(String, String)]) -> Taken {
        var record = MadeMARC().field("245", "10$aSố đỏ")
        for (tag, content) in fields { record = record.field(tag, content) }
        return Taken(ISO2709Reader(), bytes: record.bytes)
    }

    @Test func `an item of Koha is a copy`() throws {
        let field =
            "  $00$10$40$70$aTHCS1$bTHCS2$cKHO$d2019-09-05$eTặng$g45000.00$iTK.00123$o895.9 V500P$p893000123$zBìa cứng$yBK"

        let copy = try #require(taken([("952", field)]).records.first?.copies.first)

        #expect((copy.number.text, copy.barcode) == ("TK.00123", "893000123"))
        #expect((copy.owner, copy.holder, copy.location) == ("THCS1", "THCS2", "KHO"))
        #expect((copy.callNumber, copy.price, copy.receivedOn) == ("895.9 V500P", 45_000, Day(2019, 9, 5)))
        #expect((copy.source, copy.note, copy.standing, copy.condition) == (.gift, "Bìa cứng", .held, .good))
    }

    @Test func `lost, withdrawn and damaged items say so`() {
        let copies = taken([
            ("952", "  $11$p1"), ("952", "  $01$p2"), ("952", "  $41$p3"), ("952", "  $71$p4"), ("952", "  $aX"),
        ]).records.first?.copies

        #expect(copies?.map(\.standing) == [.lost, .withdrawn, .held, .held])
        #expect(copies?.map(\.condition) == [.good, .good, .damaged, .good])
        #expect(copies?.map(\.note) == [nil, nil, nil, "Đọc tại chỗ"])
    }

    @Test func `a holdings field with a piece designation is a copy, one without is a place`() throws {
        let copies = try #require(
            taken([
                ("852", "1 $aVN-TV$bKho 1$ckệ 3$h895.9$iV500P$p0123$qrách$x1999"), ("852", "1 $aVN-TV$bKho 2"),
            ]).records.first?.copies)

        #expect(copies.map(\.number.text) == ["0123"])
        #expect((copies[0].owner, copies[0].location) == ("VN-TV", "Kho 1, kệ 3"))
        #expect((copies[0].callNumber, copies[0].condition, copies[0].note) == ("895.9 V500P", .damaged, "1999"))
    }

    @Test func `what is wrong with an item is a warning, and the record is taken`() {
        let taken = taken([("952", "  $p7$g12 quan$d2019-13-45"), ("952", "  $pkhông số")])

        #expect(taken.titles == ["Số đỏ"])
        #expect(taken.records[0].copies.map(\.number.text) == ["7"])
        #expect(taken.warnings.filter { $0.code == .valueInvalid }.map(\.position.field) == ["952", "952", "952"])
    }

    @Test func `volume, copy number and the price of a new one are not lost`() {
        let copies = taken([("952", "  $p1$hTập 2$t3$v30.000$zBìa cứng"), ("952", "  $p2$g12000$v30000")]).records
            .first?.copies

        #expect(copies?.map(\.note) == ["Tập 2. Bản thứ 3. Bìa cứng", nil])
        #expect(copies?.map(\.price) == [30_000, 12_000])
    }

    @Test func `a record without items has none`() {
        #expect(taken([]).records.first?.copies == [])
    }
}
