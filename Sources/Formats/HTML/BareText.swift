/// The text of a chapter no parser takes, such as one with thousands of
/// elements inside each other: tags go, every text stays.
enum BareText {
    static func sections(of bytes: [UInt8]) -> [SectionDraft] {
        var writer = ChapterWriter()
        var block = OpenBlock(tag: "p")
        var place = 0
        func next(_ mark: String) -> Int { XMLProlog.end(of: Array(mark.utf8), in: bytes, from: place) ?? bytes.count }
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "<") else {
                let end = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
                append(bytes[place..<end], to: &block)
                place = end
                continue
            }
            let tail = bytes[(place + 1)...]
            let isEnd = tail.first == UInt8(ascii: "/")
            let name = String(decoding: tail.dropFirst(isEnd ? 1 : 0).prefix(16).prefix { isLetter($0) }, as: UTF8.self)
                .lowercased()
            if tail.starts(with: "!--".utf8) {
                place = next("-->")
                continue
            }
            guard !name.isEmpty || tail.first == UInt8(ascii: "!") || tail.first == UInt8(ascii: "?") else {
                append(bytes[place...place], to: &block)
                place += 1
                continue
            }
            if !isEnd, name == "script" || name == "style" { place = next("</\(name)") }
            place = next(">")
            if ElementRule.of(name).isBlock || name == "br" {
                block.finish()
                writer.commit(block)
                block = OpenBlock(tag: "p")
            }
        }
        block.finish()
        writer.commit(block)
        return writer.finish()
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
    }

    private static func append(_ bytes: ArraySlice<UInt8>, to block: inout OpenBlock) {
        block.append(decoded(String(decoding: bytes, as: UTF8.self)))
    }

    /// Character references decoded; what is none stays as it is.
    private static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = "", rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[rest.index(after: start)...]
            guard let end = rest.prefix(12).firstIndex(of: ";"), let scalar = scalar(rest[..<end]) else {
                result += "&"
                continue
            }
            result.unicodeScalars.append(scalar)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func scalar(_ name: Substring) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return HTMLEntities.scalar(named: name) }
            let digits = name.dropFirst()
            let isHexadecimal = digits.first == "x" || digits.first == "X"
            return UInt32(isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10).flatMap(
                Unicode.Scalar.init)
        }
    }
}
