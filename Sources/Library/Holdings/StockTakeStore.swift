/// Counts of the shelves.
package protocol StockTakeStore: Sendable {
    /// Begins a count; one that is open at the point for the same part goes on.
    func open(_ range: StockRange, at point: ServicePointID, act: Act) async throws -> StockTakeID
    /// The newest first.
    func stockTakes(at point: ServicePointID) async throws -> [StockTake]
    func stockTake(_ id: StockTakeID) async throws -> StockTake?
    /// Keeps a scan; the same form again gives the scan it made. Throws
    /// `StockTakeRefusal`.
    func scan(_ text: String, in count: StockTakeID, act: Act) async throws -> StockScan
    /// Where the count stands; the list of the missing reads every copy of the
    /// shelves, and is left empty where it is not asked for.
    func report(of count: StockTakeID, withMissing: Bool) async throws -> StockReport?
    /// Lets what was found and not found happen in the ledger, and ends the count.
    /// It takes turns with the desks; broken off, it goes on when asked again.
    func close(_ count: StockTakeID, act: Act) async throws
    /// The counts of a point that were closed, for its register; the oldest first.
    func register(of point: ServicePointID) async throws -> [DeskSheets.StockCount]
}

package enum StockTakeRefusal: String, Error, Sendable, CaseIterable {
    case unknown
    case closed
    /// A scan without a letter or digit.
    case empty
}

/// What a count has found so far, or found at its end.
package struct StockReport: Equatable, Sendable {
    package var count: StockTake
    /// How many copies should stand there, scanned or not.
    package var expected: Int
    package var scanned: Int
    /// Not scanned, and in nobody's hands since the beginning.
    package var missing: [TitledCopy]
    /// Scans to be looked at, the newest first, with their copies: everything but
    /// `found` and `again`.
    package var remarks: [StockRemark]
    /// The last scan.
    package var last: StockRemark?

    package init(
        count: StockTake, expected: Int, scanned: Int, missing: [TitledCopy], remarks: [StockRemark],
        last: StockRemark? = nil
    ) {
        (self.count, self.expected, self.scanned) = (count, expected, scanned)
        (self.missing, self.remarks, self.last) = (missing, remarks, last)
    }

    package func remarks(_ outcomes: StockScanOutcome...) -> [StockRemark] {
        remarks.filter { outcomes.contains($0.scan.outcome) }
    }
}

package struct StockRemark: Equatable, Sendable {
    package var scan: StockScan
    package var copy: TitledCopy?
    package init(scan: StockScan, copy: TitledCopy?) { (self.scan, self.copy) = (scan, copy) }
}
