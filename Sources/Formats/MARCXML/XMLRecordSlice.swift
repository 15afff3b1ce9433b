import Library

/// The bytes of one record element, made to stand alone.
enum XMLRecordSlice {
    /// The slice with the prefixes it uses but does not declare declared in its
    /// start tag; otherwise byte for byte.
    static func selfContained(_ slice: [UInt8], namespace: String) -> [UInt8] {
        let prefixes = self.prefixes(in: slice).filter { !declares($0, slice) }
        guard !prefixes.isEmpty, let end = nameEnd(slice) else { return slice }
        var declarations = ""
        for prefix in prefixes.sorted() { declarations += " xmlns:\(prefix)=\"\(known[prefix] ?? namespace)\"" }
        return slice[..<end] + Array(declarations.utf8) + slice[end...]
    }

    private static let known: [String: String] = [
        "dc": "http://purl.org/dc/elements/1.1/", "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
        "dcterms": "http://purl.org/dc/terms/", "srw_dc": "info:srw/schema/1/dc-schema",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    ]

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x5F || byte == 0x2D
            || byte == 0x2E || byte >= 0x80
    }

    /// The prefixes of element names, and xsi where it is used.
    private static func prefixes(in slice: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        var place = 0
        while place < slice.count {
            guard slice[place] == UInt8(ascii: "<") else {
                place += 1
                continue
            }
            place += 1
            let start = place
            while place < slice.count, isNameByte(slice[place]) { place += 1 }
            if place < slice.count, slice[place] == UInt8(ascii: ":"), place > start {
                found.insert(String(decoding: slice[start..<place], as: UTF8.self))
            }
        }
        if contains(slice, Array("xsi:".utf8)) { found.insert("xsi") }
        return found
    }

    private static func declares(_ prefix: String, _ slice: [UInt8]) -> Bool {
        contains(slice, Array("xmlns:\(prefix)=".utf8))
    }

    private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard let first = wanted.first else { return true }
        var place = bytes.startIndex
        while let found = bytes[place...].firstIndex(of: first) {
            if bytes[found...].starts(with: wanted) { return true }
            place = found + 1
        }
        return false
    }

    /// Behind the name of the start tag.
    private static func nameEnd(_ slice: [UInt8]) -> Int? {
        slice.firstIndex {
            $0 == 0x20 || $0 == UInt8(ascii: ">") || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 || $0 == 0x2F
        }
    }

    /// A record written anew, where its bytes are not in UTF-8.
    static func written(_ record: MARCRecord) -> [UInt8] {
        var xml = "<record xmlns=\"http://www.loc.gov/MARC21/slim\">\n  <leader>"
        xml += escaped(String(decoding: record.leader.bytes, as: UTF8.self)) + "</leader>\n"
        for field in record.fields {
            let tag = String(field.tag + 1_000).dropFirst()
            if field.isControl {
                let value = String(decoding: record.text[field.content], as: UTF8.self)
                xml += "  <controlfield tag=\"\(tag)\">\(escaped(value))</controlfield>\n"
                continue
            }
            xml +=
                "  <datafield tag=\"\(tag)\" ind1=\"\(indicator(field.indicator1))\" ind2=\"\(indicator(field.indicator2))\">"
            for place in field.subfields {
                let subfield = record.subfields[place]
                let value = String(decoding: record.text[subfield.content], as: UTF8.self)
                xml += "<subfield code=\"\(indicator(subfield.code))\">\(escaped(value))</subfield>"
            }
            xml += "</datafield>\n"
        }
        return Array((xml + "</record>").utf8)
    }

    static func written(_ elements: [DublinCoreElement]) -> [UInt8] {
        var xml = "<oai_dc:dc xmlns:oai_dc=\"\(known["oai_dc"]!)\" xmlns:dc=\"\(known["dc"]!)\">"
        for element in elements { xml += "<dc:\(element.name)>\(escaped(element.value))</dc:\(element.name)>" }
        return Array((xml + "</oai_dc:dc>").utf8)
    }

    private static func indicator(_ byte: UInt8) -> String {
        byte < 0x80 ? escaped(String(UnicodeScalar(byte))) : " "
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    /// A damaged slice with what commonly damages it mended: bare ampersands,
    /// control characters, bytes that are not UTF-8.
    static func mended(_ slice: [UInt8]) -> [UInt8] {
        let text = Array(String(decoding: slice, as: UTF8.self).utf8)
        var out: [UInt8] = []
        out.reserveCapacity(text.count + 64)
        for (place, byte) in text.enumerated() {
            if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { continue }
            out.append(byte)
            if byte == UInt8(ascii: "&"), !isReference(text[(place + 1)...]) { out.append(contentsOf: "amp;".utf8) }
        }
        return out
    }

    /// Whether the bytes after an ampersand are one of XML's own references.
    private static func isReference(_ rest: ArraySlice<UInt8>) -> Bool {
        let name = rest.prefix(10).prefix { $0 != UInt8(ascii: ";") }
        guard name.count < 10, name.count < rest.count else { return false }
        if name.first == UInt8(ascii: "#") { return name.count > 1 && name.dropFirst().allSatisfy { isNameByte($0) } }
        return ["amp", "lt", "gt", "quot", "apos"].contains(String(decoding: name, as: UTF8.self))
    }
}
