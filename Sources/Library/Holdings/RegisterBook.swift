/// The register of a point as one leafs through it.
package protocol RegisterBook: Sendable {
    /// A leaf in the order of the numbers, found by an index: only the count of the
    /// lines takes longer in a longer register.
    func leaf(_ filter: RegisterFilter) async throws -> RegisterLeaf
    /// The registers that were taken in, the newest first.
    func intakes(of point: ServicePointID, limit: Int) async throws -> [RegisterIntake]
}

/// Where a leaf of a register begins or ends.
package enum RegisterCursor: Hashable, Sendable {
    case start
    /// With this number, or the first one after it.
    case from(AccessionNumber)
    /// With the first number after this one.
    case after(AccessionNumber)
    /// Ends just before this number.
    case before(AccessionNumber)
}

package struct RegisterFilter: Equatable, Sendable {
    package var point: ServicePointID
    package var cursor: RegisterCursor
    package var limit: Int
    package init(point: ServicePointID, cursor: RegisterCursor = .start, limit: Int = 50) {
        (self.point, self.cursor, self.limit) = (point, cursor, limit)
    }
}

package struct RegisterLeaf: Equatable, Sendable {
    /// In the order of the numbers, those that were withdrawn with them.
    package var copies: [TitledCopy]
    /// Of the whole register.
    package var count: Int
    /// Nil where the register begins.
    package var previous: RegisterCursor?
    /// Nil where it ends.
    package var next: RegisterCursor?
    package init(copies: [TitledCopy], count: Int, previous: RegisterCursor?, next: RegisterCursor?) {
        (self.copies, self.count, self.previous, self.next) = (copies, count, previous, next)
    }
}
