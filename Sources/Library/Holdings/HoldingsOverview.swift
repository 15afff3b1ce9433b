/// What lists say of a record's copies: "Còn 3 bản ở 2 nơi".
package struct CopyCount: Equatable, Sendable {
    /// That can be borrowed now.
    package var available: Int
    /// At how many points.
    package var points: Int
    /// On shelves, out on loan, on the way: all that belong to the stock.
    package var held: Int
    package init(available: Int, points: Int, held: Int) {
        (self.available, self.points, self.held) = (available, points, held)
    }
}

/// Copies of one record that a reader need not tell apart, as the record's page
/// lists them.
package struct HoldingLine: Equatable, Sendable {
    package var owner: ServicePointID
    package var holder: ServicePointID
    /// Where they are on their way to, or should be.
    package var plannedHolder: ServicePointID?
    package var callNumber: String?
    package var location: String?
    package var status: CopyStatus
    /// In a box that was called back: on the shelf, and not lent any more.
    package var isRecalled: Bool
    package var copies: Int
    package init(
        owner: ServicePointID, holder: ServicePointID, plannedHolder: ServicePointID? = nil,
        callNumber: String? = nil, location: String? = nil, status: CopyStatus, isRecalled: Bool = false, copies: Int
    ) {
        (self.owner, self.holder, self.plannedHolder) = (owner, holder, plannedHolder)
        (self.callNumber, self.location, self.status) = (callNumber, location, status)
        (self.isRecalled, self.copies) = (isRecalled, copies)
    }
    package var isAvailable: Bool { status == .available && !isRecalled }
}

/// What a page of results shows of copies.
package struct ShownCopies: Equatable, Sendable {
    /// Of the records that have copies.
    package var counts: [RecordID: CopyCount] = [:]
    package var names: [ServicePointID: String] = [:]
    package init() {}
}

/// What readers see of the copies.
package protocol HoldingsOverview: Sendable {
    /// The copies of a record that belong to the stock, those to be had first.
    func lines(of record: RecordID) async throws -> [HoldingLine]
    /// What a page of results shows of copies: counts of those records that have
    /// any, and names of points.
    func shown(of records: [RecordID], at points: Set<ServicePointID>) async throws -> ShownCopies
    func names(of points: Set<ServicePointID>) async throws -> [ServicePointID: String]
    /// What is written on boxes.
    func numbers(of boxes: Set<BoxID>) async throws -> [BoxID: String]
    /// The titles of records, for lists of copies.
    func titles(of records: Set<RecordID>) async throws -> [RecordID: String]
}
