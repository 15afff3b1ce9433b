/// The folded state in memory: for rebuilding, for checking, for simulations.
package struct MemoryShelf: LedgerShelf, Equatable, Sendable {
    package private(set) var copies: [CopyID: CopyState] = [:]
    package private(set) var facts: [CopyID: CopyFacts] = [:]
    package private(set) var custody: [CopyID: [CustodyEntry]] = [:]
    package private(set) var loans: [LoanID: Loan] = [:]
    package private(set) var holds: [HoldID: Hold] = [:]
    package private(set) var boxes: [BoxID: Box] = [:]
    package private(set) var manifests: [Manifest: [CopyID: ManifestOutcome]] = [:]
    package private(set) var exceptions: [LedgerPosition: LedgerException] = [:]
    private var inside: [BoxID: Set<CopyID>] = [:]
    /// Copies of which there was ever a loan.
    private var lent: Set<CopyID> = []
    /// When somebody last had a copy in hand, in a box or out of it.
    private var inHand: [CopyID: Moment] = [:]
    private var boxLines: [BoxID: [Int: BoxLine]] = [:]
    private var numbers: [Place<InstitutionID>: CopyID] = [:]
    private var boxNumbers: [Place<ServicePointID>: BoxID] = [:]
    private let keepsFacts: Bool

    /// A number and whose it is.
    private struct Place<Owner: Hashable & Sendable>: Hashable, Sendable {
        var owner: Owner
        var number: String
    }

    /// Without facts the register's lines are left to whoever replays.
    package init(keepingFacts: Bool = true) { keepsFacts = keepingFacts }

    package var lines: [BoxLine] { boxLines.values.flatMap(\.values) }

    // MARK: Copies

    package func copy(_ id: CopyID) -> CopyState? { copies[id] }
    package func copy(numbered number: AccessionNumber, in register: InstitutionID) -> CopyID? {
        numbers[Place(owner: register, number: number.key)]
    }

    package mutating func put(_ copy: CopyState) {
        let before = copies.updateValue(copy, forKey: copy.id)?.box
        guard before != copy.box else { return }
        if let before { inside[before]?.remove(copy.id) }
        if let box = copy.box { inside[box, default: []].insert(copy.id) }
    }

    package mutating func describe(_ copy: CopyID, _ facts: CopyFacts, owner: ServicePointID) {
        guard keepsFacts else { return }
        if let before = self.facts.updateValue(facts, forKey: copy) {
            numbers[Place(owner: before.register, number: before.number.key)] = nil
        }
        numbers[Place(owner: facts.register, number: facts.number.key)] = copy
    }

    package mutating func hand(_ copy: CopyID, to custody: Custody, at stamp: LedgerStamp) {
        let last = (self.custody[copy]?.count ?? 0) - 1
        if last >= 0 { self.custody[copy]?[last].until = stamp }
        self.custody[copy, default: []].append(CustodyEntry(custody: custody, since: stamp))
        if custody.box != nil { noteInHand(copy, at: stamp.at) }
    }

    package func lastInHand(_ copy: CopyID) -> Moment? { inHand[copy] }
    package mutating func noteInHand(_ copy: CopyID, at moment: Moment) {
        inHand[copy] = max(inHand[copy] ?? moment, moment)
    }

    package func hasStayed(_ copy: CopyID, with owner: ServicePointID) -> Bool {
        !lent.contains(copy) && (custody[copy] ?? []).allSatisfy { $0.custody.isStay(with: owner) }
    }

    package mutating func remove(_ copy: CopyID) {
        if let box = copies.removeValue(forKey: copy)?.box { inside[box]?.remove(copy) }
        if let facts = facts.removeValue(forKey: copy) {
            numbers[Place(owner: facts.register, number: facts.number.key)] = nil
        }
        custody[copy] = nil
    }

    // MARK: Loans and holds

    package func loan(_ id: LoanID) -> Loan? { loans[id] }
    package mutating func put(_ loan: Loan) {
        loans[loan.id] = loan
        lent.insert(loan.copy)
    }
    package func hold(_ id: HoldID) -> Hold? { holds[id] }
    package mutating func put(_ hold: Hold) { holds[hold.id] = hold }

    // MARK: Boxes

    package func box(_ id: BoxID) -> Box? { boxes[id] }
    package func box(numbered number: String, of owner: ServicePointID) -> BoxID? {
        boxNumbers[Place(owner: owner, number: number)]
    }
    package mutating func put(_ box: Box) {
        boxes[box.id] = box
        boxNumbers[Place(owner: box.owner, number: box.number)] = box.id
    }
    package func copies(in box: BoxID) -> [CopyState] { (inside[box] ?? []).sorted().compactMap { copies[$0] } }
    package func lines(in box: BoxID) -> [BoxLine] { (boxLines[box] ?? [:]).values.sorted { $0.line < $1.line } }
    package mutating func put(_ line: BoxLine) { boxLines[line.box, default: [:]][line.line] = line }
    package mutating func remove(_ line: BoxLine) { boxLines[line.box]?[line.line] = nil }
    package mutating func note(_ copy: CopyID, on manifest: Manifest, _ outcome: ManifestOutcome) {
        let before = manifests[manifest]?[copy]
        manifests[manifest, default: [:]][copy] =
            outcome == .surplus && before != nil && before != .surplus ? .counted : outcome
    }

    // MARK: Exceptions

    package mutating func raise(_ conflict: LedgerConflict, at stamp: LedgerStamp) {
        exceptions[stamp.position] = LedgerException(position: stamp.position, conflict: conflict)
    }

    package mutating func resolve(
        _ position: LedgerPosition, _ resolution: ExceptionResolution, at stamp: LedgerStamp
    ) -> Bool {
        guard exceptions[position]?.resolution == nil, exceptions[position] != nil else { return false }
        exceptions[position]?.resolution = resolution
        exceptions[position]?.resolvedBy = stamp.position
        return true
    }
}

/// Whose hands a copy was in, and from when to when.
package struct CustodyEntry: Equatable, Sendable {
    package var custody: Custody
    package var since: LedgerStamp
    /// Nil while it lasts.
    package var until: LedgerStamp?
    package init(custody: Custody, since: LedgerStamp, until: LedgerStamp? = nil) {
        (self.custody, self.since, self.until) = (custody, since, until)
    }
}

/// An event that could not apply, and what became of it.
package struct LedgerException: Equatable, Sendable {
    package var position: LedgerPosition
    package var conflict: LedgerConflict
    /// Nil while it waits.
    package var resolution: ExceptionResolution?
    /// The event that settled it.
    package var resolvedBy: LedgerPosition?
    package init(
        position: LedgerPosition, conflict: LedgerConflict, resolution: ExceptionResolution? = nil,
        resolvedBy: LedgerPosition? = nil
    ) {
        (self.position, self.conflict) = (position, conflict)
        (self.resolution, self.resolvedBy) = (resolution, resolvedBy)
    }
}
