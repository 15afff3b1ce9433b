/// A record of the MARC family as its file says it, in UTF-8: MARC 21 or
/// UNIMARC, from ISO 2709 or from XML.
///
/// One buffer of bytes, and flat lists of what lies where in it: three
/// allocations a record, so that reading stays fast.
struct MARCRecord {
    var leader: MARCLeader
    var text: [UInt8]
    var fields: [MARCField] = []
    var subfields: [MARCSubfield] = []

    /// The text of a control field or subfield: trimmed, one line, NFC.
    func string(_ range: Range<Int>) -> String { CleanText.string(text, range) }

    /// The first subfield of a field with one of these codes, as text; nil when
    /// there is none or it is empty.
    func first(_ field: MARCField, _ codes: StaticString) -> String? {
        for place in field.subfields where codes.contains(subfields[place].code) {
            let value = string(subfields[place].content)
            if !value.isEmpty { return value }
        }
        return nil
    }

    /// All subfields of a field with one of these codes, as text, in order.
    func all(_ field: MARCField, _ codes: StaticString) -> [String] {
        var values: [String] = []
        for place in field.subfields where codes.contains(subfields[place].code) {
            let value = string(subfields[place].content)
            if !value.isEmpty { values.append(value) }
        }
        return values
    }

    /// The bytes of the first control field with this tag.
    func control(_ tag: Int) -> ArraySlice<UInt8>? {
        fields.first { $0.tag == tag }.map { text[$0.content] }
    }

    func has(_ tag: Int) -> Bool { fields.contains { $0.tag == tag } }
}

/// A field: its tag as a number, its indicators, where it stands.
struct MARCField {
    /// 1…999, or 0 for a tag that is no number ("LOC", "CAT").
    var tag: Int
    var indicator1: UInt8 = 0x20
    var indicator2: UInt8 = 0x20
    /// The bytes of a control field; of a data field everything after the indicators.
    var content: Range<Int>
    /// Its subfields in the record's list; empty for a control field.
    var subfields: Range<Int> = 0..<0
    var isControl: Bool { tag < 10 && tag > 0 }
}

struct MARCSubfield {
    var code: UInt8
    var content: Range<Int>
}

/// The 24 characters at the start of a record.
/// <https://www.loc.gov/marc/bibliographic/bdleader.html>
struct MARCLeader {
    var bytes: [UInt8]

    /// Leader/06, the type of record.
    var type: UInt8 { bytes[6] }
    /// Leader/07, the bibliographic level.
    var level: UInt8 { bytes[7] }
    /// Leader/09, "a" for Unicode, blank for MARC-8.
    var coding: UInt8 { bytes[9] }

    /// Short leaders are filled with blanks, long ones cut.
    init(_ bytes: some Collection<UInt8>) {
        self.bytes = Array(bytes.prefix(24))
        if self.bytes.count < 24 { self.bytes += [UInt8](repeating: 0x20, count: 24 - self.bytes.count) }
    }
}

extension StaticString {
    /// Whether the byte is one of the letters.
    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        let letters = UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
        for letter in letters where letter == byte { return true }
        return false
    }
}
