/// What can be told at the door: a fact that is true of nothing is refused
/// before the ledger is asked, so that no table has to say no.
extension LedgerEvent {
    /// Whether device, sequence and moment can be, and the fact as well.
    package var isWellFormed: Bool {
        device.rawValue > 0 && deviceSequence > 0 && WellFormed.moments.contains(happenedAt.milliseconds)
            && fact.isWellFormed
    }
}

extension LedgerFact {
    /// Whether the fact can be true of anything: numbers of things from 1, lines
    /// from 1, counts from 0, days between 1900 and 2200, texts that say something.
    package var isWellFormed: Bool {
        guard copy.map({ $0.rawValue > 0 }) ?? true else { return false }
        switch self {
        case .copyRegistered(_, let facts, let owner): return facts.isWellFormed && owner.rawValue > 0
        case .copyDescribed(_, let facts): return facts.isWellFormed
        case .copySeen(_, let point), .copyHanded(_, let point), .copyMissing(_, let point), .usedInHouse(_, let point):
            return point.rawValue > 0
        case .copyWithdrawn(_, let document): return document.utf8.count <= WellFormed.longestText
        case .copyUnregistered: return true
        case .loanOpened(let id, let opening): return id.rawValue > 0 && opening.isWellFormed
        case .loanRenewed(let id, _, let point, let day):
            return id.rawValue > 0 && point.rawValue > 0 && WellFormed.years.contains(day.year)
        case .loanReturned(let id, _, let point), .loanLost(let id, _, let point):
            return id.rawValue > 0 && point.rawValue > 0
        case .loanQuestioned(let id, _, let point, _): return id.rawValue > 0 && point.rawValue > 0
        case .holdPlaced(let id, let record, let point):
            return id.rawValue > 0 && record.rawValue > 0 && point.rawValue > 0
        case .holdReady(let id, _, let point): return id.rawValue > 0 && point.rawValue > 0
        case .holdEnded(let id, _): return id.rawValue > 0
        case .boxOpened(let id, let number, let owner):
            return id.rawValue > 0 && owner.rawValue > 0 && WellFormed.isText(number)
        case .copyPacked(_, let box), .copyUnpacked(_, let box), .copyCounted(_, let box): return box.rawValue > 0
        case .linePacked(let line):
            return line.box.rawValue > 0 && line.line > 0 && WellFormed.counts.contains(line.quantity)
                && WellFormed.isText(line.text) && line.counted.map(WellFormed.counts.contains) ?? true
        case .boxActed(let box, _, let facts): return box.rawValue > 0 && facts.isWellFormed
        case .lineCounted(let box, let line, let quantity):
            return box.rawValue > 0 && line > 0 && WellFormed.counts.contains(quantity)
        case .exceptionResolved(let position, _): return position > 0
        }
    }
}

/// The ranges that facts keep to.
private enum WellFormed {
    static let years = 1900...2200
    /// The first moment of 1900 and the last of 2200, in UTC.
    static let moments: ClosedRange<Int64> = -2_208_988_800_000...7_289_654_399_999
    /// More of one thing is in no box.
    static let counts = 0...1_000_000
    /// Bytes.
    static let longestText = 10_000

    static func isText(_ text: String) -> Bool { !text.isEmpty && text.utf8.count <= longestText }
    static func isTextOrNil(_ text: String?) -> Bool { text.map(isText) ?? true }
}

extension CopyFacts {
    fileprivate var isWellFormed: Bool {
        record.rawValue > 0 && register.rawValue > 0 && WellFormed.isText(number.text)
            && WellFormed.isText(number.key) && WellFormed.isText(barcode)
            && [callNumber, location, invoice, note].allSatisfy(WellFormed.isTextOrNil)
            && price.map(CopyDraft.prices.contains) ?? true
            && receivedOn.map { WellFormed.years.contains($0.year) } ?? true
    }
}

extension LoanOpening {
    fileprivate var isWellFormed: Bool {
        point.rawValue > 0 && WellFormed.years.contains(dueOn.year) && WellFormed.isText(policy)
            && borrower.unit.rawValue > 0 && borrower.grade.map((1...12).contains) ?? true
    }
}

extension BoxActFacts {
    fileprivate var isWellFormed: Bool {
        at.rawValue > 0 && to.map { $0.rawValue > 0 } ?? true && trip.map { $0.rawValue > 0 } ?? true
            && seal.map {
                WellFormed.counts.contains($0.copies) && WellFormed.counts.contains($0.quantity)
                    && WellFormed.isText($0.hash)
            } ?? true
    }
}
