/// Everything that can stand in the way of a loan, in the order in which it is
/// told. This list is the whole policy; a library changes its numbers.
package enum LendingPolicy: CaseIterable, Sendable {
    case readerIsInForce
    case copyIsInTheRegister
    case copyIsNotOut
    case copyIsNotInABox
    case copyIsNotCalledBack
    case copyIsNotPromisedToAnother
    case copyIsHere
    case copyIsNotExpectedElsewhere
    case nobodyElseWaits
    case limitIsNotReached
    case nothingIsLate

    /// What a loan is judged by.
    package struct Question: Equatable, Sendable {
        package var copy: CopyState
        /// The state of the box it came in, when it is in one.
        package var box: BoxState?
        package var reader: PatronStanding
        package var point: ServicePointID
        package var terms: LendingTerms
        /// Who waits for the title, the first first.
        package var queue: [Hold]
        /// Copies of the title on any shelf, this one among them: while there are
        /// more of them than readers who wait, lending one takes it from nobody.
        package var free: Int
        /// Somebody at the desk has read why not, and does it all the same.
        package var isInsisted: Bool

        package init(
            copy: CopyState, box: BoxState? = nil, reader: PatronStanding, point: ServicePointID, terms: LendingTerms,
            queue: [Hold] = [], free: Int = 1, isInsisted: Bool = false
        ) {
            (self.copy, self.box, self.reader, self.point) = (copy, box, reader, point)
            (self.terms, self.queue, self.free, self.isInsisted) = (terms, queue, free, isInsisted)
        }
    }

    /// Nil when this one does not stand in the way.
    package func refusal(_ asked: Question) -> LendingRefusal? {
        let copy = asked.copy
        let own = asked.reader.hold(for: copy.record)
        switch self {
        case .readerIsInForce: return asked.reader.hasEnded ? .readerEnded : nil
        case .copyIsInTheRegister: return copy.status == .withdrawn ? .copyWithdrawn : nil
        case .copyIsNotOut: return copy.status == .onLoan ? .copyOnLoan : nil
        case .copyIsNotInABox:
            switch copy.status {
            case .packed, .inTransit, .awaitingCheck, .counted: return .copyInBox
            default: return nil
            }
        case .copyIsNotCalledBack: return asked.box == .recalled ? .copyRecalled : nil
        case .copyIsNotPromisedToAnother:
            return copy.status == .setAside && copy.hold != own?.id ? .copyPromised : nil
        case .copyIsHere:
            // Who has a missing copy in hand has found it.
            guard copy.holder != asked.point, copy.status == .available || copy.status == .setAside else { return nil }
            return asked.isInsisted || own != nil ? nil : .copyElsewhere
        case .copyIsNotExpectedElsewhere:
            guard let plan = copy.plannedHolder, plan != asked.point, copy.status == .available else { return nil }
            return asked.isInsisted ? nil : .copyExpected
        case .nobodyElseWaits:
            guard copy.status != .setAside, let first = asked.queue.first, !asked.isInsisted else { return nil }
            if let own, own.id == first.id || own.state != .waiting { return nil }
            return asked.queue.count < asked.free ? nil : .othersWait
        case .limitIsNotReached: return asked.reader.openLoans >= asked.terms.loanLimit ? .limitReached : nil
        case .nothingIsLate:
            return asked.terms.overdueBlocks && asked.reader.overdueLoans > 0 ? .overdueBlocks : nil
        }
    }

    /// The first thing that stands in the way of a loan.
    package static func refusal(_ asked: Question) -> LendingRefusal? {
        allCases.lazy.compactMap { $0.refusal(asked) }.first
    }
}
