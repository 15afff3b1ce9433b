import CSearchRank
import GRDB
import Synchronization

/// Where the scores of one question are added up.
final class ScoreBoard: @unchecked Sendable {
    // One question uses a board at a time; `BoardPool` hands it out.
    private(set) var board: sr_board
    private let capacity: Int
    private var candidates = Candidates.nothingAdded

    /// The documents that may still match, as far as they are known.
    private enum Candidates {
        case nothingAdded
        case unknown
        /// So many have so many hits, and none has more.
        case counted(Int, need: Int)
        /// These, in order, and perhaps some that were excluded since.
        case listed([UInt32], need: Int)
    }

    /// A list is read for the listed documents alone where it has so many postings
    /// for each of them: to meet one costs as much as to pass five.
    private static let postingsPerCandidate = 5

    /// `keepsMarks`: whether payloads are remembered, for reasons.
    init(limit: UInt32, keepsMarks: Bool) {
        capacity = max(Int(limit), 1)
        let score = UnsafeMutablePointer<Float>.allocate(capacity: capacity)
        score.initialize(repeating: 0, count: capacity)
        let hits = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        hits.initialize(repeating: 0, count: capacity)
        let touched = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity / 1024 + 1)
        touched.initialize(repeating: 0, count: capacity / 1024 + 1)
        var marks: UnsafeMutablePointer<UInt8>?
        if keepsMarks {
            marks = .allocate(capacity: capacity)
            marks?.initialize(repeating: 0, count: capacity)
        }
        board = sr_board(score: score, hits: hits, touched: touched, marks: marks, limit: limit)
    }

    deinit {
        board.score.deallocate()
        board.hits.deallocate()
        board.touched.deallocate()
        board.marks?.deallocate()
    }

    func fits(_ limit: UInt32) -> Bool { limit <= capacity }

    func use(limit: UInt32) { board.limit = limit }

    func score(of document: UInt32) -> Float { document < board.limit ? board.score[Int(document)] : 0 }

    /// The payloads of what counted, or-ed together.
    func marks(of document: UInt32) -> UInt8 { document < board.limit ? board.marks?[Int(document)] ?? 0 : 0 }

    /// Adds a term; returns how many documents counted.
    @discardableResult
    func add(_ term: PostingTerm, _ weighing: Weighing, in reader: PostingReader) throws -> Int {
        var counted = 0
        try reader.forEachList(of: term) { segment, list in
            weighing.withC(segment, reader.set) { counted += Int(sr_add(&board, &$0, list.baseAddress, list.count)) }
        }
        switch candidates {
        case .nothingAdded, .counted(0, _): candidates = .counted(counted, need: 1)
        default: candidates = .unknown
        }
        return counted
    }

    /// Adds a term's worth where there are `need` hits already.
    func refine(_ term: PostingTerm, _ weighing: Weighing, need: Int, in reader: PostingReader) throws {
        let few = few(need: need, beside: term)
        try reader.forEachList(of: term) { segment, list in
            weighing.withC(segment, reader.set) { weighing in
                let need = UInt8(clamping: need)
                if let few {
                    sr_refine_among(&board, &weighing, need, few, few.count, list.baseAddress, list.count)
                } else {
                    sr_refine(&board, &weighing, need, list.baseAddress, list.count)
                }
            }
        }
    }

    /// Keeps of the documents with `need` hits those that have the term.
    func narrow(_ term: PostingTerm, _ weighing: Weighing, need: Int, in reader: PostingReader) throws -> Int {
        let few = few(need: need, beside: term)
        var kept = 0
        try reader.forEachList(of: term) { segment, list in
            weighing.withC(segment, reader.set) { weighing in
                let need = UInt8(clamping: need)
                if let few {
                    kept += Int(
                        sr_narrow_among(&board, &weighing, need, few, few.count, list.baseAddress, list.count))
                } else {
                    kept += Int(sr_narrow(&board, &weighing, need, list.baseAddress, list.count))
                }
            }
        }
        if kept > 0 {
            candidates = few.map { .listed(having(need + 1, of: $0), need: need + 1) } ?? .counted(kept, need: need + 1)
        }
        return kept
    }

    /// The documents with `need` hits, when they are known and few beside the postings of a term.
    private func few(need: Int, beside term: PostingTerm) -> [UInt32]? {
        let most = term.documents / Self.postingsPerCandidate
        switch candidates {
        case .listed(let documents, need) where documents.count <= most: return documents
        case .counted(let count, need) where count <= most:
            let documents = matches(need: need)
            candidates = .listed(documents, need: need)
            return documents
        default: return nil
        }
    }

    private func having(_ need: Int, of documents: [UInt32]) -> [UInt32] {
        documents.filter { board.hits[Int($0)] >= UInt8(clamping: need) }
    }

    func exclude(_ term: PostingTerm, _ weighing: Weighing, in reader: PostingReader) throws {
        try reader.forEachList(of: term) { segment, list in
            weighing.withC(segment, reader.set) { sr_exclude(&board, &$0, list.baseAddress, list.count) }
        }
    }

    /// The documents with at least `need` hits, in order.
    func matches(need: Int) -> [UInt32] {
        if case .listed(let documents, need) = candidates { return having(need, of: documents) }
        var most = Int(board.limit)
        if case .counted(let count, need) = candidates { most = min(most, count) }
        return [UInt32](unsafeUninitializedCapacity: most) { out, count in
            count = sr_matches(&board, UInt8(clamping: need), out.baseAddress, most)
        }
    }

    /// The best of `documents`, best first, ties by lower number.
    func top(_ wanted: Int, of documents: [UInt32]) -> [UInt32] {
        guard wanted > 0 else { return [] }
        let most = min(wanted, documents.count)
        return [UInt32](unsafeUninitializedCapacity: most) { out, count in
            count = sr_top(board.score, documents, documents.count, out.baseAddress, most)
        }
    }

    func clear() {
        sr_clear(&board)
        candidates = .nothingAdded
    }
}

