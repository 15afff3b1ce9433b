import Library

/// One row of a text table as text.
///
/// The first bytes of a table tell its encoding, but tables are pasted together
/// from several: a row that is no UTF-8 is read by itself, and told.
struct RowText {
    var cells: [String]
    /// What a person should look at in the row; nil for nearly all.
    var fault: RecordFault?

    init(_ cells: [[UInt8]], of bytes: [UInt8]) {
        let shape = TextShape(bytes)
        if !shape.isUTF8, !shape.speaksForUTF8, let guess = EncodingGuess.of(bytes) {
            self.cells = cells.map { guess.decode($0) ?? Self.utf8($0) }
            fault = RecordFault(
                .encodingGuessed, "The row is not UTF-8 as the table is; it was read as \(guess.encoding).")
            return
        }
        self.cells = cells.map(Self.utf8)
        if !shape.isUTF8 {
            fault = RecordFault(
                .textDamaged, "\(shape.broken) bytes of the row are no letters; each is shown as U+FFFD.")
        } else if bytes.contains(0) {
            fault = RecordFault(.textDamaged, "The row holds zero bytes, which are no letters; they were left out.")
        } else if !shape.isASCII, bytes.firstRange(of: [0xEF, 0xBF, 0xBD] as [UInt8]) != nil {
            fault = RecordFault(.textDamaged, "Letters of the row were lost before and stand as U+FFFD.")
        }
    }

    private static func utf8(_ cell: [UInt8]) -> String {
        String(decoding: cell.contains(0) ? cell.filter { $0 != 0 } : cell, as: UTF8.self)
    }
}
