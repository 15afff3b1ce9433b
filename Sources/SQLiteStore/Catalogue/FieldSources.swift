import Library

/// Which source each field of a record has and which are locked, as one short
/// text: a letter per ``BibField`` in the order of its cases, "." where
/// nobody has spoken, a capital where a cataloguer has locked it.
///
/// Rows of their own would be a dozen per record (docs/decisions/0008). New
/// fields are added at the end; a shorter text means they are not yet said.
enum FieldSources {
    private static let nothing = UInt8(ascii: ".")

    private static func letter(_ source: ValueSource) -> UInt8 {
        switch source {
        case .guessed: UInt8(ascii: "g")
        case .file: UInt8(ascii: "f")
        case .marc: UInt8(ascii: "m")
        case .cataloguer: UInt8(ascii: "c")
        }
    }

    static func encode(_ sources: [BibField: ValueSource], locked: Set<BibField>) -> String {
        var text = [UInt8](repeating: nothing, count: BibField.allCases.count)
        for (field, source) in sources {
            text[field.ordinal] = locked.contains(field) ? letter(source) - 0x20 : letter(source)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for a text that ``encode(_:locked:)`` does not write.
    static func decode(_ text: String) -> (sources: [BibField: ValueSource], locked: Set<BibField>)? {
        var sources: [BibField: ValueSource] = [:]
        var locked: Set<BibField> = []
        guard text.utf8.count <= BibField.allCases.count else { return nil }
        for (field, byte) in zip(BibField.allCases, text.utf8) where byte != nothing {
            guard let source = ValueSource.allCases.first(where: { letter($0) == byte | 0x20 }) else { return nil }
            sources[field] = source
            if byte & 0x20 == 0 { locked.insert(field) }
        }
        return (sources, locked)
    }
}
