import Library
import Testing

/// Each policy refuses alone, with its own sentence.
@Suite struct LendingPolicyTests {
    private static let here = ServicePointID(1)
    private static let terms = LendingTerms(loanDays: 7, loanLimit: 2, renewals: 1, version: "t")

    private static func question(_ change: (inout LendingPolicy.Question) -> Void = { _ in }) -> LendingPolicy.Question
    {
        let reader = PatronStanding(
            patron: PatronID(1), traits: BorrowerTraits(category: .pupil, grade: 4, unit: UnitID(1)))
        var question = LendingPolicy.Question(
            copy: CopyState(id: CopyID(1), record: RecordID(1), owner: here, holder: here), reader: reader,
            point: here, terms: terms)
        change(&question)
        return question
    }

    private static func hold(_ id: Int64, _ state: Hold.State = .waiting) -> Hold {
        Hold(
            id: HoldID(id), record: RecordID(1), pickup: here, placedAt: Moment(milliseconds: id), state: state)
    }

    static let table: [(policy: LendingPolicy, refusal: LendingRefusal, question: LendingPolicy.Question)] = [
        (.readerIsInForce, .readerEnded, question { $0.reader.hasEnded = true }),
        (.copyIsInTheRegister, .copyWithdrawn, question { $0.copy.status = .withdrawn }),
        (.copyIsNotOut, .copyOnLoan, question { $0.copy.status = .onLoan }),
        (.copyIsNotInABox, .copyInBox, question { $0.copy.status = .inTransit }),
        (.copyIsNotCalledBack, .copyRecalled, question { $0.box = .recalled }),
        (
            .copyIsNotPromisedToAnother, .copyPromised,
            question { ($0.copy.status, $0.copy.hold) = (.setAside, HoldID(9)) }
        ),
        (.copyIsHere, .copyElsewhere, question { $0.copy.holder = ServicePointID(2) }),
        (.copyIsNotExpectedElsewhere, .copyExpected, question { $0.copy.plannedHolder = ServicePointID(2) }),
        (.nobodyElseWaits, .othersWait, question { $0.queue = [hold(5)] }),
        (.limitIsNotReached, .limitReached, question { $0.reader.openLoans = 2 }),
        (
            .nothingIsLate, .overdueBlocks,
            question {
                $0.reader.overdueLoans = 1
                $0.terms.overdueBlocks = true
            }
        ),
    ]

    @Test func `every policy stands in the table and refuses alone`() {
        #expect(Set(Self.table.map(\.policy)) == Set(LendingPolicy.allCases))
        for row in Self.table {
            for policy in LendingPolicy.allCases {
                #expect(policy.refusal(row.question) == (policy == row.policy ? row.refusal : nil), "\(policy)")
            }
            #expect(LendingPolicy.refusal(row.question) == row.refusal)
        }
        #expect(LendingPolicy.refusal(Self.question()) == nil)
    }

    @Test func `what may be insisted on is lent by somebody who read why not, and nothing else`() {
        for row in Self.table {
            var insisted = row.question
            insisted.isInsisted = true
            #expect((LendingPolicy.refusal(insisted) == nil) == row.refusal.canBeInsisted, "\(row.policy)")
        }
    }

    @Test func `being late warns unless the library says that it blocks`() {
        #expect(LendingPolicy.refusal(Self.question { $0.reader.overdueLoans = 3 }) == nil)
    }

    @Test func `who waits first gets the copy, who waits later does not pass`() {
        let first = Self.question {
            $0.reader.holds = [Self.hold(5)]
            $0.queue = [Self.hold(5), Self.hold(6)]
        }
        let later = Self.question {
            $0.reader.holds = [Self.hold(6)]
            $0.queue = [Self.hold(5), Self.hold(6)]
        }

        let plenty = Self.question {
            $0.queue = [Self.hold(5)]
            $0.free = 2
        }

        #expect(LendingPolicy.refusal(plenty) == nil, "a copy is left for who waits")
        #expect(LendingPolicy.refusal(first) == nil)
        #expect(LendingPolicy.refusal(later) == .othersWait)
    }

    @Test func `a hold ends when its title is lent, and frees the copy that was set aside`() throws {
        let aside = CopyState(
            id: CopyID(2), record: RecordID(1), owner: Self.here, holder: Self.here, status: .setAside, hold: HoldID(5))
        let asked = Self.question {
            $0.reader.holds = [Self.hold(5, .ready(CopyID(2), since: Moment(milliseconds: 9)))]
            $0.queue = [Self.hold(6)]
        }

        let facts = try Lending.lend(asked, as: LoanID(1), dueOn: Day(2026, 9, 9)!, releasing: aside)

        #expect(facts.first == .holdEnded(HoldID(5), .filled))
        #expect(facts.contains(.holdReady(HoldID(6), CopyID(2), at: Self.here)))
        guard case .loanOpened(LoanID(1), let opening) = facts.last else { return #expect(Bool(false)) }
        #expect(opening.policy == "t" && opening.borrower.grade == 4)
    }

    @Test func `a renewal is refused when others wait, when used up, when it gains nothing`() throws {
        let loan = Loan(
            id: LoanID(1), copy: CopyID(1), point: Self.here, owner: Self.here, openedAt: Moment(milliseconds: 0),
            dueOn: Day(2026, 9, 9)!, borrower: BorrowerTraits(category: .adult, grade: nil, unit: UnitID(1)))
        let reader = Self.question().reader
        let renew = { (loan: Loan, day: Day, queue: [Hold]) -> LendingRefusal? in
            do throws(LendingRefusal) {
                _ = try Lending.renew(loan, of: reader, at: Self.here, under: Self.terms, dueOn: day, queue: queue)
                return nil
            } catch { return error }
        }
        var renewed = loan
        renewed.renewals = 1
        var closed = loan
        closed.closing = Loan.Closing(at: Moment(milliseconds: 1), point: Self.here, isLoss: false)

        #expect(renew(loan, Day(2026, 9, 12)!, []) == nil)
        #expect(renew(loan, Day(2026, 9, 12)!, [Self.hold(1)]) == .othersWait)
        #expect(renew(renewed, Day(2026, 9, 12)!, []) == .renewalsUsed)
        #expect(renew(loan, Day(2026, 9, 9)!, []) == .renewalTooEarly)
        #expect(renew(closed, Day(2026, 9, 12)!, []) == .loanEnded)
    }

    @Test func `a copy set aside expires by whole days from where the reader comes for it`() {
        let hold = Self.hold(5, .ready(CopyID(1), since: Day(2026, 9, 1)!.start))
        var copy = CopyState(
            id: CopyID(1), record: RecordID(1), owner: Self.here, holder: Self.here, status: .setAside, hold: HoldID(5))
        let arrival = Day(2026, 9, 3)!.start.adding(.seconds(3_600))
        let isOver = { (copy: CopyState, day: Day) in
            Holds.hasExpired(hold, copy: copy, arrival: arrival, now: day.start, days: 7)
        }

        #expect(!isOver(copy, Day(2026, 9, 10)!))
        #expect(isOver(copy, Day(2026, 9, 11)!))
        copy.holder = ServicePointID(2)
        #expect(!isOver(copy, Day(2026, 12, 11)!), "on its way it waits for nobody")
    }
}
