/// One copy of an accession register (sổ đăng ký cá biệt), read but not yet
/// matched with the records we know.
package struct AccessionLine: Equatable, Sendable {
    /// The row it stands in; a row with a span of numbers gives several lines.
    package var row: Int
    package var sheet: String?
    package var copy: CopyDraft
    package var title: String
    /// "1", "Tập 2": what a column of its own says.
    package var volume: String?
    package var creators: [String]
    package var publisher: String?
    package var place: String?
    /// 1000…2200.
    package var year: Int?
    package var classification: String?
    /// Thirteen valid digits.
    package var isbn: String?

    package init(
        row: Int, sheet: String? = nil, copy: CopyDraft, title: String, volume: String? = nil, creators: [String] = [],
        publisher: String? = nil, place: String? = nil, year: Int? = nil, classification: String? = nil,
        isbn: String? = nil
    ) {
        (self.row, self.sheet, self.copy, self.title, self.volume) = (row, sheet, copy, title, volume)
        (self.creators, self.publisher, self.place, self.year) = (creators, publisher, place, year)
        (self.classification, self.isbn) = (classification, isbn)
    }

    /// The years that are believed.
    package static let years = 1000...2200
}

/// A row that is not taken, or a number of it.
package struct AccessionRejection: Equatable, Sendable {
    package var row: TableRow
    /// What a person recognises it by: its number, else its title.
    package var label: String
    package var fault: AccessionFault
}

/// Why a row of a register is not taken; each has its line in `docs/errors.md`
/// and its sentence in the locales under `accession-fault`.
package enum AccessionFault: String, Error, Sendable, CaseIterable {
    case numberMissing = "number-missing"
    /// No digit in it, or more than 40 bytes.
    case numberInvalid = "number-invalid"
    /// The number stands in the list already, however it is spelled.
    case numberTwice = "number-twice"
    case titleMissing = "title-missing"
    case priceInvalid = "price-invalid"
    case yearInvalid = "year-invalid"
    case dateInvalid = "date-invalid"
    case quantityInvalid = "quantity-invalid"
    /// "1201-1205" with a quantity that is not 5.
    case quantityMismatch = "quantity-mismatch"
    /// More numbers in a row than ``AccessionNumbers/mostOfRow``.
    case spanTooLong = "span-too-long"
    /// No row has the headings that a register needs: number and title.
    case headingsMissing = "headings-missing"
}
