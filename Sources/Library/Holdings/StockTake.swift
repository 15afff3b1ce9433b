/// A count of what stands on the shelves of a point (kiểm kê). It may take
/// weeks, and goes on where it was left.
package struct StockTake: Equatable, Sendable {
    package var id: StockTakeID
    package var point: ServicePointID
    package var range: StockRange
    package var startedAt: Moment
    /// The last event before it: what was in somebody's hands since then is no
    /// longer looked for.
    package var startedAfter: LedgerPosition
    package var closedAt: Moment?
    package init(
        id: StockTakeID, point: ServicePointID, range: StockRange, startedAt: Moment, startedAfter: LedgerPosition,
        closedAt: Moment? = nil
    ) {
        (self.id, self.point, self.range) = (id, point, range)
        (self.startedAt, self.startedAfter, self.closedAt) = (startedAt, startedAfter, closedAt)
    }
    package var isOpen: Bool { closedAt == nil }
}

package typealias StockTakeID = RowID<StockTake>

/// The part of a point's stock that is counted.
package struct StockRange: Hashable, Sendable {
    /// A room or shelf as the register names it; nil for all.
    package var location: String?
    /// From this call number on, and to this one with all that begin with it.
    package var firstCall: String?
    package var lastCall: String?
    package init(location: String? = nil, firstCall: String? = nil, lastCall: String? = nil) {
        (self.location, self.firstCall, self.lastCall) = (location, firstCall, lastCall)
    }

    package var isAll: Bool { location == nil && firstCall == nil && lastCall == nil }

    /// Whether a copy stands in this part, by what the register says.
    package func holds(_ facts: CopyFacts) -> Bool {
        if let location, facts.location != location { return false }
        guard firstCall != nil || lastCall != nil else { return true }
        guard let call = facts.callNumber else { return false }
        // Byte by byte, as the store compares.
        if let firstCall, call.utf8.lexicographicallyPrecedes(firstCall.utf8) { return false }
        if let lastCall, lastCall.utf8.lexicographicallyPrecedes(call.utf8), !call.utf8.starts(with: lastCall.utf8) {
            return false
        }
        return true
    }
}

/// What one scan found. The words are in `Locales/*-holdings.yaml` under
/// `stock-scan`.
package enum StockScanOutcome: String, Sendable, CaseIterable {
    /// Where it should be.
    case found
    /// Scanned before in this count.
    case again
    /// It was missing or lost, and is here.
    case foundAgain = "found-again"
    /// Here, and another shelf of this point is its place.
    case wrongShelf = "wrong-shelf"
    /// Another point has it, as far as anybody knew.
    case elsewhere
    /// Out on loan, as far as anybody knew: it was not taken back.
    case onLoan = "on-loan"
    /// Set aside for a reader, or in a box: that desk's or box's business.
    case busy
    /// Taken out of the register before.
    case withdrawn
    /// No copy has this number.
    case unknown
    /// Several copies have it, and none is this point's.
    case ambiguous
}

/// A scan as it was kept.
package struct StockScan: Equatable, Sendable {
    package var id: Int64
    package var at: Moment
    package var text: String
    package var copy: CopyID?
    package var outcome: StockScanOutcome
    package init(id: Int64, at moment: Moment, text: String, copy: CopyID?, outcome: StockScanOutcome) {
        (self.id, at, self.text, self.copy, self.outcome) = (id, moment, text, copy, outcome)
    }
}

/// The rules of counting.
package enum StockTakeRule {
    /// Which of the copies that share a scanned number is meant: one that is here,
    /// else one that belongs here, else the only one.
    package static func meant(of copies: [Copy], at point: ServicePointID) -> Copy? {
        copies.first { $0.state.holder == point } ?? copies.first { $0.state.owner == point }
            ?? (copies.count == 1 ? copies.first : nil)
    }

    /// What scanning a copy in a count says.
    package static func outcome(_ copy: Copy, in count: StockTake, isScanned: Bool) -> StockScanOutcome {
        if isScanned { return .again }
        switch copy.state.status {
        case .withdrawn: return .withdrawn
        case .missing, .lost: return .foundAgain
        case .onLoan: return .onLoan
        case .setAside, .packed, .inTransit, .awaitingCheck, .counted: return .busy
        case .available: break
        }
        guard copy.state.holder == count.point else { return .elsewhere }
        return count.range.holds(copy.facts) ? .found : .wrongShelf
    }

    /// What closing a count says of a scanned copy; nil where somebody else has the
    /// word: a reader, a desk, a box.
    package static func event(for copy: CopyState, in count: StockTake) -> LedgerFact? {
        switch copy.status {
        case .available, .missing, .lost: .copySeen(copy.id, at: count.point)
        case .onLoan, .setAside, .packed, .inTransit, .awaitingCheck, .counted, .withdrawn: nil
        }
    }
}
