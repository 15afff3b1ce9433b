/// The text of `successions.tsv` as `UnitFiles` reads it: every link with what
/// people said of it. Taken in again where it comes from, it changes nothing;
/// elsewhere it brings what was confirmed.
package enum SuccessionFile {
    package static let name = "successions.tsv"

    /// By the codes of the former units.
    package static func text(of links: [UnitSuccession]) -> String {
        let sorted = links.sorted { ($0.old.code, $0.new.code, $0.id) < ($1.old.code, $1.new.code, $1.id) }
        let lines = sorted.map { link in
            [
                link.old.code, link.new.code, link.extent?.description ?? "", link.source, link.confirmedBy ?? "",
            ].map(cell).joined(separator: "\t")
        }
        return ([heading] + lines).joined(separator: "\n") + "\n"
    }

    private static let heading = "# old code\tnew code\twhole | part | part:40\tsource\tconfirmed by"

    /// A tab or the end of a line in a name would be read as the end of a cell.
    private static func cell(_ text: String) -> String {
        String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 })
    }
}
