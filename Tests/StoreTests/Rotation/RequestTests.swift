import Library
import SQLiteStore
import Testing

@Suite struct RequestTests {
    @Test func `two schools lend each other books: asked, packed, sent, counted, sent back`() async throws {
        let samples = try await RotationSamples()
        let copies = try await samples.ledger.copies(4, at: samples.ledger.other)
        let asked = try await samples.requests.ask(
            RequestFacts(words: "de men", quantity: 3), from: samples.school, to: samples.other, act: .commandLine())

        let fitting = try await samples.requests.suggestions(for: asked, limit: 50)
        let box = try #require(
            try await samples.requests.answer(
                .accept(fitting.prefix(3).map(\.state.id)), to: asked, act: .commandLine()))
        let twice = try await samples.refusal {
            _ = try await samples.requests.answer(.accept([]), to: asked, act: .commandLine())
        }
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.other)
        let onTheWay = try await samples.requests.request(asked)?.request.state
        try await samples.perform(.receive, box, at: samples.school)
        _ = try await samples.boxes.scan(
            ["TK.1", "TK.2", "TK.3"], .count, box, at: samples.school, act: .commandLine())
        try await samples.perform(.finishCount(HandoverNote()), box, at: samples.school)
        let closed = try await samples.requests.request(asked)?.request.state
        for order: BoxOrder in [.recall, .packRest, .send(to: samples.other, trip: nil)] {
            try await samples.perform(order, box, at: samples.school, days: 30)
        }
        try await samples.perform(.receive, box, at: samples.other, days: 31)
        _ = try await samples.boxes.scan(
            ["TK.1", "TK.2", "TK.3"], .count, box, at: samples.other, act: .commandLine())
        try await samples.perform(.finishCount(HandoverNote()), box, at: samples.other, days: 31)

        #expect(fitting.count == 4 && twice == .requestState)
        #expect(onTheWay == .packed && closed == .closed)
        #expect(try await samples.view(box).box.state == .home)
        for copy in copies { #expect(try await samples.state(copy).holder == samples.other) }
        #expect(try await samples.booksBalance())
    }

    @Test func `a request is declined, withdrawn, or asked anew when its box is given up`() async throws {
        let samples = try await RotationSamples()
        func ask() async throws -> RequestID {
            try await samples.requests.ask(
                RequestFacts(grade: 4, subject: "science", quantity: 40, schoolYear: "2026–2027"),
                from: samples.school, to: samples.other, act: .commandLine())
        }
        let (first, second, third) = (try await ask(), try await ask(), try await ask())

        _ = try await samples.requests.answer(.decline("Đang dùng"), to: first, act: .commandLine())
        _ = try await samples.requests.answer(.withdraw, to: second, act: .commandLine())
        let box = try #require(try await samples.requests.answer(.accept([]), to: third, act: .commandLine()))
        try await samples.perform(.dissolve, box, at: samples.other)
        let list = try await samples.requests.requests(around: samples.other, limit: 10)
        let toItself = try await samples.refusal {
            _ = try await samples.requests.ask(
                RequestFacts(words: "x", quantity: 1), from: samples.school, to: samples.school, act: .commandLine())
        }
        let vague = try await samples.refusal {
            _ = try await samples.requests.ask(
                RequestFacts(quantity: 1), from: samples.school, to: samples.other, act: .commandLine())
        }

        #expect(list.map(\.request.id) == [third, second, first])
        #expect(list.map(\.request.state) == [.asked, .closed, .declined])
        #expect(list.last?.request.answer == "Đang dùng")
        #expect(toItself == .samePlace && vague == .incomplete)
    }

    @Test func `whoever asked needs no books any more at every state, and books that turned back are asked for anew`()
        async throws
    {
        let samples = try await RotationSamples()
        func accepted() async throws -> (RequestID, BoxID) {
            let asked = try await samples.requests.ask(
                RequestFacts(words: "de men", quantity: 1), from: samples.school, to: samples.other,
                act: .commandLine())
            let box = try await samples.requests.answer(.accept([]), to: asked, act: .commandLine())
            return (asked, try #require(box))
        }
        func state(_ id: RequestID) async throws -> RequestState? {
            try await samples.requests.request(id)?.request.state
        }
        let (first, packing) = try await accepted()
        let (second, travelling) = try await accepted()
        for box in [packing, travelling] {
            try await samples.perform(.line(nil, text: "Báo", quantity: 2), box, at: samples.other)
        }

        _ = try await samples.requests.answer(.withdraw, to: first, act: .commandLine())
        try await samples.perform(.dissolve, packing, at: samples.other)
        try await samples.perform(.send(to: samples.school, trip: nil), travelling, at: samples.other)
        let sent = try await state(second)
        try await samples.perform(.turnBack, travelling, at: samples.school)
        try await samples.perform(.receive, travelling, at: samples.other)
        try await samples.perform(.countLines([1: 2]), travelling, at: samples.other)
        try await samples.perform(.finishCount(HandoverNote()), travelling, at: samples.other)
        let back = try await state(second)
        _ = try await samples.requests.answer(.withdraw, to: second, act: .commandLine())
        let twice = try await samples.refusal {
            _ = try await samples.requests.answer(.withdraw, to: second, act: .commandLine())
        }

        #expect(try await state(first) == .closed)
        #expect(sent == .packed && back == .asked && twice == .requestState)
    }

    @Test func `the day both agreed makes a borrowed box late at both ends, and it comes after the day of need`()
        async throws
    {
        let samples = try await RotationSamples()
        let copies = try await samples.ledger.copies(1, at: samples.ledger.other)
        let today = Day(LedgerSamples.now)
        func ask(neededBy: Int?, returnBy: Int) async throws -> RequestID {
            try await samples.requests.ask(
                RequestFacts(
                    words: "de men", quantity: 1, neededBy: neededBy.map { today.adding(days: $0) },
                    returnBy: today.adding(days: returnBy)),
                from: samples.school, to: samples.other, act: RotationSamples.act())
        }
        func late(days: Int) async throws -> [Bool] {
            var late: [Bool] = []
            for end in [samples.school, samples.other] {
                late += try await samples.boxes.boxes(around: end).map {
                    $0.isLate(at: RotationSamples.act(days: days).at, RotationSettings())
                }
            }
            return late
        }

        let early = try await samples.refusal { _ = try await ask(neededBy: 9, returnBy: 9) }
        let past = try await samples.refusal { _ = try await ask(neededBy: nil, returnBy: 0) }
        let asked = try await ask(neededBy: 9, returnBy: 30)
        let box = try #require(
            try await samples.requests.answer(.accept(copies), to: asked, act: RotationSamples.act()))
        let agreed = try await samples.view(box).days.returnBy
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.other)
        try await samples.perform(.receive, box, at: samples.school, days: 1)
        _ = try await samples.boxes.scan(["TK.1"], .count, box, at: samples.school, act: RotationSamples.act(days: 1))
        try await samples.perform(.finishCount(HandoverNote()), box, at: samples.school, days: 1)
        let told = try await samples.itinerary(of: copies[0], days: 2)

        #expect(early == .returnTooEarly && past == .returnTooEarly)
        #expect(try await samples.requests.request(asked)?.request.facts.returnBy == today.adding(days: 30))
        #expect(agreed == today.adding(days: 30) && told?.dueOn == agreed && told?.next?.id == samples.other)
        #expect(try await late(days: 30) == [false, false])
        #expect(try await late(days: 31) == [true, true])
        let proposed = try await samples.proposals.proposals(
            of: [samples.other], at: RotationSamples.act(days: 31).at, RotationSettings())
        #expect(proposed.map(\.move) == [ProposedMove(box: box, reason: .overdue, to: samples.other)])
    }
}
