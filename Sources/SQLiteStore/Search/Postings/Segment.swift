import CSearchRank

/// A part of the index that never changes: documents, and for each term the
/// documents that have it.
///
/// New documents make small segments; small segments are merged to larger ones.
struct Segment: Sendable {
    /// Where its blocks are.
    enum Blocks: Sendable {
        case stored
        /// By number, for documents that no stored segment holds yet.
        case memory([UInt32: [UInt8]])
    }

    var id: Int64
    /// 0 for new documents, one more than its parts for a merged one.
    var level: Int
    /// Later segments have the newer form of a document.
    var age: Int64
    var directory: BlockDirectory
    /// Its documents in order with their class; `Segment.removed` marks one that
    /// is gone.
    var documents: DocumentList
    /// Of all its documents, for the average length.
    var wordCount: Int64
    var byteCount: Int64
    var blocks: Blocks = .stored

    /// The class of a document that was taken out of the index.
    static let removed: UInt8 = 254
}

/// Documents in rising order, each with its class.
struct DocumentList: Equatable, Sendable {
    var documents: [UInt32] = []
    var classes: [UInt8] = []

    var count: Int { documents.count }

    mutating func append(_ document: UInt32, _ documentClass: UInt8) {
        documents.append(document)
        classes.append(documentClass)
    }

    /// As a posting list, whose payloads are the classes and one more.
    var encoded: [UInt8] {
        guard !documents.isEmpty else { return [] }
        let payloads = classes.map { $0 + 1 }
        return [UInt8](unsafeUninitializedCapacity: documents.count * 7 + 1) { out, length in
            length = sr_encode(documents, payloads, documents.count, out.baseAddress)
        }
    }

    init() {}

    init(encoded bytes: [UInt8], count: Int) {
        guard count > 0 else { return }
        documents = [UInt32](repeating: 0, count: count)
        classes = [UInt8](repeating: 0, count: count)
        let read = sr_decode(bytes, bytes.count, nil, 0, 0, &documents, &classes, count)
        documents.removeLast(count - read)
        classes.removeLast(count - read)
        classes = classes.map { $0 &- 1 }
    }
}

/// The segments that make up the index at one moment, with what is known of
/// each document.
struct SegmentSet: Sendable {
    /// Oldest first.
    var segments: [Segment] = []
    /// For each document the place of the segment with its newest form;
    /// `nobody` for a document that is not there.
    private(set) var owner: [UInt16] = []
    private(set) var classes: [UInt8] = []
    /// Whether a segment holds a document of which there is a newer form.
    private(set) var isOutdated: [Bool] = []
    /// How many documents there are, not counting removed ones.
    private(set) var documentCount = 0
    private(set) var wordCount: Int64 = 0

    static let nobody = UInt16.max

    /// One more than the highest document number.
    var limit: UInt32 { UInt32(owner.count) }

    /// Words in a document, on the average.
    var averageLength: Double { documentCount == 0 ? 1 : max(1, Double(wordCount) / Double(documentCount)) }

    init() {}

    init(_ segments: [Segment]) {
        let limit = segments.compactMap(\.documents.documents.last).max().map { Int($0) + 1 } ?? 0
        reach(limit)
        for segment in segments { append(segment) }
    }

    /// Adds a segment newer than all others.
    mutating func append(_ segment: Segment) {
        let place = UInt16(segments.count)
        segments.append(segment)
        isOutdated.append(false)
        wordCount += segment.wordCount
        if let last = segment.documents.documents.last { reach(Int(last) + 1) }
        for (document, documentClass) in zip(segment.documents.documents, segment.documents.classes) {
            let before = owner[Int(document)]
            if before != Self.nobody {
                isOutdated[Int(before)] = true
                if classes[Int(document)] != Segment.removed { documentCount -= 1 }
            }
            owner[Int(document)] = place
            classes[Int(document)] = documentClass
            if documentClass != Segment.removed { documentCount += 1 }
        }
    }

    private mutating func reach(_ limit: Int) {
        guard limit > owner.count else { return }
        owner += repeatElement(Self.nobody, count: limit - owner.count)
        classes += repeatElement(0, count: limit - classes.count)
    }

    /// Whether the document is there now.
    func holds(_ document: UInt32) -> Bool {
        document < limit && owner[Int(document)] != Self.nobody && classes[Int(document)] != Segment.removed
    }

    /// All documents that are there now, in order.
    var documents: [UInt32] {
        owner.withUnsafeBufferPointer { owner in
            classes.withUnsafeBufferPointer { classes in
                [UInt32](unsafeUninitializedCapacity: documentCount) { out, count in
                    for document in owner.indices
                    where owner[document] != Self.nobody && classes[document] != Segment.removed {
                        out[count] = UInt32(document)
                        count += 1
                    }
                }
            }
        }
    }
}
