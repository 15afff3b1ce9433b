/// Why a workbook could not be written; each comes from the machine, none
/// from the values.
package enum SpreadsheetError: Error, Equatable {
    /// No place for a temporary file, or it could not be read back.
    case noTemporaryFile
    /// libxlsxwriter's own words.
    case writing(String)
}
