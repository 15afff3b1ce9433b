import CSearchRank
import Randomness
import Testing

/// The two ways of reading a list, for many documents and for few, over random
/// lists of both forms.
struct ScoreLoopTests {
    private static let limit = 3_000

    /// A list of about every `step`-th document.
    private func list(every step: Int, _ random: inout SeededRandom) -> [UInt8] {
        var documents: [UInt32] = []
        var payloads: [UInt8] = []
        for document in 0..<Self.limit where random.once(in: step) {
            documents.append(UInt32(document))
            payloads.append(UInt8([1, 1, 1, 2, 9, 40, 255][random.below(7)]))
        }
        return [UInt8](unsafeUninitializedCapacity: documents.count * 7 + 1) { out, count in
            count = sr_encode(documents, payloads, documents.count, out.baseAddress)
        }
    }

    /// What stands on a board.
    private final class Sums {
        var score = [Float](repeating: 0, count: limit)
        var hits = [UInt8](repeating: 0, count: limit)
        var touched = [UInt8](repeating: 0, count: limit / 1_024 + 1)
        var marks = [UInt8](repeating: 0, count: limit)

        func with<Value>(_ body: (inout sr_board) -> Value) -> Value {
            score.withUnsafeMutableBufferPointer { score in
                hits.withUnsafeMutableBufferPointer { hits in
                    touched.withUnsafeMutableBufferPointer { touched in
                        marks.withUnsafeMutableBufferPointer { marks in
                            var board = sr_board(
                                score: score.baseAddress, hits: hits.baseAddress, touched: touched.baseAddress,
                                marks: marks.baseAddress, limit: UInt32(limit))
                            return body(&board)
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: 0..<200) func `few documents are narrowed and refined as many are`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let (many, few) = (Sums(), Sums())
        let scores = (0..<256).map { _ in Float(random.below(100)) }
        // Some payloads stand in fields that do not count; some documents have a newer form elsewhere.
        let counts = (0..<256).map { _ in UInt8(random.below(4) == 0 ? 0 : 1) }
        let owner = (0..<Self.limit).map { _ in UInt16(random.below(5) == 0 ? 1 : 0) }
        let first = list(every: 1 + random.below(400), &random)
        let others = (0..<3).map { _ in list(every: 1 + random.below(60), &random) }
        scores.withUnsafeBufferPointer { scores in
            counts.withUnsafeBufferPointer { counts in
                owner.withUnsafeBufferPointer { owner in
                    var weighing = sr_weighing()
                    (weighing.scores, weighing.counts) = (scores.baseAddress, counts.baseAddress)
                    weighing.owner = random.once(in: 2) ? owner.baseAddress : nil
                    for sums in [many, few] { sums.with { _ = sr_add(&$0, &weighing, first, first.count) } }
                    var need: UInt8 = 1
                    for list in others {
                        let documents = few.hits.indices.filter { few.hits[$0] == need }.map(UInt32.init)
                        let kept = many.with { sr_narrow(&$0, &weighing, need, list, list.count) }
                        let among = few.with {
                            sr_narrow_among(&$0, &weighing, need, documents, documents.count, list, list.count)
                        }
                        #expect(kept == among)
                        if kept > 0 { need += 1 }
                    }
                    let found = many.with { board in
                        [UInt32](unsafeUninitializedCapacity: Self.limit) { out, count in
                            count = sr_matches(&board, need, out.baseAddress, Self.limit)
                        }
                    }
                    #expect(found == many.hits.indices.filter { many.hits[$0] >= need }.map(UInt32.init))
                    many.with { sr_refine(&$0, &weighing, need, others[0], others[0].count) }
                    few.with {
                        sr_refine_among(&$0, &weighing, need, found, found.count, others[0], others[0].count)
                    }
                    #expect(many.hits == few.hits && many.marks == few.marks)
                    #expect(found.allSatisfy { many.score[Int($0)] == few.score[Int($0)] })
                }
            }
        }
    }
}
