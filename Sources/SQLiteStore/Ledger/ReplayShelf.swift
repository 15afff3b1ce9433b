import GRDB
import Library

/// Memory for what changes often, and the tables of a new file for what is only
/// ever written once.
struct ReplayShelf: LedgerShelf {
    private let tables: TableShelf
    private var memory = MemoryShelf(keepingFacts: false)
    private var open: [CopyID: CustodyEntry] = [:]

    init(_ db: Database) { tables = TableShelf(db: db) }

    /// Everything that was kept in memory.
    func write() throws {
        for id in memory.copies.keys.sorted() { if let copy = memory.copies[id] { try tables.put(copy) } }
        for id in memory.loans.keys.sorted() { if let loan = memory.loans[id] { try tables.put(loan) } }
        for id in memory.holds.keys.sorted() { if let hold = memory.holds[id] { try tables.put(hold) } }
        for box in memory.boxes.values { try tables.put(box) }
        for line in memory.lines { try tables.put(line) }
        for (manifest, copies) in memory.manifests {
            for (copy, outcome) in copies { try tables.note(copy, on: manifest, outcome) }
        }
        for exception in memory.exceptions.values {
            try tables.raise(exception.conflict, at: LedgerStamp(position: exception.position, at: .now))
            if let resolution = exception.resolution, let by = exception.resolvedBy {
                _ = try tables.resolve(exception.position, resolution, at: LedgerStamp(position: by, at: .now))
            }
        }
        for id in open.keys.sorted() { if let entry = open[id] { try tables.insert(entry, of: id) } }
    }

    // MARK: Copies

    func copy(_ id: CopyID) -> CopyState? { memory.copy(id) }
    /// The acceptance judged it, and the table itself takes no number twice.
    func copy(numbered number: AccessionNumber, in register: InstitutionID) -> CopyID? { nil }
    mutating func put(_ copy: CopyState) { memory.put(copy) }
    func describe(_ copy: CopyID, _ facts: CopyFacts, owner: ServicePointID) throws {
        try tables.describe(copy, facts, owner: owner)
    }

    /// Written when it ends: one row, never touched again.
    mutating func hand(_ copy: CopyID, to custody: Custody, at stamp: LedgerStamp) throws {
        let entry = CustodyEntry(custody: custody, since: stamp)
        guard var last = open.updateValue(entry, forKey: copy) else { return }
        last.until = stamp
        try tables.insert(last, of: copy)
    }

    /// As the acceptance judged.
    func hasStayed(_ copy: CopyID, with owner: ServicePointID) -> Bool { true }

    /// As the acceptance judged.
    func lastInHand(_ copy: CopyID) -> Moment? { nil }
    func noteInHand(_ copy: CopyID, at moment: Moment) {}

    mutating func remove(_ copy: CopyID) throws {
        memory.remove(copy)
        open[copy] = nil
        try tables.remove(copy)
    }

    // MARK: Loans, holds, boxes, exceptions

    func loan(_ id: LoanID) -> Loan? { memory.loan(id) }
    mutating func put(_ loan: Loan) { memory.put(loan) }
    func hold(_ id: HoldID) -> Hold? { memory.hold(id) }
    mutating func put(_ hold: Hold) { memory.put(hold) }
    func box(_ id: BoxID) -> Box? { memory.box(id) }
    func box(numbered number: String, of owner: ServicePointID) -> BoxID? { memory.box(numbered: number, of: owner) }
    mutating func put(_ box: Box) { memory.put(box) }
    func copies(in box: BoxID) -> [CopyState] { memory.copies(in: box) }
    func lines(in box: BoxID) -> [BoxLine] { memory.lines(in: box) }
    mutating func put(_ line: BoxLine) { memory.put(line) }
    mutating func remove(_ line: BoxLine) { memory.remove(line) }
    mutating func note(_ copy: CopyID, on manifest: Manifest, _ outcome: ManifestOutcome) {
        memory.note(copy, on: manifest, outcome)
    }
    mutating func raise(_ conflict: LedgerConflict, at stamp: LedgerStamp) { memory.raise(conflict, at: stamp) }
    mutating func resolve(
        _ position: LedgerPosition, _ resolution: ExceptionResolution, at stamp: LedgerStamp
    ) -> Bool {
        memory.resolve(position, resolution, at: stamp)
    }
}
