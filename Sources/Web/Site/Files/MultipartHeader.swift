/// What stands above a part: the field's name and, for a file, the name its
/// sender gave it.
struct MultipartHeader: Equatable {
    /// Of all its lines together, bytes. A name has up to 255, written with
    /// escapes three times as many.
    static let longest = 8 << 10
    private static let mostLines = 16
    /// What browsers escape in a name (HTML, "multipart/form-data encoding
    /// algorithm").
    private static let escapes = [("%22", "\""), ("%0D", "\r"), ("%0A", "\n")]

    let name: String
    /// As it was sent; nil for a plain field.
    let fileName: String?

    init(name: String, fileName: String? = nil) { (self.name, self.fileName) = (name, fileName) }

    init(_ bytes: ArraySlice<UInt8>) throws(MultipartFault) {
        var disposition: Substring?
        var lines = bytes.split(separator: 0x0A, maxSplits: Self.mostLines, omittingEmptySubsequences: false)
        guard lines.count <= Self.mostLines else { throw .malformed }
        for place in lines.indices.dropLast() {
            guard lines[place].popLast() == 0x0D else { throw .malformed }
        }
        for bytes in lines {
            let line = String(decoding: bytes, as: UTF8.self)
            guard let colon = line.unicodeScalars.firstIndex(of: ":") else { throw .malformed }
            let value = line[line.unicodeScalars.index(after: colon)...]
            switch line[..<colon].lowercased() {
            case "content-disposition":
                guard disposition == nil else { throw .malformed }
                disposition = value
            case "content-transfer-encoding":
                // RFC 7578, 4.7: not used; base64 would be taken for the file itself.
                guard ["7bit", "8bit", "binary"].contains(value.trimmed.lowercased()) else { throw .malformed }
            default: break
            }
        }
        guard let parts = disposition?.split(separator: ";", maxSplits: 1), parts.count == 2,
            parts[0].trimmed.lowercased() == "form-data"
        else { throw .malformed }
        var parameters = HeaderParameters(parts[1])
        var found: [String: String] = [:]
        while let (name, value) = parameters.next() {
            guard found.updateValue(value, forKey: name) == nil else { throw .malformed }
        }
        guard !parameters.isBroken, let name = found["name"], !name.isEmpty else { throw .malformed }
        self.name = Self.unescaped(name)
        fileName = found["filename"].map(Self.unescaped)
    }

    private static func unescaped(_ text: String) -> String {
        guard text.contains("%") else { return text }
        var result = ""
        var rest = text[...]
        while let sign = rest.firstIndex(of: "%") {
            result += rest[..<sign]
            rest = rest[sign...]
            if let escape = escapes.first(where: { rest.uppercased().hasPrefix($0.0) }) {
                result += escape.1
                rest = rest.dropFirst(3)
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result + rest
    }
}

/// The parameters of a header's value: `name="avatar"; filename="a.csv"`.
struct HeaderParameters {
    private var rest: Substring.UnicodeScalarView
    /// A quotation mark was not closed, or something other than a parameter stood there.
    private(set) var isBroken = false

    init(_ text: some StringProtocol) { rest = Substring(text).unicodeScalars }

    /// The next name, in lower case, with its value; nil at the end.
    mutating func next() -> (name: String, value: String)? {
        while let first = rest.first, first == " " || first == "\t" || first == ";" { rest.removeFirst() }
        guard !rest.isEmpty, !isBroken else { return nil }
        guard let sign = rest.firstIndex(of: "="), sign > rest.startIndex else { return broken() }
        let name = String(rest[..<sign]).trimmed.lowercased()
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x3B }) else {
            return broken()
        }
        rest = rest[rest.index(after: sign)...]
        guard rest.first == "\"" else {
            let end = rest.firstIndex(of: ";") ?? rest.endIndex
            let value = Substring(rest[..<end]).trimmed
            rest = rest[end...]
            return (name, value)
        }
        rest.removeFirst()
        var value = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"":
                guard rest.isEmpty || rest.first == ";" || rest.first == " " else { return broken() }
                return (name, String(value))
            case "\\" where rest.first == "\"":
                // Older programs; a backslash before anything else is a folder of Windows.
                rest.removeFirst()
                value.append("\"")
            default: value.append(scalar)
            }
        }
        return broken()
    }

    private mutating func broken() -> (name: String, value: String)? {
        isBroken = true
        return nil
    }
}

extension StringProtocol {
    /// Without the spaces and tabs around it.
    var trimmed: String {
        let isSpace: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" }
        let scalars = unicodeScalars.drop(while: isSpace)
        guard let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(String.UnicodeScalarView(scalars[...last]))
    }
}
