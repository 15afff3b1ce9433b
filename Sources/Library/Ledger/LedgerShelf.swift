/// Where the folded state is kept: in tables while the library works, in memory
/// while it is rebuilt or checked. Both are written by the same fold.
package protocol LedgerShelf: CopyShelf, LoanShelf, BoxShelf {
    /// An event that could not apply waits for a librarian.
    mutating func raise(_ conflict: LedgerConflict, at stamp: LedgerStamp) throws
    /// False when nothing waits at that position.
    mutating func resolve(_ position: LedgerPosition, _ resolution: ExceptionResolution, at stamp: LedgerStamp) throws
        -> Bool
}

/// When something of the ledger happened and where it stands in it.
package struct LedgerStamp: Equatable, Sendable {
    package var position: LedgerPosition
    package var at: Moment
    package init(position: LedgerPosition, at moment: Moment) { (self.position, at) = (position, moment) }
}

package protocol CopyShelf {
    mutating func copy(_ id: CopyID) throws -> CopyState?
    /// The copy that has a number in a register. A shelf that only replays what
    /// was judged before may say nil.
    mutating func copy(numbered number: AccessionNumber, in register: InstitutionID) throws -> CopyID?
    mutating func put(_ copy: CopyState) throws
    /// The register's line of a copy, new or corrected.
    mutating func describe(_ copy: CopyID, _ facts: CopyFacts, owner: ServicePointID) throws
    /// Ends the copy's custody before and begins this one.
    mutating func hand(_ copy: CopyID, to custody: Custody, at stamp: LedgerStamp) throws
    /// Whether a copy was never lent, in no box and in no other hands than its
    /// owner's. A shelf that only replays what was judged before may say true.
    mutating func hasStayed(_ copy: CopyID, with owner: ServicePointID) throws -> Bool
    /// The last hour at which somebody had a copy in hand: by a fact that
    /// applied and ``LedgerFact/isInHand``, or in a box that was packed, sent or
    /// received. Nil when it was only registered. A shelf that only replays what
    /// was judged before may say nil.
    mutating func lastInHand(_ copy: CopyID) throws -> Moment?
    /// Somebody had a copy in hand. A shelf that keeps the facts themselves needs
    /// no note.
    mutating func noteInHand(_ copy: CopyID, at moment: Moment) throws
    /// Takes a copy out with its line and its places.
    mutating func remove(_ copy: CopyID) throws
}

package protocol LoanShelf {
    mutating func loan(_ id: LoanID) throws -> Loan?
    mutating func put(_ loan: Loan) throws
    mutating func hold(_ id: HoldID) throws -> Hold?
    mutating func put(_ hold: Hold) throws
}

package protocol BoxShelf {
    mutating func box(_ id: BoxID) throws -> Box?
    /// As ``CopyShelf/copy(numbered:in:)``.
    mutating func box(numbered number: String, of owner: ServicePointID) throws -> BoxID?
    mutating func put(_ box: Box) throws
    /// By their numbers.
    mutating func copies(in box: BoxID) throws -> [CopyState]
    mutating func lines(in box: BoxID) throws -> [BoxLine]
    mutating func put(_ line: BoxLine) throws
    mutating func remove(_ line: BoxLine) throws
    /// The line of a copy on the manifest of a sealing. What is noted as surplus
    /// although it was sealed in was elsewhere in between: it is counted.
    mutating func note(_ copy: CopyID, on manifest: Manifest, _ outcome: ManifestOutcome) throws
}

/// Which manifest: that of a box's n-th sealing.
package struct Manifest: Hashable, Sendable {
    package var box: BoxID
    package var sealing: Int
    package init(box: BoxID, sealing: Int) { (self.box, self.sealing) = (box, sealing) }
}