/// How much a posting is worth by its payload; see `sr_weighing`.
struct Weighing {
    var scores: [Float]
    var counts: [UInt8]
    var bonus: [Float] = []
    var bonusMask: UInt8 = 0
    /// By class and frequency; takes the place of `scores`.
    var frequencies: FrequencyWorth?
    var weight: Float = 0

    func withC(_ segment: Int, _ set: SegmentSet, _ body: (inout sr_weighing) -> Void) {
        scores.withUnsafeBufferPointer { scores in
            counts.withUnsafeBufferPointer { counts in
                bonus.withUnsafeBufferPointer { bonus in
                    set.withDocuments(outdatedIn: segment) { owner, classes in
                        var weighing = sr_weighing()
                        weighing.scores = scores.baseAddress
                        weighing.counts = counts.baseAddress
                        weighing.bonus = bonus.isEmpty ? nil : bonus.baseAddress
                        weighing.bonusMask = bonusMask
                        weighing.classes = classes
                        weighing.weight = weight
                        weighing.owner = owner
                        weighing.segment = UInt16(segment)
                        guard let frequencies else { return body(&weighing) }
                        frequencies.values.withUnsafeBufferPointer { values in
                            weighing.frequencies = values.baseAddress
                            body(&weighing)
                        }
                    }
                }
            }
        }
    }
}

/// What a frequency is worth in a document of a class, worked out once.
struct FrequencyWorth: Sendable {
    /// By class << 5 | min(frequency, 31).
    let values: [Float]

    init(_ worth: (_ documentClass: Int, _ frequency: Int) -> Double) {
        values = (0..<256).flatMap { documentClass in (0..<32).map { Float(worth(documentClass, $0)) } }
    }
}

extension SegmentSet {
    /// The class of each document and, when the segment has documents that are out
    /// of date, the owner of each.
    func withDocuments(
        outdatedIn segment: Int, _ body: (_ owner: UnsafePointer<UInt16>?, _ classes: UnsafePointer<UInt8>?) -> Void
    ) {
        owner.withUnsafeBufferPointer { owner in
            classes.withUnsafeBufferPointer { classes in
                body(isOutdated[segment] ? owner.baseAddress : nil, classes.baseAddress)
            }
        }
    }
}

/// Boards that wait for the next question.
final class BoardPool: Sendable {
    private let waiting = Mutex<[ScoreBoard]>([])
    private let keepsMarks: Bool

    init(keepsMarks: Bool) { self.keepsMarks = keepsMarks }

    /// Lends a board of at least `limit` documents, empty, and clears it afterwards.
    func withBoard<Value>(limit: UInt32, _ body: (ScoreBoard) throws -> Value) rethrows -> Value {
        let board = waiting.withLock { boards -> ScoreBoard? in
            boards.removeAll { !$0.fits(limit) }
            return boards.popLast()
        }
        // Room to grow, so that a running ingest does not need a new board each time.
        let lent = board ?? ScoreBoard(limit: limit + limit / 8 + 1024, keepsMarks: keepsMarks)
        lent.use(limit: limit)
        defer {
            lent.clear()
            waiting.withLock { $0.append(lent) }
        }
        return try body(lent)
    }
}
