import Library

/// Which source each field of a record has and which are locked, as one short
/// text: a letter per ``BibField`` in the order of its cases, "." where
/// nobody has spoken, a capital where a cataloguer has locked it.
///
/// Rows of their own would be a dozen per record (docs/decisions/0008). New
/// fields are added at the end; a shorter text means they are not yet said.
enum FieldSources {
    private static let letters: [ValueSource: UInt8] = [
        .guessed: UInt8(ascii: "g"), .file: UInt8(ascii: "f"), .marc: UInt8(ascii: "m"), .cataloguer: UInt8(ascii: "c"),
    ]
    private static let nothing = UInt8(ascii: ".")

    static func encode(_ sources: [BibField: ValueSource], locked: Set<BibField>) -> String {
        let text = BibField.allCases.map { field -> UInt8 in
            guard let source = sources[field], let letter = letters[source] else { return nothing }
            return locked.contains(field) ? letter - 0x20 : letter
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for a text that ``encode(_:locked:)`` does not write.
    static func decode(_ text: String) -> (sources: [BibField: ValueSource], locked: Set<BibField>)? {
        var sources: [BibField: ValueSource] = [:]
        var locked: Set<BibField> = []
        guard text.utf8.count <= BibField.allCases.count else { return nil }
        for (field, byte) in zip(BibField.allCases, text.utf8) where byte != nothing {
            guard let source = letters.first(where: { $0.value == byte | 0x20 })?.key else { return nil }
            sources[field] = source
            if byte & 0x20 == 0 { locked.insert(field) }
        }
        return (sources, locked)
    }
}
