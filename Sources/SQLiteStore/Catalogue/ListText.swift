/// A list in one column: a JSON array of strings, or of rows of strings and
/// nulls, so that SQL (`json_each`) and other programs can read it.
///
/// An own writer and reader for just this shape: a record has a dozen lists,
/// and Foundation's JSON would cost more than the rest of its commit.
enum ListText {
    /// Nil for an empty list: the column is NULL then.
    static func encode(_ list: [String]) -> String? {
        guard !list.isEmpty else { return nil }
        var text: [UInt8] = [UInt8(ascii: "[")]
        for (index, item) in list.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            append(item, to: &text)
        }
        text.append(UInt8(ascii: "]"))
        return String(decoding: text, as: UTF8.self)
    }

    /// Rows; trailing nulls of a row are left out.
    static func encode(rows: [[String?]]) -> String? {
        guard !rows.isEmpty else { return nil }
        var text: [UInt8] = [UInt8(ascii: "[")]
        for (index, row) in rows.enumerated() {
            text.append(contentsOf: index > 0 ? [UInt8(ascii: ","), UInt8(ascii: "[")] : [UInt8(ascii: "[")])
            let used = (row.lastIndex { $0 != nil } ?? -1) + 1
            for (column, value) in row[..<used].enumerated() {
                if column > 0 { text.append(UInt8(ascii: ",")) }
                if let value { append(value, to: &text) } else { text.append(contentsOf: "null".utf8) }
            }
            text.append(UInt8(ascii: "]"))
        }
        text.append(UInt8(ascii: "]"))
        return String(decoding: text, as: UTF8.self)
    }

    /// The rows of a column; a plain string is a row of one. Nil for anything
    /// that ``encode(_:)`` does not write.
    static func decode(_ text: String?) -> [[String?]]? {
        guard var text else { return [] }
        return text.withUTF8 { bytes in
            var reader = ListReader(bytes)
            return reader.rows()
        }
    }

    private static func append(_ value: String, to text: inout [UInt8]) {
        let quote = UInt8(ascii: "\""), backslash = UInt8(ascii: "\\")
        text.append(quote)
        for byte in value.utf8 {
            switch byte {
            case quote, backslash:
                text.append(backslash)
                text.append(byte)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                text.append(contentsOf: "\\u00".utf8)
                text.append(digits[Int(byte >> 4)])
                text.append(digits[Int(byte & 15)])
            default: text.append(byte)
            }
        }
        text.append(quote)
    }
}

/// Reads what ``ListText`` writes.
private struct ListReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func rows() -> [[String?]]? {
        guard take("[") else { return nil }
        var rows: [[String?]] = []
        repeat {
            if take("[") {
                var row: [String?] = []
                if take("]") {
                    rows.append(row)
                    continue
                }
                repeat {
                    guard let value = value() else { return nil }
                    row.append(value)
                } while take(",")
                guard take("]") else { return nil }
                rows.append(row)
            } else {
                guard let value = value() else { return nil }
                rows.append([value])
            }
        } while take(",")
        return take("]") && place == bytes.count ? rows : nil
    }

    /// The outer nil is a fault, the inner one is `null`.
    private mutating func value() -> String?? {
        guard take("\"") else {
            guard place + 4 <= bytes.count, bytes[place..<(place + 4)].elementsEqual("null".utf8) else { return .none }
            place += 4
            return .some(nil)
        }
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != UInt8(ascii: "\\") { place += 1 }
        guard place < bytes.count else { return .none }
        if bytes[place] == UInt8(ascii: "\"") {
            let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<place]), as: UTF8.self)
            place += 1
            return text
        }
        return escaped(from: start)
    }

    private mutating func escaped(from start: Int) -> String?? {
        var text = Array(bytes[start..<place])
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard place < bytes.count else { return .none }
            let mark = bytes[place]
            place += 1
            if mark == UInt8(ascii: "u") {
                guard place + 4 <= bytes.count,
                    let code = UInt8(String(decoding: bytes[place..<(place + 4)], as: UTF8.self), radix: 16)
                else { return .none }
                place += 4
                text.append(code)
            } else {
                text.append(mark)
            }
        }
        return .none
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }
}
