/// Why an event cannot apply to the state it meets. The sentences are in
/// `Locales/*-circulation.yaml` under `ledger-conflict`; `docs/errors.md` lists
/// them.
package enum LedgerConflict: String, Error, Sendable, CaseIterable {
    case copyUnknown = "copy-unknown"
    /// The number of a copy, loan, hold or box is in use already.
    case numberTaken = "number-taken"
    case copyOnLoan = "copy-on-loan"
    case copySetAside = "copy-set-aside"
    /// In a box that is packed, travelling or not counted yet.
    case copyInBox = "copy-in-box"
    /// Called back with its box: nobody may borrow it now.
    case copyRecalled = "copy-recalled"
    case copyElsewhere = "copy-elsewhere"
    case copyGone = "copy-gone"
    case copyMissing = "copy-missing"
    /// It has been lent or elsewhere: it cannot be as if it had never been entered.
    case copyUsed = "copy-used"
    /// Written down with an hour, and somebody had the copy in hand after it: what
    /// is known now is not put back by what was before.
    case laterAct = "later-act"
    case loanUnknown = "loan-unknown"
    /// The loan stands; the reader has more copies than the rules allow.
    case limitReached = "limit-reached"
    /// The loan stands; the reader's card had ended.
    case readerEnded = "reader-ended"
    /// The loan stands and has ended; by the clock it ended before it began.
    case clockWrong = "clock-wrong"
    case loanEnded = "loan-ended"
    case holdUnknown = "hold-unknown"
    case holdEnded = "hold-ended"
    case boxUnknown = "box-unknown"
    /// The box is not in a state in which this can be done.
    case boxState = "box-state"
    case boxElsewhere = "box-elsewhere"
    case boxEmpty = "box-empty"
    /// What was counted at sealing is not what is in the box.
    case sealWrong = "seal-wrong"
    case exceptionUnknown = "exception-unknown"
    /// True of nothing: a line 0, a count below 0, a day in no calendar. Such a
    /// fact is refused at the door and does not stand in the ledger.
    case factMalformed = "fact-malformed"
}
