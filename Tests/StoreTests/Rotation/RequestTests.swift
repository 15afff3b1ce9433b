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
}
