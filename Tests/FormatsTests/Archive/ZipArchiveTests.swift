import Formats
import Library
import MadeFiles
import Randomness
import Testing

@Suite struct ZipArchiveTests {
    private func code(_ body: () throws -> Void) -> DiagnosticCode? {
        do {
            try body()
            return nil
        } catch { return (error as? FileRejection)?.diagnostic.code }
    }

    @Test func `entries are read by name, exactly or by normal form and case`() throws {
        var zip = MadeZip()
        zip.add("OPS/Chương 1.xhtml", "một")
        zip.add("b", "hai")
        let archive = try ZipArchive(bytes: zip.bytes)

        #expect(archive.names == ["OPS/Chương 1.xhtml", "b"])
        #expect(try archive.read("b") == Array("hai".utf8))
        #expect(try archive.read("c") == nil)
        #expect(archive.entry(named: "ops/chương 1.XHTML") == "OPS/Chương 1.xhtml")
        #expect(archive.entry(named: "ops/chu\u{31B}o\u{31B}ng 1.xhtml") == "OPS/Chương 1.xhtml")
        #expect(archive.entry(named: "a") == nil)
        #expect(try archive.read("b", upTo: 2) == Array("ha".utf8))
    }

    @Test(arguments: ["../../etc/passwd", "/etc/passwd", "a/../../b", "a\\b", "..\\b", "C:/x", "a/.."])
    func `names that walk out are listed and never read`(name: String) throws {
        var zip = MadeZip()
        zip.add(name, "x")
        zip.add("ok", "y")
        let archive = try ZipArchive(bytes: zip.bytes)

        #expect(archive.names == ["ok"])
        #expect(archive.refusedNames == [name])
        #expect(try archive.read(name) == nil)
    }

    @Test func `a symbolic link is never read`() throws {
        var zip = MadeZip()
        zip.add(MadeZip.Entry("link", bytes: Array("/etc/passwd".utf8), isLink: true))
        let archive = try ZipArchive(bytes: zip.bytes)
        #expect(archive.names.isEmpty)
        #expect(archive.refusedNames == ["link"])
    }

    @Test func `an encrypted entry says so`() throws {
        var zip = MadeZip()
        zip.add(MadeZip.Entry("secret", bytes: Array(repeating: 7, count: 40), isEncrypted: true))
        let archive = try ZipArchive(bytes: zip.bytes)
        #expect(code { _ = try archive.read("secret") } == .encrypted)
    }

    @Test func `a bomb is stopped while it is read, whatever the header says`() throws {
        var zip = MadeZip()
        zip.add(MadeZip.Entry("zeros", zeros: 3 << 20))
        let bytes = zip.bytes
        #expect(bytes.count < 30_000)

        var entry = ReadingLimits()
        entry.entryBytes = 1 << 20
        var total = ReadingLimits()
        total.archiveBytes = 1 << 20
        var ratio = ReadingLimits()
        (ratio.ratio, ratio.ratioFloor) = (100, 1 << 19)
        for limits in [entry, total, ratio] {
            let archive = try ZipArchive(bytes: bytes, limits: limits)
            #expect(code { _ = try archive.read("zeros") } == .archiveBomb)
        }
    }

    @Test func `what is packed tightly but is small enough is no bomb`() throws {
        var zip = MadeZip()
        zip.add(MadeZip.Entry("blank page", zeros: 3 << 20))
        let archive = try ZipArchive(bytes: zip.bytes)
        #expect(try archive.read("blank page")?.count == 3 << 20)
    }

    @Test func `all entries together are limited`() throws {
        var zip = MadeZip()
        for number in 0..<5 { zip.add("\(number)", [UInt8](repeating: 1, count: 1_000)) }
        var limits = ReadingLimits()
        limits.archiveBytes = 3_500
        let archive = try ZipArchive(bytes: zip.bytes, limits: limits)
        #expect(code { for number in 0..<5 { _ = try archive.read("\(number)") } } == .archiveBomb)

        limits.archiveEntries = 4
        #expect(code { _ = try ZipArchive(bytes: zip.bytes, limits: limits) } == .archiveTooManyEntries)
    }

    @Test func `damage is a rejection, never a trap`() throws {
        var zip = MadeZip()
        zip.add("a", String(repeating: "sách ", count: 100))
        zip.add(MadeZip.Entry("z", zeros: 5_000))
        let whole = zip.bytes
        #expect(code { _ = try ZipArchive(bytes: []) } == .archiveDamaged)
        for cut in stride(from: 1, to: whole.count, by: 7) {
            #expect(code { _ = try ZipArchive(bytes: Array(whole[..<cut])) } == .archiveDamaged)
        }
        var random = SeededRandom(seed: 1)
        for _ in 0..<300 {
            var bytes = whole
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let archive = try? ZipArchive(bytes: bytes) else { continue }
            for name in archive.names { _ = try? archive.read(name) }
        }
    }

    @Test func `references are resolved inside the archive only`() {
        #expect(EntryName.resolve("../i/b%C3%ACa%201.jpg", in: "OPS/text/a.xhtml")?.entry == "OPS/i/bìa 1.jpg")
        #expect(EntryName.resolve("#n1", in: "OPS/a.xhtml")?.entry == "OPS/a.xhtml")
        #expect(EntryName.resolve("#n1", in: "OPS/a.xhtml")?.fragment == "n1")
        #expect(EntryName.resolve("b.xhtml?x#y", in: "a.xhtml")?.entry == "b.xhtml")
        #expect(EntryName.resolve("/c/d", in: "OPS/a.xhtml")?.entry == "c/d")
        #expect(EntryName.resolve("../../x", in: "OPS/a.xhtml") == nil)
        #expect(EntryName.resolve("%2e%2e/%2e%2e/x", in: "OPS/a.xhtml") == nil)
        #expect(EntryName.resolve("..%5C..%5Cx", in: "a") == nil)
    }
}
