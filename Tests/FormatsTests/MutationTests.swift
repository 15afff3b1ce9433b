import Foundation
import Formats
import Library
import MadeFiles
import Randomness
import Testing

/// Seeded damage: no reader traps, hangs or loses the record beside the
/// damaged one.
@Suite struct MutationTests {
    private static let titles = ["Số đỏ", "Tắt đèn", "Vỡ đê", "Giông tố", "Lều chõng"]

    /// How many times the usual rounds: `HOCLIEU_MUTATIONS=20` for a long run.
    private static let times = ProcessInfo.processInfo.environment["HOCLIEU_MUTATIONS"].flatMap { Int($0) } ?? 1

    /// Damages one record of several a thousand times; the titles of the others
    /// must all be there. The last bytes are left whole where they alone part
    /// two records, as the line end of a table does.
    private func check(
        _ parts: [[UInt8]], before: [UInt8] = [], after: [UInt8] = [], rounds: Int, seed: UInt64, name: String,
        keepingLast: Int = 0, _ reader: some FormatReader, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var dice = SeededRandom(seed: seed)
        for round in 0..<rounds * Self.times {
            let hit = dice.below(parts.count)
            var damaged = parts
            damaged[hit] = dice.damage(Array(parts[hit].dropLast(keepingLast))) + parts[hit].suffix(keepingLast)
            let bytes = before + damaged.flatMap { $0 } + after
            let taken = Taken(reader, bytes: bytes, name: name)
            let lost = Self.titles.enumerated().filter { $0.offset != hit && !taken.titles.contains($0.element) }.map(
                \.element)
            if !lost.isEmpty || taken.refusal != nil {
                Issue.record(
                    "round \(round): \(lost) lost beside the damaged \(Self.titles[hit]): \(String(decoding: damaged[hit], as: UTF8.self).debugDescription)",
                    sourceLocation: sourceLocation)
                return
            }
        }
    }

    @Test func `a damaged ISO 2709 record never costs its neighbours`() {
        let parts = Self.titles.enumerated().map { index, title in
            MadeMARC().field("001", "\(index)").field("003", "VN-Thu").field(
                "008", "890831s1990    vm       b   s00110 vie  "
            )
            .field("100", "1 $aVũ, Trọng Phụng,$d1912-1939.").field("245", "10$a\(title) /$cVũ Trọng Phụng.")
            .field("650", " 0$aVăn học$zViệt Nam.").bytes
        }
        check(parts, rounds: 1_000, seed: 20_261_121, name: "thu.mrc", ISO2709Reader())
    }

    @Test func `a damaged XML record never costs its neighbours`() {
        let parts = Self.titles.enumerated().map { index, title in
            Array(
                """
                <record><leader>00000nam a2200000   4500</leader><controlfield tag="001">\(index)</controlfield>\
                <datafield tag="245" ind1="1" ind2="0"><subfield code="a">\(title) /</subfield></datafield></record>

                """.utf8)
        }
        check(
            parts, before: Array("<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n".utf8),
            after: Array("</collection>\n".utf8),
            rounds: 800, seed: 7, name: "thu.xml", MARCXMLReader())
    }

    @Test func `a damaged row never costs its neighbours`() {
        let parts = Self.titles.enumerated().map { index, title in
            Array("\"\(title)\",\"Vũ Trọng Phụng, Nam Cao\",19\(36 + index),Văn học\n".utf8)
        }
        check(
            parts, before: Array("Nhan đề,Tác giả,Năm,Chủ đề\n".utf8), rounds: 1_000, seed: 99, name: "thu.csv",
            keepingLast: 1, CSVReader())
    }

    @Test func `a damaged workbook never traps`() {
        let rows = ([["Nhan đề", "Năm"]] + Self.titles.map { [$0, "1936"] }).enumerated()
            .map { MadeWorkbook.row($0.offset + 1, $0.element) }.joined()
        let bytes = MadeWorkbook(sheets: [.init("A", rows: rows)]).bytes
        var dice = SeededRandom(seed: 5)
        for _ in 0..<250 * Self.times {
            let taken = Taken(SpreadsheetReader(), bytes: dice.damage(bytes), name: "thu.xlsx")
            #expect(taken.records.count <= Self.titles.count)
        }
    }

    @Test(
        .enabled(if: RecordSamples.isThere, "../shared/samples is absent"),
        arguments: [
            "marc/bad_records.mrc", "marc/1251.dat", "marc/marc8.dat", "marc/testunimarc.dat",
            "sru-marcxml/loc-marc-process8.xml",
            "oai/sickle-ListRecords2.xml", "csv/palace-customlist.csv",
        ])
    func `damaged samples never trap, whoever reads them`(sample: String) throws {
        let bytes = [UInt8](try RecordSamples.data(RecordSamples.path(sample)))
        var dice = SeededRandom(seed: UInt64(bytes.count))
        for _ in 0..<20 * Self.times {
            let damaged = dice.damage(bytes)
            _ = Taken(ISO2709Reader(), bytes: damaged)
            _ = Taken(MARCXMLReader(), bytes: damaged)
            _ = Taken(CSVReader(), bytes: damaged)
            _ = Taken(SpreadsheetReader(), bytes: damaged)
        }
    }
}

extension SeededRandom {
    /// Bytes that mean something to one of the formats stand for many.
    private mutating func byte() -> UInt8 {
        let special: [UInt8] = [
            0x1D, 0x1E, 0x1F, 0x00, 0x22, 0x2C, 0x0A, 0x3C, 0x3E, 0x26, 0x30, 0x39, 0xFF, 0xC3, 0x1B,
        ]
        return once(in: 2) ? pick(special) : UInt8(below(256))
    }

    /// One to four changes: a byte replaced, put in, taken out, or a stretch
    /// gone.
    fileprivate mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
        var damaged = bytes
        for _ in 0...below(4) where !damaged.isEmpty {
            let place = below(damaged.count)
            switch below(5) {
            case 0: damaged.insert(byte(), at: place)
            case 1: damaged.remove(at: place)
            case 2: damaged.removeSubrange(place..<min(damaged.count, place + 1 + below(40)))
            default: damaged[place] = byte()
            }
        }
        return damaged
    }
}
