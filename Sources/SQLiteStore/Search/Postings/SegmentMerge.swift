import CSearchRank
import GRDB

/// Makes one segment of several that follow each other in age, a few blocks
/// at a time; documents that are out of date or gone are left out.
final class SegmentMerge: @unchecked Sendable {
    // Used by one task at a time: the indexer steps it.
    let inputs: [Segment]
    private let places: [UInt16]
    private let owner: [UInt16]
    private var work: MergeWork

    /// `range` counts in `set`; `isGone` names documents that are not to be kept
    /// although no newer segment has them.
    init(store: PostingStore, set: SegmentSet, range: Range<Int>, isGone: (UInt32) -> Bool) {
        inputs = Array(set.segments[range])
        places = range.map(UInt16.init)
        var owner = set.owner
        var isWhole = range.map { !set.isOutdated[$0] }
        for (place, segment) in inputs.enumerated() {
            for document in segment.documents.documents where isGone(document) {
                owner[Int(document)] = SegmentSet.nobody
                isWhole[place] = false
            }
        }
        self.owner = owner
        work = MergeWork(store: store, inputs: inputs, places: places, isWhole: isWhole, owner: owner)
    }

    /// Merges until about `bytes` of blocks are ready; nil when there is nothing more.
    func step(_ db: Database, bytes: Int) throws -> [(number: UInt32, bytes: [UInt8])]? {
        try work.step(db, bytes: bytes)
    }

    /// The merged segment; its blocks have been handed out by `step`.
    func result(id: Int64) -> (segment: Segment, checksum: Checksum) {
        var list: [(UInt32, UInt8)] = []
        for (segment, place) in zip(inputs, places) {
            for (document, documentClass) in zip(segment.documents.documents, segment.documents.classes)
            where owner[Int(document)] == place {
                list.append((document, documentClass))
            }
        }
        list.sort { $0.0 < $1.0 }
        var documents = DocumentList()
        for (document, documentClass) in list { documents.append(document, documentClass) }
        let segment = Segment(
            id: id, level: (inputs.map(\.level).max() ?? 0) + 1, age: inputs.last?.age ?? 0,
            directory: work.packer.directory,
            documents: documents, wordCount: inputs.reduce(0) { $0 + $1.wordCount },
            byteCount: Int64(work.packer.byteCount))
        return (segment, work.packer.checksum)
    }
}

/// The terms of a merge on their way from the old segments into the new one.
private struct MergeWork {
    let store: PostingStore
    /// The place of each input in the set of all segments, for `owner`.
    let places: [UInt16]
    /// Whether an input has no document that is out of date or gone: its lists are
    /// then good as they are.
    let isWhole: [Bool]
    let owner: [UInt16]
    private(set) var packer: BlockPacker
    private var cursors: TermCursors
    private var hasStarted = false
    private var documents: [UInt32] = []
    private var payloads: [UInt8] = []
    private var room: [UInt8] = []

    init(store: PostingStore, inputs: [Segment], places: [UInt16], isWhole: [Bool], owner: [UInt16]) {
        (self.store, self.places, self.isWhole, self.owner) = (store, places, isWhole, owner)
        packer = BlockPacker(for: store)
        cursors = TermCursors(inputs)
    }

    mutating func step(_ db: Database, bytes: Int) throws -> [(number: UInt32, bytes: [UInt8])]? {
        if !hasStarted { try cursors.start(db, store) }
        hasStarted = true
        while packer.waitingBytes < bytes {
            cursors.takeHolders()
            guard let first = cursors.holders.first else {
                packer.closeBlock()
                let rest = packer.takeReady()
                return rest.isEmpty ? nil : rest
            }
            if cursors.holders.count == 1, isWhole[first] {
                try copyTerm(of: first, db)
            } else {
                try mergeTerm(db)
            }
            for holder in cursors.holders { try cursors.advance(holder, db, store) }
        }
        return packer.takeReady()
    }

    /// Most terms are rare and stand in one of the segments alone.
    private mutating func copyTerm(of place: Int, _ db: Database) throws {
        let documents = cursors.documents(at: place)
        try cursors.withList(at: place, db, store) { list in
            cursors.withTerm(at: place) { packer.append(term: $0, documents: documents, list: list) }
        }
    }

    private mutating func mergeTerm(_ db: Database) throws {
        let most = cursors.holders.reduce(0) { $0 + cursors.documents(at: $1) }
        if documents.count < most {
            documents = [UInt32](repeating: 0, count: most * 2)
            payloads = [UInt8](repeating: 0, count: most * 2)
            room = [UInt8](repeating: 0, count: most * 14 + 64)
        }
        var count = 0
        var isSorted = true
        for holder in cursors.holders {
            let before = count
            count += try decode(holder, from: before, db)
            if before > 0, count > before, documents[before] < documents[before - 1] { isSorted = false }
        }
        guard count > 0, let first = cursors.holders.first else { return }
        if !isSorted { sort(count) }
        let length = room.withUnsafeMutableBufferPointer { sr_encode(documents, payloads, count, $0.baseAddress) }
        room.withUnsafeBufferPointer { room in
            cursors.withTerm(at: first) { term in
                packer.append(term: term, documents: count, list: UnsafeBufferPointer(rebasing: room[..<length]))
            }
        }
    }

    /// Reads what is still good of a list behind the first `start` postings;
    /// gives how many there are.
    private mutating func decode(_ holder: Int, from start: Int, _ db: Database) throws -> Int {
        try cursors.withList(at: holder, db, store) { list in
            documents.withUnsafeMutableBufferPointer { documents in
                payloads.withUnsafeMutableBufferPointer { payloads in
                    guard let into = documents.baseAddress, let beside = payloads.baseAddress else { return 0 }
                    return owner.withUnsafeBufferPointer { owner in
                        sr_decode(
                            list.baseAddress, list.count, isWhole[holder] ? nil : owner.baseAddress,
                            UInt32(owner.count), places[holder], into + start, beside + start, documents.count - start)
                    }
                }
            }
        }
    }

    private mutating func sort(_ count: Int) {
        let order = (0..<count).sorted { documents[$0] < documents[$1] }
        let sortedDocuments = order.map { documents[$0] }
        let sortedPayloads = order.map { payloads[$0] }
        documents.replaceSubrange(0..<count, with: sortedDocuments)
        payloads.replaceSubrange(0..<count, with: sortedPayloads)
    }
}
