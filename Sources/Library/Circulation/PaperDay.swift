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
    package init(row: Int, kind: Kind, card: String, copy: String, at moment: Moment) {
        (self.row, self.kind, self.card, self.copy, at) = (row, kind, card, copy, moment)
    }
}

package struct PaperOutcome: Equatable, Sendable {
    package enum Result: Equatable, Sendable {
        /// It stands in the ledger.
        case taken
        /// It stands among the exceptions, where a librarian settles it.
        case exception(LedgerConflict)
        /// It names nothing that is known; corrected and sent again.
        case unread(LendingRefusal)
    }
    package var row: Int
    package var result: Result
    package init(row: Int, result: Result) { (self.row, self.result) = (row, result) }

    /// "3 taken", "4 exception copy-on-loan", "5 unread card-lost".
    package var coded: String {
        switch result {
        case .taken: "\(row) taken"
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
