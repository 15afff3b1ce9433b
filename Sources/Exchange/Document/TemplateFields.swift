/// Finds the fields in the paragraphs of a part: `{{so}}`, `{{#dong}}`,
/// `{{/dong}}`. Word cuts a word into runs as it likes (spelling, a change of
/// cursor), so that a field may begin in one `w:t` and end in another; it then
/// stands where it began.
enum TemplateFields {
    /// Reads the texts of every paragraph below.
    static func find(in nodes: [DocumentNode]) throws(TemplateFault) {
        for node in nodes {
            guard case .element(let element) = node else { continue }
            if element.name == "w:p" { try read(element) }
            try find(in: element.children)
        }
    }

    private static func read(_ paragraph: DocumentElement) throws(TemplateFault) {
        let texts = paragraph.texts
        var bytes: [UInt8] = [], owners: [Int] = []
        for (number, text) in texts.enumerated() {
            for case .text(let written) in text.children {
                bytes += written
                owners += Array(repeating: number, count: written.count)
            }
        }
        var pieces: [[TextPiece]] = Array(repeating: [], count: texts.count)
        var place = 0
        while place < bytes.count {
            let owner = owners[place]
            guard isPair(bytes, at: place, UInt8(ascii: "{")) else {
                // A closing pair alone is a slip as well: the field would be printed.
                if isPair(bytes, at: place, UInt8(ascii: "}")) { throw .fieldBroken(said(bytes, around: place)) }
                let end = endOfLiteral(bytes, owners, from: place)
                pieces[owner].append(.literal(Array(bytes[place..<end])))
                place = end
                continue
            }
            guard let end = (place + 2..<bytes.count).first(where: { isPair(bytes, at: $0, UInt8(ascii: "}")) }),
                let piece = piece(bytes[(place + 2)..<end])
            else { throw .fieldBroken(said(bytes, around: place)) }
            pieces[owner].append(piece)
            place = end + 2
        }
        for (number, text) in texts.enumerated() {
            text.pieces = pieces[number]
            // A field may begin or end with a space, which Word would drop.
            if !text.opening.isSpacePreserving { text.opening = Array("<w:t xml:space=\"preserve\">".utf8) }
        }
    }

    private static func endOfLiteral(_ bytes: [UInt8], _ owners: [Int], from start: Int) -> Int {
        var place = start
        while place < bytes.count, owners[place] == owners[start] {
            if isPair(bytes, at: place, UInt8(ascii: "{")) || isPair(bytes, at: place, UInt8(ascii: "}")) { break }
            place += 1
        }
        return max(place, start + 1)
    }

    private static func isPair(_ bytes: [UInt8], at place: Int, _ brace: UInt8) -> Bool {
        place + 1 < bytes.count && bytes[place] == brace && bytes[place + 1] == brace
    }

    /// Nil for what is no name: small letters, digits and hyphens.
    private static func piece(_ inside: ArraySlice<UInt8>) -> TextPiece? {
        var name = inside.drop { $0 == 0x20 }
        while name.last == 0x20 { name.removeLast() }
        let sign = name.first
        if sign == UInt8(ascii: "#") || sign == UInt8(ascii: "/") { name.removeFirst() }
        let isName = name.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
        }
        guard !name.isEmpty, name.count <= 60, isName else { return nil }
        let text = String(decoding: name, as: UTF8.self)
        return switch sign {
        case UInt8(ascii: "#"): .open(text)
        case UInt8(ascii: "/"): .close(text)
        default: .field(text)
        }
    }

    /// Some letters of the text around a slip, for whoever looks for it.
    private static func said(_ bytes: [UInt8], around place: Int) -> String {
        String(decoding: bytes[place..<min(bytes.count, place + 40)], as: UTF8.self)
    }
}

extension [UInt8] {
    fileprivate var isSpacePreserving: Bool {
        String(decoding: self, as: UTF8.self).contains("xml:space=\"preserve\"")
    }
}
