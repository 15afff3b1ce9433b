import ArgumentParser
import Library
import Web

/// What became of a list, row by row where something is wrong, in the sentences
/// of the pages.
struct ListReport {
    /// What a row of the list is.
    enum Kind { case readers, institutions }

    var kind: Kind
    var outcomes: [ListOutcome]
    private let words = CommandWords()

    init(_ kind: Kind, _ outcomes: [ListOutcome]) { (self.kind, self.outcomes) = (kind, outcomes) }

    /// The sums to standard output, a line for every rejected row to standard error.
    func print() throws {
        var counts = (added: 0, changed: 0, unchanged: 0, rejected: 0)
        let sentences = words.sentences
        for outcome in outcomes.sorted(by: { $0.line < $1.line }) {
            switch outcome.result {
            case .added: counts.added += 1
            case .changed: counts.changed += 1
            case .unchanged: counts.unchanged += 1
            case .rejected(let fault):
                counts.rejected += 1
                let sentence = kind == .readers ? sentences?.ofReader(fault) : sentences?.ofInstitution(fault)
                let place = words.row(outcome.line, sheet: outcome.sheet)
                let cells = outcome.cells.joined(separator: " | ")
                Terminal.say("\(place)\t\(fault.rawValue): \(sentence ?? "")\t\(cells)")
            }
        }
        Swift.print(
            words.counts(
                read: outcomes.count, added: counts.added, changed: counts.changed, unchanged: counts.unchanged,
                rejected: counts.rejected))
        guard counts.rejected > 0 else { return }
        throw ExitCode(counts.rejected == outcomes.count ? 2 : 1)
    }
}
