import Library
import Synchronization

/// What an answer was made of. Whenever it may be another answer, one of these
/// numbers is higher.
///
/// They are of what the question read from memory: an answer that lags behind
/// is known again to who lags as far, and to nobody else.
struct AnswerState: Hashable {
    /// `SearchEpoch`.
    var catalogue: Int64
    /// `recordIndexState.segments` and `.change`.
    var segments: Int64
    var change: Int64
    /// The last event of the ledger; 0 for an answer without copies, which no
    /// loan changes.
    var ledger: Int64
    /// `passageIndexState.version`.
    var passages: Int64
}

/// The last answers, each good for one state of the library. Pages are still
/// made for every visitor; only the search is not done twice.
final class AnswerCache: Sendable {
    private struct Key: Hashable {
        var request: SearchRequest
        var state: AnswerState
    }

    private struct Kept {
        var answers: [Key: (answer: SearchAnswer, use: UInt64)] = [:]
        var clock: UInt64 = 0
    }

    private let kept = Mutex(Kept())
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    func answer(to request: SearchRequest, of state: AnswerState) -> SearchAnswer? {
        kept.withLock { kept in
            let key = Key(request: request, state: state)
            guard let known = kept.answers[key] else { return nil }
            kept.clock += 1
            kept.answers[key]?.use = kept.clock
            return known.answer
        }
    }

    func keep(_ answer: SearchAnswer, to request: SearchRequest, of state: AnswerState) {
        guard capacity > 0 else { return }
        kept.withLock { kept in
            kept.clock += 1
            kept.answers[Key(request: request, state: state)] = (answer, kept.clock)
            guard kept.answers.count > capacity else { return }
            // The older half goes at once, so that the cost is spread, and with it what
            // was of former states: of today's there are several, with copies and without.
            let uses = kept.answers.values.map(\.use).sorted()
            let middle = uses[uses.count / 2]
            kept.answers = kept.answers.filter { $0.value.use >= middle }
        }
    }
}
