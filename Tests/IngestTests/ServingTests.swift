import Foundation
import MadeFiles
import Testing

/// Readers on the web while a librarian takes in a long list.
@Suite(.serialized, .enabled(if: Programs.areBuilt, "hoclieu and hoclieu-worker are built by swift build"))
struct ServingTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    @Test func `32 readers beside an ingest are always answered, and what is new is found and counted at once`()
        async throws
    {
        try scratch.write("first.csv", MadeTable.csv(titles: (1...200).map { "Truyện làng \($0)" }))
        try scratch.write("in/a.csv", MadeTable.csv(titles: Self.early.titles, subject: Self.early.subject))
        try scratch.write("in/b.csv", MadeTable.csv(titles: (1...12_000).map { "Truyện biển \($0)" }))
        try scratch.write("in/c.csv", MadeTable.csv(titles: Self.late.titles, subject: Self.late.subject))
        _ = try Programs.run(["--data", scratch.data, "ingest", scratch.path + "/first.csv"])
        let library = try await ServedLibrary(data: scratch.data)

        let ingest = try Programs.start(["--data", scratch.data, "ingest", scratch.path + "/in"])
        let crowd = try await withThrowingTaskGroup(of: Crowd.self) { group in
            for reader in 0..<32 {
                group.addTask { try await Crowd.reader(reader, of: library) }
            }

            // Of the first slices a reader knows while the last are still to come.
            while try await !library.shows(Self.early), ingest.isRunning {}
            #expect(ingest.isRunning)

            while ingest.isRunning { try await Task.sleep(for: .milliseconds(5)) }
            let ended = ContinuousClock.now
            // The question counts by when it was asked: a machine may be slow to answer.
            var asked = ContinuousClock.now
            while try await !library.shows(Self.late), asked < ended + .seconds(2) { asked = .now }
            #expect(asked < ended + .seconds(2))

            group.cancelAll()
            return try await group.reduce(into: Crowd()) { $0.add($1) }
        }

        let outcome = ingest.wait()
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(crowd.answered >= 32)
        #expect(crowd.turnedAway == [:])
    }

    /// Records that only one file of the ingest brings.
    fileprivate struct Novelty {
        var subject: String
        var titles: [String]
    }

    private static let early = Novelty(subject: "Đêm khuya", titles: (1...40).map { "Ngọn đèn \($0)" })
    private static let late = Novelty(subject: "Trùng khơi", titles: (1...60).map { "Hải đăng \($0)" })
}

extension ServedLibrary {
    /// Whether page and programs find all of the new records, and the page
    /// counts them among the subjects.
    fileprivate func shows(_ novelty: ServingTests.Novelty) async throws -> Bool {
        let count = novelty.titles.count
        let page = try await get("/tim-kiem", asking: novelty.subject)
        let list = try await get("/api/v1/search", asking: novelty.titles[0])
        return page.text.contains("\(novelty.subject)</span> <span class=\"count\" data-text>\(count)</span>")
            && list.text.contains("\"title\":\"\(novelty.titles[0])\"")
    }
}

/// What many readers met together.
private struct Crowd {
    var answered = 0
    /// How often each status other than 200 came.
    var turnedAway: [Int: Int] = [:]

    mutating func add(_ other: Crowd) {
        answered += other.answered
        turnedAway.merge(other.turnedAway, uniquingKeysWith: +)
    }

    /// One reader, who asks and asks until the task is cancelled. Every other
    /// question is new, so that not all answers are kept ones.
    static func reader(_ number: Int, of library: ServedLibrary) async throws -> Crowd {
        var crowd = Crowd()
        while !Task.isCancelled {
            let turn = number + crowd.answered
            let question = ["truyen lang", "truyện biển \(turn)", "hai dang", "sach \(turn)"][turn % 4]
            do {
                let answer = try await library.get(turn % 3 == 0 ? "/api/v1/search" : "/tim-kiem", asking: question)
                crowd.answered += 1
                if answer.status != 200 { crowd.turnedAway[answer.status, default: 0] += 1 }
                // As somebody who looks at what was found.
                try await Task.sleep(for: .milliseconds(250))
            } catch {
                guard Task.isCancelled else { throw error }
            }
        }
        return crowd
    }
}
