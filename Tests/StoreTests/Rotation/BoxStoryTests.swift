import Library
import SQLiteStore
import Testing

@Suite struct BoxStoryTests {
    @Test func `a book that came back elsewhere follows its box, and goes home once that is called back`() async throws
    {
        let samples = try await RotationSamples()
        let other = samples.other
        let (box, copies) = try await samples.serving(3)
        for (loan, copy) in copies.enumerated() {
            #expect(try await samples.lend(copy, Int64(loan + 1), at: samples.ledger.school, days: 2) == nil)
        }

        _ = try await samples.happen(.loanReturned(LoanID(1), copies[0], at: other), days: 5)
        let served = try await samples.state(copies[0])
        try await samples.perform(.recall, box, at: samples.province, days: 6)
        let recalled = try await samples.state(copies[0])
        _ = try await samples.happen(.loanReturned(LoanID(2), copies[1], at: other), days: 7)
        _ = try await samples.happen(.loanReturned(LoanID(3), copies[2], at: samples.school), days: 7)

        // Served from, it goes to where the box stands; called back, home.
        #expect(served.holder == other && served.plannedHolder == samples.school && served.box == box)
        #expect(recalled.holder == other && recalled.plannedHolder == samples.province)
        #expect(try await samples.state(copies[1]).plannedHolder == samples.province)
        #expect(try await samples.state(copies[2]).plannedHolder == nil)
        #expect(
            try await samples.itineraries.strays(at: other, limit: 9).map(\.copy.state.id) == [copies[0], copies[1]])
        let awaited = try await samples.itineraries.strays(to: samples.province, limit: 9)
        #expect(awaited.map(\.copy.state.id) == [copies[0], copies[1]] && awaited[0].from.id == other)
        #expect(awaited.map { $0.days(on: Day(RotationSamples.act(days: 8).at)) } == [3, 1])

        try await samples.perform(.packRest, box, at: samples.school, days: 8)
        let outside = try await samples.refusal {
            try await samples.perform(.seal, box, at: samples.school, days: 8)
        }
        try await samples.perform(.detachRest, box, at: samples.school, days: 8)
        try await samples.perform(.send(to: samples.province, trip: nil), box, at: samples.school, days: 8)

