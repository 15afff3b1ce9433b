/// Text that is HTML. Whatever is put into it is escaped, unless it is HTML
/// itself.
///
/// For example: `let line: HTML = "<li>\(text: title)</li>"`. Text must say that
/// it is text, so that a piece of HTML never becomes a String on the way: a
/// literal between `?` and `:` would, without a word. Escaping goes byte by
/// byte: by `Character` a quotation mark followed by a combining accent would
/// pass unescaped (swift-mustache does that; docs/decisions).
package struct HTML: ExpressibleByStringInterpolation, Equatable, Sendable {
    package private(set) var utf8: [UInt8]

    package init(stringLiteral text: String) { utf8 = Array(text.utf8) }
    package init(stringInterpolation built: Interpolation) { utf8 = built.utf8 }

    /// Text, escaped.
    package init(_ text: some StringProtocol) {
        utf8 = []
        Escaping.append(text, to: &utf8)
    }

    /// Most text is a String; files are compiled apart, so that a generic
    /// function is not made for it where it is called.
    package init(_ text: String) {
        utf8 = []
        Escaping.append(text, to: &utf8)
    }

    /// Bytes that are HTML already: sanitised sections of books, serialised JSON.
    package init(trusted bytes: [UInt8]) { utf8 = bytes }

    package init(joining parts: some Sequence<HTML>, with separator: HTML = "") {
        utf8 = []
        var isFirst = true
        for part in parts {
            if !isFirst { utf8 += separator.utf8 }
            utf8 += part.utf8
            isFirst = false
        }
    }

    /// Its text alone, for `<title>` and `<option>`, where no element may stand.
    package var withoutElements: HTML {
        var output: [UInt8] = []
        var isInside = false
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "<"): isInside = true
            case UInt8(ascii: ">") where isInside: isInside = false
            default: if !isInside { output.append(byte) }
            }
        }
        return HTML(trusted: output)
    }

    package static let empty: HTML = ""
    package var isEmpty: Bool { utf8.isEmpty }
    package var text: String { String(decoding: utf8, as: UTF8.self) }
    package static func + (left: HTML, right: HTML) -> HTML { HTML(trusted: left.utf8 + right.utf8) }

    package struct Interpolation: StringInterpolationProtocol {
        var utf8: [UInt8] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            utf8.reserveCapacity(literalCapacity + interpolationCount * 32)
        }
        package mutating func appendLiteral(_ literal: String) {
            var literal = literal
            literal.withUTF8 { utf8.append(contentsOf: $0) }
        }
        package mutating func appendInterpolation(_ html: HTML) { utf8 += html.utf8 }
        package mutating func appendInterpolation(_ html: HTML?) { if let html { utf8 += html.utf8 } }
        package mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { utf8 += part.utf8 } }
        package mutating func appendInterpolation(_ number: Int) { utf8 += String(number).utf8 }
        package mutating func appendInterpolation(text: some StringProtocol) { Escaping.append(text, to: &utf8) }
        package mutating func appendInterpolation(text: String) { Escaping.append(text, to: &utf8) }
        package mutating func appendInterpolation(_ url: SiteURL) { Escaping.append(url.description, to: &utf8) }
        package mutating func appendInterpolation(_ word: Phrase, in words: Words) {
            utf8 += words[word].utf8
        }
    }
}

extension Array {
    /// The HTML of every element, one after the other.
    package func html(_ render: (Element) -> HTML) -> HTML {
        var bytes: [UInt8] = []
        for element in self { bytes += render(element).utf8 }
        return HTML(trusted: bytes)
    }
}

extension Optional {
    /// The HTML of the value, nothing without one.
    package func html(_ render: (Wrapped) -> HTML) -> HTML { map(render) ?? .empty }
}

extension Bool {
    /// The HTML when true, nothing when false.
    package func html(_ render: @autoclosure () -> HTML) -> HTML { self ? render() : .empty }
}

/// The five characters that mean something in HTML text and attributes.
enum Escaping {
    static func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { append(bytes: $0, to: &output) }
    }

    static func append(_ text: some StringProtocol, to output: inout [UInt8]) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { append(bytes: $0, to: &output) }
        if done == nil { Array(text.utf8).withUnsafeBufferPointer { append(bytes: $0, to: &output) } }
    }

    static func append(bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        var start = 0
        // None of them is a letter: one comparison passes most bytes by.
        for place in 0..<bytes.count where bytes[place] <= UInt8(ascii: ">") || bytes[place] == 127 {
            guard let entity = entity(of: bytes[place]) else { continue }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<place]))
            entity.withUTF8Buffer { output.append(contentsOf: $0) }
            start = place + 1
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }

    /// NUL and other control characters are not allowed in HTML at all; they
    /// become the replacement character.
    private static func entity(of byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case 0..<9, 11, 12, 14..<32, 127: "\u{FFFD}"
        default: nil
        }
    }
}
