import Library

/// Narrows matches to the chosen facet values and counts what is left.
///
/// Values of one facet are alternatives, facets narrow each other; a facet's
/// own choice does not change its own counts, so that another value can be
/// chosen instead.
struct FacetCounter {
    let columns: FacetColumns
    let selection: FacetSelection
    private let holdings: HoldingCounter

    init(columns: FacetColumns, holdings: HoldingColumns, selection: FacetSelection) {
        (self.columns, self.selection) = (columns, selection)
        self.holdings = HoldingCounter(columns: holdings, selection: selection)
    }

    /// As many values of a facet as a page can show.
    static let mostValues = 60

    /// What is left of two lists of different documents, and the counts of every
    /// value in both.
    struct Narrowed {
        var first: [UInt32]
        var second: [UInt32]
        var counts: [FacetCount]
    }

    /// `first` in rising order is counted faster where it is most of the catalogue.
    func narrow(_ first: [UInt32], _ second: [UInt32], wantsCounts: Bool) -> Narrowed {
        let chosenFacets = selection.chosen.filter { !$0.value.isEmpty && !$0.key.isOfCopies }
        if chosenFacets.isEmpty, !holdings.narrows, !wantsCounts {
            return Narrowed(first: first, second: second, counts: [])
        }
        var chosen = [UInt8](repeating: 0, count: columns.values.count)
        var required: UInt8 = 0
        for (facet, texts) in chosenFacets {
            let bit = UInt8(1) << UInt8(Facet.allCases.firstIndex(of: facet) ?? 0)
            required |= bit
            for text in texts {
                if let number = columns.number(of: .init(facet: facet, text: text)) { chosen[Int(number)] = bit }
            }
        }
        var counts = [UInt32](repeating: 0, count: columns.values.count)
        var atPoints = holdings.emptyCounts()
        func kept(_ documents: [UInt32]) -> [UInt32] {
            let split =
                required == 0
                ? byCopies(documents, &counts, wantsCounts)
                : some(documents, &counts, chosen: chosen, required: required)
            if wantsCounts { holdings.add(split.butForCopies, kept: split.kept, to: &atPoints) }
            return split.kept
        }
        var narrowed = Narrowed(first: kept(first), second: kept(second), counts: [])
        if wantsCounts { narrowed.counts = lines(counts, chosen, holdings.lines(atPoints)) }
        return narrowed
    }

    /// Whether a record has the chosen values.
    func allows(_ document: UInt32) -> Bool {
        holdings.allows(document)
            && selection.chosen.allSatisfy { facet, texts in
                texts.isEmpty || facet.isOfCopies || columns.record(document, has: facet) { texts.contains($0) }
            }
    }

    /// Those that have everything chosen, and those that have everything but
    /// perhaps the choice of copies.
    private typealias Split = (kept: [UInt32], butForCopies: [UInt32])

    /// Where nothing else was chosen.
    private func byCopies(_ documents: [UInt32], _ counts: inout [UInt32], _ wantsCounts: Bool) -> Split {
        let kept = holdings.narrows ? zip(documents, holdings.held(documents)).filter { $1 == 1 }.map(\.0) : documents
        if wantsCounts { for (number, count) in columns.counts(kept).enumerated() { counts[number] += count } }
        return (kept, documents)
    }

    private func some(
        _ documents: [UInt32], _ counts: inout [UInt32], chosen: [UInt8], required: UInt8
    ) -> Split {
        var kept: [UInt32] = []
        var butForCopies: [UInt32] = []
        let hasCopies = holdings.narrows ? holdings.held(documents) : []
        columns.forEach(documents) { place, numbers in
            var found: UInt8 = 0
            for number in numbers { found |= chosen[Int(number)] }
            let missing = required & ~found
            if missing == 0 { butForCopies.append(documents[place]) }
            guard hasCopies.isEmpty || hasCopies[place] == 1 else { return }
            if missing == 0 {
                kept.append(documents[place])
                for number in numbers { counts[Int(number)] &+= 1 }
            } else if missing & (missing - 1) == 0 {
                // Only one facet stands in the way: the record counts among its values.
                let facet = UInt8(missing.trailingZeroBitCount)
                for number in numbers where columns.facetOfValue[Int(number)] == facet { counts[Int(number)] &+= 1 }
            }
        }
        return (kept, butForCopies)
    }

    private func lines(_ counts: [UInt32], _ chosen: [UInt8], _ ofCopies: [FacetCount]) -> [FacetCount] {
        var byFacet: [[Int]] = Facet.allCases.map { _ in [] }
        for (number, count) in counts.enumerated() where count > 0 || chosen[number] != 0 {
            byFacet[Int(columns.facetOfValue[number])].append(number)
        }
        return ofCopies
            + byFacet.flatMap { numbers in
                let places = Self.commonest(numbers.map { counts[$0] }) { chosen[numbers[$0]] != 0 }
                return Self.firstOf(
                    places.map { place in
                        let number = numbers[place]
                        let value = columns.values[number]
                        return FacetCount(
                            facet: value.facet, value: value.text, records: Int(counts[number]),
                            isChosen: chosen[number] != 0)
                    })
            }
    }

    /// The places of the counts that can be among the first of a facet: the
    /// chosen, and those not below the last that is shown. Thousands of libraries
    /// then need neither names nor an order.
    static func commonest(_ counts: [UInt32], isChosen: (Int) -> Bool) -> [Int] {
        // In falling order; most counts are below the last of them.
        var shown: [UInt32] = []
        for count in counts where count > 0 {
            if shown.count == mostValues {
                guard count > shown[mostValues - 1] else { continue }
                shown.removeLast()
            }
            shown.insert(count, at: shown.firstIndex { $0 < count } ?? shown.count)
        }
        let least = shown.count == mostValues ? shown[mostValues - 1] : 1
        return counts.indices.filter { counts[$0] >= least || isChosen($0) }
    }

    /// The values to show of one facet: the chosen, then the commonest.
    static func firstOf(_ values: [FacetCount]) -> [FacetCount] {
        let sorted = values.sorted {
            ($0.isChosen ? 0 : 1, -$0.records, $0.value) < ($1.isChosen ? 0 : 1, -$1.records, $1.value)
        }
        return Array(sorted.prefix(mostValues))
    }
}
