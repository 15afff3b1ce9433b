/// A place in a book as it stands in a URL: `/doc/12/s3#d41`.
package struct Place: Hashable, Sendable, CustomStringConvertible {
    /// 1-based section (or page of a PDF).
    package var section: Int
    /// The block `id="d{n}"` in it.
    package var block: Int?
    package init(section: Int, block: Int? = nil) { (self.section, self.block) = (section, block) }

    /// The path component: "s3".
    package var description: String { "s\(section)" }
    package var fragment: String? { block.map { "d\($0)" } }

    /// Reads "s3"; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard text.first == "s", let section = Int(text.dropFirst()), section > 0, section < 1_000_000 else {
            return nil
        }
        self.init(section: section)
    }
}
