import Library

/// The choice of libraries and of "available now", and the counts of both.
///
/// The two go together: who asks for what a library has now means a copy on
/// that library's own shelf, not one anywhere. Each leaves its own choice out
/// of its counts and keeps the other's.
struct HoldingCounter {
    private let columns: HoldingColumns
    /// For each point 1 where it was chosen, else 0; all 1 where none was.
    private let wanted: [UInt8]
    private let libraries: Set<String>
    private let isNow: Bool

    init(columns: HoldingColumns, selection: FacetSelection) {
        self.columns = columns
        let libraries = selection.chosen[.library] ?? []
        self.libraries = libraries
        isNow = selection.chosen[.available]?.isEmpty == false
        var wanted = [UInt8](repeating: libraries.isEmpty ? 1 : 0, count: columns.points.count)
        for library in libraries {
            if let number = Int64(library).flatMap(columns.number) { wanted[Int(number)] = 1 }
        }
        self.wanted = wanted
    }

    /// Whether it leaves records out at all.
    var narrows: Bool { !libraries.isEmpty || isNow }

    /// For each of `documents` a 1 where it has what was chosen, else a 0.
    func held(_ documents: [UInt32]) -> [UInt8] {
        guard !libraries.isEmpty, documents.count * 3 > columns.recordCount else {
            return columns.held(documents, at: wanted, availableOnly: isNow)
        }
        let held = columns.held(at: wanted, availableOnly: isNow)
        return documents.map { Int($0) < held.count ? held[Int($0)] : 0 }
    }

    func allows(_ document: UInt32) -> Bool { !narrows || held([document]) == [1] }

    func emptyCounts() -> HoldingTally { HoldingTally(points: columns.points.count) }

    /// Counts `documents` at the points; `kept` are those of them that have what
    /// was chosen, and so all that can be borrowed where it was chosen.
    func add(_ documents: [UInt32], kept: [UInt32], to counts: inout HoldingTally) {
        guard !columns.isEmpty else { return }
        let tally = columns.tally(documents, availableOnly: isNow)
        for point in tally.atPoints.indices { counts.atPoints[point] &+= tally.atPoints[point] }
        counts.available += isNow ? kept.count : libraries.isEmpty ? tally.available : canBeBorrowed(kept)
    }

    /// How many of these have a copy on the shelf of a point that was chosen.
    private func canBeBorrowed(_ documents: [UInt32]) -> Int {
        columns.held(documents, at: wanted, availableOnly: true).reduce(0) { $0 + Int($1) }
    }

    func lines(_ counts: HoldingTally) -> [FacetCount] {
        var lines: [FacetCount] = []
        if counts.available > 0 || isNow {
            lines.append(
                FacetCount(facet: .available, value: Facet.availableNow, records: counts.available, isChosen: isNow))
        }
        let chosen = libraries.isEmpty ? [] : wanted
        let shown = FacetCounter.commonest(counts.atPoints) { !chosen.isEmpty && chosen[$0] == 1 }
        var ofLibraries = shown.map { number in
            let value = String(columns.points[number])
            return FacetCount(
                facet: .library, value: value, records: Int(counts.atPoints[number]),
                isChosen: libraries.contains(value))
        }
        // Chosen ones that have no copy of anything.
        for value in libraries where Int64(value).flatMap(columns.number) == nil {
            ofLibraries.append(FacetCount(facet: .library, value: value, records: 0, isChosen: true))
        }
        return lines + FacetCounter.firstOf(ofLibraries)
    }
}
