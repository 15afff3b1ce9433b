/// The version of the scanner's output, stored with every index.
package enum TextVersion {
    /// Raise it whenever ``WordScanner`` gives other words, other ranges or
    /// other spellings: an index built with another number is rebuilt.
    package static let tokenizer = 1
}
