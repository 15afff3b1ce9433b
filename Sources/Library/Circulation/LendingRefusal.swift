/// Why the desk does not do what was asked. The sentences, and what to do next,
/// are in `Locales/*-circulation.yaml` under `lending-refusal`;
/// `docs/errors.md` lists them.
package enum LendingRefusal: String, Error, Sendable, CaseIterable {
    // The scan
    /// Nothing that could be read: empty, too long, control characters.
    case scanUnreadable = "scan-unreadable"
    /// A card's number whose check digit does not fit.
    case scanDamaged = "scan-damaged"
    /// Well read, and on no card and no copy of the library.
    case scanUnknown = "scan-unknown"
    /// The number printed by the publisher, which all copies share.
    case scanISBN = "scan-isbn"
    /// An address of the web, as on a poster.
    case scanAddress = "scan-address"

    // The reader
    case cardLost = "card-lost"
    case readerEnded = "reader-ended"
    /// Not a reader of this place, and the card was not shown here.
    case readerUnknown = "reader-unknown"
    case limitReached = "limit-reached"
    case overdueBlocks = "overdue-blocks"

    // The copy
    case copyUnknown = "copy-unknown"
    case copyWithdrawn = "copy-withdrawn"
    /// Somebody else has it: the other desk was faster.
    case copyOnLoan = "copy-on-loan"
    /// Lent here a moment ago: the scanner read it twice.
    case copyJustLent = "copy-just-lent"
    case copyInBox = "copy-in-box"
    case copyRecalled = "copy-recalled"
    case copyElsewhere = "copy-elsewhere"
    /// Set aside for somebody else.
    case copyPromised = "copy-promised"
    /// Here, and to be sent to another place.
    case copyExpected = "copy-expected"
    case copyNotOnLoan = "copy-not-on-loan"
    /// Others wait for the title.
    case othersWait = "others-wait"

    // Loans
    case loanUnknown = "loan-unknown"
    case loanEnded = "loan-ended"
    case renewalsUsed = "renewals-used"
    /// The new day would not be later than the old one.
    case renewalTooEarly = "renewal-too-early"

    // Holds
    case holdUnknown = "hold-unknown"
    case holdEnded = "hold-ended"
    case holdTwice = "hold-twice"
    case holdHasLoan = "hold-has-loan"
    case holdLimitReached = "hold-limit-reached"
    /// No copy that could ever be lent.
    case holdNoCopy = "hold-no-copy"

    // Personal data
    /// Copies are still out on this reader's name.
    case loansOpen = "loans-open"
    /// The reader also works here: the account of staff has to be ended first.
    case readerIsStaff = "reader-is-staff"
    /// More than lending needs is kept only with a guardian's consent.
    case consentMissing = "consent-missing"

    /// Whether somebody at the desk may do it all the same, having read why not.
    package var canBeInsisted: Bool {
        switch self {
        case .othersWait, .copyExpected, .copyElsewhere: true
        default: false
        }
    }
}

extension LendingRefusal {
    /// What a desk says of a fact the ledger could not take.
    package init(_ conflict: LedgerConflict) {
        switch conflict {
        case .copyOnLoan: self = .copyOnLoan
        case .copySetAside: self = .copyPromised
        case .copyInBox, .boxUnknown, .boxState, .boxElsewhere, .boxEmpty, .sealWrong: self = .copyInBox
        case .copyRecalled: self = .copyRecalled
        case .copyElsewhere: self = .copyElsewhere
        case .copyGone: self = .copyWithdrawn
        case .copyMissing, .copyUnknown: self = .copyUnknown
        case .loanUnknown: self = .loanUnknown
        case .loanEnded: self = .loanEnded
        case .limitReached: self = .limitReached
        case .readerEnded: self = .readerEnded
        case .holdUnknown: self = .holdUnknown
        case .holdEnded: self = .holdEnded
        case .copyUsed: self = .copyElsewhere
        case .numberTaken, .exceptionUnknown, .factMalformed, .laterAct, .clockWrong: self = .loanUnknown
        }
    }
}