        #expect(outside == .copiesOutside)
        #expect(try await samples.view(box).copies.map(\.state.id) == [copies[2]])
        for copy in copies[..<2] {
            let stray = try await samples.state(copy)
            #expect(stray.holder == other && stray.box == nil && stray.plannedHolder == samples.province)
        }
        _ = try await samples.happen(.copySeen(copies[0], at: samples.province), days: 9)
        #expect(try await samples.state(copies[0]).plannedHolder == nil)
        #expect(try await samples.booksBalance())
    }

    @Test func `a book taken out of a serving box while it is elsewhere goes home, not to the box`() async throws {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.serving(2)
        _ = try await samples.lend(copies[0], 1, at: samples.ledger.school, days: 2)
        _ = try await samples.happen(.loanReturned(LoanID(1), copies[0], at: samples.other), days: 5)

        try await samples.perform(.detach(copies[0]), box, at: samples.school, days: 6)

        let stray = try await samples.state(copies[0])
        #expect(stray.holder == samples.other && stray.box == nil && stray.plannedHolder == samples.province)
        #expect(try await samples.booksBalance())
    }

    @Test func `a reader's wish stays the plan of a book whose box is called back`() async throws {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.serving(2)
        _ = try await samples.lend(copies[0], 1, at: samples.ledger.school, days: 2)
        _ = try await samples.happen(
            .holdPlaced(HoldID(1), samples.ledger.record, pickup: samples.school), days: 3)
        _ = try await samples.happen(.loanReturned(LoanID(1), copies[0], at: samples.other), days: 5)
        _ = try await samples.happen(.holdReady(HoldID(1), copies[0], at: samples.other), days: 5)

        try await samples.perform(.recall, box, at: samples.province, days: 6)
        let waited = try await samples.state(copies[0])
        _ = try await samples.happen(.holdEnded(HoldID(1), .cancelled), days: 7)

        #expect(waited.status == .setAside && waited.plannedHolder == samples.school)
        #expect(try await samples.state(copies[0]).plannedHolder == samples.province)
        #expect(try await samples.booksBalance())
    }

    @Test func `a book lost from a box is the box's again where that stands, and goes home from elsewhere`()
        async throws
    {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.serving(2)
        for copy in copies {
            #expect(try await samples.happen(.copyMissing(copy, at: samples.school), days: 2) == nil)
        }

        _ = try await samples.happen(.copySeen(copies[0], at: samples.school), days: 3)
        _ = try await samples.happen(.copySeen(copies[1], at: samples.other), days: 3)

        let (here, there) = (try await samples.state(copies[0]), try await samples.state(copies[1]))
        #expect(here.status == .available && here.box == box && here.plannedHolder == nil)
        #expect(there.holder == samples.other && there.box == nil && there.plannedHolder == samples.province)
        #expect(try await samples.booksBalance())
    }

    @Test func `a box goes out, two are missing, its books are lent, it is recalled and comes home`() async throws {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.packed(5)
        try await samples.perform(.line(nil, text: "Báo Nhi đồng", quantity: 10), box, at: samples.province)

        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.province)
        let onTheWay = try await samples.itinerary(of: copies[0])
        try await samples.perform(.receive, box, at: samples.school, days: 1)
        for number in 1...3 {
            _ = try await samples.boxes.scan(["TK.\(number)"], .count, box, at: samples.school, act: .commandLine())
        }
        let uncounted = try await samples.refusal {
            try await samples.perform(.finishCount(HandoverNote()), box, at: samples.school, days: 1)
        }
        try await samples.perform(.countLines([1: 8]), box, at: samples.school, days: 1)
        let unsigned = try await samples.refusal {
            try await samples.perform(.finishCount(HandoverNote(giver: "Bà Hoa")), box, at: samples.school, days: 1)
        }
        let note = HandoverNote(giver: "Bà Hoa", receiver: "Cô Lan", remarks: "Thùng ướt một góc")
        try await samples.perform(.finishCount(note), box, at: samples.school, days: 1)
        let serving = try await samples.view(box)

        #expect(onTheWay?.isTravelling == true && onTheWay?.next?.id == samples.school)
        #expect(uncounted == .linesUncounted && unsigned == .signersMissing)
        #expect(serving.box.state == .serving)
        #expect(serving.handovers.first?.note == note)
        #expect(
            serving.handovers.first?.discrepancies.map(\.kind) == [.missing, .missing, .quantity])
        #expect(serving.handovers.first?.discrepancies.last?.counted == 8)

        #expect(try await samples.lend(copies[0], 1, at: samples.ledger.school, days: 3) == nil)
        try await samples.perform(.recall, box, at: samples.province, days: 20)
        #expect(try await samples.lend(copies[1], 2, at: samples.ledger.school, days: 21) == .copyRecalled)
        try await samples.perform(.packRest, box, at: samples.school, days: 22)
        let outside = try await samples.refusal {
            try await samples.perform(.send(to: samples.province, trip: nil), box, at: samples.school, days: 22)
        }
        try await samples.perform(.detachRest, box, at: samples.school, days: 22)
        try await samples.perform(.send(to: samples.province, trip: nil), box, at: samples.school, days: 22)
        try await samples.perform(.receive, box, at: samples.province, days: 23)
        _ = try await samples.boxes.scan(["TK.2", "TK.3"], .count, box, at: samples.province, act: .commandLine())
        // Eight papers were signed for, so that eight came along.
        try await samples.perform(.countLines([1: 8]), box, at: samples.province, days: 23)
        try await samples.perform(.finishCount(HandoverNote()), box, at: samples.province, days: 23)

        #expect(outside == .copiesOutside)
        #expect(try await samples.view(box).box.state == .home)
        #expect(try await samples.state(copies[1]).status == .available)
        #expect(try await samples.state(copies[1]).box == nil)
        // The one on loan comes back to the school, and belongs home.
        #expect(
            try await samples.happen(.loanReturned(LoanID(1), copies[0], at: samples.school), days: 30) == nil)
        let late = try await samples.state(copies[0])
        #expect(late.status == .available && late.holder == samples.school && late.plannedHolder == samples.province)
        #expect(try await samples.itineraries.strays(at: samples.school, limit: 9).map(\.copy.state.id) == [copies[0]])
        for copy in copies { #expect(try await samples.state(copy).owner == samples.province) }
        #expect(try await samples.state(copies[4]).status == .missing)
        #expect(try await samples.booksBalance())
        #expect(try await samples.library.store.verify().isClean)
    }

    @Test func `a form sent again does nothing again, and a box is received once`() async throws {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.packed(2)
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.province)
        let act = RotationSamples.act(days: 1, form: "form-1")

        try await samples.boxes.perform(.receive, on: box, at: samples.school, act: act)
        try await samples.boxes.perform(.receive, on: box, at: samples.school, act: act)
        let again = try await samples.refusal { try await samples.perform(.receive, box, at: samples.school) }
        let counting = RotationSamples.act(form: "form-2")
        let first = try await samples.boxes.scan(["TK.1"], .count, box, at: samples.school, act: counting)
        let repeated = try await samples.boxes.scan(["TK.1"], .count, box, at: samples.school, act: counting)
        let twice = try await samples.boxes.scan(["tk 001"], .count, box, at: samples.school, act: .commandLine())

        #expect(again == .wrongState)
        #expect(first == [ScanOutcome(.counted, copies[0])] && repeated == first)
        #expect(twice == [ScanOutcome(.alreadyCounted, copies[0])])
        #expect(try await samples.booksBalance())
    }

    @Test func `each act happens at its own end only`() async throws {
        let samples = try await RotationSamples()
        let (box, _) = try await samples.packed(2)

        let sent = try await samples.refusal {
            try await samples.perform(.send(to: samples.other, trip: nil), box, at: samples.school)
        }
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.province)
        let bySender = try await samples.refusal { try await samples.perform(.receive, box, at: samples.province) }
        let byThird = try await samples.refusal { try await samples.perform(.receive, box, at: samples.other) }
        let unsealed = try await samples.refusal { try await samples.perform(.unseal, box, at: samples.province) }
        let toItself = try await samples.refusal {
            try await samples.perform(.send(to: samples.province, trip: nil), box, at: samples.province)
        }

        #expect(sent == .wrongPlace && bySender == .wrongPlace && byThird == .wrongPlace)
        #expect(unsealed == .wrongState && toItself == .samePlace)
    }

    @Test func `wrong scans while packing name the right place and leave everything as it was`() async throws {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.packed(1)
        let lent = try await samples.ledger.copies(1, from: 50, at: samples.ledger.province)[0]
        _ = try await samples.lend(lent, 9, at: samples.ledger.province)
        let elsewhere = try await samples.ledger.copies(1, from: 60, at: samples.ledger.school)[0]
        let second = try await samples.boxes.open("T-2", owner: samples.province, act: .commandLine())
        func scan(_ text: String, _ purpose: ScanPurpose = .pack, into box: BoxID) async throws -> RotationRefusal? {
            do {
                _ = try await samples.boxes.scan([text], purpose, box, at: samples.province, act: .commandLine())
                return nil
            } catch let refusal as RotationRefusal { return refusal }
        }

        #expect(try await scan("không có số", into: box)?.code == .copyUnknown)
        #expect(try await scan("TK.50", into: box)?.code == .copyOnLoan)
        #expect(
            try await scan("TK.1", into: second)
                == RotationRefusal(
                    .copyInOtherBox, text: "TK.1", copy: copies[0], box: box, point: samples.province))
        let away = try await scan("TK.60", into: box)
        #expect(away?.code == .copyElsewhere && away?.point == samples.school)
        #expect(try await scan("TK.60", .packHere, into: box) == nil)
        #expect(try await samples.state(elsewhere).holder == samples.province)
        #expect(try await samples.state(elsewhere).owner == samples.school)
        #expect(try await samples.booksBalance())
    }

    @Test func `a copy that was never sealed in is surplus and stays for what it is`() async throws {
        let samples = try await RotationSamples()
        let (box, _) = try await samples.packed(1)
        let extra = try await samples.ledger.copies(1, from: 70, at: samples.ledger.province)[0]
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.province)
        try await samples.perform(.receive, box, at: samples.school)

        let outcomes = try await samples.boxes.scan(
            ["TK.1", "TK.70"], .count, box, at: samples.school, act: .commandLine())
        let unsigned = try await samples.refusal {
            try await samples.perform(.finishCount(HandoverNote()), box, at: samples.school)
        }
        try await samples.perform(
            .finishCount(HandoverNote(giver: "A", receiver: "B")), box, at: samples.school)

        #expect(outcomes.map(\.kind) == [.counted, .surplus])
        #expect(unsigned == .signersMissing)
        #expect(try await samples.state(extra).holder == samples.school)
        #expect(try await samples.view(box).handovers.first?.discrepancies.map(\.kind) == [.surplus])
        #expect(try await samples.booksBalance())
    }

    @Test func `a lost box keeps its books together until it is found elsewhere`() async throws {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.packed(3)
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.province)

        try await samples.perform(.lose, box, at: samples.school, days: 30)
        let lost = try await samples.state(copies[0])
        // One of them turns up by itself.
        #expect(try await samples.happen(.copySeen(copies[2], at: samples.other), days: 31) == nil)
        try await samples.perform(.find, box, at: samples.other, days: 40)
        let found = try await samples.view(box)
        try await samples.perform(.passOn, box, at: samples.other, days: 40)
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.other, days: 41)

        #expect(lost.status == .missing && lost.box == box)
        #expect(found.box.state == .received && found.box.place == samples.other)
        #expect(found.copies.map(\.state.status) == [.awaitingCheck, .awaitingCheck])
        #expect(try await samples.state(copies[2]).box == nil)
        #expect(try await samples.view(box).box.state == .inTransit)
        #expect(try await samples.booksBalance())
    }

    @Test func `a box that turns up at the wrong place is received there and passed on unopened`() async throws {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.packed(2)
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.province)

        let meant = try await samples.boxes.box(scanned: "thung-\(box)", at: samples.other)
        let label = try await samples.view(box).label
        let guessed = try await samples.refusal {
            try await samples.perform(.receiveAstray(label: "THUNG-\(box)"), box, at: samples.other, days: 1)
        }
        let scanned = "thung-\(box)-\(label.text.lowercased())"
        let meantByLabel = try await samples.boxes.box(scanned: scanned, at: samples.other)
        try await samples.perform(.receiveAstray(label: scanned), box, at: samples.other, days: 1)
        let here = try await samples.state(copies[0])
        try await samples.perform(.passOn, box, at: samples.other, days: 1)
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.other, days: 1)
        try await samples.perform(.receive, box, at: samples.school, days: 2)
        _ = try await samples.boxes.scan(["TK.1"], .count, box, at: samples.school, act: .commandLine())
        let opened = try await samples.refusal { try await samples.perform(.passOn, box, at: samples.school) }

        #expect(meant == box && meantByLabel == box && guessed == .labelWrong)
        #expect(here.holder == samples.other && here.status == .awaitingCheck)
        #expect(opened == .alreadyOpened)
        #expect(try await samples.booksBalance())
    }

    @Test func `a hold is never swallowed by a box, whatever the box is doing`() async throws {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.packed(2)
        #expect(
            try await samples.happen(.holdPlaced(HoldID(5), samples.ledger.record, pickup: samples.school)) == nil)
        func ready() async throws -> LedgerConflict? {
            try await samples.happen(.holdReady(HoldID(5), copies[0], at: samples.school))
        }

        let drafted = try await ready()
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.province)
        let travelling = try await ready()
        try await samples.perform(.receive, box, at: samples.school)
        let received = try await ready()
        _ = try await samples.boxes.scan(["TK.1", "TK.2"], .count, box, at: samples.school, act: .commandLine())
        try await samples.perform(.finishCount(HandoverNote()), box, at: samples.school)
        let serving = try await ready()
        try await samples.perform(.recall, box, at: samples.school)
        let packing = try await samples.refusal {
            _ = try await samples.boxes.scan(["TK.1"], .pack, box, at: samples.school, act: .commandLine())
        }
        try await samples.perform(.detachRest, box, at: samples.school)

        #expect(drafted == .copyInBox && travelling == .copyInBox && received == .copyInBox && serving == nil)
        #expect(packing == .copySetAside)
        #expect(try await samples.state(copies[0]).hold == HoldID(5))
        #expect(try await samples.state(copies[0]).box == nil)
        #expect(try await samples.booksBalance())
    }

    @Test func `verify finds a seal that is not what was sealed in`() async throws {
        let samples = try await RotationSamples()
        let copies = try await samples.ledger.copies(1, at: samples.ledger.province)
        for fact: LedgerFact in [
            .boxOpened(BoxID(1), number: "T-1", owner: samples.province), .copyPacked(copies[0], BoxID(1)),
            .boxActed(
                BoxID(1), .seal,
                BoxActFacts(
                    at: samples.province,
                    seal: BoxSeal(copies: 1, quantity: 0, hash: String(repeating: "0", count: 64)))),
        ] { #expect(try await samples.happen(fact) == nil) }

        let report = try await samples.library.store.verify()

        #expect(report.problems.map(\.code) == [.sealWrong])
    }

    @Test func `books go into a class corner and back from hand to hand`() async throws {
        let samples = try await RotationSamples()
        let copies = try await samples.ledger.copies(3, at: samples.ledger.school)
        let corner = try await samples.library.store.membership.places.save(
            ServicePointFacts(name: "Góc lớp 4A", kind: .classCorner, parent: samples.school), as: nil,
            of: samples.ledger.school.institution, act: .commandLine())

        let given = try await samples.boxes.hand(
            ["TK.1", "TK.2"], from: samples.school, to: corner, act: .commandLine())
        let there = try await samples.state(copies[0])
        let wrong = try await samples.refusal {
            _ = try await samples.boxes.hand(["TK.1"], from: samples.school, to: corner, act: .commandLine())
        }
        let back = try await samples.boxes.hand([], from: corner, to: samples.school, act: .commandLine())

        #expect(given == 2 && back == 2 && wrong == .copyElsewhere)
        #expect(there.holder == corner && there.plannedHolder == nil && there.owner == samples.school)
        #expect(try await samples.state(copies[0]).holder == samples.school)
        #expect(try await samples.booksBalance())
    }
}
