import Foundation
import MadeFiles
import Synchronization
import Testing

/// Readers on the web while a librarian takes in a long list.
@Suite(.serialized, .enabled(if: Programs.areBuilt, "hoclieu and hoclieu-worker are built by swift build"))
struct ServingTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    @Test(.timeLimit(.minutes(5)))
    func `32 readers beside an ingest are always answered, and what is new is found and counted at once`() throws {
        try scratch.write("first.csv", MadeTable.csv(titles: (1...200).map { "Truyện làng \($0)" }))
        try scratch.write("in/a.csv", MadeTable.csv(titles: Self.early.titles, subject: Self.early.subject))
        try scratch.write("in/b.csv", MadeTable.csv(titles: (1...12_000).map { "Truyện biển \($0)" }))
        try scratch.write("in/c.csv", MadeTable.csv(titles: Self.late.titles, subject: Self.late.subject))
        _ = try Programs.run(["--data", scratch.data, "ingest", scratch.path + "/first.csv"])
        let library = try ServedLibrary(data: scratch.data)
        let crowd = Crowd(of: 32, at: library)
        defer { _ = crowd.goHome() }

        let ingest = try Programs.start(["--data", scratch.data, "ingest", scratch.path + "/in"])
        // Of the first slices a reader knows while the last are still to come.
        while try !library.shows(Self.early), ingest.isRunning {}
        #expect(ingest.isRunning)
        let outcome = ingest.wait()
        let ended = ContinuousClock.now
        // A question counts by when it was asked: a machine may be slow to answer.
        var asked = ended
        while try !library.shows(Self.late), asked < ended + .seconds(2) { asked = .now }
        let met = crowd.goHome()

        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(asked < ended + .seconds(2))
        #expect(met.answered >= 32)
        #expect(met.turnedAway == [:])
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
    /// Whether programs and the page find the new records, and the page counts all
    /// of them among the subjects.
    fileprivate func shows(_ novelty: ServingTests.Novelty) throws -> Bool {
        let count = novelty.titles.count
        let page = try get("/tim-kiem", asking: novelty.subject)
        let list = try get("/api/v1/search", asking: novelty.titles[0])
        return page.text.contains("\(novelty.subject)</span> <span class=\"count\" data-text>\(count)</span>")
            && list.text.contains("\"title\":\"\(novelty.titles[0])\"")
    }
}

/// Readers on threads of their own, who ask and ask until they are sent home.
private final class Crowd: Sendable {
    struct Met {
        var answered = 0
        /// How often something else than 200 came, by what it was.
        var turnedAway: [String: Int] = [:]
    }

    private let met = Mutex(Met())
    private let isOver = Atomic(false)
    private let threads = DispatchGroup()

    init(of readers: Int, at library: ServedLibrary) {
        for reader in 0..<readers {
            threads.enter()
            Thread.detachNewThread { [self] in
                var turn = reader
                while !isOver.load(ordering: .relaxed) {
                    ask(library, turn)
                    turn += 1
                }
                threads.leave()
            }
        }
    }

    /// Every other question is new, so that not all answers are kept ones.
    private func ask(_ library: ServedLibrary, _ turn: Int) {
        let question = ["truyen lang", "truyện biển \(turn)", "hai dang", "sach \(turn)"][turn % 4]
        let answer = Result { try library.get(turn % 3 == 0 ? "/api/v1/search" : "/tim-kiem", asking: question) }
        met.withLock { met in
            switch answer {
            case .success(let answer) where answer.status == 200: met.answered += 1
            case .success(let answer): met.turnedAway["\(answer.status)", default: 0] += 1
            case .failure(let error): met.turnedAway["\(error)", default: 0] += 1
            }
        }
    }

    /// What they met; no later than the last answer has come.
    func goHome() -> Met {
        isOver.store(true, ordering: .relaxed)
        threads.wait()
        return met.withLock { $0 }
    }
}
