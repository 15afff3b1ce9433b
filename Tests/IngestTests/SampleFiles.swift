import Foundation

/// Small real files of the formats, made on the spot.
enum SampleFiles {
    /// A CSV of titles with the headings a librarian writes.
    static func csv(titles: [String]) -> String {
        var text = "Nhan đề,Tác giả,Năm\n"
        for (number, title) in titles.enumerated() {
            text += "\"\(title)\",Tác giả \(number % 7),\(1930 + number % 90)\n"
        }
        return text
    }

    /// An ISO 2709 record in UTF-8 with 001, 100, 245 and 260.
    static func marc(number: String, title: String, author: String, year: Int) -> [UInt8] {
        let fields: [(String, String)] = [
            ("001", number), ("003", "VN-TEST"), ("008", "750101s\(year)    vm            000 0 vie d"),
            ("100", "1 \u{1F}a\(author)"), ("245", "10\u{1F}a\(title)"),
            ("260", "  \u{1F}aHà Nội :\u{1F}bKim Đồng,\u{1F}c\(year)"),
        ]
        var directory = ""
        var body: [UInt8] = []
        for (tag, value) in fields {
            let bytes = Array(value.utf8) + [0x1E]
            directory += tag + padded(bytes.count, 4) + padded(body.count, 5)
            body += bytes
        }
        directory += "\u{1E}"
        body.append(0x1D)
        let base = 24 + directory.utf8.count
        let leader = padded(base + body.count, 5) + "nam a22" + padded(base, 5) + " i 4500"
        return Array((leader + directory).utf8) + body
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }

    /// An EPUB 2 with one chapter per text, stored without packing.
    static func epub(title: String, chapters: [[String]]) -> [UInt8] {
        var zip = StoredZip()
        zip.add("mimetype", Array("application/epub+zip".utf8))
        zip.add(
            "META-INF/container.xml",
            Array(
                """
                <?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\
                <rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
                """.utf8))
        let numbers = chapters.indices.map { $0 + 1 }
        zip.add(
            "OEBPS/content.opf",
            Array(
                """
                <?xml version="1.0" encoding="UTF-8"?><package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">\
                <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>\(title)</dc:title><dc:language>vi</dc:language>\
                <dc:creator>Ngô Tất Tố</dc:creator><dc:identifier id="id">urn:test:\(title.count)</dc:identifier></metadata>\
                <manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>\
                \(numbers.map { "<item id=\"c\($0)\" href=\"c\($0).xhtml\" media-type=\"application/xhtml+xml\"/>" }.joined())</manifest>\
                <spine toc="ncx">\(numbers.map { "<itemref idref=\"c\($0)\"/>" }.joined())</spine></package>
                """.utf8))
        zip.add(
            "OEBPS/toc.ncx",
            Array(
                """
                <?xml version="1.0" encoding="UTF-8"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>\
                \(numbers.map { "<navPoint id=\"n\($0)\" playOrder=\"\($0)\"><navLabel><text>Chương \($0)</text></navLabel><content src=\"c\($0).xhtml\"/></navPoint>" }.joined())\
                </navMap></ncx>
                """.utf8))
        for (number, paragraphs) in zip2(numbers, chapters) {
            let body = paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n")
            zip.add(
                "OEBPS/c\(number).xhtml",
                Array(
                    """
                    <?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Chương \(number)</title></head>\
                    <body><h1>Chương \(number)</h1>\(body)</body></html>
                    """.utf8))
        }
        return zip.finish()
    }

    private static func zip2<A, B>(_ left: [A], _ right: [B]) -> Zip2Sequence<[A], [B]> { zip(left, right) }
}

/// A ZIP archive of stored entries (APPNOTE 4.3, method 0).
struct StoredZip {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    mutating func add(_ name: String, _ content: [UInt8]) {
        let offset = bytes.count
        var common: [UInt8] = []
        common += word(20) + word(0x0800) + word(0) + word(0) + word(0x21)
        common += long(Self.crc(content)) + long(UInt32(content.count)) + long(UInt32(content.count))
        common += word(UInt16(name.utf8.count)) + word(0)
        bytes += long(0x0403_4B50) + common + Array(name.utf8) + content
        directory +=
            long(0x0201_4B50) + word(20) + common + word(0) + word(0) + word(0) + long(0) + long(UInt32(offset))
        directory += Array(name.utf8)
        count += 1
    }

    func finish() -> [UInt8] {
        let end =
            long(0x0605_4B50) + word(0) + word(0) + word(UInt16(count)) + word(UInt16(count))
            + long(UInt32(directory.count))
            + long(UInt32(bytes.count)) + word(0)
        return bytes + directory + end
    }

    private func word(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    private func long(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }

    private static func crc(_ content: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in content {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
