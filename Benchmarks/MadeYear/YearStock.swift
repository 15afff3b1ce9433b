import Library

/// Which copies are at which place, for drawing one quickly. Places are counted
/// as in ``YearPlaces/all``.
struct YearStock {
    private var copies: [[CopyID]]
    private var place: [Int] = [-1]
    private var slot: [Int] = [-1]
    private var ofRecord: [RecordID: [CopyID]] = [:]
    private var indices: [ServicePointID: Int] = [:]

    init(places: Int) { copies = Array(repeating: [], count: places) }

    mutating func register(_ copy: CopyID, _ record: RecordID, at index: Int) {
        place.append(-1)
        slot.append(-1)
        ofRecord[record, default: []].append(copy)
        move(copy, to: index)
    }

    mutating func move(_ copy: CopyID, to index: Int) {
        let row = Int(copy.rawValue)
        let before = place[row]
        guard before != index else { return }
        if before >= 0, let last = copies[before].popLast(), last != copy {
            copies[before][slot[row]] = last
            slot[Int(last.rawValue)] = slot[row]
        }
        (place[row], slot[row]) = (index, copies[index].count)
        copies[index].append(copy)
    }

    func copies(at index: Int) -> [CopyID] { copies[index] }
    func copies(of record: RecordID) -> [CopyID] { ofRecord[record] ?? [] }

    func place(of point: ServicePointID, in points: [ServicePointID]) -> Int {
        // Points are numbered one after the other as they were made.
        let guess = Int(point.rawValue - points[0].rawValue)
        if points.indices.contains(guess), points[guess] == point { return guess }
        return points.firstIndex(of: point) ?? 0
    }
}
