/// How the rejected records of a file become a file of the same format, which
/// a librarian mends and puts in again.
///
/// Every `sourceBytes` of a list format, of a patch as of a diagnostic, stands
/// for itself:
/// - marc: the record; a missing terminator is put back.
/// - marcxml: the record element, with the namespace prefixes it uses declared.
/// - csv, and xlsx as csv: the heading line and the line of the row, in UTF-8;
///   a row without its headings could not be read by anybody. The headings are
///   written once.
///
/// For example:
///
///     var file = format.prefix
///     for (index, bytes) in rejects.enumerated() { file += format.body(of: bytes, isFirst: index == 0) }
///     file += format.suffix
package struct RejectFormat: Equatable, Sendable {
    /// The ending of the file's name, without a dot.
    package var fileExtension: String
    package var prefix: [UInt8]
    package var suffix: [UInt8]
    private let format: FileFormat

    /// Nil for books: a rejected book is its own file.
    package init?(_ format: FileFormat) {
        self.format = format
        (prefix, suffix) = ([], [])
        switch format {
        case .marc: fileExtension = "mrc"
        case .marcxml:
            fileExtension = "xml"
            prefix = Array(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n"
                    .utf8)
            suffix = Array("</collection>\n".utf8)
        case .csv, .xlsx: fileExtension = "csv"
        case .epub, .pdf, .text: return nil
        }
    }

    /// The bytes of one record as they stand in the file.
    package func body(of sourceBytes: [UInt8], isFirst: Bool) -> [UInt8] {
        switch format {
        case .marc: return sourceBytes.last == 0x1D ? sourceBytes : sourceBytes + [0x1D]
        case .marcxml: return ending(sourceBytes[...])
        case .csv, .xlsx:
            guard !isFirst else { return ending(sourceBytes[...]) }
            return ending(sourceBytes[RejectFormat.headingLength(sourceBytes)...])
        case .epub, .pdf, .text: return sourceBytes
        }
    }

    private func ending(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.last == UInt8(ascii: "\n") ? Array(bytes) : bytes + [UInt8(ascii: "\n")]
    }

    /// The length of the first line, with its line end; line ends in quotes
    /// belong to a cell.
    package static func headingLength(_ bytes: [UInt8]) -> Int {
        var isQuoted = false
        for (place, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: "\n"), !isQuoted { return place + 1 }
        }
        return bytes.count
    }
}
