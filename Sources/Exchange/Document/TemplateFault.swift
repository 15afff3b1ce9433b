/// Why a template cannot be filled; said to whoever edited it.
package enum TemplateFault: Error, Equatable, Sendable {
    /// No `word/document.xml`, or no content types: not a document at all.
    case partMissing(String)
    /// The part is not written as a worker writes it.
    case damaged(part: String)
    /// Braces that are no field: `{{số }`, `{{ }}`.
    case fieldBroken(String)
    /// A name the product does not know.
    case fieldUnknown(String)
    /// A document without it would not be the document that was asked for.
    case fieldMissing(String)
    /// A list that is opened and not closed where it could be, or the other way
    /// round.
    case listBroken(String)
}
