import CSearchRank

/// The first byte of every term of the index: what kind of term it is.
enum TermTag: UInt8 {
    /// A creator's whole name, folded; for completions.
    case creatorName = 0x63
    /// A word as written, in canonical spelling; only when it has marks.
    case exactWord = 0x65
    /// A word without marks.
    case foldedWord = 0x66
    /// A standard number.
    case identifier = 0x69
    /// Two neighbouring words without marks.
    case foldedPair = 0x70
    /// Two neighbouring words as written; only when one has marks.
    case exactPair = 0x71
    /// A whole subject heading, folded; for completions.
    case subjectHeading = 0x73
    /// A whole title, folded.
    case wholeTitle = 0x74

    /// The key of a term of this kind.
    func key(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = [rawValue]
        bytes.append(contentsOf: text.utf8)
        return bytes
    }

    /// The key of two neighbouring words.
    func key(_ first: String, _ second: String) -> [UInt8] {
        key(first + " " + second)
    }
}
