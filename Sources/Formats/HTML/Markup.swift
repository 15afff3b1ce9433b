/// Writes HTML as bytes, escaped, and well formed as XML too.
struct Markup {
    var bytes: [UInt8] = []

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func attribute(_ name: String, _ value: String) {
        raw(" \(name)=\"")
        for byte in value.utf8 { escape(byte) }
        raw("\"")
    }

    mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "&"): raw("&amp;")
        case UInt8(ascii: "<"): raw("&lt;")
        case UInt8(ascii: ">"): raw("&gt;")
        case UInt8(ascii: "\""): raw("&quot;")
        case 0..<0x20: bytes.append(0x20)
        default: bytes.append(byte)
        }
    }
}

/// Where something is filled in when the whole book is known.
struct Patch {
    enum Kind {
        /// The href of a link to a place in the book.
        case link(entry: String, fragment: String?)
        /// A language tag, left out where it repeats the book's wrong one.
        case language(String)
    }
    /// In the bytes of the markup it belongs to.
    var offset: Int
    var kind: Kind
}

/// An id of the book as it stands in our pages.
package enum BookAnchor {
    /// Letters, digits, "-", "_" and "." stay; other bytes become "_" and two
    /// hexadecimal digits.
    ///
    /// For example: "note 1" becomes "x-note_201".
    package static func id(_ original: String) -> String {
        var result = "x-"
        for byte in original.utf8.prefix(200) {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16)
                result += byte == UInt8(ascii: "_") ? "_" : "_" + (digits.count == 1 ? "0" + digits : digits)
            }
        }
        return result
    }
}
