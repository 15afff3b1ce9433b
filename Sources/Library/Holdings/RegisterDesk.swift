/// Takes registers in, and gives them out again as they stand.
package protocol RegisterDesk: Sendable {
    /// What would become of the lines: the groups that are records, and the
    /// numbers that the institution's register has already.
    func preview(_ lines: [AccessionLine], for point: ServicePointID) async throws -> RegisterPreview
    /// Takes the lines in: a record a group, a copy a line, in short
    /// transactions. Lines whose number stands in the register change nothing,
    /// so that a form sent twice, or an export taken in again, does no harm.
    func take(_ lines: [AccessionLine], for point: ServicePointID, act: Act) async throws -> RegisterReport
    /// The register of what belongs to the point, in the order of the numbers.
    func register(of point: ServicePointID) async throws -> [RegisteredLine]
}

/// What a register would bring.
package struct RegisterPreview: Equatable, Sendable {
    package var groups: [AccessionGroup]
    /// Keys of the numbers that stand in the register already.
    package var known: Set<String>
    package init(groups: [AccessionGroup], known: Set<String>) { (self.groups, self.known) = (groups, known) }
}

/// What a register brought.
package struct RegisterReport: Equatable, Sendable {
    package var recordsAdded = 0
    package var recordsKnown = 0
    package var copiesAdded = 0
    package var copiesKnown = 0
    /// Numbers whose record the catalogue refused.
    package var refused: [AccessionNumber] = []
    package init() {}
}

/// A line of the register as it stands.
package struct RegisteredLine: Equatable, Sendable {
    package var copy: CopyID
    package var line: AccessionLine
    /// The day it was taken out.
    package var withdrawnOn: Day?
    package init(copy: CopyID, line: AccessionLine, withdrawnOn: Day?) {
        (self.copy, self.line, self.withdrawnOn) = (copy, line, withdrawnOn)
    }
}

extension AccessionNumber {
    /// The order of a register: by the letters, then by the numbers as numbers.
    package static func isBefore(_ left: AccessionNumber, _ right: AccessionNumber) -> Bool {
        var (first, second) = (left.key.utf8[...], right.key.utf8[...])
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        while let a = first.first, let b = second.first {
            if isDigit(a), isDigit(b) {
                // Keys have no leading zeros: the longer run is the larger number.
                let (one, other) = (first.prefix(while: isDigit), second.prefix(while: isDigit))
                if one.count != other.count { return one.count < other.count }
                if !one.elementsEqual(other) { return one.lexicographicallyPrecedes(other) }
                (first, second) = (first.dropFirst(one.count), second.dropFirst(one.count))
            } else {
                if a != b { return a < b }
                (first, second) = (first.dropFirst(), second.dropFirst())
            }
        }
        return first.isEmpty && !second.isEmpty
    }
}
