import ArgumentParser
import Library

/// What became of a list, row by row where something is wrong.
struct ListReport {
    var outcomes: [ListOutcome]

    /// The sums to standard output, a line for every rejected row to standard error.
    func print() throws {
        var counts = (added: 0, changed: 0, unchanged: 0, rejected: 0)
        for outcome in outcomes.sorted(by: { $0.line < $1.line }) {
            switch outcome.result {
            case .added: counts.added += 1
            case .changed: counts.changed += 1
            case .unchanged: counts.unchanged += 1
            case .rejected(let fault):
                counts.rejected += 1
                let sheet = outcome.sheet.map { " of sheet \($0)" } ?? ""
                Terminal.say(
                    "row \(outcome.line)\(sheet)\t\(fault.rawValue): \(Self.reason(fault))\t\(outcome.cells.joined(separator: " | "))"
                )
            }
        }
        Swift.print(
            "\(counts.added) added, \(counts.changed) changed, \(counts.unchanged) unchanged, \(counts.rejected) rejected"
        )
        guard counts.rejected > 0 else { return }
        throw ExitCode(counts.rejected == outcomes.count ? 2 : 1)
    }

    /// What was found, in a sentence; what to do stands in docs/errors.md.
    private static func reason(_ fault: ListFault) -> String {
        switch fault {
        case .nameMissing: "the row names nobody"
        case .kindUnknown: "no kind of institution is called so"
        case .pointKindUnknown: "no kind of service point is called so, in the column of libraries"
        case .unitUnknown: "no unit of today has this name or code"
        case .unitAmbiguous: "several units have this name; add the province or the code"
        case .codeTaken: "another institution has the code, or the commune has one of the name"
        case .rowTwice: "it stands in the list twice"
        case .dateInvalid: "a date cannot be"
        case .classMissing: "a pupil needs a class"
        case .categoryUnknown: "no kind of reader is called so"
        case .consentUnclear: "the guardian's consent is neither yes, no nor a day"
        case .cardInvalid: "this is no card number, or has a slip in it"
        case .cardTaken: "the card is another reader's, or was lost"
        case .personAmbiguous: "two readers of the class have this name; add the card"
        case .headingsMissing: "no row has the headings the list needs"
        }
    }
}
