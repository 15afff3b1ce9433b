import Library
import SQLiteStore
import Testing

@Suite struct HoldTests {
    @Test func `the first who waits gets the copy that comes back first, wherever it does`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(1, at: samples.school)
        _ = try await samples.desk(.lend(copies[0]), reader: samples.readers[0])
        let first = try await samples.hold(samples.stranger, at: samples.other, minutes: 1)
        let second = try await samples.hold(samples.readers[1], minutes: 2)

        let places = try await samples.stores.lending.holds(.patron(samples.readers[1].id)).map(\.place)
        let back = try await samples.desk(.giveBack(copies[0]))
        let onTheWay = try await samples.state(copies[0])
        let arrived = try await samples.desk(.scan("TK.1"), at: samples.other)
        let turn = try await samples.desk(.scan("TK.1"), at: samples.other)
        let lent = try await samples.desk(.scan("TK.1"), reader: samples.stranger, at: samples.other)
        let out = try await samples.state(copies[0])

        #expect(places == [2])
        guard case .returned(_, first) = back else { return #expect(Bool(false), "\(back)") }
        #expect(onTheWay.status == .setAside && onTheWay.plannedHolder == samples.other.point)
        #expect(arrived == .takenIn(copies[0]))
        #expect(turn == .promised(copies[0], first))
        guard case .lent = lent else { return #expect(Bool(false), "\(lent)") }
        // The wish made it travel; it is still the school's, and should go home.
        #expect(out.owner == samples.school.point && out.plannedHolder == samples.school.point)
        let next = try await samples.desk(.giveBack(copies[0]), at: samples.other)
        guard case .returned(_, second) = next else { return #expect(Bool(false), "\(next)") }
        #expect(try await samples.isRebuiltEqual())
    }

    @Test func `a hold that ends without its reader sends the copy to the next, and home in the end`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.school)[0]
        _ = try await samples.desk(.lend(copy), reader: samples.readers[0])
        let far = try await samples.hold(samples.stranger, at: samples.other, minutes: 1)
        let near = try await samples.hold(samples.readers[1], minutes: 2)
        _ = try await samples.desk(.giveBack(copy))

        try await samples.stores.readers.cancelHold(far, of: samples.stranger.id, act: samples.act())
        let second = try await samples.state(copy)
        try await samples.stores.readers.cancelHold(near, of: samples.readers[1].id, act: samples.act())
        let free = try await samples.state(copy)

        #expect(second.hold == near && second.plannedHolder == nil)
        #expect(free.status == .available && free.hold == nil && free.plannedHolder == nil)
        #expect(try await samples.isRebuiltEqual())
    }

    @Test func `nobody renews what others wait for`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.school)[0]
        guard case .lent(let loan) = try await samples.desk(.lend(copy), reader: samples.readers[0]) else {
            return #expect(Bool(false))
        }
        _ = try await samples.hold(samples.readers[1])
        let later = samples.act(at: DeskSamples.now.adding(.seconds(3 * 86_400)))

        #expect(try await samples.desk(.renew(loan), act: later) == .refused(.othersWait, copy))
        await #expect(throws: LendingRefusal.othersWait) {
            try await samples.stores.readers.renew(
                loan, of: samples.readers[0].id, rules: DeskSamples.rules,
                act: samples.act(at: DeskSamples.now.adding(.seconds(3 * 86_400))))
        }
    }

    @Test func `a reader waits once, not for what is at home, and cancels only one's own`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.school)[0]
        _ = try await samples.desk(.lend(copy), reader: samples.readers[0])
        let hold = try await samples.hold(samples.readers[1])

        await #expect(throws: LendingRefusal.holdTwice) { try await samples.hold(samples.readers[1]) }
        await #expect(throws: LendingRefusal.holdHasLoan) { try await samples.hold(samples.readers[0]) }
        await #expect(throws: LendingRefusal.holdUnknown) {
            try await samples.stores.readers.cancelHold(hold, of: samples.readers[2].id, act: samples.act())
        }
        _ = try await samples.desk(.giveBack(copy))
        await #expect(throws: LendingRefusal.holdNoCopy) {
            try await samples.stores.readers.placeHold(
                for: RecordID(999), pickup: samples.school.point, by: samples.readers[2].id, rules: DeskSamples.rules,
                act: samples.act())
        }
    }

    @Test func `a copy on the shelf is fetched for who waits, and nobody passes in between`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.school)[0]
        let hold = try await samples.hold(samples.readers[1])

        let toFetch = try await samples.stores.lending.holds(.toFetch(at: samples.school.point))
        let passing = try await samples.desk(.scan("TK.1"), reader: samples.readers[0])
        let aside = try await samples.desk(.setAside(copy))
        let ready = try await samples.stores.lending.holds(.ready(at: samples.school.point))

        #expect(toFetch.map(\.copy?.copy.id) == [copy])
        #expect(passing == .refused(.othersWait, copy))
        #expect(aside == .setAside(copy, hold))
        #expect(ready.map(\.hold.id) == [hold] && ready.first?.borrower?.id == samples.readers[1].id)
    }

    @Test func `what nobody comes for goes to the next after its days`() async throws {
        let samples = try await DeskSamples()
        let copy = try await samples.base.copies(1, at: samples.school)[0]
        _ = try await samples.hold(samples.readers[1], minutes: 1)
        let second = try await samples.hold(samples.readers[2], minutes: 2)
        _ = try await samples.desk(.setAside(copy))
        let expire = { (days: Int) in
            try await samples.stores.lending.expireHolds(
                at: nil, days: 7, act: samples.act(at: DeskSamples.now.adding(.seconds(days * 86_400))))
        }

        #expect(try await expire(6) == 0)
        #expect(try await expire(9) == 1)
        #expect(try await samples.state(copy).hold == second)
        #expect(try await samples.isRebuiltEqual())
    }

    @Test func `a hold and every state of a copy leave one state, never two`() async throws {
        // Others' copies were "waiting and in transit", "in transit and available".
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(5, at: samples.school)
        _ = try await samples.hold(samples.readers[1])
        let event = { (fact: LedgerFact) in
            var random = SystemRandomNumberGenerator()
            return LedgerEvent(
                id: .mint(at: DeskSamples.now, using: &random), device: .server, deviceSequence: 1,
                happenedAt: DeskSamples.now, fact: fact)
        }
        _ = try await samples.stores.ledger.accept([
            event(.boxOpened(BoxID(1), number: "T1", owner: samples.school.point)),
            event(.copyPacked(copies[0], BoxID(1))),
            event(.copyWithdrawn(copies[1], document: "QĐ 1")),
            event(.copyMissing(copies[2], at: samples.school.point)),
        ])
        _ = try await samples.desk(.lend(copies[3]), reader: samples.readers[0], isInsisted: true)

        #expect(try await samples.desk(.setAside(copies[0])) == .refused(.copyInBox, copies[0]))
        #expect(try await samples.desk(.setAside(copies[1])) == .refused(.copyWithdrawn, copies[1]))
        #expect(try await samples.desk(.setAside(copies[3])) == .refused(.copyOnLoan, copies[3]))
        guard case .setAside = try await samples.desk(.setAside(copies[2])) else { return #expect(Bool(false)) }
        #expect(try await samples.desk(.setAside(copies[4])) == .refused(.holdUnknown, copies[4]))
        #expect(try await samples.isRebuiltEqual())
    }
}
