import Library
import SQLiteStore
import Testing

@Suite struct LendingTests {
    @Test func `a scan of a card, a copy, and the copy again lends and takes back`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.school)[0]
        let reader = samples.readers[0]

        let opened = try await samples.desk(.scan(reader.card.text))
        let lent = try await samples.desk(.scan("tk 1"), reader: reader)
        let loans = try await samples.stores.lending.loans(LoanFilter(patron: reader.id))
        let back = try await samples.desk(.scan("TK.1"), act: samples.act(at: DeskSamples.now.adding(.seconds(600))))

        #expect(opened == .reader(reader.id))
        guard case .lent(let loan) = lent else { return #expect(Bool(false), "\(lent)") }
        #expect(loans.map(\.loan.id) == [loan] && loans.first?.borrower?.name == reader.facts.name)
        #expect(loans.first?.loan.dueOn == Day(DeskSamples.now.adding(.seconds(7 * 86_400))))
        #expect(back == .returned(loan, nil))
        #expect(try await samples.state(copy).status == .available)
        #expect(try await samples.isRebuiltEqual())
    }

    @Test func `a form sent twice shows its first outcome and lends once`() async throws {
        let samples = try await DeskSamples()
        _ = try await samples.base.copies(1, at: samples.school)
        let act = samples.act()

        let first = try await samples.desk(.scan("TK.1"), reader: samples.readers[0], act: act)
        let again = try await samples.desk(.scan("TK.1"), reader: samples.readers[0], act: act)

        #expect(first == again)
        #expect(try await samples.stores.lending.loans(LoanFilter(patron: samples.readers[0].id)).count == 1)
    }

    @Test func `of fifty desks that lend one copy at once, one does and all others are told`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.school)[0]

        let lending = samples.stores.lending
        let (point, readers) = (samples.school.point, samples.readers.map(\.id))
        let acts = (0..<50).map { _ in samples.act() }

        let outcomes = try await withThrowingTaskGroup(of: DeskOutcome.self) { group in
            for (number, act) in acts.enumerated() {
                let request = DeskRequest(
                    point: point, reader: readers[number % readers.count], wish: .lend(copy), rules: DeskSamples.rules)
                group.addTask { try await lending.perform(request, act: act) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(outcomes.count { if case .lent = $0 { true } else { false } } == 1)
        #expect(outcomes.count { $0 == .refused(.copyOnLoan, copy) } == 49)
        #expect(try await samples.stores.ledger.exceptions(ExceptionFilter()).isEmpty)
    }

    @Test func `limits hold by category, and a reader who has ended borrows nothing`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(4, at: samples.school)
        let reader = samples.readers[3]

        var outcomes: [DeskOutcome] = []
        for copy in copies.prefix(3) { outcomes.append(try await samples.desk(.lend(copy), reader: reader)) }
        _ = try await samples.library.store.membership.patrons.endSchoolYear(
            at: samples.school.point, lastGrade: 5, act: samples.act())
        let scanned = try await samples.desk(.scan(reader.card.text))
        let after = try await samples.desk(.lend(copies[3]), reader: reader)
        let back = try await samples.desk(.giveBack(copies[0]))

        #expect(outcomes[2] == .refused(.limitReached, copies[2]))
        #expect(scanned == .reader(reader.id))
        #expect(after == .refused(.readerEnded, copies[3]))
        guard case .returned = back else { return #expect(Bool(false), "\(back)") }
        // The list of the overdue still knows whom to ask.
        let late = try await samples.stores.lending.loans(
            LoanFilter(point: samples.school.point, dueBefore: Day(2030, 1, 1)))
        #expect(late.map(\.borrower?.name) == [reader.facts.name])
    }

    @Test func `a lost card is refused and its reader is not shown`() async throws {
        let samples = try await DeskSamples()
        let reader = samples.readers[0]
        _ = try await samples.library.store.membership.patrons.replaceCard(of: reader.id, act: samples.act())

        #expect(try await samples.desk(.scan(reader.card.text)) == .refused(.cardLost, nil))
    }

    @Test func `a copy of another place names the right place, comes in or is lent all the same`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(2, at: samples.other)
        let reader = samples.readers[0]

        let told = try await samples.desk(.scan("TK.1"), reader: reader)
        let untouched = try await samples.state(copies[0])
        let lent = try await samples.desk(.lend(copies[0]), reader: reader, isInsisted: true)
        let taken = try await samples.desk(.takeIn(copies[1]))
        let report = try #require(
            try await samples.stores.lending.desk(
                DeskQuery(point: samples.school.point, account: samples.staff, now: DeskSamples.now)
            ).recent.first { $0.outcome == taken })

        #expect(told == .belongsElsewhere(copies[0]))
        #expect(untouched.holder == samples.other.point)
        guard case .lent = lent else { return #expect(Bool(false), "\(lent)") }
        #expect(taken == .takenIn(copies[1]))
        #expect(report.copies.first?.plannedHolder?.id == samples.other.point)
        let state = try await samples.state(copies[0])
        #expect(state.owner == samples.other.point && state.plannedHolder == samples.other.point)
        #expect(try await samples.isRebuiltEqual())
    }

    @Test func `what a desk offers for another place's copy is what it then does`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(3, at: samples.other)
        let report = { (reader: Patron?, mode: DeskMode) in
            let act = samples.act()
            _ = try await samples.desk(.copy(copies[0]), reader: reader, mode: mode, act: act)
            return try await samples.stores.lending.desk(
                DeskQuery(
                    point: samples.school.point, mode: mode, reader: reader?.id, form: act.form,
                    account: samples.staff, now: DeskSamples.now)
            ).last
        }

        let alone = try await report(nil, .lend)
        let withReader = try await report(samples.readers[0], .lend)
        let inRoom = try await report(nil, .room)
        let used = try await samples.desk(.use(copies[0]))
        let stolen = try await samples.desk(.keep(copies[1]))
        let taken = try await samples.desk(.takeIn(copies[2]))

        #expect(alone?.stray?.actions == [.takeIn] && alone?.strayNext?.id == samples.other.point)
        #expect(withReader?.stray?.actions == [.takeIn, .lend])
        #expect(inRoom?.stray?.actions == [.use, .takeIn])
        #expect(used == .used(copies[0]) && taken == .takenIn(copies[2]))
        #expect(stolen == .refused(.copyElsewhere, copies[1]), "it is of another house")
        #expect(try await samples.state(copies[1]).holder == samples.other.point)
        for copy in [copies[0], copies[2]] {
            let state = try await samples.state(copy)
            #expect(state.holder == samples.school.point && state.plannedHolder == samples.other.point)
        }
        #expect(try await samples.isRebuiltEqual())
    }

    @Test func `a book of one's own house that turns up may stay where it is`() async throws {
        let samples = try await DeskSamples()
        let corner = try await samples.library.store.membership.places.save(
            ServicePointFacts(name: "Góc lớp 4A", kind: .classCorner), as: nil, of: samples.school.institution,
            act: samples.act())
        let place = LedgerSamples.Place(
            institution: samples.school.institution, point: corner, unit: samples.school.unit)
        let copy = try await samples.base.copies(1, at: samples.school)[0]

        let told = try await samples.desk(.scan("TK.1"), at: place)
        let kept = try await samples.desk(.keep(copy), at: place)
        let next = try await samples.desk(.scan("TK.1"), at: place)

        #expect(told == .belongsElsewhere(copy) && kept == .takenIn(copy) && next == .shown(copy))
        let state = try await samples.state(copy)
        #expect(state.owner == samples.school.point && state.holder == corner && state.plannedHolder == nil)
    }

    @Test func `a copy lent exactly when it should go home goes when it comes back, once`() async throws {
        // Others' item "checked out exactly when due never advances".
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.other)[0]
        _ = try await samples.desk(.takeIn(copy))

        let refused = try await samples.desk(.scan("TK.1"), reader: samples.readers[0])
        _ = try await samples.desk(.lend(copy), reader: samples.readers[0], isInsisted: true)
        _ = try await samples.desk(.giveBack(copy))
        let waiting = try await samples.state(copy)
        let home = try await samples.desk(.scan("TK.1"), at: samples.other)
        let again = try await samples.desk(.scan("TK.1"), at: samples.other)

        #expect(refused == .belongsElsewhere(copy))
        #expect(waiting.plannedHolder == samples.other.point && waiting.status == .available)
        #expect(home == .takenIn(copy) && again == .shown(copy))
        #expect(try await samples.state(copy).plannedHolder == nil)
    }

    @Test func `a scan read twice does not undo the loan`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.school)[0]
        let reader = samples.readers[0]

        _ = try await samples.desk(.scan("TK.1"), reader: reader)
        let twice = try await samples.desk(
            .scan("TK.1"), reader: reader, act: samples.act(at: DeskSamples.now.adding(.seconds(1))))

        #expect(twice == .refused(.copyJustLent, copy))
        #expect(try await samples.state(copy).status == .onLoan)
    }

    @Test func `lost, found again, and read in the room`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.school)[0]
        guard case .lent(let loan) = try await samples.desk(.lend(copy), reader: samples.readers[0]) else {
            return #expect(Bool(false))
        }

        let lost = try await samples.desk(.lose(loan))
        let found = try await samples.desk(.scan("TK.1"))
        let used = try await samples.desk(.scan("TK.1"), mode: .room)

        #expect(lost == .lost(loan) && found == .found(copy) && used == .used(copy))
        #expect(try await samples.isRebuiltEqual())
    }

    @Test func `nobody opens a stranger by number, a card that is shown does`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.school)[0]
        let query = DeskQuery(
            point: samples.school.point, reader: samples.stranger.id, account: samples.staff, now: DeskSamples.now)

        let before = try await samples.stores.lending.desk(query).reader
        let refused = try await samples.desk(.lend(copy), reader: samples.stranger)
        _ = try await samples.desk(.scan(samples.stranger.card.text))
        let after = try await samples.stores.lending.desk(query).reader

        #expect(before == nil && refused == .refused(.readerUnknown, copy))
        #expect(after?.borrower.id == samples.stranger.id)
    }

    @Test func `a renewal of somebody else's loan is refused at a desk that does not know the reader`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.other)[0]
        guard case .lent(let loan) = try await samples.desk(.lend(copy), reader: samples.stranger, at: samples.other)
        else { return #expect(Bool(false)) }

        #expect(try await samples.desk(.renew(loan)) == .refused(.loanUnknown, copy))
        #expect(try await samples.desk(.lose(loan)) == .refused(.loanUnknown, copy))
    }

    @Test func `a class is a list of numbers with what each has`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(3, at: samples.school)
        for (copy, reader) in zip(copies, samples.readers) { _ = try await samples.desk(.lend(copy), reader: reader) }

        let pupils = try await samples.stores.lending.pupils(
            of: "4A", at: samples.school.point, on: Day(DeskSamples.now))

        #expect(pupils.map(\.number) == [1, 2, 3])
        #expect(pupils.map(\.openLoans) == [1, 1, 1])
        #expect(Set(pupils.map(\.id)) == Set(samples.readers.prefix(3).map(\.id)))
    }
}
