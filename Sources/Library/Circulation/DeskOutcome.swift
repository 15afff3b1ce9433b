/// What came of an act at the desk; kept by the act's number, so that the same
/// form sent again shows it. It names things by number, never a person's card.
package enum DeskOutcome: Equatable, Sendable {
    case reader(PatronID)
    case lent(LoanID)
    /// Back; and set aside for the next, when somebody waits.
    case returned(LoanID, HoldID?)
    case renewed(LoanID)
    case lost(LoanID)
    case used(CopyID)
    case shown(CopyID)
    case found(CopyID)
    case takenIn(CopyID)
    case belongsElsewhere(CopyID)
    case promised(CopyID, HoldID)
    case setAside(CopyID, HoldID)
    case holdEnded(HoldID)
    case choose(reader: PatronID?, copies: [CopyID])
    case refused(LendingRefusal, CopyID?)

    /// How it sounds and looks.
    package enum Tone: String, Sendable {
        case done, notice, refused
    }

    package var tone: Tone {
        switch self {
        case .reader, .lent, .renewed, .used, .found, .takenIn, .returned(_, nil): .done
        case .returned, .shown, .setAside, .belongsElsewhere, .promised, .choose, .lost, .holdEnded: .notice
        case .refused: .refused
        }
    }

    /// "lent 12", "refused copy-on-loan 7".
    package var coded: String {
        switch self {
        case .reader(let id): "reader \(id)"
        case .lent(let id): "lent \(id)"
        case .returned(let id, let hold): "returned \(id)" + (hold.map { " \($0)" } ?? "")
        case .renewed(let id): "renewed \(id)"
        case .lost(let id): "lost \(id)"
        case .used(let id): "used \(id)"
        case .shown(let id): "shown \(id)"
        case .found(let id): "found \(id)"
        case .takenIn(let id): "taken-in \(id)"
        case .belongsElsewhere(let id): "elsewhere \(id)"
        case .promised(let id, let hold): "promised \(id) \(hold)"
        case .setAside(let id, let hold): "set-aside \(id) \(hold)"
        case .holdEnded(let id): "hold-ended \(id)"
        case .choose(let reader, let copies):
            "choose " + ([reader.map(\.description) ?? "-"] + copies.map(\.description)).joined(separator: " ")
        case .refused(let refusal, let copy): "refused \(refusal.rawValue)" + (copy.map { " \($0)" } ?? "")
        }
    }

    /// Nil for what no version of ours writes.
    package init?(coded: some StringProtocol) {
        let words = String(coded).split(separator: " ").map { String($0) }
        let numbers = words.dropFirst().map { Int64($0) }
        let number = numbers.first ?? nil
        let second = numbers.count > 1 ? numbers[1] : nil
        switch (words.first, number) {
        case ("reader", let id?): self = .reader(PatronID(id))
        case ("lent", let id?): self = .lent(LoanID(id))
        case ("returned", let id?): self = .returned(LoanID(id), second.map { HoldID($0) })
        case ("renewed", let id?): self = .renewed(LoanID(id))
        case ("lost", let id?): self = .lost(LoanID(id))
        case ("used", let id?): self = .used(CopyID(id))
        case ("shown", let id?): self = .shown(CopyID(id))
        case ("found", let id?): self = .found(CopyID(id))
        case ("taken-in", let id?): self = .takenIn(CopyID(id))
        case ("elsewhere", let id?): self = .belongsElsewhere(CopyID(id))
        case ("promised", let id?): self = .promised(CopyID(id), HoldID(second ?? 0))
        case ("set-aside", let id?): self = .setAside(CopyID(id), HoldID(second ?? 0))
        case ("hold-ended", let id?): self = .holdEnded(HoldID(id))
        case ("choose", _):
            self = .choose(
                reader: number.map { PatronID($0) },
                copies: numbers.dropFirst().compactMap { $0.map { CopyID($0) } })
        case ("refused", _):
            guard words.count > 1, let refusal = LendingRefusal(rawValue: words[1]) else { return nil }
            self = .refused(refusal, second.map { CopyID($0) })
        default: return nil
        }
    }
}
