import Randomness
import Testing

@testable import Web

@Suite struct MultipartParserTests {
    /// A body and what it holds, parts and bytes joined.
    struct Part: Equatable {
        var header: MultipartHeader
        var bytes: [UInt8]
        var isEnded = false
    }

    static func parse(_ body: [UInt8], boundary: String = "b", cutAt cuts: [Int] = []) throws(MultipartFault) -> [Part]
    {
        guard let boundary = MultipartBoundary(contentType: "multipart/form-data; boundary=\(boundary)") else {
            throw .malformed
        }
        var parser = MultipartParser(boundary)
        var parts: [Part] = []
        var start = 0
        for end in cuts + [body.count] {
            for event in try parser.take(body[start..<end]) {
                switch event {
                case .begin(let header): parts.append(Part(header: header, bytes: []))
                case .bytes(let bytes): parts[parts.count - 1].bytes += bytes
                case .end: parts[parts.count - 1].isEnded = true
                }
            }
            start = end
        }
        guard parser.isComplete else { throw .truncated }
        return parts
    }

    static let form = """
        --b\r\nContent-Disposition: form-data; name="ten"\r\n\r\nLớp 4A\r\n\
        --b\r\nContent-Disposition: form-data; name="tep"; filename="Số đỏ.epub"\r\nContent-Type: application/epub+zip\
        \r\n\r\n\r\n--c\r\n\r\n--\r\n--b\r\n\
        content-disposition:form-data;name=tep;filename=""\r\n\r\n\r\n--b--\r\n
        """
    static let parts = [
        Part(header: MultipartHeader(name: "ten"), bytes: Array("Lớp 4A".utf8), isEnded: true),
        Part(
            header: MultipartHeader(name: "tep", fileName: "Số đỏ.epub"), bytes: Array("\r\n--c\r\n\r\n--".utf8),
            isEnded: true),
        Part(header: MultipartHeader(name: "tep", fileName: ""), bytes: [], isEnded: true),
    ]

    @Test func `a form is read the same wherever the network cuts it`() throws {
        let body = Array(Self.form.utf8)
        var random = SeededRandom(seed: 7578)

        #expect(try Self.parse(body) == Self.parts)
        #expect(try Self.parse(body, cutAt: Array(1..<body.count)) == Self.parts, "byte by byte")
        for cut in 0...body.count { #expect(try Self.parse(body, cutAt: [cut]) == Self.parts, "cut at \(cut)") }
        for _ in 0..<300 {
            let cuts = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                Int.random(in: 0...body.count, using: &random)
            }.sorted()
            #expect(try Self.parse(body, cutAt: cuts) == Self.parts, "\(cuts)")
        }
    }

    @Test func `any bytes come through, even those that begin like a delimiter`() throws {
        var random = SeededRandom(seed: 2046)
        let alphabet: [[UInt8]] = ["\r", "\n", "-", "--", "\r\n--", "\r\n--b", "b", "x", "\u{0}"].map { Array($0.utf8) }
        for round in 0..<400 {
            var content: [UInt8] = []
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                content += alphabet.randomElement(using: &random) ?? []
            }
            // The boundary is one that is not in the content, as senders choose it.
            let boundary = "bq\(round)z"
            let body =
                Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n".utf8)
                + content
                + Array("\r\n--\(boundary)--\r\n".utf8)
            let cuts = (0..<5).map { _ in Int.random(in: 0...body.count, using: &random) }.sorted()

            let parts = try Self.parse(body, boundary: boundary, cutAt: cuts)

            #expect(parts == [Part(header: MultipartHeader(name: "f", fileName: "a"), bytes: content, isEnded: true)])
        }
    }

    @Test func `whatever is broken off or mutated ends in a fault or in parts, never in a trap`() {
        let body = Array(Self.form.utf8)
        var random = SeededRandom(seed: 13)
        for end in 0..<(body.count - 4) {
            #expect(throws: MultipartFault.truncated, "\(end)") { try Self.parse(Array(body[..<end])) }
        }
        var outcomes: Set<String> = []
        for _ in 0..<20_000 {
            var bytes = body
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(body[Int.random(in: 0..<body.count, using: &random)], at: place)
                }
            }
            do {
                let parts = try Self.parse(bytes, cutAt: [bytes.count / 2])
                #expect(parts.allSatisfy { $0.isEnded && !$0.header.name.isEmpty })
                outcomes.insert("parts")
            } catch { outcomes.insert("\(error)") }
        }
        #expect(outcomes.isSuperset(of: ["parts", "malformed", "truncated"]))
    }

    @Test(arguments: [
        "x--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--b--",
        "--b \r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--b--",
        "--b\r\n\r\n\r\n--b--", "--b\r\nContent-Disposition: attachment; name=a\r\n\r\n\r\n--b--",
        "--b\r\nContent-Disposition: form-data\r\n\r\n\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\n\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\n\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\n\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=a\nX: y\r\n\r\n\r\n--b--",
        "--b\r\nno colon\r\n\r\n\r\n--b--",
    ])
    func `what no browser sends is refused`(body: String) {
        #expect(throws: MultipartFault.malformed) { try Self.parse(Array(body.utf8)) }
    }

    @Test func `a header without end is given up before it fills the memory`() {
        let long = Array("--b\r\nX: ".utf8) + [UInt8](repeating: 0x61, count: MultipartHeader.longest + 1)

        #expect(throws: MultipartFault.headerTooLong) { try Self.parse(long, cutAt: [100, 5_000]) }
        #expect(throws: MultipartFault.headerTooLong) {
            try Self.parse(long + Array("\r\n\r\n\r\n--b--".utf8))
        }
    }

    @Test(arguments: [
        ("multipart/form-data; boundary=abc", "abc"), ("Multipart/Form-Data;boundary=\"a b\"", "a b"),
        ("multipart/form-data; charset=utf-8; boundary=----WebKitFormBoundaryX1", "----WebKitFormBoundaryX1"),
        ("multipart/form-data", nil), ("multipart/form-data; boundary=", nil), ("multipart/mixed; boundary=a", nil),
        ("multipart/form-data; boundary=\"a", nil), ("multipart/form-data; boundary=a\u{7F}b", nil),
        ("multipart/form-data; boundary=" + String(repeating: "a", count: 71), nil),
    ])
    func `a boundary is what RFC 2046 allows`(contentType: String, boundary: String?) {
        #expect(MultipartBoundary(contentType: contentType)?.text == boundary)
    }

    @Test(arguments: [
        (#"form-data; name="f"; filename="a \"b\".csv""#, "a \"b\".csv"),
        (#"form-data; name="f"; filename="a %22b%22.csv""#, "a \"b\".csv"),
        (#"form-data; name="f"; filename="C:\Sách\a.csv""#, #"C:\Sách\a.csv"#),
        (#"form-data; name="f"; filename="100%.csv""#, "100%.csv"),
        (#"form-data; filename="a;b=c.csv"; name="f""#, "a;b=c.csv"),
    ])
    func `a file's name is read as browsers write it`(value: String, name: String) throws {
        let header = try MultipartHeader(ArraySlice("Content-Disposition: \(value)".utf8))

        #expect(header == MultipartHeader(name: "f", fileName: name))
    }
}
