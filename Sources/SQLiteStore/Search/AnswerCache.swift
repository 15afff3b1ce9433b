import Library
import Synchronization

/// The last answers, each good for one state of the library. Pages are still
/// made for every visitor; only the search is not done twice.
final class AnswerCache: Sendable {
    private struct Key: Hashable {
        var request: SearchRequest
        var epoch: Int64
    }

    private struct State {
        var answers: [Key: (answer: SearchAnswer, use: UInt64)] = [:]
        var clock: UInt64 = 0
    }

    private let state = Mutex(State())
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    func answer(to request: SearchRequest, epoch: Int64) -> SearchAnswer? {
        state.withLock { state in
            let key = Key(request: request, epoch: epoch)
            guard let known = state.answers[key] else { return nil }
            state.clock += 1
            state.answers[key]?.use = state.clock
            return known.answer
        }
    }

    func keep(_ answer: SearchAnswer, to request: SearchRequest, epoch: Int64) {
        guard capacity > 0 else { return }
        state.withLock { state in
            state.clock += 1
            state.answers[Key(request: request, epoch: epoch)] = (answer, state.clock)
            guard state.answers.count > capacity else { return }
            // The older half goes at once, so that the cost is spread.
            let uses = state.answers.values.map(\.use).sorted()
            let middle = uses[uses.count / 2]
            state.answers = state.answers.filter { $0.key.epoch == epoch && $0.value.use >= middle }
        }
    }
}
