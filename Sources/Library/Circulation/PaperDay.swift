/// A line of a day that was written on paper, while there was no power.
package struct PaperLine: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case out
        case back = "in"
        case room
    }
    /// On the sheet, from 1.
    package var row: Int
    package var kind: Kind
    /// As it was typed; needed for `out` alone.
    package var card: String
    package var copy: String
    package var at: Moment
    /// Somebody has looked again: the sheet does say this copy, although it is at
    /// home elsewhere.
    package var isInsisted: Bool
    package init(row: Int, kind: Kind, card: String, copy: String, at moment: Moment, isInsisted: Bool = false) {
        (self.row, self.kind, self.card, self.copy, at) = (row, kind, card, copy, moment)
        self.isInsisted = isInsisted
    }

    /// Why a line is not taken at once, although it names a copy: by the books the
    /// copy has nothing to do with the point, and one wrong letter of a number
    /// names the book of another school.
    package func doubt(about copy: CopyState, at point: ServicePointID) -> LendingRefusal? {
        let isOfThisPoint = [copy.holder, copy.owner, copy.plannedHolder].contains(point)
        return isOfThisPoint || isInsisted ? nil : .copyElsewhere
    }
}

package struct PaperOutcome: Equatable, Sendable {
    package enum Result: Equatable, Sendable {
        /// It stands in the ledger.
        case taken
        /// It stands in the ledger, and among the exceptions too: the desk would have
        /// refused the loan.
        case questioned(LoanDoubt)
        /// It stands among the exceptions, where a librarian settles it.
        case exception(LedgerConflict)
        /// It names nothing that is known, or a copy of another place
        /// (`copy-elsewhere`); corrected or insisted on, and sent again.
        case unread(LendingRefusal)
    }
    package var row: Int
    package var result: Result
    package init(row: Int, result: Result) { (self.row, self.result) = (row, result) }

    /// "3 taken", "6 questioned limit-reached", "4 exception copy-on-loan",
    /// "5 unread card-lost".
    package var coded: String {
        switch result {
        case .taken: "\(row) taken"
        case .questioned(let doubt): "\(row) questioned \(doubt.rawValue)"
        case .exception(let conflict): "\(row) exception \(conflict.rawValue)"
        case .unread(let refusal): "\(row) unread \(refusal.rawValue)"
        }
    }

    package init?(coded: some StringProtocol) {
        let words = String(coded).split(separator: " ").map { String($0) }
        guard words.count >= 2, let row = Int(words[0]) else { return nil }
        self.row = row
        switch words[1] {
        case "taken": result = .taken
        case "questioned":
            guard words.count > 2, let doubt = LoanDoubt(rawValue: words[2]) else { return nil }
            result = .questioned(doubt)
        case "exception":
            guard words.count > 2, let conflict = LedgerConflict(rawValue: words[2]) else { return nil }
            result = .exception(conflict)
        case "unread":
            guard words.count > 2, let refusal = LendingRefusal(rawValue: words[2]) else { return nil }
            result = .unread(refusal)
        default: return nil
        }
    }
}
