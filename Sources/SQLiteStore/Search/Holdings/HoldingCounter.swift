import Library

/// The choice of libraries and of "available now", and the counts of both.
///
/// The two go together: who asks for what a library has now means a copy on
/// that library's own shelf, not one anywhere. Each leaves its own choice out
/// of its counts and keeps the other's.
struct HoldingCounter {
    private let columns: HoldingColumns
    /// By the numbers of the points; all of them where no library was chosen.
    private let isWanted: [Bool]
    private let libraries: Set<String>
    private let isNow: Bool

    init(columns: HoldingColumns, selection: FacetSelection) {
        self.columns = columns
        let libraries = selection.chosen[.library] ?? []
        self.libraries = libraries
        isNow = selection.chosen[.available]?.isEmpty == false
        isWanted = columns.points.map { libraries.isEmpty || libraries.contains(String($0)) }
    }

    /// Whether it leaves records out at all.
    var narrows: Bool { !libraries.isEmpty || isNow }

    /// For each of `documents` whether it has what was chosen.
    func allowed(_ documents: [UInt32]) -> [Bool] {
        var allowed = [Bool](repeating: false, count: documents.count)
        columns.forEachHeld(documents) { place, entries in
            allowed[place] = entries.contains { isWanted[Int($0 >> 1)] && (!isNow || $0 & 1 == 1) }
        }
        return allowed
    }

    func allows(_ document: UInt32) -> Bool { !narrows || allowed([document])[0] }

    /// How many of some records each point has, and how many can be borrowed now.
    struct Counts {
        var atPoints: [UInt32]
        var now = 0
    }

    func emptyCounts() -> Counts { Counts(atPoints: [UInt32](repeating: 0, count: columns.points.count)) }

    func add(_ documents: [UInt32], to counts: inout Counts) {
        guard !columns.isEmpty else { return }
        let needed: UInt32 = isNow ? 1 : 0
        var now = 0
        counts.atPoints.withUnsafeMutableBufferPointer { atPoints in
            isWanted.withUnsafeBufferPointer { isWanted in
                columns.forEachHeld(documents) { _, entries in
                    var isNow = false
                    for entry in entries {
                        let point = Int(entry >> 1)
                        if entry & 1 >= needed { atPoints[point] &+= 1 }
                        if entry & 1 == 1, isWanted[point] { isNow = true }
                    }
                    if isNow { now += 1 }
                }
            }
        }
        counts.now += now
    }

    func lines(_ counts: Counts) -> [FacetCount] {
        var lines: [FacetCount] = []
        if counts.now > 0 || isNow {
            lines.append(
                FacetCount(facet: .available, value: Facet.availableNow, records: counts.now, isChosen: isNow))
        }
        var shown: [FacetCount] = []
        for (number, count) in counts.atPoints.enumerated() {
            let value = String(columns.points[number])
            let isChosen = libraries.contains(value)
            guard count > 0 || isChosen else { continue }
            shown.append(FacetCount(facet: .library, value: value, records: Int(count), isChosen: isChosen))
        }
        // Chosen ones that have no copy of anything.
        for value in libraries where Int64(value).flatMap(columns.number) == nil {
            shown.append(FacetCount(facet: .library, value: value, records: 0, isChosen: true))
        }
        return lines + FacetCounter.firstOf(shown)
    }
}
