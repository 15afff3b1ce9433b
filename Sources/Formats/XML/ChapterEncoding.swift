/// The encoding of a chapter that says the wrong one, or none.
enum ChapterEncoding {
    /// UTF-8 where the bytes are UTF-8, whatever they declare, a few broken ones
    /// included; else what they declare; else Windows-1252, as browsers do.
    static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        if String(validating: bytes, as: UTF8.self) != nil { return bytes }
        let repaired = String(decoding: bytes, as: UTF8.self)
        var good = 0, broken = 0
        for scalar in repaired.unicodeScalars where scalar.value >= 0x80 {
            if scalar == "\u{FFFD}" { broken += 1 } else { good += 1 }
        }
        if good > broken { return Array(repaired.utf8) }
        if let name = declared(in: bytes), let text = CharacterSet(name: name).decode(bytes) { return Array(text.utf8) }
        return windows1252(bytes)
    }

    private static func declared(in bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(1_024), as: UTF8.self).lowercased()
        for mark in ["encoding=", "charset="] {
            guard let found = head.firstRange(of: mark) else { continue }
            let name = head[found.upperBound...].drop { $0 == "\"" || $0 == "'" }
                .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
            if !name.isEmpty, name != "utf-8" { return String(name) }
        }
        return nil
    }

    /// https://encoding.spec.whatwg.org/#legacy-single-byte-encodings; its five
    /// holes are control characters, which are left out later.
    private static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
        let high: [Unicode.Scalar] = [
            "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}", "\u{90}",
            "‘", "’", "“",
            "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
        ]
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append((0x80...0x9F).contains(byte) ? high[Int(byte) - 0x80] : Unicode.Scalar(byte)) }
        return Array(String(text).utf8)
    }
}
